"""How much of each group's coverage a topic takes."""

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.inference import MIN_STORIES
from analysis.inference.bootstrap import redraws
from analysis.terms import DocumentTerms

__all__ = ["prevalence"]


def prevalence(
    weights: pd.DataFrame, counted: DocumentTerms, by: str = "outlet", *, n_bootstraps: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Mean share of each topic over the stories of each group, with a 95 % interval.

    Parameters
    ----------
    weights : DataFrame of shape (n_units, k)
        Topic shares of articles or paragraphs.
    counted : DocumentTerms
        The counts behind them, in the same order.
    by : str
    n_bootstraps, seed : int

    Returns
    -------
    DataFrame
        Columns topic, the group, stories, share, low, high; low and high are missing for a group with fewer than 5
        stories. Sorted by topic, then group.

    Notes
    -----
    A story's share is the mean over its articles or paragraphs, weighted by their counted words; a group's is the mean
    over its stories. Percentile bootstrap: the stories of a group are redrawn with replacement.
    """
    shares = _story_shares(weights, counted, by)
    rng = np.random.default_rng(seed)
    rows = []
    for group, part in shares.groupby(level=0):
        drawn = redraws(np.ones(len(part), dtype=bool), n_bootstraps, rng) / len(part)
        low, high = np.percentile(part.to_numpy().T @ drawn, [2.5, 97.5], axis=1)
        able = len(part) >= MIN_STORIES
        columns = {by: group, "stories": len(part), "share": part.mean().to_numpy()}
        bounds = {"low": low if able else np.nan, "high": high if able else np.nan}
        rows.append(pd.DataFrame({"topic": part.columns, **columns, **bounds}))
    return pd.concat(rows).sort_values(["topic", by], ignore_index=True)


def _story_shares(weights: pd.DataFrame, counted: DocumentTerms, by: str) -> pd.DataFrame:
    """Topic shares per group and story."""
    if by not in counted.documents:
        raise FramingError(f"by={by!r} is not a column of the documents: choose one of {', '.join(counted.documents)}")
    known = weights[weights.columns[0]].notna().to_numpy()
    keys = [counted.documents[by].astype(object).to_numpy()[known], counted.stories.to_numpy()[known]]
    words = np.asarray(counted.counts.sum(axis=1)).ravel()[known]
    sums = weights[known].mul(words, axis=0).groupby(keys).sum()
    return sums.div(pd.Series(words, index=weights.index[known]).groupby(keys).sum(), axis=0)
