"""Lines that say who wrote a page and when, alone or between bars: "Ann Lee | 14.03.2017 | World"."""

import re
from typing import NamedTuple

from analysis.corpus.cleaning.page import fold
from analysis.corpus.cleaning.rules import load_rules

__all__ = ["Byline", "is_stamp", "read_byline"]

_LONGEST = 160
_LABEL_WORDS = 3
_CLOCK_OR_YEAR = re.compile(r"\d{4}|\d[:./-]\d")
_BARS = re.compile(
    r"\s*[|•·—]\s*|\s/\s|\s{2,}|\t|(?:[.,;]| \([^()]*\)) (?=(?:Published|Updated|Posted|Last |PUBLISHED|UPDATED)\b)"
    r"|(?<=\d) (?=by \S)|(?<=\w) (?=(?:Source|Published|Updated): ?\S)"
)
_BY = re.compile(r"(?:By|BY|by):? ")
_ROLE = re.compile(
    r",? +(?:[Ss]taff |[Ss]pecial )?(?:Contributor|[Cc]orrespondent|[Ww]riter|[Rr]eporter|[Ee]ditor|Columnist)$"
)
_LATER = re.compile(r"(?i)\W*(?:last )?(?:updated?|edited|modified)\b")
_READING = re.compile(r"(?i)\d+ min(?:ute)?s?(?: read)?")
_SECTIONS = re.compile(
    r"(?i)\b(?:news|world|east|africa|asia|america|americas|europe|opinion|story|stories|politics|business|sports?|"
    r"against|war|culture|section|home|latest|top|read|live|video|photos?|analysis|features?|national|international|"
    r"press|review|agency|times|post|today|updated?|published|posted|print|share|email|facebook|twitter|the)\b"
)


class Byline(NamedTuple):
    """Who and when, as a line states them; None where it does not. `later` marks the day of a change."""

    author: str | None
    stamp: str | None
    later: bool = False


def read_byline(line: str) -> Byline | None:
    """What a line says of writer and day; None if the line is anything else than names, days and short labels.

    Examples
    --------
    >>> read_byline("ANN LEE | 14.03.2017 | WORLD")
    Byline(author='ANN LEE', stamp='14.03.2017', later=False)
    >>> read_byline("By Ann Lee. Updated June 30, 2016")
    Byline(author='Ann Lee', stamp='Updated June 30, 2016', later=True)
    >>> read_byline("Ann Lee Dec 13, 2016")
    Byline(author='Ann Lee', stamp='Dec 13, 2016', later=False)
    >>> read_byline("The two sides met on June 30, 2016")
    """
    if len(line) > _LONGEST or (not any(map(str.isdigit, line)) and not 3 < len(line) < 80):
        return None
    parts = [part for part in _BARS.split(line.strip("*_ ")) if part]
    signed = load_rules().shape("name_and_stamp").fullmatch(line) if len(parts) == 1 else None
    if signed and _is_name(signed["author"]):
        return Byline(signed["author"], signed["stamp"])
    stamps = [part for part in parts if is_stamp(part) or _is_labelled_stamp(part) or _READING.fullmatch(part)]
    others = [part for part in parts if part not in stamps]
    names = [part for part in others if _is_name(part)]
    if not (stamps or (names and len(parts) == 1)):
        return None
    if any(len(part.split()) > _LABEL_WORDS for part in others if part not in names):
        return None
    first = next((part for part in stamps if not _LATER.match(part)), None)
    signed = next((part for part in names if _BY.match(part)), next(iter(names), None))
    author = _ROLE.sub("", _BY.sub("", signed, count=1)) if signed else None
    return Byline(author, first or next(iter(stamps), None), first is None and bool(stamps))


def is_stamp(line: str) -> bool:
    """Whether a line says when it was published and nothing else: no word is left without days, hours and labels."""
    if len(line) > _LONGEST or not _CLOCK_OR_YEAR.search(line):
        return False
    shape = load_rules().shape
    without, times = shape("stamp_anywhere").subn("", line)
    return times > 0 and not any(map(str.isalpha, shape("stamp_word").sub("", without)))


def _is_labelled_stamp(part: str) -> bool:
    """A section's name and a day with its hour: "Press Review December 31, 2016, 13:00"."""
    if ":" not in part:
        return False
    without, times = load_rules().shape("stamp_anywhere").subn("", part)
    words = load_rules().shape("stamp_word").sub("", without).split()
    return times > 0 and len(words) <= _LABEL_WORDS and all(word[0].isupper() for word in words)


def _is_name(part: str) -> bool:
    """Two to four words that may be a person's name, or anything behind "by"."""
    bare = _ROLE.sub("", _BY.sub("", part, count=1))
    if _BY.match(part) and len(bare.split()) <= 4:
        return True
    if fold(bare) in load_rules().labels or fold(bare) in load_rules().list_headings:
        return False
    return load_rules().shape("person").fullmatch(bare) is not None and not _SECTIONS.search(bare)
