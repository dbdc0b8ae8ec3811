"""The sentences behind a number, outlet beside outlet, with the voice of each part."""

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

import pandas as pd

from analysis.errors import FramingError
from analysis.explorer.tables import plain
from analysis.study import Study
from analysis.terms import story_of
from analysis.text import segment

__all__ = ["VOICE_LABELS", "read"]

STORIES = 4  # of each outlet
LONGEST = 600  # characters; a speaker can be quoted for a page

VOICE_LABELS = {"own": "own words", "quoted": "quoted", "reported": "reported", "scare": "in scare quotes"}


def read(study: Study, sought: dict) -> dict:
    """Sentences of each outlet.

    Parameters
    ----------
    study : Study
    sought : dict
        What is looked for: a term; a concept and a name; a speaker; or a ``word`` that a reader has typed.

    Returns
    -------
    dict
        title; columns, one per outlet: outlet, stories (that hold the term; None where that is not counted), sentences
        (title, date, url or None, voice, parts: text, voice, match); code.
    """
    row = _row(sought)
    found = study.evidence(row, STORIES)
    articles = study.articles.loc[study.articles.index.isin(found["doc_id"])]
    sentences = segment(articles, "sentence") if len(articles) else pd.DataFrame(columns=["doc_id"])
    spans = study.shelf.spans(articles) if len(articles) else pd.DataFrame(columns=["doc_id"])
    shown = [
        (place.outlet, _sentence(articles.loc[place.doc_id], place, _of(sentences, place), _of(spans, place)))
        for place in found.itertuples()
    ]
    stories = _stories(study, row)
    columns = [
        {
            "outlet": plain(outlet), "stories": stories.get(outlet, 0) if stories is not None else None,
            "sentences": [sentence for name, sentence in shown if name == outlet],
        }
        for outlet in study.compared
    ]  # fmt: skip
    title = plain(row.get("term") or row.get("name") or row.get("speaker"))
    return {"title": title, "columns": columns, "code": study.code("evidence", row, STORIES)}


def _row(sought: dict) -> dict:
    if str(sought.get("word", "")).strip():
        return {"term": str(sought["word"]).strip().lower()}
    allowed = ({"term"}, {"concept", "name"}, {"speaker"})
    if set(sought) not in allowed or not all(isinstance(value, str) and value.strip() for value in sought.values()):
        raise FramingError("there is nothing to look for: type a word, or choose one of a table")
    return dict(sought)


def _stories(study: Study, row: dict) -> dict | None:
    """Stories of each outlet in which the term was counted."""
    terms = study.counted_terms
    if "term" not in row or terms is None or row["term"] not in terms.terms:
        return None
    holding = terms.counts[:, [terms.terms.get_loc(row["term"])]].toarray().ravel() > 0
    stories = story_of(terms.documents[holding])
    return stories.groupby(terms.documents["outlet"].to_numpy()[holding]).nunique().to_dict()


def _of(table: pd.DataFrame, place) -> pd.DataFrame:
    return table[table["doc_id"] == place.doc_id]


def _sentence(article: pd.Series, place, sentences: pd.DataFrame, spans: pd.DataFrame) -> dict:
    start, end = _bounds(place, sentences)
    parts = [
        {"text": plain(article["text"][first:last]), "voice": voice, "match": match}
        for first, last, voice, match in _parts(start, end, place, spans)
    ]
    return {
        "title": plain(article.get("title")), "date": plain(article.get("date")), "url": _address(article.get("url")),
        "voice": VOICE_LABELS[place.voice], "parts": [part for part in parts if part["text"]],
        "cut": end < place.end,
    }  # fmt: skip


def _bounds(place, sentences: pd.DataFrame) -> tuple[int, int]:
    """From the beginning of the first sentence of the place to the end of its last."""
    touched = sentences[(sentences["end"] > place.start) & (sentences["start"] < place.end)]
    if touched.empty:
        return place.start, min(place.end, place.start + LONGEST)
    first, last = int(touched["start"].min()), int(touched["end"].max())
    return first, last if last - first <= LONGEST else max(first + LONGEST, min(place.start + LONGEST, last))


def _parts(start: int, end: int, place, spans: pd.DataFrame) -> Iterator[tuple[int, int, str, bool]]:
    """Pieces of the sentence, each of one voice, inside or outside the match."""
    for span in spans.itertuples():
        edges = sorted({max(span.start, start), min(span.end, end), *(
            edge for edge in (place.start, place.end) if max(span.start, start) < edge < min(span.end, end)
        )})  # fmt: skip
        if span.end <= start or span.start >= end:
            continue
        for first, last in pairwise(edges):
            yield first, last, span.voice, place.start <= first and last <= place.end


def _address(url) -> str | None:
    """The address of an article if a browser may follow it: http or https, nothing that runs."""
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None
