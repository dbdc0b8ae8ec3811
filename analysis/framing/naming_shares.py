"""How often a concept goes by each of its names, and how sure that is: stories redrawn and labels permuted."""

from dataclasses import dataclass

import numpy as np

from analysis.inference import MIN_STORIES, Cells, Contrast, labellings, redraws

__all__ = ["Choices", "family", "share_intervals"]

LEVEL = 0.95
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


def _ratio(part: np.ndarray, whole: float) -> np.ndarray:
    return part / whole if whole > 0 else np.full(len(part), np.nan)
