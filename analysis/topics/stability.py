"""How many topics? As many as come back when the stories are drawn again, beyond what chance gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import FramingError
from analysis.terms import DocumentTerms
from analysis.topics.agreement import agreement
from analysis.topics.factor import METHODS
from analysis.topics.refits import draw_stories, in_threads, refit_terms, sorted_by_id

__all__ = ["GRID", "StableK", "stable_k"]

GRID = (4, 5, 6, 8, 10, 12, 16, 20, 25, 30)
FLOOR = 0.3  # the smallest kappa that counts as support


@dataclass(frozen=True, eq=False, repr=False)
class StableK:
    """Numbers of topics, and whether one of them is supported.

    Parameters
    ----------
    table : DataFrame
        One row per k: k, stability, null (mean stability of null corpora), kappa.
    k : int or None
        The supported number of topics; None when there is none.
    threshold : float
        What the largest kappa must exceed: the 95th percentile of the null corpora's own largest kappa, or 0.3.
    parameters : mapping
    """

    table: pd.DataFrame
    k: int | None
    threshold: float
    parameters: Mapping = field(default_factory=dict)

    def __repr__(self) -> str:
        best = self.table["kappa"].max()
        answer = f"{self.k} topics are supported" if self.k else "no number of topics is supported"
        rows = self.table.round(3).to_string(index=False)
        settings = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{answer}: largest kappa {best:.2f}, needed {self.threshold:.2f}\n{rows}\n{settings}"


def stable_k(
    terms: DocumentTerms,
    grid: Sequence[int] = GRID,
    *,
    method: str = "nmf",
    n_refits: int = 20,
    n_null: int = 10,
    null_refits: int = 2,
    seed: int = 0,
    workers: int = 2,
) -> StableK:
    """Choose the number of topics by stability, corrected for chance.

    Parameters
    ----------
    terms : DocumentTerms
    grid : sequence of int
        Numbers of topics to try.
    method : {"nmf", "kmeans"}
    n_refits : int
        Refits per k, each on 80 % of the stories.
    n_null, null_refits : int
        Null corpora, and refits of each per k.
    seed : int
    workers : int
        Threads; their number does not change the result.

    Returns
    -------
    StableK

    Notes
    -----
    Stability s_k: mean agreement of the topics of a refit with those of all stories, topics matched one to one, the
    agreement of two topics being the Jaccard index of their first d terms averaged over d = 1 ... 20 (Greene,
    O'Callaghan and Cunningham 2014, ECML PKDD). In a null corpus each article keeps its length and its words are drawn
    from the pooled distribution. kappa_k = (s_k - m_k) / (1 - m_k), m_k the mean of the null corpora at the same k:
    few topics are stable by chance. The k with the largest kappa is supported when that exceeds the 95th percentile of
    the null corpora's own largest kappa, and 0.3.

    Examples
    --------
    >>> from analysis import count_terms
    >>> rng = np.random.default_rng(0)
    >>> subjects = ["goal match team coach ball", "vote party law court bill", "ship storm wave crew sail"]
    >>> texts = [" ".join(rng.choice(subjects[i % 3].split(), 30)) for i in range(60)]
    >>> documents = pd.DataFrame({"outlet": "x", "text": texts}, index=[f"d{i:02d}" for i in range(60)])
    >>> stable_k(count_terms(documents), grid=(2, 3, 4, 5), n_refits=5, n_null=4).k
    3
    """
    grid = sorted({int(k) for k in grid})
    _check(terms, grid, method)
    terms = sorted_by_id(terms)
    streams = iter(np.random.default_rng(seed).spawn((1 + n_null) * len(grid) + n_null))
    corpora = [(terms, n_refits), *((_null_corpus(terms, next(streams)), null_refits) for _ in range(n_null))]
    jobs = [(corpus, k, refits, next(streams)) for (corpus, refits), k in product(corpora, grid)]
    found = in_threads(lambda job: _stability(*job, METHODS[method]), jobs, workers)
    stability = np.array(found).reshape(1 + n_null, len(grid))
    null = stability[1:].mean(axis=0)
    kappa = (stability - null) / np.maximum(1 - null, 1e-9)
    threshold = max(float(np.percentile(kappa[1:].max(axis=1), 95)), FLOOR)
    table = pd.DataFrame({"k": grid, "stability": stability[0], "null": null, "kappa": kappa[0]})
    best = int(kappa[0].round(9).argmax())
    settings = {"method": method, "n_refits": n_refits, "n_null": n_null, "null_refits": null_refits, "seed": seed}
    return StableK(table, grid[best] if kappa[0, best] > threshold else None, threshold, settings)


def _stability(terms: DocumentTerms, k: int, n_refits: int, rng: np.random.Generator, factor) -> float:
    reference = refit_terms(terms, k, factor)
    scores = [agreement(reference, refit_terms(draw_stories(terms, rng), k, factor)) for _ in range(n_refits)]
    return float(np.mean(scores))


def _null_corpus(terms: DocumentTerms, rng: np.random.Generator) -> DocumentTerms:
    lengths = np.asarray(terms.counts.sum(axis=1)).ravel()
    pooled = terms.counts.T @ terms.weights
    words = rng.choice(len(pooled), int(lengths.sum()), p=pooled / pooled.sum())
    cells = np.ones(len(words), dtype=np.int64), (np.repeat(np.arange(len(lengths)), lengths), words)
    return replace(terms, counts=sparse.csr_array(cells, shape=terms.counts.shape))


def _check(terms: DocumentTerms, grid: list[int], method: str) -> None:
    largest = min(terms.counts.shape) - 1
    if method not in METHODS:
        raise FramingError(f"method={method!r} is not known: choose one of {', '.join(METHODS)}")
    if len(grid) < 2 or grid[0] < 2 or grid[-1] > largest:
        raise FramingError(f"grid={grid} cannot be tried here: give two or more whole numbers from 2 to {largest}")
