"""Quotations of which one mark is missing: where they end, and where they begin."""

import re
from typing import NamedTuple

from analysis.text.voices.lexicon import listed
from analysis.text.voices.marks import Mark

__all__ = ["LONGEST", "LOST_OPENER", "PLURAL", "Quotation", "unclosed", "unopened"]

PLURAL = re.compile(r"[sxzSXZ]['’]\s+[a-zA-Z]")
_SAID = "|".join(sorted(listed("plain_saying") - {"told"}))
_HE_SAID = rf"\s(?:(?:[^\W_]+\s){{1,4}}?(?:said|says|told|added)\b|(?:{_SAID})\s(?:[A-Z]|(?:the|a|an|one|his|her)\s))"
_LOST_CLOSER = re.compile(rf"[,?!](?={_HE_SAID})")
LOST_OPENER = re.compile(rf"[,?!][\"”]{_HE_SAID}")
_RUNS_ON = re.compile(r"[.!?…:-][)\]'’]?\s*$")
_SENTENCE_START = re.compile(r"[.!?]\s+(?=[A-Z])|\n[^\S\n]*\n")
_FIRST_SENTENCE = re.compile(r"[.!?…](?=\s+[^\W\d_a-z])")
# A single mark that closes what a double one has opened: the "old guard' is gone; the series "This Is Us' returns.
_SINGLE_CLOSER = re.compile(r"[^\s'’‘\"“”][,.!?]?['’](?=[\s.,;:!?)]|$)")
_SINGLE_OPENER = re.compile(r"(?<![^\s(])['‘]")
_NAME_CLOSED = re.compile(r"\w+(?:\s[A-Z]\w*){1,5}['’](?=\s)")
_PARTIAL = re.compile(r"[\w,]\s[\"“][a-z]")
_MIDDLE = re.compile(r"[\w,-]\s?[\"“]\w")
_FEW_WORDS = 4  # so many end on a single mark even where that could be the apostrophe of a plural
LONGEST = 1500  # characters of a quotation between single marks, or without an opening mark


class Quotation(NamedTuple):
    """Characters start to end, marks included; ``open_ended`` where the closing mark is missing."""

    start: int
    end: int
    mark: str
    open_ended: bool = False


def unclosed(text: str, opened: Mark, limit: int) -> Quotation:
    """A quotation without a closing mark: up to the limit, or to where "..., he said" shows that it had ended."""
    lost = _LOST_CLOSER.search(text, opened.end, limit)
    end = lost.end() if lost else _end_by_single(text, opened, limit) or limit
    while end > opened.end and text[end - 1].isspace():
        end -= 1
    return Quotation(opened.start, end, opened.char, open_ended=True)


def _end_by_single(text: str, opened: Mark, limit: int) -> int:
    """Where the first sentence is closed by a single mark, or else ends in front of more of the outlet's; 0 if nowhere.

    Where the next mark opens in the middle of a sentence, that sentence is the outlet's and no part of a speech.
    """
    sentence = _FIRST_SENTENCE.search(text, opened.end, limit)
    stop = min(sentence.end() + 1, limit) if sentence else limit
    if named := _NAME_CLOSED.match(text, opened.end, stop + 1):
        return named.end()
    closer = _SINGLE_CLOSER.search(text, opened.end, stop + 1)
    partial = _PARTIAL.search(text, max(opened.start - 2, 0), opened.end + 1) is not None
    middle = _MIDDLE.search(text, max(opened.start - 2, 0), opened.end + 1) is not None
    if closer and middle and text.count(" ", opened.end, closer.end()) < _FEW_WORDS:
        return closer.end()
    if (
        closer
        and not PLURAL.match(text, closer.end() - 2)
        and not _SINGLE_OPENER.search(text, opened.end, closer.end())
    ):
        return closer.end()
    goes_on = limit < len(text) and not text[limit].isspace() and not _RUNS_ON.search(text, max(limit - 6, 0), limit)
    again = text[limit:].lstrip()[:1] == opened.char
    return sentence.end() if sentence and (goes_on or (partial and not again)) else 0


def unopened(text: str, closing: Mark, low: int) -> Quotation:
    """A quotation without an opening mark, which "...," he said" shows: from the start of its sentence."""
    low = max(low, closing.start - LONGEST, text.rfind("\n\n", low, closing.start) + 2 if low else 0)
    starts = [match.end() for match in _SENTENCE_START.finditer(text, low, closing.start)]
    start = starts[-1] if starts else low
    while start < closing.start and text[start].isspace():
        start += 1
    return Quotation(start, closing.end, '"', open_ended=True)
