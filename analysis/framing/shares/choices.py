"""How often each of several choices is made in the stories of an outlet, and labels permuted over the stories."""

from dataclasses import dataclass

import numpy as np

from analysis.inference import Cells, Contrast, labellings

__all__ = ["TIE", "Choices"]

TIE = 1e-9  # statistics this close come from the same labelling


@dataclass(frozen=True, eq=False)
class Choices:
    """Mentions of one concept, one row per story and outlet that names it.

    Parameters
    ----------
    counts : ndarray of float, shape (n_cells, n_names)
        Mentions under each name, copies of a story averaged.
    group, stratum : ndarray of str, shape (n_cells,)
    shared : ndarray of bool, shape (n_cells,)
        The story stands in another group as well.
    """

    counts: np.ndarray
    group: np.ndarray
    stratum: np.ndarray
    shared: np.ndarray

    @classmethod
    def of_cells(cls, cells: Cells, columns: np.ndarray) -> "Choices":
        """The stories that name the concept, and its columns."""
        counts = cells.counts[:, columns].toarray()
        named = counts.sum(axis=1) > 0
        return cls(counts[named], cells.group[named], cells.stratum[named], cells.shared[named])

    @property
    def size(self) -> np.ndarray:
        """Mentions per story, whatever the name."""
        return self.counts.sum(axis=1)

    def where(self, rows: np.ndarray) -> "Choices":
        """Keep the stories for which ``rows`` is true."""
        return Choices(self.counts[rows], self.group[rows], self.stratum[rows], self.shared[rows])

    def share(self, rows: np.ndarray) -> np.ndarray:
        """Share of each name among the mentions of some stories; missing where there is none."""
        return _ratio(self.counts[rows].sum(axis=0), self.size[rows].sum())

    def _alike(self) -> np.ndarray:
        """Strata, each cut by how often the concept is named, in powers of two."""
        often = np.floor(np.log2(np.maximum(self.size.round(9), 1))).astype(int)
        return np.array(
            [f"{stratum}|{power}" for stratum, power in zip(self.stratum, often, strict=True)], dtype=object
        )

    def permuted(self, contrast: Contrast, n: int, rng: np.random.Generator) -> np.ndarray:
        """Studentised difference of the shares under the observed (column 0) and ``n`` permuted labellings.

        Notes
        -----
        With e_i = c_i - R m_i, R the share over both sides, c_i and m_i the mentions under the name and in all:
        t = (E_A / M_A - E_B / M_B) / sqrt(S_A / M_A^2 + S_B / M_B^2), with E, S and M the sums of e_i, e_i^2 and m_i.
        Labels are permuted among stories that name the concept about as often (1, 2 or 3, 4 to 7, ... times), within
        the strata: an outlet whose stories only name it more often, and so differ in how much their shares scatter,
        is not held against stories that cannot stand for its own. Dividing by the error of each labelling does the rest
        (Chung and Romano 2013, Annals of Statistics 41(2)).
        """
        part = self.where(np.logical_or(*contrast.sides(self.group)))
        target = contrast.sides(part.group)[0]
        labels = labellings(target, ~part.shared, n, rng, part._alike()).astype(float)
        error = part.counts - part.size[:, None] * part.share(np.ones(len(target), dtype=bool))
        stacked = np.column_stack([error, error**2, part.size])
        sums = stacked.T @ labels
        others = stacked.sum(axis=0)[:, None] - sums
        k = error.shape[1]
        difference = sums[:k] / sums[-1] - others[:k] / others[-1]
        variance = sums[k:-1] / sums[-1] ** 2 + others[k:-1] / others[-1] ** 2
        return np.divide(difference, np.sqrt(variance), out=np.zeros_like(difference), where=variance > TIE**2)


def _ratio(part: np.ndarray, whole: float) -> np.ndarray:
    return part / whole if whole > 0 else np.full(len(part), np.nan)
