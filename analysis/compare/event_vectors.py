"""What each story is about, as a vector: the words that few other stories use."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import FramingError
from analysis.terms import DocumentTerms, doc_ids, sum_rows

__all__ = ["Stories", "dated_stories"]

COMMON = 0.1  # a word in more than a tenth of the stories tells none of them apart ...
FEW = 10  # ... unless that tenth is fewer stories than one event may have
_WORD = re.compile(r"(?u)\b\w\w+\b")


@dataclass(frozen=True, eq=False)
class Stories:
    """Stories with a date, sorted by day, then story.

    Parameters
    ----------
    story : ndarray of str, shape (n_stories,)
    day : ndarray of int, shape (n_stories,)
        Days since 1970; of copies, the first.
    vectors : csr_array of float, shape (n_stories, n_terms)
        Rows of length 1, or empty.
    """

    story: np.ndarray
    day: np.ndarray
    vectors: sparse.csr_array


def dated_stories(terms: DocumentTerms, title_weight: float) -> Stories:
    """One row per story with a known date; document frequencies are those of all stories."""
    codes, names = pd.factorize(terms.stories.to_numpy(dtype=object), sort=True)
    articles = _articles(terms).groupby(codes).nunique().to_numpy()
    counts = sum_rows(codes, len(names), terms.counts.astype(float) + title_weight * _title_counts(terms))
    counts.data /= np.repeat(articles, np.diff(counts.indptr))
    vectors = _tfidf(counts)
    day = pd.Series(_days(terms)).groupby(codes).min().to_numpy()
    known = np.flatnonzero(~np.isnan(day))
    order = known[np.argsort(day[known], kind="stable")]
    return Stories(names[order], day[order].astype(int), sparse.csr_array(vectors[order]))


def _articles(terms: DocumentTerms) -> pd.Series:
    return pd.Series(doc_ids(terms.documents).to_numpy(dtype=object))


def _days(terms: DocumentTerms) -> np.ndarray:
    if "date" not in terms.documents:
        raise FramingError("events need dates: the documents have no column 'date'")
    date = pd.to_datetime(terms.documents["date"]).dt.normalize()
    return ((date - pd.Timestamp(0)) / pd.Timedelta(days=1)).to_numpy()


def _title_counts(terms: DocumentTerms) -> sparse.csr_array:
    """Counted words of the title, in the first row of each article."""
    first = ~_articles(terms).duplicated().to_numpy()
    titles = terms.documents["title"] if "title" in terms.documents else pd.Series(pd.NA, index=terms.documents.index)
    words = titles.astype(object).where(titles.notna() & first, "").map(lambda title: _WORD.findall(title.lower()))
    row, word = np.repeat(np.arange(len(words)), words.map(len)), [word for found in words for word in found]
    column = terms.terms.get_indexer(pd.Index(word, dtype=object))
    cells = np.ones(int((column >= 0).sum())), (row[column >= 0], column[column >= 0])
    return sparse.csr_array(cells, shape=terms.counts.shape)


def _tfidf(counts: sparse.csr_array) -> sparse.csr_array:
    """Rows (1 + ln tf) ln(n / df) of length 1, over words that two stories or more use and that are not common."""
    counts.eliminate_zeros()
    n, df = counts.shape[0], np.bincount(counts.indices, minlength=counts.shape[1])
    telling = (df > 1) & (df <= max(COMMON * n, FEW))
    idf = np.where(telling, np.log((1 + n) / (1 + df)), 0)
    # Copies may have a mean count below 1; a title counts several times.
    counts.data = np.log1p(counts.data) * idf[counts.indices]
    counts.eliminate_zeros()
    length = np.sqrt(counts.multiply(counts).sum(axis=1))
    return sparse.csr_array(sparse.diags_array(1 / np.where(length > 0, length, 1)) @ counts)
