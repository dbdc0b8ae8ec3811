"""The same topics on other stories: refits on four fifths of the stories, drawn at random."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.terms import DocumentTerms
from analysis.topics.agreement import leading_terms, matched_agreement
from analysis.topics.factor import METHODS, own_word_on_convergence

__all__ = ["draw_stories", "in_threads", "refit_terms", "sorted_by_id", "topic_stability"]

KEPT = 0.8  # share of the stories in a refit
# Which terms lead a topic is settled long before the last digits of the factorisation are.
COARSE = {"max_iter": 200, "tolerance": 1e-3}


def topic_stability(
    terms: DocumentTerms,
    components: pd.DataFrame | np.ndarray,
    *,
    method: str = "nmf",
    n_refits: int = 20,
    seed: int = 0,
    workers: int = 2,
) -> np.ndarray:
    """How well does each topic come back when the stories are drawn again?

    Parameters
    ----------
    terms : DocumentTerms
        The counts that the topics were found in.
    components : DataFrame or ndarray of shape (k, n_terms)
        Weight of each term in each topic, columns in the order of ``terms.terms``; each row sums to 1.
    method : {"nmf", "kmeans"}
        How the topics were found.
    n_refits : int
        Refits, each on 80 % of the stories.
    seed : int
    workers : int
        Threads; their number does not change the result.

    Returns
    -------
    ndarray of shape (k,)
        Mean over the refits of each topic's agreement with its partner, from 0 (never met again) to 1 (the same twenty
        terms in the same order every time). Missing where four fifths of the stories cannot carry k topics.

    Notes
    -----
    Agreement: the Jaccard index of the first d terms averaged over d = 1 ... 20, topics matched one to one (Greene,
    O'Callaghan and Cunningham 2014, ECML PKDD). Unlike the kappa of ``stable_k`` it is not corrected for chance.

    Examples
    --------
    >>> from analysis import count_terms, fit_topics
    >>> texts = ["goal match team", "match team coach", "goal coach team"] * 4
    >>> texts += ["vote party law", "party law vote", "vote law bill"] * 4
    >>> documents = pd.DataFrame({"outlet": "x", "text": texts}, index=[f"d{i:02d}" for i in range(24)])
    >>> topics = fit_topics(count_terms(documents), k=2)
    >>> (topic_stability(topics.counted, topics.components, n_refits=5) > 0.8).tolist()
    [True, True]
    """
    reference = leading_terms(np.asarray(components))
    k = len(reference)
    terms = sorted_by_id(terms)
    drawn = [draw_stories(terms, rng) for rng in np.random.default_rng(seed).spawn(n_refits)]
    if min(min(part.counts.shape) for part in drawn) <= k:
        return np.full(k, np.nan)
    found = in_threads(lambda part: refit_terms(part, k, METHODS[method]), drawn, workers)
    return np.mean([matched_agreement(reference, refit) for refit in found], axis=0)


def sorted_by_id(terms: DocumentTerms) -> DocumentTerms:
    """Units in the order of their ids, so that the order in which they came changes nothing."""
    order = np.argsort(terms.documents.index.to_numpy(dtype=object), kind="stable")
    return replace(terms, counts=terms.counts[order], documents=terms.documents.iloc[order])


def draw_stories(terms: DocumentTerms, rng: np.random.Generator) -> DocumentTerms:
    """The units of 80 % of the stories."""
    stories = np.unique(terms.stories.to_numpy(dtype=object).astype(str))
    return terms.where(terms.stories.isin(rng.choice(stories, int(KEPT * len(stories)), replace=False)))


def refit_terms(terms: DocumentTerms, k: int, factor: Callable) -> np.ndarray:
    """The first 20 terms of each topic, as columns of the counts, shape (k, 20)."""
    tfidf = sparse.csr_array(terms.tfidf().astype(np.float32))
    filled = np.diff(tfidf.indptr) > 0
    found = factor(tfidf[filled], terms.weights[filled].astype(np.float32), k, 0, **COARSE)
    return leading_terms(found.topics)


def in_threads(function: Callable, jobs: list, workers: int) -> list:
    """Results in the order of the jobs, whatever the number of workers."""
    from threadpoolctl import threadpool_limits

    # One BLAS thread per job: sums are then taken in one order, whatever the number of workers.
    with own_word_on_convergence(), threadpool_limits(1), ThreadPoolExecutor(workers) as pool:
        return list(pool.map(function, jobs))
