"""The two ways of finding topics; both take weighted TF-IDF rows and return topics by terms and units by topics."""

import warnings
from collections.abc import Callable

import numpy as np
from scipy import sparse

from analysis.errors import FramingError

__all__ = ["METHODS", "factor_kmeans", "factor_nmf"]

LSA_DIMENSIONS = 100


def factor_nmf(
    tfidf: sparse.csr_array, weights: np.ndarray, k: int, seed: int, max_iter: int, tolerance: float
) -> tuple[np.ndarray, np.ndarray]:
    """Non-negative matrix factorisation, start nndsvda, each copy of a text weighing its share of the story.

    Parameters
    ----------
    tfidf : csr_array of shape (n_units, n_terms)
    weights : ndarray of shape (n_units,)
    k, seed, max_iter : int
    tolerance : float

    Returns
    -------
    topics : ndarray of shape (k, n_terms), rows sum to 1
    units : ndarray of shape (n_units, k), TF-IDF mass that each unit owes to each topic

    Raises
    ------
    FramingError
        When the factorisation does not converge.
    """
    from sklearn.decomposition import NMF
    from sklearn.exceptions import ConvergenceWarning

    # The squared error of row i then counts u_i times, so exact copies weigh as one article.
    scale = np.sqrt(weights)[:, None]
    model = NMF(k, init="nndsvda", random_state=seed, max_iter=max_iter, tol=tolerance)
    with warnings.catch_warnings():
        warnings.simplefilter("error", ConvergenceWarning)
        try:
            units = model.fit_transform(sparse.csr_array(tfidf.multiply(scale)))
        except ConvergenceWarning as error:
            raise FramingError(
                f"NMF with k={k} did not converge in {max_iter} iterations at tolerance {tolerance:g}: "
                "raise max_iter, or take fewer topics"
            ) from error
    mass = model.components_.sum(axis=1)
    return model.components_ / np.where(mass > 0, mass, 1)[:, None], units * mass / scale


def factor_kmeans(
    tfidf: sparse.csr_array, weights: np.ndarray, k: int, seed: int, max_iter: int, tolerance: float
) -> tuple[np.ndarray, np.ndarray]:
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
    return topics / np.where(mass > 0, mass, 1)[:, None], units


METHODS: dict[str, Callable] = {"nmf": factor_nmf, "kmeans": factor_kmeans}
