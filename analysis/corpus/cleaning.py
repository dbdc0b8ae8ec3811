"""Article text without the furniture of its page; nothing is lost, everything cut can be put back."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from analysis.corpus.cleaning_layout import separators
from analysis.corpus.cleaning_lines import mark_lines, mark_surroundings
from analysis.corpus.cleaning_page import Line, Page, Span, split_lines
from analysis.corpus.cleaning_passages import cut_passages
from analysis.corpus.cleaning_rules import tokens
from analysis.corpus.outlets import Outlet, Registry, load_registry

__all__ = ["Cleaned", "Layout", "clean", "restore"]

_PASSES = 40


class Layout(NamedTuple):
    """White space of the input, ``source[start:end] == text``, and what stands in its place in the clean text."""

    start: int
    end: int
    text: str
    new: str


@dataclass(frozen=True)
class Cleaned:
    """Article text, and what was taken away from the input to get it.

    Attributes
    ----------
    text : str
        The article; paragraphs separated by a blank line.
    removed : tuple of Span
        (start, end, rule, text) of every furniture passage, in order, none overlapping.
        Offsets refer to the input of :func:`clean`: ``source[start:end] == text``.
    flagged : tuple of Span
        The same for passages that a rule doubts; they are still in the text.
    layout : tuple of Layout
        White space that was changed: line breaks inside sentences, blanks left around a cut.
    """

    text: str
    removed: tuple[Span, ...] = ()
    flagged: tuple[Span, ...] = ()
    layout: tuple[Layout, ...] = ()


class _Keep(NamedTuple):
    start: int
    end: int
    before: str


class _Origin:
    """Where each character of a half-clean text stood in the source."""

    def __init__(self, keeps: list[_Keep], current: str):
        self.keeps, self.current, self.starts = keeps, current, []
        at = 0
        for keep in keeps:
            at += len(keep.before)
            self.starts.append(at)
            at += keep.end - keep.start

    def pieces(self, start: int, end: int):
        """(start, end) in the source and start in the current text of every kept stretch inside [start, end)."""
        i = max(bisect_right(self.starts, start) - 1, 0)
        while i < len(self.starts) and self.starts[i] < end:
            keep, at = self.keeps[i], self.starts[i]
            low, high = max(start, at), min(end, at + keep.end - keep.start)
            if low < high:
                yield keep.start + low - at, keep.start + high - at, low
            i += 1

    def kept(self, keep: _Keep):
        reached = None
        for start, end, at in self.pieces(keep.start, keep.end):
            yield _Keep(start, end, keep.before if reached is None else self.current[reached:at])
            reached = at + end - start

    def removed(self, source: str, cut: tuple[int, int, str]):
        for start, end, _ in self.pieces(*cut[:2]):
            if passage := source[start:end].strip():
                start = source.index(passage, start)
                yield Span(start, start + len(passage), cut[2], passage)

    def flagged(self, source: str, doubt: tuple[int, int, str]):
        pieces = list(self.pieces(*doubt[:2]))
        if pieces:
            start, end = pieces[0][0], pieces[-1][1]
            yield Span(start, end, doubt[2], source[start:end])


def clean(
    text: str,
    title: str | None = None,
    outlet: str | Iterable[str] | None = None,
    *,
    registry: Registry | None = None,
    learned=None,
) -> Cleaned:
    """Cut what is not the article: navigation, captions, credits, notices, comment forms, broken lines.

    Parameters
    ----------
    text : str
        The text of a page, its characters already repaired (:func:`analysis.corpus.repair.repair`).
        Every offset of the result refers to this string.
    title : str, optional
        The article's title, when known. It has a column of its own, so lines that repeat it are cut.
        Without it the text keeps its title line, once.
    outlet : str or iterable of str, optional
        Slugs of the outlet and of the site that reprinted it; their own furniture is looked for, besides that of
        outlets whose names stand in the text.
    registry : Registry, optional
        The known outlets; by default those of the library.
    learned : Learned, optional
        Passages found by :func:`analysis.corpus.furniture.learn_furniture`.

    Returns
    -------
    Cleaned

    Notes
    -----
    The rules are run until they find nothing more, so cleaning twice is cleaning once. A rule that is not sure keeps
    the passage and flags it.

    Examples
    --------
    >>> page = "Share\\nTweet\\n\\nMOSCOW, March 3. /TASS/. The ministers met on Friday for the second time, the press office said."
    >>> cleaned = clean(page, outlet="tass")
    >>> cleaned.text
    'The ministers met on Friday for the second time, the press office said.'
    >>> [(span.rule, span.text) for span in cleaned.removed]
    [('navigation', 'Share'), ('navigation', 'Tweet'), ('dateline', 'MOSCOW, March 3. /TASS/.')]
    >>> restore(cleaned) == page
    True
    """
    words = tokens(text.lower())
    outlets = _outlets(text, words, outlet, registry or load_registry())
    keeps, removed, current = [_Keep(0, len(text), "")], [], text
    for _ in range(_PASSES):
        page = _run_rules(Page(current, split_lines(current), words, title), outlets, learned, outlet)
        new_keeps, cuts = _kept_and_cut(page)
        result = _join(current, new_keeps)
        if result == current:
            break
        origin = _Origin(keeps, current)
        removed += [span for cut in cuts for span in origin.removed(text, cut)]
        keeps = [keep for new in new_keeps for keep in origin.kept(new)]
        if any(not keep.before for keep in new_keeps[1:]):
            words = tokens(result.lower())
        current = result
    origin = _Origin(keeps, current)
    flagged = {span for doubt in page.doubts for span in origin.flagged(text, doubt)}
    removed.sort()
    return Cleaned(current, tuple(removed), tuple(sorted(flagged)), tuple(_layout(text, keeps, removed)))


def restore(cleaned: Cleaned) -> str:
    """Put everything back: the text that was given to :func:`clean`.

    Examples
    --------
    >>> restore(clean("Menu\\n\\n\\nIt rained.")) == "Menu\\n\\n\\nIt rained."
    True
    """
    parts, source_at, clean_at = [], 0, 0
    edits = [(span.start, span.end, span.text, 0) for span in cleaned.removed]
    edits += [(edit.start, edit.end, edit.text, len(edit.new)) for edit in cleaned.layout]
    for start, end, text, width in sorted(edits):
        parts += [cleaned.text[clean_at : clean_at + start - source_at], text]
        clean_at += start - source_at + width
        source_at = end
    return "".join([*parts, cleaned.text[clean_at:]])


def _outlets(text: str, words: frozenset[bytes], outlet, registry: Registry) -> tuple[Outlet, ...]:
    given = (outlet,) if isinstance(outlet, str) else tuple(outlet or ())
    slugs = [slug for slug in given if slug in registry]
    slugs += registry.named_in(text, words)
    return tuple(registry[slug] for slug in dict.fromkeys(slugs))


def _run_rules(page: Page, outlets, learned, slug) -> Page:
    mark_lines(page)
    cut_passages(page, outlets)
    if learned is not None:
        learned.apply(page, slug)
    mark_surroundings(page)
    return page


def _kept_and_cut(page: Page) -> tuple[list[_Keep], list[tuple[int, int, str]]]:
    """The stretches of the page that stay, with what stands before each, and those that go."""
    inside = _disjoint(page.cuts)
    pieces, cuts = [], [(line.start, line.end, mark) for line, mark in zip(page.lines, page.marks, strict=True) if mark]
    for line, mark in zip(page.lines, page.marks, strict=True):
        if mark is None:
            within = _within(page.text, inside, line)
            cuts += within
            pieces += _pieces(page.text, line, within)
    before = separators(page.text, pieces)
    return [_Keep(piece.start, piece.end, sep) for piece, sep in zip(pieces, before, strict=True)], cuts


def _disjoint(cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Cuts in order, each starting where the one before has ended."""
    result, reached = [], 0
    for start, end, rule in sorted(cuts, key=lambda cut: (cut[0], -cut[1], cut[2])):
        if end > max(start, reached):
            result.append((max(start, reached), end, rule))
            reached = end
    return result


def _within(text: str, cuts, line: Line) -> list[tuple[int, int, str]]:
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


def _pieces(text: str, line: Line, cuts) -> list[Line]:
    pieces, at = [], line.start
    for start, end, _ in [*cuts, (line.end, line.end, "")]:
        if stripped := text[at:start].strip():
            begin = text.index(stripped, at)
            pieces.append(Line(begin, begin + len(stripped), stripped))
        at = end
    return pieces


def _join(text: str, keeps: list[_Keep]) -> str:
    return "".join([part for keep in keeps for part in (keep.before, text[keep.start : keep.end])])


def _layout(text: str, keeps: list[_Keep], removed: list[Span]):
    """The white space between kept and removed stretches, wherever it is not what stands in the clean text."""
    spans = iter([*removed, Span(len(text), len(text), "", "")])
    cut, at = next(spans), 0
    for keep in [*keeps, _Keep(len(text), len(text), "")]:
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
