"""The two ways of finding topics; both take weighted TF-IDF rows and return topics by terms and units by topics."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse

__all__ = ["COARSE", "METHODS", "Effort", "Factors", "factor_kmeans", "factor_nmf", "steadily"]

LSA_DIMENSIONS = 100


@dataclass(frozen=True)
class Effort:
    """How far a factorisation is taken.

    Parameters
    ----------
    max_iter : int
    tolerance : float
        NMF stops when the projected gradient has shrunk to this part, k-means when its centres move less than this.
    svd_iter : int or "auto"
        Power iterations of the singular value decomposition that either method begins with.
    n_init : int
        Starts of k-means, of which the best is kept.
    dtype : type
    workers : int
        Threads of one NMF.
    """

    max_iter: int = 500
    tolerance: float = 1e-4
    svd_iter: int | str = "auto"
    n_init: int = 10
    dtype: type = np.float64
    workers: int = 2


# For refits: which terms lead a topic is settled long before the last digits of the factorisation are.
COARSE = Effort(max_iter=40, tolerance=1e-3, svd_iter=2, n_init=3, dtype=np.float32, workers=1)


class Factors(NamedTuple):
    """What a method finds.

    topics, of shape (k, n_terms), has rows that sum to 1; units, of shape (n_units, k), says how much of each unit is
    owed to each topic; converged tells whether the iterations came to an end by themselves.
    """

    topics: np.ndarray
    units: np.ndarray
    converged: bool


@contextmanager
def steadily() -> Iterator[None]:
    """One BLAS thread, so that sums are taken in one order, and no warning of scikit-learn's that it did not converge.

    ``Factors.converged`` says that. To be entered once, outside of any thread.
    """
    import sklearn.cluster
    import sklearn.utils.extmath  # noqa: F401  both bring a BLAS along, which can be limited once it is loaded
    from sklearn.exceptions import ConvergenceWarning
    from threadpoolctl import threadpool_limits

    with warnings.catch_warnings(), threadpool_limits(1):
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def factor_nmf(
    tfidf: sparse.csr_array, weights: np.ndarray, numbers: Sequence[int], seed: int, effort: Effort
) -> Iterator[Factors]:
    """Non-negative matrix factorisation, start nndsvda, each copy of a text weighing its share of the story.

    Parameters
    ----------
    tfidf : csr_array of shape (n_units, n_terms)
    weights : ndarray of shape (n_units,)
    numbers : sequence of int
        Numbers of topics; one singular value decomposition serves them all.
    seed : int
    effort : Effort

    Yields
    ------
    Factors
        For each number of topics.
    """
    from analysis.topics.nmf import nmf, nndsvda, truncated_svd

    # The squared error of row i then counts u_i times, so exact copies weigh as one article.
    scale = np.sqrt(weights)[:, None]
    matrix = sparse.csr_array(tfidf.multiply(scale))
    svd = truncated_svd(matrix, max(numbers), seed, effort.svd_iter)
    mean, matrix = matrix.sum() / np.prod(matrix.shape, dtype=float), matrix.astype(effort.dtype)
    for k in numbers:
        start = nndsvda(svd, k, mean)
        units, topics, converged = nmf(matrix, start, effort.max_iter, effort.tolerance, effort.workers)
        mass = topics.sum(axis=0, dtype=float)
        yield Factors((topics / np.where(mass > 0, mass, 1)).T, units * mass / scale, converged)


def factor_kmeans(
    tfidf: sparse.csr_array, weights: np.ndarray, numbers: Sequence[int], seed: int, effort: Effort
) -> Iterator[Factors]:
    """K-means on the LSA space (truncated SVD, rows of length 1): each unit belongs to one topic.

    Parameters and yields as in factor_nmf; a topic's terms are the mean TF-IDF of its units.
    """
    from sklearn.cluster import KMeans
    from sklearn.preprocessing import normalize

    from analysis.topics.nmf import truncated_svd

    svd = truncated_svd(tfidf, min(LSA_DIMENSIONS, min(tfidf.shape) - 1), seed, effort.svd_iter)
    space = normalize(svd.left * svd.values).astype(effort.dtype)
    for k in numbers:
        model = KMeans(k, n_init=effort.n_init, random_state=seed, max_iter=effort.max_iter, tol=effort.tolerance)
        units = np.eye(k)[model.fit_predict(space, sample_weight=weights)]
        topics = (sparse.csr_array(units.T) @ tfidf.multiply(weights[:, None])).toarray()
        mass = topics.sum(axis=1)
        yield Factors(topics / np.where(mass > 0, mass, 1)[:, None], units, model.n_iter_ < effort.max_iter)


METHODS: dict[str, Callable] = {"nmf": factor_nmf, "kmeans": factor_kmeans}
