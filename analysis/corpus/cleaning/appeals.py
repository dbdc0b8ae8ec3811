"""Lines that ask the reader to do something for the site: to subscribe, join, pay, follow, comment, log in."""

from functools import lru_cache

from analysis.corpus.cleaning.page import REMEMBERED, Page
from analysis.corpus.cleaning.rules import load_rules
from analysis.corpus.cleaning.sentences import segments

__all__ = ["calls", "mark_appeals"]

_LONGEST = 700
_QUOTES = frozenset('"“”«»')


def mark_appeals(page: Page) -> None:
    """Mark lines in which every sentence speaks to the reader and one of them asks; doubt those with other sentences.

    A line with quotation marks is left alone: an article may quote an appeal.
    """
    if page.words.isdisjoint(load_rules().appeal_words):
        return
    for i in page.open_lines():
        line = page.lines[i]
        if len(line.text) > _LONGEST or not _QUOTES.isdisjoint(line.text):
            continue
        judged = _judge(line.text)
        if judged == "appeal":
            page.marks[i] = judged
        elif judged:
            page.doubts.append((line.start, line.end, "appeal"))


def calls(text: str) -> bool:
    """Whether a short line calls upon the reader: "Help us uncover the truth"."""
    return load_rules().shape("asking").match(text) is not None


@lru_cache(REMEMBERED)
def _judge(text: str) -> str | None:
    """``appeal``, ``doubt``, or None when no sentence asks for anything."""
    shape = load_rules().shape
    sentences = [text[start:end] for start, end in segments(text)]
    offered = shape("offer").search(text) is not None
    asks = [
        shape("appeal").match(sentence) is not None or (offered and shape("asking").match(sentence) is not None)
        for sentence in sentences
    ]
    if not any(asks):
        return None
    addressed = (ask or shape("addressed").search(one) for ask, one in zip(asks, sentences, strict=True))
    return "appeal" if all(addressed) else "doubt"
