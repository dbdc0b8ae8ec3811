"""Every word of every article is given to topics: the step before a gap can be split."""

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import FramingError
from analysis.terms import DocumentTerms

__all__ = ["assign_words"]

ROUNDS = 30  # after which shares change in the fourth digit
CHUNK = 1000  # units at a time, so that memory does not grow with the corpus


def assign_words(terms: DocumentTerms, topics, merged: list[int], rows: np.ndarray) -> DocumentTerms:
    """Counts of each term in each topic.

    Parameters
    ----------
    terms : DocumentTerms
        Units that the topics know.
    topics : Topics
    merged : list of int
        Topics that count as no subject: their words go to the other topics of the same unit.
    rows : ndarray of bool, shape (n_units,)
        Units whose words are wanted; the others come out empty.

    Returns
    -------
    DocumentTerms
        Column w * K + t is term w in the t-th topic kept. Each count is split, so the parts add up to it.

    Notes
    -----
    The topic shares of NMF are shares of TF-IDF, and a unit's shares say nothing of which of its words belong where. So
    each word is split by its responsibilities r_ikw = s_ik f_kw / sum_j s_ij f_jw, s the shares of the unit and f the
    rates of the terms in the topics. f comes from one such split of all units of ``topics``, with the topics' own
    weights in place of f, in which scale and idf of a term cancel. With f fixed the shares are then found anew, s_ik =
    sum_w x_iw r_ikw / n_i, in 30 rounds (the mixture model's EM; Hofmann 1999), so that a unit's share of a topic is
    the share of its words. Words that no topic of their unit knows go by the shares.

    Splitting all words of a unit by its shares alone would be wrong: an article half on sport, half on law would lend
    half of its "goal" to law, and an outlet's mix would pass for its wording.
    """
    kept = [topic for topic in topics.components.index if topic not in merged]
    if not kept:
        raise FramingError("no topic is left to assign words to: name fewer topics to merge")
    shares = topics.weights[kept].reindex(terms.documents.index)
    if len(terms.documents.index.difference(topics.weights.index)):
        raise FramingError("terms hold units that the topics do not know: fit the topics on the same units")
    weights = topics.components.loc[kept].to_numpy()
    rates = _rates(_Words(topics.counted.counts), _filled(topics.weights[kept]), weights, topics.counted.weights)
    known = topics.components.columns.get_indexer(terms.terms)
    of_terms = np.where(known >= 0, rates[:, known], 0.0)
    wanted = sparse.diags_array(rows.astype(float)) @ terms.counts
    parts = _split(_Words(wanted), _filled(shares), of_terms)
    return DocumentTerms(parts, terms.documents, pd.RangeIndex(parts.shape[1]), terms.unit)


class _Words:
    """The cells of a matrix of counts, in chunks of rows."""

    def __init__(self, counts: sparse.csr_array):
        self.counts = sparse.csr_array(counts.astype(float))
        self.counts.eliminate_zeros()

    def __iter__(self):
        for start in range(0, self.counts.shape[0], CHUNK):
            part = self.counts[start : start + CHUNK]
            rows = np.repeat(np.arange(part.shape[0]), np.diff(part.indptr))
            yield slice(start, start + part.shape[0]), rows, part.indices, part.data


def _filled(shares: pd.DataFrame) -> np.ndarray:
    """Shares that sum to 1; a unit without any takes part in all topics alike."""
    values = np.nan_to_num(shares.to_numpy(dtype=float))
    values = np.where(values.sum(axis=1, keepdims=True) > 0, values, 1.0)
    return values / values.sum(axis=1, keepdims=True)


def _responsibilities(shares: np.ndarray, rates: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Of shape (n_words, k); rows sum to 1."""
    joint = shares[rows] * rates.T[columns]
    total = joint.sum(axis=1, keepdims=True)
    return np.where(total > 0, joint / np.where(total > 0, total, 1), shares[rows])


def _rates(words: _Words, shares: np.ndarray, weights: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Rate of each term in each topic, shape (k, n_terms), copies counting once."""
    totals = np.zeros(weights.T.shape)
    for units, rows, columns, counts in words:
        given = _responsibilities(shares[units], weights, rows, columns) * (counts * times[units][rows])[:, None]
        totals += _add_up(columns, given, len(totals))
    return (totals / np.maximum(totals.sum(axis=0), np.finfo(float).tiny)).T


def _split(words: _Words, shares: np.ndarray, rates: np.ndarray) -> sparse.csr_array:
    k = len(rates)
    blocks = []
    for units, rows, columns, counts in words:
        own, n_units = shares[units], units.stop - units.start
        total = np.bincount(rows, counts, n_units)[:, None]
        for _ in range(ROUNDS):
            given = _responsibilities(own, rates, rows, columns) * counts[:, None]
            own = np.where(total > 0, _add_up(rows, given, n_units) / np.maximum(total, 1), own)
        given = _responsibilities(own, rates, rows, columns) * counts[:, None]
        cells = (np.repeat(rows, k), (columns[:, None].astype(np.int64) * k + np.arange(k)).ravel())
        block = sparse.csr_array((given.ravel(), cells), shape=(n_units, rates.shape[1] * k))
        block.eliminate_zeros()
        blocks.append(block)
    return sparse.csr_array(sparse.vstack(blocks))


def _add_up(codes: np.ndarray, values: np.ndarray, n: int) -> np.ndarray:
    cells = (np.ones(len(codes)), (codes, np.arange(len(codes))))
    return sparse.csr_array(cells, shape=(n, len(codes))) @ values
