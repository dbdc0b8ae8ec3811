"""Speakers who stand beside a quotation without a verb: a name and a colon, "in the words of", a name behind it."""

import re

from analysis.text.voices.lexicon import forms, listed
from analysis.text.voices.names import name_in
from analysis.text.voices.quotations import Quotation

__all__ = ["FULL", "INSIDE", "label_of"]

INSIDE = re.compile(r"\s[a-z]")  # a sentence goes on
FULL = re.compile(r"[\"“„«'‘]\s?(?:[A-Z\[0-9…,]|\.\.\.)")  # a quotation that begins a sentence
_LABEL = re.compile(r"(?:^|[.!?\"”]\s+|\n\s*)((?:[A-Z][\w.'’-]*\s?){1,5}?)\s?(?:\([^()]{2,30}\))?:\s*$")
_LABEL_IN_FULL = re.compile(
    r"(?:^|[.!?\"”–—-]\s+|\n\s*)([A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){1,3}),\s[a-z][^.!?\"“”:]{3,60}:\s*$"
)
_BEFORE_COLON = re.compile(
    r"(?:^|[.!?][\"”]?\s+|\n\s*)((?:The|Her|His)\s(?:[\w-]+['’]s?\s)?[a-z]+|[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,3})\s[a-z][^.!?\"“”:]{0,80}:\s*$"
)
_WORDS_OF = re.compile(r",?\sin the words of ([^,.;:]{3,60})")
_IN_WORDS_OF = re.compile(r"\b[Ii]n the words of ([^,.;:\"“]{3,60}),\s(?:[^.!?\"“”]{0,80})$")
_NAME_BEHIND = re.compile(r":\s((?:[A-Z][\w.'’-]*\s?){1,4})(?=\n|$)")  # a headline: "We stay": Lem
_FRAGMENT = re.compile(r"\s+([A-Z][^.!?\"“:;]{3,120})(?:\.(?=\s|$)|(?=\s*[\"“])|\s*$)")
_NO_LABEL, _FINITE, _PERSON_NOUNS = listed("no_label"), listed("finite"), listed("person_nouns")
_NO_NAME = (listed("sentence_starts") - {"He", "She"}) | _NO_LABEL


def label_of(text: str, quote: Quotation, labelled: list) -> tuple[int, int] | None:
    """The name that stands beside a quotation, or before the turn of a conversation that it lies in."""
    return _label(text, quote) or _fragment(text, quote) or _turn(labelled, quote)


def _turn(labelled: list, quote: Quotation) -> tuple[int, int] | None:
    return next((label for (start, end), label in labelled if start <= quote.start < end), None)


def _label(text: str, quote: Quotation) -> tuple[int, int] | None:
    """The name before a colon: Ana Lem: "..."; or behind: "..." in the words of Ana Lem; "...": Ana Lem."""
    match = _LABEL.search(text, max(quote.start - 60, 0), quote.start) or _LABEL_IN_FULL.search(
        text, max(quote.start - 110, 0), quote.start
    )
    if match and match[1].split()[0] not in _NO_LABEL and not _is_part_of_headline(text, quote):
        return match.start(1), match.start(1) + len(match[1].rstrip())
    behind = (
        _WORDS_OF.match(text, quote.end)
        or _NAME_BEHIND.match(text, quote.end)
        or _IN_WORDS_OF.search(text, max(quote.start - 160, 0), quote.start)
    )
    return behind.span(1) if behind else _before_colon(text, quote)


def _is_part_of_headline(text: str, quote: Quotation) -> bool:
    """Whether a word in marks is followed by more of its sentence: Norland: "Rebels" take the port."""
    is_word = not any(map(str.isspace, text[quote.start : quote.end]))
    return is_word and text[quote.end - 2].isalnum() and INSIDE.match(text, quote.end) is not None


def _before_colon(text: str, quote: Quotation) -> tuple[int, int] | None:
    """The person with whom a sentence opens that leads to a colon: Ana Lem was blunt: "..."."""
    match = _BEFORE_COLON.search(text, max(quote.start - 140, 0), quote.start)
    if not match:
        return None
    words = match[1].split()
    is_person = words[-1] in _PERSON_NOUNS if words[0] in {"The", "Her", "His"} else words[0] not in _NO_NAME
    return match.span(1) if is_person else None


def _fragment(text: str, quote: Quotation) -> tuple[int, int] | None:
    """The name that stands behind a quotation as a sentence without a verb: "..." Ana Lem, head of the bank."""
    if not FULL.match(text, quote.start):
        return None
    match = _FRAGMENT.match(text, quote.end, quote.end + 140)
    if not match:
        return None
    words, name = match[1].split(), name_in(match[1].split(",")[0])
    has_verb = any(w.lower() in _FINITE or w.lower() in forms() or w.endswith(("ed", "ing")) for w in words)
    named = len(name) > 1 and words[0] not in listed("sentence_starts")
    return None if has_verb or not named else (match.start(1), match.start(1) + len(match[1].split(",")[0]))
