"""Lines that name themselves as furniture: repeated titles, labels and buttons, captions, notices."""

from bisect import bisect_right
from functools import lru_cache

from analysis.corpus.cleaning.appeals import mark_appeals
from analysis.corpus.cleaning.page import REMEMBERED, Page, fold
from analysis.corpus.cleaning.rules import load_rules
from analysis.corpus.cleaning.title import find_title, title_key, titles

__all__ = ["mark_lines"]

_LONGEST_LABEL = 60
_LONGEST_SHORT = 160
_LONGEST_LINE = 700


def mark_lines(page: Page) -> None:
    """Find the title, then mark every line that a rule for whole lines matches."""
    page.title_line = find_title(page)
    _mark_title(page)
    if not _are_judged(page):
        _mark_short(page)
        _mark_rules(page)
        mark_appeals(page)


def _are_judged(page: Page) -> bool:
    """Whether all lines were open to these rules on the page before: any but its title was."""
    if not page.is_known:
        return False
    title = page.before.title_text()
    return title is None or title == page.title_text() or title not in page.texts


def _mark_title(page: Page) -> None:
    """A known title has a column of its own; an unknown one stays in the text, once, as does a page's only line."""
    if page.title_line is None or len(page.lines) == 1:
        return
    wanted = title_key(page.lines[page.title_line].text)
    for i in titles([line.text for line in page.lines], wanted):
        if i != page.title_line or page.title:
            page.mark(i, "title" if i == page.title_line else "doubled title")


def _mark_short(page: Page) -> None:
    for i in page.open_lines():
        if len(page.lines[i].text) <= _LONGEST_SHORT:
            page.marks[i] = _short_furniture(page.lines[i].text)


@lru_cache(REMEMBERED)
def _short_furniture(text: str) -> str | None:
    """The rule that a short line falls under."""
    rules = load_rules()
    if len(text) <= _LONGEST_LABEL and fold(text) in rules.labels:
        return "navigation"
    match = None if _is_sentence(text) else rules.short.fullmatch(text)
    return match.lastgroup.replace("_", " ") if match else None


def _is_sentence(text: str) -> bool:
    return len(text) > _LONGEST_LABEL and text.rstrip("\"'”’»)")[-1:] in (".", "!", "?")


def _mark_rules(page: Page) -> None:
    if all(len(line.text) > _LONGEST_LINE for line in page.lines):
        return
    tried = set()
    for rule, at, _ in load_rules().lines.places(page.phrases):
        i = bisect_right(page.starts, at) - 1
        if (i, id(rule)) in tried or not page.is_open(i):
            continue
        tried.add((i, id(rule)))
        text = page.lines[i].text
        if len(text) <= _LONGEST_LINE and rule.pattern.fullmatch(text):
            page.marks[i] = rule.name
