"""The two ways of finding topics; both take weighted TF-IDF rows and return topics by terms and units by topics."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
from scipy import sparse

__all__ = ["METHODS", "Factors", "factor_kmeans", "factor_nmf", "own_word_on_convergence"]

LSA_DIMENSIONS = 100


class Factors(NamedTuple):
    """What a method finds.

    topics, of shape (k, n_terms), has rows that sum to 1; units, of shape (n_units, k), says how much of each unit is
    owed to each topic; converged tells whether the iterations came to an end by themselves.
    """

    topics: np.ndarray
    units: np.ndarray
    converged: bool


@contextmanager
def own_word_on_convergence() -> Iterator[None]:
    """Keep scikit-learn's warning back: ``Factors.converged`` says it. Not for use inside a thread."""
    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


def factor_nmf(
    tfidf: sparse.csr_array, weights: np.ndarray, k: int, seed: int, max_iter: int, tolerance: float
) -> Factors:
    """Non-negative matrix factorisation, start nndsvda, each copy of a text weighing its share of the story.

    Parameters
    ----------
    tfidf : csr_array of shape (n_units, n_terms)
    weights : ndarray of shape (n_units,)
    k, seed, max_iter : int
    tolerance : float

    Returns
    -------
    Factors
    """
    from sklearn.decomposition import NMF

    # The squared error of row i then counts u_i times, so exact copies weigh as one article.
    scale = np.sqrt(weights)[:, None]
    model = NMF(k, init="nndsvda", random_state=seed, max_iter=max_iter, tol=tolerance)
    units = model.fit_transform(sparse.csr_array(tfidf.multiply(scale)))
    mass = model.components_.sum(axis=1)
    topics = model.components_ / np.where(mass > 0, mass, 1)[:, None]
    return Factors(topics, units * mass / scale, model.n_iter_ < max_iter)


def factor_kmeans(
    tfidf: sparse.csr_array, weights: np.ndarray, k: int, seed: int, max_iter: int, tolerance: float
) -> Factors:
    """K-means on the LSA space (truncated SVD, rows of length 1): each unit belongs to one topic.

    Parameters and returns as in factor_nmf; a topic's terms are the mean TF-IDF of its units.
    """
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    dimensions = min(LSA_DIMENSIONS, min(tfidf.shape) - 1)
    space = normalize(TruncatedSVD(dimensions, random_state=seed).fit_transform(tfidf))
    model = KMeans(k, n_init=10, random_state=seed, max_iter=max_iter, tol=tolerance)
    label = model.fit_predict(space, sample_weight=weights)
    units = np.eye(k)[label]
    topics = np.asarray(units.T @ tfidf.multiply(weights[:, None]))
    mass = topics.sum(axis=1)
    return Factors(topics / np.where(mass > 0, mass, 1)[:, None], units, model.n_iter_ < max_iter)


METHODS: dict[str, Callable] = {"nmf": factor_nmf, "kmeans": factor_kmeans}
