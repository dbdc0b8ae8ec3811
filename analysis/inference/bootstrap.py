"""Stories redrawn within each group: how far an estimate could lie elsewhere."""

from collections.abc import Callable

import numpy as np
from scipy import sparse

from analysis.inference.blocks import blocks, in_threads
from analysis.inference.cells import Cells
from analysis.inference.contrasts import Contrast
from analysis.inference.matching import balance, scaled
from analysis.inference.sums import weighted_sums

__all__ = ["bootstrap_interval", "percentiles", "redrawn_strata", "redraws"]


def percentiles(n: int, level: float = 0.95) -> list[float]:
    """Percentiles of the redraws that bound an interval, for n stories in the smaller group.

    Redrawing n stories makes the spread too small by (n - 1) / n and treats it as known. The expanded percentile
    interval widens the ends to those of a t distribution: 100 Phi(-+ sqrt(n / (n - 1)) t) with t its quantile on n - 1
    degrees of freedom (Hesterberg 2015, The American Statistician 69(4), section 4.3). With many stories they are the
    plain 2.5 and 97.5.

    >>> [round(end, 2) for end in percentiles(20)], [round(end, 2) for end in percentiles(100_000)]
    ([1.59, 98.41], [2.5, 97.5])
    """
    from scipy.stats import norm, t

    end = 100 * norm.cdf(np.sqrt(n / (n - 1)) * t.ppf((1 - level) / 2, n - 1))
    return [float(end), float(100 - end)]


def redraws(member: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
    """How often each cell is drawn when the members are redrawn with replacement, uint8 of shape (n_cells, n).

    >>> redraws(np.array([True, True, False]), 4, np.random.default_rng(0)).sum(axis=0)
    array([2, 2, 2, 2], dtype=uint64)
    """
    rows = np.flatnonzero(member)
    drawn = np.zeros((n, len(member)), dtype=np.uint8)
    for draw in drawn:
        draw[rows] = np.bincount(rng.integers(0, len(rows), len(rows)), minlength=len(rows))
    return np.ascontiguousarray(drawn.T)


def redrawn_strata(stratum: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
    """How often each cell counts when whole strata are redrawn, uint8 of shape (n_cells, n).

    >>> redrawn_strata(np.array(["e1", "e1"]), 3, np.random.default_rng(0)).tolist()
    [[1, 1, 1], [1, 1, 1]]
    """
    strata, code = np.unique(stratum.astype(str), return_inverse=True)
    return redraws(np.ones(len(strata), dtype=bool), n, rng)[code]


def bootstrap_interval(
    cells: Cells,
    contrast: Contrast,
    effect: Callable,
    tested: np.ndarray,
    n_bootstraps: int = 1000,
    seed: int = 0,
    level: float = 0.95,
    *,
    balanced: bool = False,
) -> tuple[np.ndarray, np.ndarray]:
    """Expanded percentile interval of the effect, stories redrawn within each group, or whole strata if balanced.

    Parameters
    ----------
    cells, contrast, effect, tested, seed, balanced
        As in permutation_family.
    n_bootstraps : int
    level : float
        Nominal coverage.

    Returns
    -------
    low, high : ndarray of shape (n_terms,)

    Notes
    -----
    See percentiles. Measured coverage of the 95 % interval in planted corpora of bursty words, terms in 10 or more
    stories, rates alike or twice as high: 93 to 95 % with 15, 40, 100 and 300 stories in each group.
    """
    rng = np.random.default_rng(seed)
    redrawn = _redrawn_strata if balanced else _redrawn_stories
    times, n_units = redrawn(cells, contrast, n_bootstraps, rng)
    counted = [scaled(cells, w) for w in balance(cells, contrast)] if balanced else [cells, cells]
    by_term = [sparse.csr_array(side.counts.T) for side in counted]
    n_target, n_reference = (
        weighted_sums(sparse.csr_array(side.size[None, :]), drawn)[0]
        for side, drawn in zip(counted, times, strict=True)
    )
    ends = percentiles(n_units, level)

    def interval(block: np.ndarray) -> np.ndarray:
        c_target, c_reference = (
            weighted_sums(side[tested[block]], drawn) for side, drawn in zip(by_term, times, strict=True)
        )
        return np.percentile(effect(c_target, n_target, c_reference, n_reference, tested[block]), ends, axis=1)

    parts = blocks(cells.frequency()[tested])
    low, high = np.concatenate(in_threads(interval, parts), axis=1)[:, np.argsort(np.concatenate(parts))]
    return low, high


def _redrawn_stories(cells, contrast, n, rng) -> tuple[list[np.ndarray], int]:
    """How often each story of the target, and of the reference, is drawn; stories of the smaller side."""
    target = redraws(cells.group == contrast.target, n, rng)
    reference = sum(redraws(cells.group == group, n, rng) for group in contrast.against)
    return [target, reference], int(min(side.sum() for side in contrast.sides(cells.group)))


def _redrawn_strata(cells, contrast, n, rng) -> tuple[list[np.ndarray], int]:
    """The same with strata drawn, each with its stories of both sides; number of strata."""
    drawn = redrawn_strata(cells.stratum, n, rng)
    return [drawn * side[:, None] for side in contrast.sides(cells.group)], len(np.unique(cells.stratum.astype(str)))
