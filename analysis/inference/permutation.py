"""Labels permuted over stories: how large an effect chance alone makes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.inference.blocks import blocks, in_threads
from analysis.inference.cells import Cells
from analysis.inference.contrasts import Contrast
from analysis.inference.matching import balance, scaled
from analysis.inference.sums import weighted_sums

__all__ = ["NullDistribution", "permutation_family"]

TIE = 1e-9  # standardised effects this close are the same labelling, not a larger effect


@dataclass(frozen=True, eq=False)
class NullDistribution:
    """Standardised effects and p-values of one contrast, arrays of shape (n_tested,)."""

    contrast: Contrast
    tested: np.ndarray
    estimate: np.ndarray
    sd: np.ndarray
    z: np.ndarray
    p: np.ndarray
    p_fwer: np.ndarray
    q: np.ndarray


@dataclass(frozen=True, eq=False)
class _Draws:
    """What remains of one contrast's draws: one row per term, and the maxima over all terms."""

    estimate: np.ndarray
    sd: np.ndarray
    z: np.ndarray
    p: np.ndarray
    pooled_p: np.ndarray
    maxima: np.ndarray


def permutation_family(
    cells: Cells | Sequence[Cells],
    contrasts: list[Contrast],
    effect: Callable,
    tested: list[np.ndarray],
    n_permutations: int = 2000,
    seed: int = 0,
    *,
    balanced: bool = False,
) -> list[NullDistribution]:
    """Test every term in every contrast, all of them in one family.

    Parameters
    ----------
    cells : Cells, or one for each contrast
        One row per story and group.
    contrasts : list of Contrast
    effect : callable
        ``effect(c_target, n_target, c_reference, n_reference, terms)``, such as LogOdds.
    tested : list of ndarray of int
        Columns of the terms tested in each contrast.
    n_permutations : int
        B. Row 0 is the observed labelling, so there are B + 1 rows.
    seed : int
    balanced : bool
        Let both sides cover every stratum equally often, see ``balance``; a story counts as its label of the row says.

    Notes
    -----
    Within a contrast the labels of its stories are permuted, the number of stories per group kept, so that a third
    outlet cannot make two others look different; with strata, within each stratum. Over all B + 1 rows, the observed
    one included, the effect is standardised to z. p = (1 + #{|z*| >= |z|}) / (B + 1); p_fwer compares |z| with the
    largest |z*| over all terms and contrasts of the same row (Westfall and Young 1993). q is the expected over the
    observed number of exceedances, made monotone (Storey and Tibshirani 2003). The expectation is pooled over the
    rows of about a hundred terms of similar frequency: rare terms have longer tails, and one pool for all would
    charge them to the frequent terms. A term whose own draws reach its size more often than the pool says is held to
    them. A story that stands in both groups keeps its labels.
    """
    streams = np.random.default_rng(seed).spawn(len(contrasts))
    held = [cells] * len(contrasts) if isinstance(cells, Cells) else cells
    draws = [
        _draws_of(part, contrast, effect, columns, n_permutations, stream, balanced)
        for part, contrast, columns, stream in zip(held, contrasts, tested, streams, strict=True)
    ]
    if not draws:
        return []
    maxima = np.max([d.maxima for d in draws], axis=0)
    fwer = [_family_wise(d.z, maxima) for d in draws]
    pooled_q = _pooled_q([d.pooled_p for d in draws])
    return [
        NullDistribution(contrast, columns, d.estimate, d.sd, d.z, d.p, p_fwer, q)
        for contrast, columns, d, p_fwer, q in zip(contrasts, tested, draws, fwer, pooled_q, strict=True)
    ]


def labellings(
    is_target: np.ndarray, movable: np.ndarray, n: int, rng: np.random.Generator, stratum: np.ndarray
) -> np.ndarray:
    """Observed and permuted membership of the target, uint8 of shape (n_cells, n + 1); column 0 is the observed one.

    >>> rng = np.random.default_rng(0)
    >>> labellings(np.array([True, False, False]), np.array([True, True, True]), 2, rng, np.zeros(3)).sum(axis=0)
    array([1, 1, 1], dtype=uint64)
    """
    drawn = np.repeat(is_target.astype(np.uint8)[None, :], n + 1, axis=0)
    for value in np.unique(stratum[movable]):
        rows = np.flatnonzero(movable & (stratum == value))
        drawn[1:, rows] = rng.permuted(drawn[1:, rows], axis=1)
    return np.ascontiguousarray(drawn.T)


def _draws_of(cells, contrast, effect, tested, n_permutations, rng, balanced) -> _Draws:
    cells = cells.where(np.logical_or(*contrast.sides(cells.group)))
    target, reference = contrast.sides(cells.group)
    both = target & reference
    labels = labellings(target, ~cells.shared & ~both, n_permutations, rng, cells.stratum)
    as_target, as_reference = (scaled(cells, w) for w in balance(cells, contrast)) if balanced else (cells, cells)
    by_term = [sparse.csr_array(side.counts.T) for side in (as_target, as_reference)]
    sizes = [sparse.csr_array(side.size[None, :]) for side in (as_target, as_reference)]
    (n_target,), (n_reference,) = _both_sides(*sizes, labels, both, balanced)

    def draws_of_block(block: np.ndarray) -> _Draws:
        parts = (side[tested[block]] for side in by_term)
        c_target, c_reference = _both_sides(*parts, labels, both, balanced)
        return _summary(effect(c_target, n_target, c_reference, n_reference, tested[block]))

    parts = blocks(cells.frequency()[tested])
    return _joined(in_threads(draws_of_block, parts, "permuting labels"), np.concatenate(parts))


def _both_sides(as_target, as_reference, labels, both, balanced) -> tuple[np.ndarray, np.ndarray]:
    """Totals of both sides under each labelling, two arrays of shape (n_terms, B + 1)."""
    of_target = weighted_sums(as_target, labels)
    taken = weighted_sums(as_reference, labels) if balanced else of_target
    held = np.asarray(as_reference.sum(axis=1) + as_reference[:, both].sum(axis=1)).reshape(-1, 1)
    return of_target, np.maximum(held - taken, 0)


def _summary(values: np.ndarray) -> _Draws:
    """Standardise the rows of ``values`` (n_terms, B + 1) and compare them with column 0."""
    sd = values.std(axis=1)
    varies = sd > TIE
    z = np.where(varies[:, None], (values - values.mean(axis=1, keepdims=True)) / np.where(varies, sd, 1)[:, None], 0.0)
    size = np.abs(z)
    reached = (size >= size[:, :1] - TIE).sum(axis=1)
    p = reached / size.shape[1]
    pooled_p = _share_at_least(size[:, 0], size.ravel())
    # A bursty term among calm ones has a longer tail than the pool: where its own draws show it, they count.
    pooled_p = np.where(reached > 1, np.maximum(p, pooled_p), pooled_p)
    return _Draws(values[:, 0], sd, z[:, 0], p, pooled_p, size.max(axis=0))


def _joined(parts: list[_Draws], positions: np.ndarray) -> _Draws:
    order = np.argsort(positions)
    names = ("estimate", "sd", "z", "p", "pooled_p")
    fields = {name: np.concatenate([getattr(part, name) for part in parts])[order] for name in names}
    return _Draws(**fields, maxima=np.max([part.maxima for part in parts], axis=0))


def _share_at_least(size: np.ndarray, null: np.ndarray) -> np.ndarray:
    """Share of the null values that are as large as each size, or larger."""
    return 1 - np.searchsorted(np.sort(null), size - TIE) / len(null)


def _family_wise(z: np.ndarray, maxima: np.ndarray) -> np.ndarray:
    null = maxima[1:]
    return (1 + _share_at_least(np.abs(z), null) * len(null)) / len(maxima)


def _pooled_q(pooled_p: list[np.ndarray]) -> list[np.ndarray]:
    p = np.concatenate(pooled_p)
    expected, observed = len(p) * p, np.searchsorted(np.sort(p), p, side="right")
    order = np.argsort(p, kind="stable")
    q = np.empty(len(p))
    q[order] = np.minimum.accumulate((expected / observed)[order][::-1])[::-1]
    return np.split(np.minimum(q, 1), np.cumsum([len(part) for part in pooled_p])[:-1])
