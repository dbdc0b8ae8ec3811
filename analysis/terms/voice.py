"""The parts of articles, paragraphs or sentences that are in one voice."""

import re

import pandas as pd

from analysis.errors import FramingError
from analysis.text import VOICES, split_voices

__all__ = ["COUNTED_VOICES", "pieces", "voices_of"]

# Scare quotes are no one's speech, hence words of the outlet.
COUNTED_VOICES = {"all": VOICES, "own": ("own", "scare")} | {voice: (voice,) for voice in VOICES if voice != "own"}
_WORD = re.compile(r"\w*")


def pieces(documents: pd.DataFrame, units: pd.DataFrame, voice: str, spans: pd.DataFrame | None) -> pd.DataFrame:
    """Texts of one voice: columns unit (number of the row of ``units``) and text, none of which joins two spans."""
    spans = voices_of(documents, spans)
    kept = spans[spans["voice"].isin(COUNTED_VOICES[voice])]
    texts = documents["text"].to_dict()
    spans_of = {
        doc_id: _whole_words(texts[doc_id], group)
        for doc_id, group in kept.groupby("doc_id", sort=False)[["start", "end"]]
        if doc_id in texts
    }
    found = [
        (unit, texts[doc_id][first:last])
        for unit, (doc_id, start, end) in enumerate(zip(units["doc_id"], units["start"], units["end"], strict=True))
        for first, last in _inside(spans_of.get(doc_id, []), start, end)
    ]
    return pd.DataFrame(found, columns=["unit", "text"]).astype({"unit": "int64", "text": "str"})


def voices_of(documents: pd.DataFrame, spans: pd.DataFrame | None = None, model: str | None = None) -> pd.DataFrame:
    """The voices of these articles: those given, which may be of more articles; without any, split now.

    Raises
    ------
    FramingError
        When the spans given are not those of these articles.

    Examples
    --------
    >>> documents = pd.DataFrame({"text": ["One.", "Two."]}, index=["a", "b"])
    >>> voices_of(documents.head(1), split_voices(documents))["doc_id"].tolist()
    ['a']
    """
    if spans is None:
        return split_voices(documents, model=model if len(documents) else None)
    missing = [column for column in ("doc_id", "start", "end", "voice") if column not in spans]
    if missing:
        raise FramingError(f"the spans have no column {missing[0]!r}: give what split_voices(documents) returns")
    spans = spans[spans["doc_id"].isin(documents.index)]
    lengths = documents["text"].str.len()
    covered = (spans["end"] - spans["start"]).groupby(spans["doc_id"]).sum().reindex(lengths.index, fill_value=0)
    if (covered != lengths).any():
        wrong = lengths.index[covered != lengths][0]
        raise FramingError(f"the spans do not cover article {wrong}: give split_voices of these very documents")
    return spans


def _whole_words(text: str, spans: pd.DataFrame) -> list[tuple[int, int]]:
    """Spans whose borders inside a word are moved behind it: a word belongs to the span that it starts in."""
    return [(_behind_word(text, start), _behind_word(text, end)) for start, end in spans.itertuples(index=False)]


def _behind_word(text: str, at: int) -> int:
    return _WORD.match(text, at).end() if at > 0 and _WORD.match(text, at - 1).end() > at else at


def _inside(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Parts of the spans between start and end; spans that end before are not needed again."""
    clipped = [(max(first, start), min(last, end)) for first, last in spans if first < end and last > start]
    return [(first, last) for first, last in clipped if first < last]
