"""Cuts and line breaks as edits of the source: what stays, what goes, and how to put it back."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from analysis.corpus.cleaning.layout import separators
from analysis.corpus.cleaning.page import Cut, Line, Page, Span

__all__ = ["Keep", "Layout", "Origin", "join", "kept_and_cut", "layout_of", "paragraphs"]


class Keep(NamedTuple):
    start: int
    end: int
    before: str


class Layout(NamedTuple):
    """White space of the input, ``source[start:end] == text``, and what stands in its place in the clean text."""

    start: int
    end: int
    text: str
    new: str


class Origin:
    """Where each character of a half-clean text stood in the source."""

    def __init__(self, keeps: list[Keep], current: str):
        self.keeps, self.current, self.starts = keeps, current, []
        self.is_source = len(keeps) == 1 and keeps[0] == (0, len(current), "")
        at = 0
        for keep in keeps:
            at += len(keep.before)
            self.starts.append(at)
            at += keep.end - keep.start

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """(start, end) in the source and start in the current text of every kept stretch inside [start, end)."""
        if self.is_source:
            yield start, end, start
            return
        i = max(bisect_right(self.starts, start) - 1, 0)
        while i < len(self.starts) and self.starts[i] < end:
            keep, at = self.keeps[i], self.starts[i]
            low, high = max(start, at), min(end, at + keep.end - keep.start)
            if low < high:
                yield keep.start + low - at, keep.start + high - at, low
            i += 1

    def kept(self, keep: Keep) -> Iterator[Keep]:
        """A stretch of the current text as stretches of the source; blanks that were put in between stay."""
        if self.is_source:
            yield keep
            return
        reached = None
        for start, end, at in self.pieces(keep.start, keep.end):
            yield Keep(start, end, keep.before if reached is None else self.current[reached:at])
            reached = at + end - start

    def removed(self, source: str, cut: Cut) -> Iterator[Span]:
        """A cut of the current text as spans of the source."""
        for start, end, _ in self.pieces(*cut[:2]):
            if passage := source[start:end].strip():
                start = source.index(passage, start)
                yield Span(start, start + len(passage), cut[2], passage)

    def flagged(self, source: str, doubt: Cut) -> Iterator[Span]:
        """A doubt about the current text as one span of the source."""
        pieces = list(self.pieces(*doubt[:2]))
        if pieces:
            start, end = pieces[0][0], pieces[-1][1]
            yield Span(start, end, doubt[2], source[start:end])


def kept_and_cut(page: Page) -> tuple[list[Keep], list[Cut]]:
    """The stretches of the page that stay, with what stands before each, and those that go."""
    inside = _disjoint(page.cuts)
    starts = [cut[0] for cut in inside]
    pieces, cuts = [], [(line.start, line.end, mark) for line, mark in zip(page.lines, page.marks, strict=True) if mark]
    for line, mark in zip(page.lines, page.marks, strict=True):
        if mark is None and not inside:
            pieces.append(line)
        elif mark is None:
            first = max(bisect_right(starts, line.start) - 1, 0)
            within = _within(page.text, inside[first : bisect_left(starts, line.end)], line)
            cuts += within
            pieces += _pieces(page.text, line, within) if within else [line]
    before = separators(page.text, pieces)
    return [Keep(piece.start, piece.end, sep) for piece, sep in zip(pieces, before, strict=True)], cuts


def _disjoint(cuts: list[Cut]) -> list[Cut]:
    """Cuts in order, each starting where the one before has ended."""
    result, reached = [], 0
    for start, end, rule in sorted(cuts, key=lambda cut: (cut[0], -cut[1], cut[2])):
        if end > max(start, reached):
            result.append((max(start, reached), end, rule))
            reached = end
    return result


def _within(text: str, cuts: list[Cut], line: Line) -> list[Cut]:
    """The cuts inside a line; marks left standing alone between them go with the cut beside them."""
    within = [
        (max(start, line.start), min(end, line.end), rule)
        for start, end, rule in cuts
        if start < line.end and end > line.start
    ]
    at, result = line.start, []
    for start, end, rule in within:
        alone = not any(map(str.isalnum, text[at:start]))
        result.append((at if alone else start, end, rule))
        at = end
    if within and not any(map(str.isalnum, text[at : line.end])):
        result[-1] = (result[-1][0], line.end, result[-1][2])
    return result


def _pieces(text: str, line: Line, cuts: list[Cut]) -> list[Line]:
    pieces, at = [], line.start
    for start, end, _ in [*cuts, (line.end, line.end, "")]:
        if stripped := text[at:start].strip():
            begin = text.index(stripped, at)
            pieces.append(Line(begin, begin + len(stripped), stripped))
        at = end
    return pieces


def join(text: str, keeps: list[Keep]) -> str:
    """The text of the stretches that stay, each with what stands before it."""
    return "".join([part for keep in keeps for part in (keep.before, text[keep.start : keep.end])])


def paragraphs(text: str, keeps: list[Keep]) -> list[Line]:
    """The lines of the joined stretches: a blank line parts two, and others make one line together."""
    bounds, at = [], 0
    for keep in keeps:
        start = at + len(keep.before)
        at = start + keep.end - keep.start
        if keep.before == "\n\n" or not bounds:
            bounds.append([start, at])
        else:
            bounds[-1][1] = at
    return [Line(start, end, text[start:end]) for start, end in bounds]


def layout_of(text: str, keeps: list[Keep], removed: list[Span]) -> Iterator[Layout]:
    """The white space between kept and removed stretches, wherever it is not what stands in the clean text."""
    spans = iter([*removed, Span(len(text), len(text), "", "")])
    cut, at = next(spans), 0
    for keep in [*keeps, Keep(len(text), len(text), "")]:
        new, blanks = keep.before, []
        while cut.start < keep.start:
            blanks.append((at, cut.start))
            at, cut = cut.end, next(spans)
        blanks.append((at, keep.start))
        blanks = [blank for blank in blanks if blank[0] < blank[1]] or [(keep.start, keep.start)]
        for start, end in blanks:
            if text[start:end] != new:
                yield Layout(start, end, text[start:end], new)
            new = ""
        at = keep.end
