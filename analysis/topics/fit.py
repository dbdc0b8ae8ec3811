"""From counts to topics in canonical form."""

from numbers import Integral

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import FramingError, expect
from analysis.terms import DocumentTerms
from analysis.topics.factor import METHODS, Effort, steadily
from analysis.topics.model import Topics
from analysis.topics.refits import largest_k
from analysis.topics.stability import GRID, StableK, stable_k

__all__ = ["fit_topics"]

LARGE = 5_000_000  # cells from which on moving numbers takes longer than reckoning with them


def fit_topics(
    terms: DocumentTerms,
    k: int | str = "stable",
    *,
    method: str = "nmf",
    max_iter: int = 500,
    tolerance: float = 1e-4,
    seed: int = 0,
) -> Topics:
    """Find topics.

    Parameters
    ----------
    terms : DocumentTerms
        Counts of articles or paragraphs; stop words and rare terms are best left out when counting.
    k : int or "stable"
        Number of topics. "stable" takes the one that stable_k supports, and is an error when it supports none.
    method : {"nmf", "kmeans"}
        NMF lets a unit take part in several topics, k-means on the LSA space puts it in one. What both find depends
        less on the method.
    max_iter : int
    tolerance : float
        Relative change at which the iterations stop.
    seed : int

    Returns
    -------
    Topics

    Raises
    ------
    FramingError
        For an unknown method, a k that the units cannot carry, or a factorisation that does not converge.

    Notes
    -----
    Topics are ordered by prevalence, then first term; terms by rounded weight, then alphabet. Units are sorted by id
    before fitting, so that the order of the rows changes nothing. Copies of a story weigh 1 together.

    NMF minimises the squared error by coordinate descent from nndsvda, with the iterates of scikit-learn's NMF; from
    5 million counts on in single precision, which moves half the memory.

    Examples
    --------
    >>> from analysis import count_terms
    >>> texts = ["goal match team", "match team coach", "goal coach team"]
    >>> texts += ["vote party law", "party law vote", "vote law"]
    >>> documents = pd.DataFrame({"outlet": ["x", "y"] * 3, "text": texts}, index=list("abcdef"))
    >>> fit_topics(count_terms(documents), k=2)
    Topics: 2 topics (nmf) of 6 articles (6 stories)
     topic           label  stories  share
         0  law vote party        3    0.5
         1 team coach goal        3    0.5
    k=2, method='nmf', max_iter=500, tolerance=0.0001, seed=0
    """
    expect(terms, DocumentTerms, "count_terms(documents)")
    chosen = {}
    if k == "stable":
        choice = _stable(terms, method, seed)
        k, chosen = choice.k, {"chosen": choice.answer}
    _check(terms, k, method)
    order = np.argsort(terms.documents.index.to_numpy(dtype=object), kind="stable")
    tfidf, weights = sparse.csr_array(terms.tfidf()[order]), terms.weights[order]
    filled = np.diff(tfidf.indptr) > 0
    effort = Effort(max_iter, tolerance, dtype=np.float32 if tfidf.nnz >= LARGE else np.float64)
    with steadily():
        [found] = METHODS[method](tfidf[filled], weights[filled], [int(k)], seed, effort)
    if not found.converged:
        raise FramingError(
            f"{method} with k={k} did not converge in {max_iter} iterations at tolerance {tolerance:g}: "
            "raise max_iter, or take fewer topics"
        )
    topics, mass = found.topics, found.units
    shares = np.full((len(order), int(k)), np.nan)
    total = mass.sum(axis=1, keepdims=True)
    shares[filled] = np.divide(mass, total, where=total > 0, out=np.full_like(mass, np.nan))
    ranked = _ranked(topics, shares, weights, terms.terms)
    weights_table = pd.DataFrame(shares[:, ranked], index=terms.documents.index[order])
    settings = {"k": int(k), "method": method, "max_iter": max_iter, "tolerance": tolerance, "seed": seed, **chosen}
    components = pd.DataFrame(topics[ranked], columns=terms.terms)
    return Topics(components, weights_table.loc[terms.documents.index], terms, settings)


def _stable(terms: DocumentTerms, method: str, seed: int) -> StableK:
    grid = [k for k in GRID if k <= largest_k(terms)]
    choice = stable_k(terms, grid, method=method, seed=seed)
    if choice.k is None:
        raise FramingError(f"{choice}\nname a number of topics to go on: fit_topics(terms, k=...)")
    return choice


def _check(terms: DocumentTerms, k: int, method: str) -> None:
    if method not in METHODS:
        raise FramingError(f"method={method!r} is not known: choose one of {', '.join(METHODS)}")
    if not isinstance(k, Integral) or isinstance(k, bool):
        raise FramingError(f"k={k!r} is not a number of topics: give a whole number")
    largest = min(terms.counts.shape) - 1
    if not 2 <= k <= largest:
        raise FramingError(
            f"k={k} topics cannot be found in {terms.counts.shape[0]} {terms.unit}s with {terms.counts.shape[1]} "
            f"terms: give a whole number from 2 to {largest}"
        )


def _ranked(topics: np.ndarray, shares: np.ndarray, weights: np.ndarray, names: pd.Index) -> np.ndarray:
    """Topics by prevalence, then first term; both rounded, so that last digits decide nothing."""
    known = ~np.isnan(shares[:, 0])
    prevalence = weights[known] @ shares[known] / weights[known].sum()
    first = names[topics.round(9).argmax(axis=1)].to_numpy(dtype=object)
    return np.lexsort((first, -prevalence.round(6)))
