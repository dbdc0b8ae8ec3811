"""Sentences and words around quotations, in which each quotation is one opaque word."""

import re
from typing import NamedTuple

from analysis.text.voices.marks import Quotation

__all__ = ["QUOTATION", "Token", "sentence_spans", "tokens", "veil"]

QUOTATION = "\ue000"
_TOKEN = re.compile(
    QUOTATION + r"+|(?:[A-Z]\.){2,}"
    r"|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Reps|Sens|Gov|Gen|Col|Lt|Sgt|Prof|St|Jr|Sr|Rev|Capt|Maj|Adm|Det|Supt|Insp|[A-Z])\."
    r"|[^\W_]+(?:[-'’&/][^\W_]+)*(?:'(?=\s))?|[^\w\s]|_"
)


class Token(NamedTuple):
    """A word, a mark of punctuation or a whole quotation, with its offsets in the article."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()


def veil(text: str, quotes: list[Quotation]) -> str:
    """The text with each character of a quotation replaced by a sign of the private use area."""
    parts, at = [], 0
    for quote in quotes:
        parts += [text[at : quote.start].replace(QUOTATION, " "), QUOTATION * (quote.end - quote.start)]
        at = quote.end
    return "".join([*parts, text[at:].replace(QUOTATION, " ")])


def sentence_spans(text: str, quotes: list[Quotation]) -> list[tuple[int, int]]:
    """Sentences that do not break inside a quotation."""
    from analysis.text.segments import sentences

    parts, at = [], 0
    for quote in quotes:
        inner = text[quote.start : quote.end]
        parts += [text[at : quote.start], _word_like(inner)]
        at = quote.end
    return sentences("".join([*parts, text[at:]]))


def _word_like(quoted: str) -> str:
    """A word of the same length, with the first and last two characters of the quotation."""
    if len(quoted) < 6:
        return re.sub(r"\s", "x", quoted)
    head, tail = re.sub(r"\s", "x", quoted[:2]), re.sub(r"\s", "x", quoted[-2:])
    return head + "x" * (len(quoted) - 4) + tail


def tokens(veiled: str, start: int, end: int) -> list[Token]:
    """Words, marks and quotations between two offsets."""
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(veiled, start, end)]
