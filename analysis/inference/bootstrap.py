"""Stories redrawn within each group: how far an estimate could lie elsewhere."""

from collections.abc import Callable

import numpy as np
from scipy import sparse

from analysis.inference.blocks import blocks, in_threads
from analysis.inference.cells import Cells
from analysis.inference.contrasts import Contrast

__all__ = ["bootstrap_interval", "redraws"]


def redraws(member: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
    """How often each cell is drawn when the members are redrawn with replacement, shape (n_cells, n).

    >>> redraws(np.array([True, True, False]), 4, np.random.default_rng(0)).sum(axis=0)
    array([2., 2., 2., 2.])
    """
    rows = np.flatnonzero(member)
    drawn = np.zeros((n, len(member)))
    picks = rng.integers(0, len(rows), size=(n, len(rows)))
    np.add.at(drawn, (np.arange(n)[:, None], rows[picks]), 1.0)
    return np.ascontiguousarray(drawn.T)


def bootstrap_interval(
    cells: Cells,
    contrast: Contrast,
    effect: Callable,
    tested: np.ndarray,
    n_bootstraps: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> tuple[np.ndarray, np.ndarray]:
    """Percentile interval of the effect, stories redrawn within each group.

    Parameters
    ----------
    cells, contrast, effect, tested, seed
        As in permutation_family.
    n_bootstraps : int
    level : float
        Nominal coverage.

    Returns
    -------
    low, high : ndarray of shape (n_terms,)
    """
    rng = np.random.default_rng(seed)
    target = redraws(cells.group == contrast.target, n_bootstraps, rng)
    reference = sum(redraws(cells.group == group, n_bootstraps, rng) for group in contrast.against)
    n_target, n_reference = cells.totals @ target, cells.totals @ reference
    ends = [50 * (1 - level), 50 * (1 + level)]

    def interval(block: np.ndarray) -> np.ndarray:
        part = sparse.csr_array(cells.counts[:, tested[block]].T)
        return np.percentile(
            effect(part @ target, n_target, part @ reference, n_reference, tested[block]), ends, axis=1
        )

    parts = blocks(cells.frequency()[tested])
    low, high = np.concatenate(in_threads(interval, parts), axis=1)[:, np.argsort(np.concatenate(parts))]
    return low, high
