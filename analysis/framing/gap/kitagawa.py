"""The split of a difference in rates into composition and within-topic rates, for many terms and redraws at once."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.inference import Cells, Contrast, in_threads, redraws
from analysis.inference.sums import weighted_sums

__all__ = ["AssignedWords", "Parts", "kitagawa"]

BLOCK = 25  # terms at a time, so that all redraws of all topics stay in the cache


@dataclass(frozen=True, eq=False)
class Parts:
    """Rates of terms and the parts of their gap, arrays of shape (n_terms, n_draws); column 0 is the observed one."""

    target: np.ndarray
    reference: np.ndarray
    agenda: np.ndarray
    wording: np.ndarray

    @property
    def gap(self) -> np.ndarray:
        """The two parts together."""
        return self.agenda + self.wording

    def distance(self, part: np.ndarray) -> np.ndarray:
        """Contribution of a part to sum_w gap_w^2 / (r_Aw + r_Bw), one number per draw."""
        either = self.target + self.reference
        return np.divide(self.gap * part, either, out=np.zeros_like(either), where=either > 0).sum(axis=0)


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

    def split(self, terms: np.ndarray, n_redraws: int, rng: np.random.Generator) -> Parts:
        """Parts of the gap of the terms, as observed and in each redraw of the stories within each outlet."""
        groups = [(self.contrast.target,), self.contrast.against]
        times = [self._times(side, names, n_redraws, rng) for side, names in zip(self.sides, groups, strict=True)]
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
