"""How much of each group's coverage a topic takes."""

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.inference import MIN_STORIES, percentiles, redraws
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
    over its stories. Interval: the stories of a group are redrawn with replacement; ends as in
    ``analysis.inference.percentiles``.
    """
    shares = _story_shares(weights, counted, by)
    rng = np.random.default_rng(seed)
    rows = []
    for group, part in shares.groupby(level=0):
        low, high = _interval(part.to_numpy(), n_bootstraps, rng)
        columns = {by: group, "stories": len(part), "share": part.mean().to_numpy()}
        rows.append(pd.DataFrame({"topic": part.columns, **columns, "low": low, "high": high}))
    return pd.concat(rows).sort_values(["topic", by], ignore_index=True)


def _interval(shares: np.ndarray, n_bootstraps: int, rng: np.random.Generator) -> np.ndarray:
    """Bounds of the mean of each column, shape (2, k)."""
    n, k = shares.shape
    if n < MIN_STORIES:
        return np.full((2, k), np.nan)
    drawn = redraws(np.ones(n, dtype=bool), n_bootstraps, rng) / n
    return np.percentile(shares.T @ drawn, percentiles(n), axis=1)


def _story_shares(weights: pd.DataFrame, counted: DocumentTerms, by: str) -> pd.DataFrame:
    """Topic shares per group and story."""
    if by not in counted.documents:
        raise FramingError(f"by={by!r} is not a column of the documents: choose one of {', '.join(counted.documents)}")
    known = weights[weights.columns[0]].notna().to_numpy()
    keys = [counted.documents[by].astype(object).to_numpy()[known], counted.stories.to_numpy()[known]]
    words = np.asarray(counted.counts.sum(axis=1)).ravel()[known]
    sums = weights[known].mul(words, axis=0).groupby(keys).sum()
    return sums.div(pd.Series(words, index=weights.index[known]).groupby(keys).sum(), axis=0)
