"""Lines that are furniture because they stand below the article: the foot of a page."""

from analysis.corpus.cleaning.page import Page
from analysis.corpus.cleaning.rules import load_rules

__all__ = ["STOPS", "mark_foot"]

STOPS = (".", "!", "?", "…", ":", ";", ",", '"', "”", "»", ")")
_ENDS = frozenset(("tags", "legal notice", "comments", "pingback"))
_ENDS_FROM, _WORDS_AFTER = 0.5, 45


def mark_foot(page: Page) -> None:
    """Below the last running text: short lines behind the first piece of furniture are furniture as well."""
    start = page.tail_start()
    if start == 0:
        return
    book_line = load_rules().shape("book_line")
    for i in page.kept(start):
        if len(page.lines[i].text) < 300 and book_line.fullmatch(page.lines[i].text):
            page.marks[i] = "book line"
    _mark_page_end(page, start)


def _mark_page_end(page: Page, start: int) -> None:
    """Short lines behind the first piece of furniture; what ends like a sentence is only doubted."""
    first = next((i for i in range(start, len(page.lines)) if page.marks[i] is not None), len(page.lines))
    for i in page.kept(first):
        if page.lines[i].text.endswith(STOPS):
            page.doubts.append((page.lines[i].start, page.lines[i].end, "page foot"))
        else:
            page.marks[i] = "page foot"
    _mark_after_end(page)


def _mark_after_end(page: Page) -> None:
    """Three short lines at most behind the tags, the copyright line or the comments that end an article."""
    ends = [i for i, mark in enumerate(page.marks) if mark in _ENDS]
    end = next((i for i in ends if page.lines[i].start > _ENDS_FROM * len(page.text)), None)
    if end is None:
        return
    rest = page.kept(end)
    words = sum(len(page.lines[i].text.split()) for i in rest)
    if len(rest) > 3 or words > _WORDS_AFTER or any(_may_be_note(page, i) for i in rest):
        return
    for i in rest:
        page.mark(i, "page foot")


def _may_be_note(page: Page, i: int) -> bool:
    """A note on the writer or a correction may stand below the tags: it is the article's."""
    line = page.lines[i]
    doubted = any(rule == "notice" and start < line.end and line.start < end for start, end, rule in page.doubts)
    return doubted or load_rules().shape("author_note").match(line.text) is not None
