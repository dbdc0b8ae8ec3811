"""The same topics on other stories: refits on four fifths of the stories, drawn at random."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd
from tqdm import tqdm

from analysis.inference import MIN_STORIES
from analysis.progress import watched
from analysis.terms import DocumentTerms
from analysis.topics.agreement import leading_terms, matched_agreement
from analysis.topics.factor import COARSE, METHODS, steadily

__all__ = [
    "draw_stories",
    "in_threads",
    "largest_k",
    "leading_vocabulary",
    "refit",
    "sorted_by_id",
    "topic_stability",
    "with_columns",
]

KEPT = 0.8  # share of the stories in a refit
VOCABULARY = 5_000  # terms in a refit; in news2017 they hold 99.5 % of the terms that lead one of 30 topics


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
        terms in the same order every time). Missing where four fifths of the stories cannot carry k topics, and for
        fewer than 5 stories.

    Notes
    -----
    Agreement: the Jaccard index of the first d terms averaged over d = 1 ... 20, topics matched one to one (Greene,
    O'Callaghan and Cunningham 2014, ECML PKDD). Unlike the kappa of ``stable_k`` it is not corrected for chance.
    Refits are made as those of ``stable_k``: on the 5,000 terms with the largest total TF-IDF, in a few iterations.

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
    terms, components = sorted_by_id(terms), np.asarray(components)
    k = len(components)
    if k > largest_k(terms):
        return np.full(k, np.nan)
    kept = leading_vocabulary(terms)
    terms, reference = with_columns(terms, kept), leading_terms(components[:, kept])

    def compare(rng: np.random.Generator) -> np.ndarray:
        return matched_agreement(reference, *refit(draw_stories(terms, rng), [k], method))

    return np.mean(in_threads(compare, np.random.default_rng(seed).spawn(n_refits), workers), axis=0)


def sorted_by_id(terms: DocumentTerms) -> DocumentTerms:
    """Units in the order of their ids, so that the order in which they came changes nothing."""
    order = np.argsort(terms.documents.index.to_numpy(dtype=object), kind="stable")
    return replace(terms, counts=terms.counts[order], documents=terms.documents.iloc[order])


def leading_vocabulary(terms: DocumentTerms) -> np.ndarray:
    """Columns of the 5,000 terms with the largest total TF-IDF, in order; ties go to the earlier term."""
    total = terms.weights @ terms.tfidf()
    return np.sort(np.argsort(-total.round(9), kind="stable")[:VOCABULARY])


def largest_k(terms: DocumentTerms) -> int:
    """How many topics every refit can carry; 0 for fewer than 5 stories."""
    units = terms.stories[np.diff(terms.counts.indptr) > 0].value_counts().sort_values()
    if len(units) < MIN_STORIES:
        return 0
    return min(int(units.iloc[: int(KEPT * len(units))].sum()), terms.counts.shape[1]) - 1


def draw_stories(terms: DocumentTerms, rng: np.random.Generator) -> DocumentTerms:
    """The units of 80 % of the stories."""
    stories = np.unique(terms.stories.to_numpy(dtype=object).astype(str))
    return terms.where(terms.stories.isin(rng.choice(stories, int(KEPT * len(stories)), replace=False)))


def refit(terms: DocumentTerms, numbers: Sequence[int], method: str) -> list[np.ndarray]:
    """The first 20 terms of each topic, as columns of the counts, for each number of topics: shape (k, 20)."""
    tfidf, filled = terms.tfidf(), np.diff(terms.counts.indptr) > 0
    found = METHODS[method](tfidf[filled], terms.weights[filled], numbers, 0, COARSE)
    return [leading_terms(factors.topics) for factors in found]


def in_threads(function: Callable, jobs: Sequence, workers: int) -> list:
    """Results in the order of the jobs, whatever the number of workers; a progress bar, if there is a terminal."""
    with steadily(), ThreadPoolExecutor(workers) as pool:
        found = watched(pool.map(function, jobs), len(jobs), "refitting")
        try:
            return list(tqdm(found, desc="refitting", total=len(jobs), leave=False, disable=None))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # stopped: what has not begun shall not begin
            raise


def with_columns(terms: DocumentTerms, kept: np.ndarray) -> DocumentTerms:
    """Some of the terms."""
    return replace(terms, counts=terms.counts[:, kept], terms=terms.terms[kept])
