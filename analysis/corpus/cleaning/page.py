"""A text as cleaning sees it: its lines, and what the rules have marked so far."""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from analysis.corpus.cleaning.rules import load_rules

__all__ = ["REMEMBERED", "Cut", "Line", "Page", "Span", "fold", "is_prose", "split_lines"]

_TWELVE_WORDS = re.compile(r"\W*(?:\w+\W+){11}\w")
_CLOSERS = "\"'”’»)]*_ "
_STOPS = (".", "!", "?", "…")
_LEADING_MARKS = re.compile(r"^[#>*•·▪■►\-–—|\s]+")


# Every line is judged by several rules and on two passes, and the furniture of a site stands on all its pages:
# what was found out about so many lines is remembered.
REMEMBERED = 2**13

# (start, end, rule) in the text of a page.
Cut = tuple[int, int, str]


class Span(NamedTuple):
    """A stretch of a text: ``source[start:end] == text``, and the rule that picked it."""

    start: int
    end: int
    rule: str
    text: str


class Line(NamedTuple):
    """A line without the blanks around it."""

    start: int
    end: int
    text: str


@dataclass
class Page:
    """The lines of a text, the rule that marked each (None: kept), and cuts and doubts inside lines.

    `before` is the page on which the rules were run before: what was kept there by rules that look at one line alone is
    kept again, unless a place was passed over.
    """

    text: str
    lines: list[Line]
    words: frozenset[bytes] = frozenset()
    title: str | None = None
    author: str | None = None
    title_line: int | None = None
    marks: list[str | None] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    doubts: list[Cut] = field(default_factory=list)
    before: "Page | None" = None
    passed_over: bool = False

    def __post_init__(self):
        self.marks = [None] * len(self.lines)

    @cached_property
    def texts(self) -> frozenset[str]:
        """The lines, in no order."""
        return frozenset([line.text for line in self.lines])

    @cached_property
    def kept_texts(self) -> frozenset[str]:
        """The lines that no rule has marked; asked for when all rules were run."""
        return frozenset([line.text for line, mark in zip(self.lines, self.marks, strict=True) if mark is None])

    @cached_property
    def is_known(self) -> bool:
        """Whether every line stood on the page before and was kept there."""
        return self.before is not None and self.texts <= self.before.kept_texts

    def title_text(self) -> str | None:
        """The line that is the title, if there is one."""
        return None if self.title_line is None else self.lines[self.title_line].text

    @cached_property
    def starts(self) -> list[int]:
        """Offset at which each line starts."""
        return [line.start for line in self.lines]

    @cached_property
    def low(self) -> str:
        """The text in lower case: cheap to search for the words that rules wait for."""
        low = self.text.lower()
        return low if len(low) == len(self.text) else "".join([c.lower()[:1] for c in self.text])

    @cached_property
    def phrases(self) -> dict[str, list[int]]:
        """Where the phrases that wake rules stand."""
        return load_rules().phrases.starts(self.text, self.low, self.words)

    def mark(self, index: int, rule: str) -> None:
        """Mark a line for removal unless an earlier rule has."""
        if self.marks[index] is None:
            self.marks[index] = rule

    def is_open(self, index: int) -> bool:
        """Whether a rule may still mark a line: none has, and it is not the title."""
        return self.marks[index] is None and index != self.title_line

    def open_lines(self) -> list[int]:
        """Indices of the lines that a rule may still mark."""
        return [i for i, mark in enumerate(self.marks) if mark is None and i != self.title_line]

    def cut_all(self, pattern: re.Pattern, rule: str) -> None:
        """Note every match of an expression as a cut."""
        self.cuts += [(*match.span(), rule) for match in pattern.finditer(self.text)]

    def kept(self, start: int = 0, stop: int | None = None) -> list[int]:
        """Indices of the lines that no rule has marked."""
        if start == 0 and stop is None:
            return [i for i, mark in enumerate(self.marks) if mark is None]
        return [i for i in range(start, len(self.lines) if stop is None else stop) if self.marks[i] is None]

    def head_end(self) -> int:
        """Index of the first line of running prose; the number of lines if there is none."""
        return next((i for i in self.kept() if is_prose(self.lines[i].text)), len(self.lines))

    def tail_start(self) -> int:
        """Index behind the last line of running prose; 0 if there is none."""
        return next((i + 1 for i in reversed(self.kept()) if is_prose(self.lines[i].text)), 0)


def split_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, trimmed, with their offsets."""
    lines, at = [], 0
    for whole in text.splitlines(keepends=True):
        if line := whole.strip():
            start = at + (whole.index(line) if whole[0] != line[0] else 0)
            lines.append(Line(start, start + len(line), line))
        at += len(whole)
    return lines


def is_prose(line: str) -> bool:
    """Whether a line is running text: twelve words or more and a sentence's end, or longer than any label.

    Examples
    --------
    >>> is_prose("Breaking News")
    False
    >>> is_prose("The two ministers met on Friday to speak about the border, the press office said.")
    True
    """
    return len(line) > 300 or (len(line) >= 50 and _ends_like_prose(line))


@lru_cache(REMEMBERED)
def _ends_like_prose(line: str) -> bool:
    ends = line.rstrip(_CLOSERS).endswith(_STOPS)
    return ends and _TWELVE_WORDS.match(line) is not None


@lru_cache(REMEMBERED)
def fold(line: str) -> str:
    """A line for comparison: lower case, one blank between words, no marks around it.

    A full stop stays: it is what tells the end of a sentence, "home.", from a button.

    Examples
    --------
    >>> fold("  * Related   Stories: ")
    'related stories'
    """
    return " ".join(_LEADING_MARKS.sub("", line.lower()).split()).rstrip(" :»>…|*_")
