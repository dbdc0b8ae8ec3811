"""How sure a share is: stories redrawn within each outlet."""

import numpy as np

from analysis.framing.shares.choices import TIE, Choices
from analysis.inference import MIN_STORIES, redraws

__all__ = ["interval", "share_intervals"]

LEVEL = 0.95


def share_intervals(choices: Choices, groups: list[str], n_bootstraps: int, rng: np.random.Generator):
    """Interval of each share in each group and in each group's rest.

    Returns
    -------
    dict of (tuple of str) to ndarray of shape (2, n_names)
        Keyed by the groups that are taken together: one, or all but one.
    """
    drawn = {
        group: _redrawn(choices.where(choices.group == group), n_bootstraps, stream)
        for group, stream in zip(groups, rng.spawn(len(groups)), strict=True)
    }
    sides = [(group,) for group in groups]
    sides += [tuple(g for g in groups if g != group) for group in groups] if len(groups) > 2 else []
    return {side: _side_interval(choices, side, drawn) for side in sides}


def _redrawn(choices: Choices, n: int, rng: np.random.Generator) -> np.ndarray:
    """Mentions under each name in n redraws of the stories, shape (n_names, n)."""
    n_cells = len(choices.group)
    if not n_cells:
        return np.zeros((choices.counts.shape[1], n))
    return choices.counts.T @ redraws(np.ones(n_cells, dtype=bool), n, rng).astype(float)


def _side_interval(choices: Choices, side: tuple[str, ...], drawn: dict[str, np.ndarray]) -> np.ndarray:
    rows = np.isin(choices.group, side)
    counts = sum(drawn[group] for group in side)
    total = counts.sum(axis=0)
    variance = (counts / np.where(total > 0, total, np.nan)).T
    return interval(choices.share(rows), np.nanvar(variance, axis=0) if rows.any() else np.nan, int(rows.sum()))


def interval(share: np.ndarray, variance: np.ndarray, n: int) -> np.ndarray:
    """95 % interval of shares from their variance over redraws of n stories, shape (2, n_names).

    Notes
    -----
    The exact binomial interval at the effective number of stories n* = R (1 - R) / v (Korn and Graubard 1998, Survey
    Methodology 24(2)), v the variance over the redraws times n / (n - 1), and n* divided by the square of the ratio of
    the t to the normal quantile. Percentiles of the redraws are too narrow for a ratio of few, unequal stories. Where
    all stories choose alike there is no spread to redraw, and n* is n.

    >>> interval(np.array([0.5, 1.0]), np.array([0.025, 0.0]), 10).round(2)
    array([[0.13, 0.69],
           [0.87, 1.  ]])
    """
    from scipy.stats import beta, norm, t

    if n < MIN_STORIES:
        return np.full((2, len(share)), np.nan)
    end = (1 - LEVEL) / 2
    narrower = (norm.ppf(end) / t.ppf(end, n - 1)) ** 2 * (n - 1) / n
    spread = np.where(variance > TIE**2, variance, 1)
    effective = np.where(variance > TIE**2, share * (1 - share) / spread * narrower, n)
    hits = share * effective
    misses = effective - hits
    low = np.where(share > 0, beta.ppf(end, np.maximum(hits, TIE), misses + 1), 0.0)
    high = np.where(share < 1, beta.ppf(1 - end, hits + 1, np.maximum(misses, TIE)), 1.0)
    return np.array([low, high])
