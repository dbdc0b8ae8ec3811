"""Rules for whole lines: the title, labels and buttons, lists of links, comment forms, and what stands around the article.

Each function marks lines of a :class:`Page`. The order matters: the title separates the head of a page from the
article, and what is left at a page's head and foot is judged by what was found there before.
"""

import re
from bisect import bisect_right
from functools import lru_cache

from analysis.corpus.cleaning_page import Page, fold, is_prose
from analysis.corpus.cleaning_rules import load_rules

__all__ = ["find_title", "mark_lines", "mark_surroundings", "squeeze"]

_LONGEST_SHORT = 160
_LONGEST_LINE = 700
_HEAD_LINES = 25

_BOOK_LINE = re.compile(r"[A-Z][^.!?]{8,150}(?:[.!?:] [^.!?]{4,120})? [-–—] by [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}")
_SITE = re.compile(r"\s+[|–—-]\s+[^|]{2,40}$")
_SQUEEZE = re.compile(r"[\W_]+")
_RESPONSES = re.compile(r"(?:no|one|two|three|\d+) (?:responses?|replies|comments?|thoughts?) (?:to|on)\b.*")


def mark_lines(page: Page) -> None:
    """Mark the lines that name themselves as furniture: repeated titles, labels, buttons, captions, notices."""
    page.title_line = find_title(page)
    _mark_title(page, page.title_line)
    _mark_labels(page, page.title_line)
    _mark_rules(page, page.title_line)


def mark_surroundings(page: Page) -> None:
    """Mark the lines that are furniture because of where they stand: lists of links, comments, head and foot."""
    _mark_cut(page)
    _mark_lists(page)
    _mark_comments(page)
    _mark_doubled(page, page.title_line)
    _mark_head(page, page.title_line)
    _mark_tail(page)


def find_title(page: Page) -> int | None:
    """Index of the line that is the article's title, where that can be told.

    In this order: a line at the head equal to the given title; a Markdown heading; a line printed twice; the line
    above a byline.
    """
    head = range(min(_HEAD_LINES, len(page.lines)))
    texts = [page.lines[i].text for i in head]
    if page.title:
        wanted = squeeze(page.title)
        return next((i for i in head if _is_title(texts[i], wanted)), None)
    keys = [squeeze(text) for text in texts]
    found = next((i for i in head if texts[i].startswith("# ")), None)
    if found is None:
        found = next((i for i in head if _twice(page, i, keys)), None)
    if found is None:
        found = next((i for i in head if i + 1 < len(texts) and _heads_byline(texts[i], texts[i + 1])), None)
    return found


def squeeze(text: str) -> str:
    """Letters and digits only, lower case: two spellings of one title agree.

    Examples
    --------
    >>> squeeze("# “Safe zones” in Syria") == squeeze("'Safe Zones' in Syria")
    True
    """
    return _SQUEEZE.sub(" ", text.lower()).strip()


@lru_cache(maxsize=1)
def _byline() -> re.Pattern:
    return load_rules().compile(r"%byline%(?:,? ?[-–—|•·,]? ?(?:%stamp%).{0,30})?|%stamp%")


def _is_title(line: str, wanted: str) -> bool:
    return bool(wanted) and len(line) < 400 and wanted in (squeeze(line), squeeze(_SITE.sub("", line)))


def _looks_like_title(line: str) -> bool:
    return 3 <= len(line.split()) <= 35 and not is_prose(line) and fold(line) not in load_rules().labels


def _twice(page: Page, i: int, keys: list[str]) -> bool:
    line = page.lines[i].text
    apart = any(
        keys[j] == keys[i] and page.text.count("\n", page.lines[i].end, page.lines[j].start) > 1
        for j in range(i + 1, min(i + 6, len(keys)))
    )
    return apart and _looks_like_title(line) and all(not is_prose(earlier.text) for earlier in page.lines[:i])


def _heads_byline(line: str, below: str) -> bool:
    return _looks_like_title(line) and len(below) < 120 and _byline().fullmatch(below.strip("*_ ")) is not None


def _mark_title(page: Page, title: int | None) -> None:
    if title is None:
        return
    wanted = squeeze(page.lines[title].text)
    for i in range(min(_HEAD_LINES, len(page.lines))):
        if (i != title or page.title) and _is_title(page.lines[i].text, wanted):
            page.mark(i, "title" if i == title else "doubled title")


def _mark_labels(page: Page, title: int | None) -> None:
    labels, short = load_rules().labels, load_rules().short
    for i, line in enumerate(page.lines):
        if page.marks[i] is None and i != title and len(line.text) <= _LONGEST_SHORT:
            if len(line.text) <= 60 and fold(line.text) in labels:
                page.marks[i] = "navigation"
            elif match := short.fullmatch(line.text):
                page.marks[i] = match.lastgroup.replace("_", " ")


def _mark_rules(page: Page, title: int | None) -> None:
    if all(len(line.text) > _LONGEST_LINE for line in page.lines):
        return
    for rule, at, _ in load_rules().lines.places(page.text, page.low, page.words):
        i = bisect_right(page.starts, at) - 1
        text = page.lines[i].text
        if page.marks[i] is None and i != title and len(text) <= _LONGEST_LINE and rule.pattern.fullmatch(text):
            page.marks[i] = rule.name


def _mark_cut(page: Page) -> None:
    """A line that passages cover whole is gone."""
    for start, end, rule in page.cuts:
        for i in range(bisect_right(page.starts, start) - 1, bisect_right(page.starts, end - 1)):
            line = page.lines[max(i, 0)]
            if not any(map(str.isalnum, page.text[line.start : max(start, line.start)] + page.text[end : line.end])):
                page.mark(max(i, 0), rule)


def _mark_lists(page: Page) -> None:
    """A heading such as "Related articles" and the titles below it, up to the next running text."""
    for i, line in enumerate(page.lines):
        if (
            len(line.text) <= 60
            and fold(line.text) in load_rules().list_headings
            and page.marks[i] in (None, "navigation")
        ):
            below = _labels_below(page, i)
            if below or i >= page.tail_start():
                page.marks[i] = "related"
            for j in below:
                page.mark(j, "related")


def _labels_below(page: Page, heading: int) -> list[int]:
    below = []
    for j in range(heading + 1, len(page.lines)):
        text = page.lines[j].text
        if is_prose(text) or text[-1:] in ".:" or len(text) > _LONGEST_SHORT:
            break
        below.append(j)
    behind = heading + 1 + len(below)
    if behind < len(page.lines) and heading < page.tail_start():
        return below if len(below) > 1 else []
    return below


def _mark_comments(page: Page) -> None:
    """Everything behind the heading of a comment section in the second half of the text."""
    for i, line in enumerate(page.lines):
        if len(line.text) <= 400 and line.start > len(page.text) / 2:
            key = fold(line.text)
            if key in load_rules().form_headings or _RESPONSES.fullmatch(key):
                for j in range(i, len(page.lines)):
                    page.mark(j, "comments")
                return


def _mark_doubled(page: Page, title: int | None) -> None:
    """A short line printed twice in a row is a caption: the picture's text and its alternative text."""
    kept = page.kept()
    for i, j in zip(kept, kept[1:], strict=False):
        if page.lines[i].text == page.lines[j].text and page.marks[i] != "doubled caption":
            line = page.lines[i]
            if i != title and not is_prose(line.text) and line.text[-1] not in '.!?…"”»':
                page.marks[i] = page.marks[j] = "doubled caption"
            else:
                page.doubts.append((page.lines[j].start, page.lines[j].end, "doubled line"))


def _mark_head(page: Page, title: int | None) -> None:
    """Above the first running text: what stands over the title, bylines and dates."""
    end = min(page.head_end(), _HEAD_LINES)
    for i in page.kept(0, end):
        text = page.lines[i].text.strip("*_ ")
        if title is not None and i < title:
            page.marks[i] = "page head"
        elif i != title and len(text) < 160 and _byline().fullmatch(text):
            page.marks[i] = "byline"


def _mark_tail(page: Page) -> None:
    """Below the last running text: short lines behind the first piece of furniture are furniture as well."""
    start = page.tail_start()
    if start == 0:
        return
    for i in page.kept(start):
        if _BOOK_LINE.fullmatch(page.lines[i].text):
            page.marks[i] = "book line"
    first = next((i for i in range(start, len(page.lines)) if page.marks[i] is not None), len(page.lines))
    for i in page.kept(first):
        page.marks[i] = "page foot"
