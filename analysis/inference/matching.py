"""Like with like: two groups held against each other inside strata that both have, such as events."""

from dataclasses import replace

import numpy as np
from scipy import sparse

from analysis.inference.cells import Cells
from analysis.inference.contrasts import Contrast

__all__ = ["balance", "matched", "scaled", "sides"]


def matched(cells: Cells, contrast: Contrast) -> Cells:
    """Keep the stories of strata in which both sides of the contrast have one; stratum "" is none.

    >>> events = np.array(["e1", "e1", "e1", "e2"], dtype=object)
    >>> counts, shared = sparse.csr_array(np.eye(4)), np.zeros(4, dtype=bool)
    >>> cells = Cells(counts, np.array(list("xyyx")), np.array(list("abcd")), shared, np.ones(4), events)
    >>> matched(cells, Contrast("x", ("y",))).story.tolist()
    ['a', 'b', 'c']
    """
    target, reference = contrast.sides(cells.group)
    common = np.intersect1d(cells.stratum[target], cells.stratum[reference])
    return cells.where((target | reference) & np.isin(cells.stratum, common) & (cells.stratum != ""))


def balance(cells: Cells, contrast: Contrast) -> tuple[np.ndarray, np.ndarray]:
    """How much each story counts as one of the target, and as one of the reference, two arrays of shape (n_cells,).

    The side with more stories in a stratum counts each of them less, so that both sides cover every stratum equally
    often: with a and b stories they count min(a, b) / a and min(a, b) / b.
    """
    _, stratum = np.unique(cells.stratum.astype(str), return_inverse=True)
    n_target, n_reference = (np.bincount(stratum, side) for side in contrast.sides(cells.group))
    least = np.minimum(n_target, n_reference)
    return (least / np.maximum(n_target, 1))[stratum], (least / np.maximum(n_reference, 1))[stratum]


def scaled(cells: Cells, weight: np.ndarray) -> Cells:
    """Cells whose stories count ``weight`` times."""
    counts = sparse.csr_array(sparse.diags_array(weight) @ cells.counts)
    return replace(cells, counts=counts, size=cells.size * weight)


def sides(cells: Cells, contrast: Contrast, balanced: bool = False) -> tuple[Cells, Cells]:
    """Stories of the target and of the reference, each counting as much as ``balance`` says."""
    rows = contrast.sides(cells.group)
    if not balanced:
        return cells.where(rows[0]), cells.where(rows[1])
    target, reference = (scaled(cells, w).where(r) for w, r in zip(balance(cells, contrast), rows, strict=True))
    return target, reference
