"""Many tests at once: p-values of one family of permuted statistics."""

import numpy as np

from analysis.framing.shares.choices import TIE

__all__ = ["family"]


def family(statistics: list[np.ndarray]) -> list[dict[str, np.ndarray]]:
    """p, p_fwer and q of statistics of shape (n_tests, B + 1), column 0 observed, all in one family.

    Notes
    -----
    Within strata the draws of a test need not lie around 0, so each t is taken from the mean of its row. p = share of
    the columns, the observed one included, with |t*| >= |t|; p_fwer the same for the largest |t*| over all tests of a
    column (Westfall and Young 1993); q the expected over the observed number of exceedances, the expectation
    pooled over all tests, made monotone (Storey and Tibshirani 2003).
    """
    if not statistics:
        return []
    values = np.concatenate(statistics)
    size = np.abs(values - values.mean(axis=1, keepdims=True))
    reached = size >= size[:, :1] - TIE
    p = reached.mean(axis=1)
    p_fwer = (size.max(axis=0) >= size[:, :1] - TIE).mean(axis=1)
    pooled = 1 - np.searchsorted(np.sort(size.ravel()), size[:, 0] - TIE) / size.size
    # A rare name has a longer tail than the pool: where its own draws show it, they count.
    pooled = np.where(reached.sum(axis=1) > 1, np.maximum(p, pooled), pooled)
    columns = {"p": p, "p_fwer": p_fwer, "q": _q(pooled)}
    borders = np.cumsum([len(part) for part in statistics])[:-1]
    split = {name: np.split(values, borders) for name, values in columns.items()}
    return [{name: split[name][i] for name in columns} for i in range(len(statistics))]


def _q(p: np.ndarray) -> np.ndarray:
    found = np.searchsorted(np.sort(p), p, side="right")
    order = np.argsort(-p, kind="stable")
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate((len(p) * p / found)[order])
    return np.minimum(q, 1)
