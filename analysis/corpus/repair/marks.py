"""Quotation marks, apostrophes and dashes that an encoding turned into "?" or U+FFFD.

A curly mark is three bytes of UTF-8. Read wrongly, one crawl left a straight quotation mark and "?" (the character
behind the mark, mostly a blank, was swallowed), another only U+FFFD, a third only "?". Which mark it was shows in the
characters beside it, and where two are possible, in whether a quotation is open.
"""

import re
from collections import Counter
from typing import NamedTuple

__all__ = ["mend_marks"]

_LOST = "\ufffd"
_MARK = re.compile(f'"[?{_LOST}]*|{_LOST}+|\\?')
_IS_SUFFIX = re.compile(r"(?:t|s|ve|ll|re|d|m)\b")
_CLOSER = re.compile(f"(?<=[^\\s(\\[])(?:{_LOST}{{3}}|{_LOST}|\\?)(?=[\\s.,;:!?)\\]]|$)")
_STOPS = ".,!?…"
_REACH = 400


class _Mark(NamedTuple):
    start: int
    end: int
    text: str
    before: str
    after: str


def mend_marks(text: str, counts: Counter) -> str:
    """Put marks back where their neighbours tell which they were; count each kind."""
    marks = [mark for match in _MARK.finditer(text) if (mark := _mark(text, match)).text != "?" or _odd(text, mark)]
    parts, at, opened = [], 0, None
    for i, mark in enumerate(marks):
        if opened is not None and (mark.start - opened > _REACH or "\n\n" in text[opened : mark.start]):
            opened = None
        kind, new = _judge(text, mark, marks[i + 1] if i + 1 < len(marks) else None, opened)
        if kind:
            counts[kind] += 1
        parts += [text[at : mark.start], new]
        at = mark.end
        opened = _opens(mark, kind, opened)
    return "".join([*parts, text[at:]])


def _mark(text: str, match: re.Match) -> _Mark:
    start, end = match.span()
    return _Mark(start, end, match.group(), text[start - 1 : start], text[end : end + 1])


def _odd(text: str, mark: _Mark) -> bool:
    """Whether a lone question mark stands where none can."""
    if mark.after.isalpha():
        return mark.before in "(" or mark.before.isspace() or _apostrophe(text, mark)
    return mark.before == "," and (mark.after == "" or mark.after.isspace())


def _judge(text: str, mark: _Mark, following: _Mark | None, opened: int | None) -> tuple[str, str]:
    """(kind, what to write) for one mark; kind "" leaves it alone."""
    if mark.text == '"' and not _apostrophe(text, mark):
        return "", mark.text
    if _apostrophe(text, mark):
        return "apostrophe", "'"
    if mark.text[0] == '"':
        return _judge_quote(text, mark, following, opened)
    return _judge_lone(text, mark, opened)


def _apostrophe(text: str, mark: _Mark) -> bool:
    """don?t, Russia\ufffds, O\ufffdBrien: between letters, before an English ending or inside an Irish name."""
    if not mark.before.isalpha() or not mark.after.isalpha():
        return False
    if mark.text in ('"', "?") or _LOST in mark.text:
        ending = _IS_SUFFIX.match(text, mark.end) is not None and mark.text != _LOST * 2
        name = mark.before == "O" and mark.after.isupper() and not text[mark.start - 2 : mark.start - 1].isalpha()
        return ending or name
    return False


def _judge_quote(text: str, mark: _Mark, following: _Mark | None, opened: int | None) -> tuple[str, str]:
    """A straight quotation mark with "?" or U+FFFD behind it."""
    spaced, ahead = mark.before in ("", "-") or mark.before.isspace(), mark.after.isspace()
    if mark.before.isspace() and ahead:
        return "dash", "—"
    if _LOST in mark.text:
        if mark.before.isalnum() and mark.after.isalnum():
            return "dash", "—"
        if (spaced or mark.before in '(["?—') and (mark.after.isalnum() or mark.after in "[("):
            return "opening quote", '"'
        return "", mark.text
    if spaced or text[mark.start - 2 : mark.start] == '"?':
        return ("dash", "— ") if mark.after.isalpha() and mark.before else ("", mark.text)
    return _judge_closing(text, mark, following, opened)


def _judge_closing(text: str, mark: _Mark, following: _Mark | None, opened: int | None) -> tuple[str, str]:
    """A mark behind a word: the end of a quotation, or the apostrophe of a plural ("the ministers' plan")."""
    if mark.after.isspace():
        return ("closing quote", '"') if mark.before in _STOPS else ("", mark.text)
    if mark.after == "":
        return "closing quote", '"'
    if not (mark.after.isalnum() or mark.after in "\"'([$#@-"):
        return "", mark.text
    if mark.before == "s" and mark.after.isalnum() and _may_be_plural(text, mark, following, opened):
        return "apostrophe", "' "
    return "closing quote", '"' if mark.after == "-" else '" '


def _may_be_plural(text: str, mark: _Mark, following: _Mark | None, opened: int | None) -> bool:
    """No quotation is open, or the one that is open goes on to a closing mark after this one."""
    if opened is None:
        return True
    return " " in text[opened : mark.start] and following is not None and _closes(following)


def _closes(mark: _Mark) -> bool:
    return mark.text[0] == '"' and _LOST not in mark.text and not (mark.before.isspace() or mark.before in "([-—")


def _judge_lone(text: str, mark: _Mark, opened: int | None) -> tuple[str, str]:
    """U+FFFD or "?" without a quotation mark: one half of a pair, or a dash between blanks."""
    lost = mark.text[0] == _LOST
    if lost and len(mark.text) == 2:
        return "", mark.text
    if lost and mark.before.isspace() and mark.after.isspace():
        return "dash", "—"
    if (mark.before == "" or mark.before in " \t\n([") and mark.after.isalpha():
        closer = _CLOSER.search(text, mark.end, mark.end + _REACH)
        if closer and _pairs(text, mark, closer):
            return "opening quote", '"'
    elif (opened is not None or mark.before == ",") and not mark.before.isspace() and not mark.after.isalnum():
        return "closing quote", '"'
    return "", mark.text


def _pairs(text: str, mark: _Mark, closer: re.Match) -> bool:
    """Whether the mark behind a passage is the other half; a real question mark is not."""
    if closer.group()[0] != mark.text[0]:
        return False
    before, after = text[closer.start() - 1], text[closer.end() : closer.end() + 2]
    return mark.text[0] == _LOST or before in ",.!" or (closer.start() - mark.end < 60 and after[1:].islower())


def _opens(mark: _Mark, kind: str, opened: int | None) -> int | None:
    """Where the quotation that is open behind this mark began."""
    if kind == "opening quote":
        return mark.start
    if kind == "closing quote":
        return None
    if kind or mark.text != '"':
        return opened
    opens = mark.after != "" and not mark.after.isspace() and not mark.before.isalnum()
    return mark.start if opens and (opened is None or mark.before.isspace()) else None
