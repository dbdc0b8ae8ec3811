"""The split of a difference in rates into composition and within-topic rates, for many terms and redraws at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.inference import Cells, Contrast, in_threads, labellings, redraws
from analysis.inference.sums import weighted_sums

__all__ = ["AssignedWords", "Parts", "cross_distances", "kitagawa"]

BLOCK = 25  # terms at a time, so that all redraws of all topics stay in the cache


@dataclass(frozen=True, eq=False)
class Parts:
    """Rates of terms and the parts of their gap, arrays of shape (n_terms, n_draws); column 0 is as observed."""

    target: np.ndarray
    reference: np.ndarray
    agenda: np.ndarray
    wording: np.ndarray

    @property
    def gap(self) -> np.ndarray:
        """The two parts together."""
        return self.agenda + self.wording

    def distances(self, names: Sequence[str]) -> np.ndarray:
        """Contribution of each named part to sum_w gap_w^2 / (r_Aw + r_Bw), of shape (n_names, n_draws)."""
        either = self.target + self.reference
        return np.stack([_over(self.gap * getattr(self, name), either).sum(axis=0) for name in names])


def cross_distances(one: Parts, other: Parts, names: Sequence[str], either: np.ndarray) -> np.ndarray:
    """The same with the gap of one half of the stories and the part of the other half; the mean over all halvings.

    Chance adds to a square, and nothing to a product of what two separate halves say.
    """
    products = [one.gap * getattr(other, name) + other.gap * getattr(one, name) for name in names]
    return np.array([_over(product / 2, either[:, None]).sum(axis=0).mean() for product in products])


def _over(value: np.ndarray, by: np.ndarray) -> np.ndarray:
    by = np.broadcast_to(by, value.shape)
    return np.divide(value, by, out=np.zeros_like(value), where=by > 0)


def kitagawa(shares_a: np.ndarray, rates_a: np.ndarray, shares_b: np.ndarray, rates_b: np.ndarray):
    """Agenda and wording part of sum_k m_Ak f_Ak - sum_k m_Bk f_Bk (Kitagawa 1955, JASA 50(272)).

    Parameters
    ----------
    shares_a, shares_b : ndarray of shape (k, ...)
        m, the share of each topic in the words of an outlet.
    rates_a, rates_b : ndarray of shape (n_terms, k, ...)
        f, the rate of each term inside each topic.

    Examples
    --------
    >>> half, three_quarters = np.array([0.5, 0.5]), np.array([0.75, 0.25])
    >>> alike = np.array([[0.1, 0.02]])
    >>> [part.round(4).tolist() for part in kitagawa(three_quarters, alike, half, alike)]
    [[0.02], [0.0]]
    """
    agenda = ((shares_a - shares_b) * (rates_a + rates_b) / 2).sum(axis=1)
    wording = ((rates_a - rates_b) * (shares_a + shares_b) / 2).sum(axis=1)
    return agenda, wording


class AssignedWords:
    """Counts per story of each term in each topic, laid out for many redraws.

    Parameters
    ----------
    cells : Cells
        Column w * k + t holds term w in topic t.
    contrast : Contrast
    k : int
        Number of topics.
    """

    def __init__(self, cells: Cells, contrast: Contrast, k: int):
        self.cells = cells.where(np.logical_or(*contrast.sides(cells.group)))
        self.contrast, self.k = contrast, k
        self.sides = contrast.sides(self.cells.group)
        self.by_part = sparse.csr_array(self.cells.counts.T)
        parts = self.by_part.shape[0]
        topic = sparse.csr_array((np.ones(parts), (np.arange(parts) % k, np.arange(parts))), shape=(k, parts))
        self.by_topic = sparse.csr_array(topic @ self.by_part)
        term = sparse.csr_array((np.ones(parts), (np.arange(parts) // k, np.arange(parts))), shape=(parts // k, parts))
        self.by_term = sparse.csr_array(term @ self.by_part)

    def counts(self) -> list[np.ndarray]:
        """Weighted counts of each term in target and reference."""
        return [self.by_term @ side.astype(float) for side in self.sides]

    def stories(self) -> list[np.ndarray]:
        """Number of stories of target and reference that use each term."""
        return [(self.by_term > 0).astype(float) @ side.astype(float) for side in self.sides]

    def shares(self) -> list[np.ndarray]:
        """Share of each topic in the words of target and reference."""
        totals = [self.by_topic @ side.astype(float) for side in self.sides]
        return [total / total.sum() for total in totals]

    def redrawn(self, terms: np.ndarray, n: int, rng: np.random.Generator) -> Parts:
        """Parts of the gap of the terms, as observed and in each redraw of the stories within each outlet."""
        groups = [(self.contrast.target,), self.contrast.against]
        return self._split(
            terms, [self._times(side, names, n, rng) for side, names in zip(self.sides, groups, strict=True)]
        )

    def halved(self, terms: np.ndarray, n: int, rng: np.random.Generator) -> tuple[Parts, Parts]:
        """Parts of the gap in n random halves of each outlet's stories, and in the other halves."""
        first = [_halves(side, n, rng) for side in self.sides]
        second = [side[:, None].astype(np.uint8) - half for side, half in zip(self.sides, first, strict=True)]
        return self._split(terms, first), self._split(terms, second)

    def permuted(self, terms: np.ndarray, n: int, rng: np.random.Generator) -> Parts:
        """The same as observed and under each permutation of the labels over the stories, when nothing differs."""
        target, reference = self.sides
        movable = ~self.cells.shared & ~(target & reference)
        labels = labellings(target, movable, n, rng, self.cells.stratum)
        return self._split(terms, [labels, np.where((target & reference)[:, None], 1, 1 - labels).astype(np.uint8)])

    def _split(self, terms: np.ndarray, times: list[np.ndarray]) -> Parts:
        in_topic = [weighted_sums(self.by_topic, drawn) for drawn in times]
        blocks = np.array_split(terms, max(1, len(terms) // BLOCK))
        found = in_threads(lambda block: self._of_block(block, times, in_topic), blocks)
        return Parts(*(np.concatenate(arrays) for arrays in zip(*found, strict=True)))

    def _times(self, side: np.ndarray, groups: tuple[str, ...], n: int, rng: np.random.Generator) -> np.ndarray:
        drawn = sum(redraws(self.cells.group == group, n, rng) for group in groups)
        return np.ascontiguousarray(np.column_stack([side.astype(np.uint8), drawn]))

    def _of_block(self, block: np.ndarray, times: list[np.ndarray], in_topic: list[np.ndarray]) -> tuple:
        rows = (block[:, None] * self.k + np.arange(self.k)).ravel()
        part = self.by_part[rows]
        counts = [weighted_sums(part, drawn).reshape(len(block), self.k, -1) for drawn in times]
        rates = [np.divide(c, n, out=np.zeros_like(c), where=n > 0) for c, n in zip(counts, in_topic, strict=True)]
        # An outlet without a word on a topic has no rate in it; with the other's, the difference is one of agenda.
        rates_a = np.where(in_topic[0] >= 1, rates[0], rates[1])
        rates_b = np.where(in_topic[1] >= 1, rates[1], rates[0])
        sizes = [n.sum(axis=0) for n in in_topic]
        shares_a, shares_b = (n / size for n, size in zip(in_topic, sizes, strict=True))
        agenda, wording = kitagawa(shares_a, rates_a, shares_b, rates_b)
        return counts[0].sum(axis=1) / sizes[0], counts[1].sum(axis=1) / sizes[1], agenda, wording


def _halves(side: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
    stories = np.repeat(np.flatnonzero(side)[None, :], n, axis=0)
    chosen = rng.permuted(stories, axis=1)[:, : side.sum() // 2]
    halves = np.zeros((len(side), n), dtype=np.uint8)
    np.put_along_axis(halves, chosen.T, 1, axis=0)
    return halves
