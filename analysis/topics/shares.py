"""Topic shares of stories: what every interval and test on topics is made of."""

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.inference import MIN_STORIES, Cells, column_of, percentiles, redraws
from analysis.terms import DocumentTerms

__all__ = ["mean_interval", "share_cells", "story_shares"]


def story_shares(weights: pd.DataFrame, counted: DocumentTerms, labels: list[np.ndarray]) -> pd.DataFrame:
    """Topic shares of each story in each group.

    Parameters
    ----------
    weights : DataFrame of shape (n_units, k)
        Topic shares of articles or paragraphs; missing where no counted term occurs.
    counted : DocumentTerms
        The counts behind them, in the same order.
    labels : list of ndarray of shape (n_units,)
        What makes a group, such as the outlet; none for stories as a whole.

    Returns
    -------
    DataFrame of shape (n_stories, k)
        Indexed by the labels, then the story. Mean over the articles or paragraphs of a story, weighted by their
        counted words: copies of a story are one story. Units with a missing label are left out.
    """
    known = weights.iloc[:, 0].notna().to_numpy()
    keys = [*(label[known] for label in labels), counted.stories.to_numpy(dtype=object)[known]]
    words = np.asarray(counted.counts.sum(axis=1)).ravel()[known]
    sums = weights[known].mul(words, axis=0).groupby(keys).sum()
    return sums.div(pd.Series(words, index=weights.index[known]).groupby(keys).sum(), axis=0)


def share_cells(weights: pd.DataFrame, counted: DocumentTerms, by: str, groups: list[str]) -> Cells:
    """The shares as the unit of inference: a row per story and group, topics in place of terms, each story once."""
    shares = story_shares(weights, counted, [column_of(counted.documents, by)])
    shares = shares[shares.index.get_level_values(0).isin(groups)].swaplevel().sort_index()
    story, group = (shares.index.get_level_values(level).to_numpy(dtype=object) for level in (0, 1))
    shared = pd.Series(story).duplicated(keep=False).to_numpy()
    once, stratum = np.ones(len(story)), np.full(len(story), "", dtype=object)
    return Cells(sparse.csr_array(shares.to_numpy()), group, story, shared, once, stratum)


def mean_interval(shares: np.ndarray, n_bootstraps: int, rng: np.random.Generator) -> np.ndarray:
    """Ends of the 95 % interval of the mean of each column, stories redrawn, shape (2, k); missing below 5 stories."""
    n, k = shares.shape
    if n < MIN_STORIES:
        return np.full((2, k), np.nan)
    drawn = redraws(np.ones(n, dtype=bool), n_bootstraps, rng) / n
    return np.percentile(shares.T @ drawn, percentiles(n), axis=1)
