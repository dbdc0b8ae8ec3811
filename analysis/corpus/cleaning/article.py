"""Article text without the furniture of its page; nothing is lost, everything cut can be put back."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.corpus.cleaning.edits import Keep, Layout, Origin, join, kept_and_cut, layout_of, paragraphs
from analysis.corpus.cleaning.inline import cut_hyphens, cut_shapes
from analysis.corpus.cleaning.layout import wrap_width
from analysis.corpus.cleaning.learned import LearnedFurniture, cut_learned
from analysis.corpus.cleaning.lines import mark_lines
from analysis.corpus.cleaning.page import Page, Span, split_lines
from analysis.corpus.cleaning.passages import cut_passages
from analysis.corpus.cleaning.patterns import OwnPattern
from analysis.corpus.cleaning.rules import tokens, words_of
from analysis.corpus.cleaning.surroundings import mark_surroundings
from analysis.corpus.outlets import Registry, load_registry

__all__ = ["Cleaned", "Layout", "clean", "restore"]

_PASSES = 40


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


def clean(
    text: str,
    title: str | None = None,
    outlet: str | Iterable[str] | None = None,
    *,
    author: str | None = None,
    registry: Registry | None = None,
    learned: LearnedFurniture | None = None,
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
    author : str, optional
        The writer, when known: the box about him at the foot of the page is cut. Without it, it is flagged.
    registry : Registry, optional
        The known outlets; by default those of the library.
    learned : LearnedFurniture, optional
        What :func:`analysis.corpus.cleaning.learned.learn_furniture` found in the corpus.

    Returns
    -------
    Cleaned

    Notes
    -----
    Lines broken at a fixed width are joined first. Then the rules are run until they find nothing more, so cleaning
    twice is cleaning once. A rule that is not sure keeps the passage and flags it.

    Examples
    --------
    >>> page = "Share\\nTweet\\n\\nMOSCOW, March 3. /TASS/. The ministers met on Friday, their press offices said."
    >>> cleaned = clean(page, outlet="tass")
    >>> cleaned.text
    'The ministers met on Friday, their press offices said.'
    >>> [(span.rule, span.text) for span in cleaned.removed]
    [('navigation', 'Share'), ('navigation', 'Tweet'), ('dateline', 'MOSCOW, March 3. /TASS/.')]
    >>> restore(cleaned) == page
    True
    """
    words = words_of(text)
    slugs = (outlet,) if isinstance(outlet, str) else tuple(slug for slug in outlet or () if slug)
    patterns = _patterns(text, words, slugs, registry or load_registry())
    passages = learned.of(slugs) if learned else {}
    keeps, removed, flagged, current = [Keep(0, len(text), "")], [], set(), text
    lines, before, joined = None, None, True
    for _ in range(_PASSES):
        page = Page(current, lines or split_lines(current), words, title, author, before=before)
        if lines is None and wrap_width(current, page.lines):
            cut_hyphens(page)
        else:
            _run_rules(page, patterns, passages)
            before = page
        origin = Origin(keeps, current)
        flagged.update(span for doubt in page.doubts for span in origin.flagged(text, doubt))
        if not (joined or page.cuts or any(page.marks)):
            break
        new_keeps, cuts = kept_and_cut(page)
        result = join(current, new_keeps)
        if result == current:
            break
        removed += [span for cut in cuts for span in origin.removed(text, cut)]
        keeps = [keep for new in new_keeps for keep in origin.kept(new)]
        lines, joined = paragraphs(result, new_keeps), any(keep.before != "\n\n" for keep in new_keeps[1:])
        if any(not keep.before for keep in new_keeps[1:]):
            words = tokens(result.lower())
        current = result
    removed.sort()
    still = [span for span in sorted(flagged) if any(keep.start < span.end and keep.end > span.start for keep in keeps)]
    return Cleaned(current, tuple(removed), tuple(still), tuple(layout_of(text, keeps, removed)))


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


def _patterns(text: str, words: frozenset[bytes], slugs: tuple[str, ...], registry: Registry) -> list[OwnPattern]:
    """All expressions of the outlet that may match, and unmistakable ones of outlets named in the text."""
    own = [slug for slug in slugs if slug in registry]
    named = [slug for slug in registry.named_in(text, words) if slug not in own]
    patterns = [pattern for slug in dict.fromkeys(own) for pattern in registry[slug].furniture_patterns]
    patterns += [pattern for slug in dict.fromkeys(named) for pattern in registry[slug].unmistakable_patterns]
    return [pattern for pattern in patterns if pattern.may_match(words)]


def _run_rules(page: Page, patterns: list[OwnPattern], passages: dict[str, bool]) -> None:
    mark_lines(page)
    cut_passages(page, patterns)
    cut_shapes(page)
    cut_learned(page, passages)
    mark_surroundings(page)
