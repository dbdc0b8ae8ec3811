"""Lines that ask the reader to do something for the site: to subscribe, join, pay, follow, comment, log in."""

from bisect import bisect_right
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
    places = load_rules().appeals.places(page.phrases)
    for i in sorted({bisect_right(page.starts, at) - 1 for _, at, _ in places}):
        line = page.lines[i]
        if not page.is_open(i) or len(line.text) > _LONGEST or not _QUOTES.isdisjoint(line.text):
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
    rules = load_rules()
    asking, addressed = rules.shape("asking"), rules.shape("addressed")
    sentences = [text[start:end] for start, end in segments(text)]
    offered = rules.offer.search(text.lower()) is not None
    asks = [rules.appeal.match(one) or (offered and asking.match(one)) for one in sentences]
    if not any(asks):
        return None
    speaks = (ask or addressed.search(one) for ask, one in zip(asks, sentences, strict=True))
    return "appeal" if all(speaks) else "doubt"
