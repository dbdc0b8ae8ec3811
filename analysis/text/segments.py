"""Articles, paragraphs and sentences, as character offsets into the article's text."""

import re
from collections.abc import Callable

import pandas as pd

from analysis.errors import FramingError, expect

__all__ = ["UNITS", "require_text", "segment"]

Span = tuple[int, int]

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def whole(text: str) -> list[Span]:
    """The article as one span."""
    return [(0, len(text))]


def paragraphs(text: str) -> list[Span]:
    """Spans between blank lines.

    >>> paragraphs("One.\\n\\nTwo lines,\\none paragraph.")
    [(0, 4), (6, 31)]
    """
    found, at, text = [], 0, text.rstrip()
    for end in [*(match.start() for match in _BLANK_LINE.finditer(text)), len(text)]:
        start = end - len(text[at:end].lstrip())
        if start < end:
            found.append((start, end))
        at = end
    return found


def sentences(text: str) -> list[Span]:
    """Spans of sentences; none runs over a blank line.

    >>> sentences("Mr. Smith left the U.S. in May. He came back.")
    [(0, 31), (32, 45)]
    """
    from nupunkt import sent_spans

    found = []
    for start, end in paragraphs(text):
        for first, last in sent_spans(text[start:end]):
            stripped = text[start + first : start + last].rstrip()
            found.append((start + first, start + first + len(stripped)))
    return found


UNITS: dict[str, Callable[[str], list[Span]]] = {"article": whole, "paragraph": paragraphs, "sentence": sentences}


def segment(documents: pd.DataFrame, unit: str = "article") -> pd.DataFrame:
    """Cut articles into units.

    Parameters
    ----------
    documents : DataFrame
        Documents table with a ``text`` column.
    unit : {"article", "paragraph", "sentence"}
        Paragraphs are separated by a blank line; sentences are found by nupunkt, a Punkt segmenter whose model is
        part of its package.

    Returns
    -------
    DataFrame
        Columns doc_id, position (0, 1, ... inside the article), start, end (character offsets) and text, in the order
        of the articles.

    Raises
    ------
    FramingError
        For an unknown unit, or when an article has no text.

    Examples
    --------
    >>> documents = pd.DataFrame({"text": ["First.\\n\\nSecond."]}, index=pd.Index(["a-1"], name="doc_id"))
    >>> segment(documents, "paragraph")[["doc_id", "position", "text"]].values.tolist()
    [['a-1', 0, 'First.'], ['a-1', 1, 'Second.']]
    """
    if unit not in UNITS:
        raise FramingError(f"unit={unit!r} is not known: choose one of {', '.join(UNITS)}")
    require_text(documents)
    rows = [
        (doc_id, position, start, end, text[start:end])
        for doc_id, text in documents["text"].items()
        for position, (start, end) in enumerate(UNITS[unit](text))
    ]
    return pd.DataFrame(rows, columns=["doc_id", "position", "start", "end", "text"])


def require_text(documents: pd.DataFrame) -> None:
    expect(documents, pd.DataFrame, "load_corpus")
    if "text" not in documents:
        raise FramingError("the documents have no column 'text': load them with load_corpus or ingest")
    missing = documents.index[documents["text"].isna()]
    if len(missing):
        raise FramingError(
            f"{len(missing)} of {len(documents)} articles have no text (first: {missing[0]}): "
            "use load_counts for corpora whose texts are not held, or drop these rows"
        )
