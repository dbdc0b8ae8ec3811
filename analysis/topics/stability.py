"""How many topics? As many as come back when the stories are drawn again, beyond what chance gives."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import FramingError
from analysis.terms import DocumentTerms
from analysis.topics.factor import METHODS, own_word_on_convergence

__all__ = ["GRID", "StableK", "agreement", "stable_k"]

GRID = (4, 5, 6, 8, 10, 12, 16, 20, 25, 30)
DEPTH = 20  # terms of a topic that are compared
KEPT = 0.8  # share of the stories in a refit
FLOOR = 0.3  # the smallest kappa that counts as support
# Which terms lead a topic is settled long before the last digits of the factorisation are.
COARSE = {"max_iter": 200, "tolerance": 1e-3}


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
    terms = _sorted(terms)
    streams = iter(np.random.default_rng(seed).spawn((1 + n_null) * len(grid) + n_null))
    corpora = [(terms, n_refits), *((_null_corpus(terms, next(streams)), null_refits) for _ in range(n_null))]
    jobs = [(corpus, k, refits, next(streams)) for (corpus, refits), k in product(corpora, grid)]
    found = _in_threads(lambda job: _stability(*job, METHODS[method]), jobs, workers)
    stability = np.array(found).reshape(1 + n_null, len(grid))
    null = stability[1:].mean(axis=0)
    kappa = (stability - null) / np.maximum(1 - null, 1e-9)
    threshold = max(float(np.percentile(kappa[1:].max(axis=1), 95)), FLOOR)
    table = pd.DataFrame({"k": grid, "stability": stability[0], "null": null, "kappa": kappa[0]})
    best = int(kappa[0].round(9).argmax())
    settings = {"method": method, "n_refits": n_refits, "n_null": n_null, "null_refits": null_refits, "seed": seed}
    return StableK(table, grid[best] if kappa[0, best] > threshold else None, threshold, settings)


def agreement(first: np.ndarray, second: np.ndarray) -> float:
    """Mean agreement of two sets of topics, matched one to one; topics are rows of ranked terms.

    >>> agreement(np.array([[1, 2], [5, 6]]), np.array([[6, 5], [1, 2]]))
    0.75
    """
    from scipy.optimize import linear_sum_assignment

    scores = np.array([[_average_jaccard(a, b) for b in second] for a in first])
    rows, columns = linear_sum_assignment(-scores.round(12))
    return float(scores[rows, columns].mean())


def _average_jaccard(first: np.ndarray, second: np.ndarray) -> float:
    depth = len(first)
    # Rank at which a term has been met in both lists; the overlap at depth d counts the terms met by then.
    _, at_first, at_second = np.intersect1d(first, second, assume_unique=True, return_indices=True)
    overlap = np.bincount(np.maximum(at_first, at_second), minlength=depth).cumsum()
    return float(np.mean(overlap / (2 * np.arange(1, depth + 1) - overlap)))


def _stability(terms: DocumentTerms, k: int, n_refits: int, rng: np.random.Generator, factor) -> float:
    reference = _ranked_terms(terms, k, factor)
    stories = np.unique(terms.stories.to_numpy(dtype=object).astype(str))
    scores = []
    for _ in range(n_refits):
        kept = rng.choice(stories, int(KEPT * len(stories)), replace=False)
        scores.append(agreement(reference, _ranked_terms(terms.where(terms.stories.isin(kept)), k, factor)))
    return float(np.mean(scores))


def _ranked_terms(terms: DocumentTerms, k: int, factor) -> np.ndarray:
    """The first 20 terms of each topic, as columns of the counts, shape (k, 20)."""
    tfidf = sparse.csr_array(terms.tfidf().astype(np.float32))
    filled = np.diff(tfidf.indptr) > 0
    found = factor(tfidf[filled], terms.weights[filled].astype(np.float32), k, 0, **COARSE)
    return np.argsort(-found.topics.round(6), axis=1, kind="stable")[:, :DEPTH]


def _null_corpus(terms: DocumentTerms, rng: np.random.Generator) -> DocumentTerms:
    lengths = np.asarray(terms.counts.sum(axis=1)).ravel()
    pooled = terms.counts.T @ terms.weights
    words = rng.choice(len(pooled), int(lengths.sum()), p=pooled / pooled.sum())
    cells = np.ones(len(words), dtype=np.int64), (np.repeat(np.arange(len(lengths)), lengths), words)
    return replace(terms, counts=sparse.csr_array(cells, shape=terms.counts.shape))


def _sorted(terms: DocumentTerms) -> DocumentTerms:
    order = np.argsort(terms.documents.index.to_numpy(dtype=object), kind="stable")
    return replace(terms, counts=terms.counts[order], documents=terms.documents.iloc[order])


def _in_threads(function, jobs: list, workers: int) -> list:
    from threadpoolctl import threadpool_limits

    # One BLAS thread per job: sums are then taken in one order, whatever the number of workers.
    with own_word_on_convergence(), threadpool_limits(1), ThreadPoolExecutor(workers) as pool:
        return list(pool.map(function, jobs))


def _check(terms: DocumentTerms, grid: list[int], method: str) -> None:
    largest = min(terms.counts.shape) - 1
    if method not in METHODS:
        raise FramingError(f"method={method!r} is not known: choose one of {', '.join(METHODS)}")
    if len(grid) < 2 or grid[0] < 2 or grid[-1] > largest:
        raise FramingError(f"grid={grid} cannot be tried here: give two or more whole numbers from 2 to {largest}")
