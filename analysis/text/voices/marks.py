"""Quotation marks: which open, which close, and which are something else (apostrophes, feet and inches)."""

import re
from typing import NamedTuple

__all__ = ["CLOSERS", "CLOSING", "Mark", "double_marks", "is_doubtful", "is_elision", "opens_single", "single_marks"]

# Which marks can close what a mark has opened.
CLOSERS = {
    '"': '"”', "“": "”\"“", "”": '”"', "„": '“”"', "‟": '”"', "＂": "＂", "«": "»", "»": "«", "‹": "›", "›": "‹",
    "'": "'’", "‘": "’'‘", "’": "’'", "‚": "‘’'", "`": "'’`",
}  # fmt: skip
CLOSING = "".join(sorted(set("".join(CLOSERS.values()))))  # whatever may close a quotation
_DOUBLE = re.compile(r"[\"“”„‟«»‹›＂]|``|''|\n[^\S\n]*\n")
_SINGLE = re.compile(r"['’](?:(?<![^\W_].)|(?![^\W_]))|[‘‚`]")  # beside something that is no letter
_INCHES = re.compile(r"\d+'\s?\d+(?:½|\.\d+)?$|(?<![\w\"“])\d+(?:½|\.\d+)?$")
_IN_WORD = re.compile(
    r"(?<=[^\W\d_])\"(?=[^\W\d_])|(?<=\d)\"(?=s\b)"
)  # what some outlets make of an apostrophe: O"Neill
_DAMAGED = re.compile(r"\"\ufffd(?=[\d\s])|\"\?(?=\d)|(?<!\w)\"\?(?=\s)")
_ROCK_N_ROLL = re.compile(r"['’]n['’](?=\s)")
_ELISION = re.compile(
    r"['’](?:\d\ds?\b|(?:n|em|til|till|cause|tis|twas|bout|round|cos|cuz|er|im|neath|gainst)\b)", re.IGNORECASE
)
_BEFORE_OPENER, _AFTER_CLOSER = "([{—–-/…:=>", ".,;:!?)]}—–-/…<"


class Mark(NamedTuple):
    """A quotation mark, and what its neighbours let it do."""

    start: int
    end: int
    char: str
    opens: bool
    closes: bool


def double_marks(text: str) -> list[Mark]:
    """Marks of the double kind and, as marks of the kind "\\n", the breaks between paragraphs."""
    marks = []
    for match in _DOUBLE.finditer(text):
        start, end = match.span()
        if text[start] == "\n":
            marks.append(Mark(start, end, "\n", False, False))
        elif not _DAMAGED.match(text, start):
            marks.append(mark_at(text, start, end))
    marks.append(Mark(len(text), len(text), "\n", False, False))
    return marks


def single_marks(text: str) -> list[Mark]:
    """Marks of the single kind beside something that is no letter; not those of "rock 'n' roll"."""
    never = {at for match in _ROCK_N_ROLL.finditer(text) for at in (match.start(), match.end() - 1)}
    return [mark_at(text, *match.span()) for match in _SINGLE.finditer(text) if match.start() not in never]


def mark_at(text: str, start: int, end: int) -> Mark:
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = (
        bool(after)
        and not after.isspace()
        and (not before or before.isspace() or before in _BEFORE_OPENER or before in CLOSERS)
    )
    closes = (
        bool(before)
        and not before.isspace()
        and (not after or after.isspace() or after in _AFTER_CLOSER or after in CLOSERS)
    )
    char = '"' if end - start == 2 else text[start]
    if char in "«»‹›" and after in set(",.;:!?)"):
        opens = False
    if opens == closes:
        opens, closes = char not in "”’»›", char not in "“‘„‚«‹"
    return Mark(start, end, char, opens, closes)


def is_doubtful(text: str, mark: Mark) -> bool:
    """Whether a mark may stand for inches, or for an apostrophe inside a word."""
    inches = mark.char in '"”' and _INCHES.search(text, max(mark.start - 12, 0), mark.start)
    return bool(inches) or _IN_WORD.match(text, mark.start) is not None


def opens_single(text: str, mark: Mark) -> bool:
    """Whether a single mark can open a quotation: no apostrophe, nothing left out as in '90s."""
    if not mark.opens or (mark.closes and mark.char in "'’"):
        return False
    return mark.char in "‘‚" or not is_elision(text, mark)


def is_elision(text: str, mark: Mark) -> bool:
    """Whether letters are left out behind a mark: 'tis, '90s."""
    return _ELISION.match(text, mark.start) is not None
