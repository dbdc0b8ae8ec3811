"""The sentences behind a number: few, of different stories, found without reading every article."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from analysis.framing import concordance
from analysis.framing.concordance import Concordance
from analysis.terms import DocumentTerms

__all__ = ["WIDTH", "first_places", "holding", "one_copy"]

WIDTH = 150  # characters on each side, about the length of a sentence
AT_ONCE = 8  # articles read together


def one_copy(articles: pd.DataFrame) -> pd.DataFrame:
    """One article of each story in each outlet."""
    return articles.drop_duplicates(["outlet", "story"]) if "story" in articles else articles


def holding(articles: pd.DataFrame, terms: DocumentTerms, term: str) -> pd.DataFrame:
    """Articles in which the term was counted; all of them for a term that is not counted, such as two words."""
    if term not in terms.terms:
        return articles
    column = terms.counts[:, [terms.terms.get_loc(term)]].toarray().ravel()
    return articles[articles.index.isin(terms.documents.index[np.flatnonzero(column)])]


def first_places(articles: pd.DataFrame, pattern, n: int, voice: str, spans_of: Callable) -> Concordance:
    """The first place in each of the first n articles of each outlet that have one; no more are read than needed.

    spans_of: gives the voices of articles, or None where they are to be split.
    """
    places = pattern if isinstance(pattern, pd.DataFrame) else None
    readable = articles if places is None else articles[articles.index.isin(places["doc_id"])]
    groups = [group for _, group in readable.sort_index().groupby("outlet")]
    found = [part for group in groups for part in _read(group, pattern, n, voice, spans_of)]
    if not found:
        return concordance(articles.head(0), "a", voice=voice, width=WIDTH)
    return Concordance(pd.concat(found, ignore_index=True))


def _read(articles: pd.DataFrame, pattern, n: int, voice: str, spans_of: Callable) -> Iterator[pd.DataFrame]:
    for start in range(0, len(articles), AT_ONCE):
        few = articles.iloc[start : start + AT_ONCE]
        lines = concordance(few, pattern, voice=voice, width=WIDTH, spans=spans_of(few))
        lines = lines.drop_duplicates("doc_id").head(n)
        n -= len(lines)
        if len(lines):
            yield lines
        if n == 0:
            return
