"""Which line of a page is the article's title."""

import re

from analysis.corpus.cleaning_page import Page, fold, is_prose
from analysis.corpus.cleaning_rules import load_rules

__all__ = ["HEAD_LINES", "find_title", "is_title", "squeeze"]

HEAD_LINES = 25
_LONGEST_TITLE = 400
_SITE = re.compile(r"\s+[|–—-]\s+[^|]{2,40}$")
_SQUEEZE = re.compile(r"[\W_]+")


def find_title(page: Page) -> int | None:
    """Index of the line that is the article's title, where that can be told.

    In this order: a line at the head equal to the given title; a Markdown heading; a line printed twice; the line
    above a byline.
    """
    texts = [line.text for line in page.lines[:HEAD_LINES]]
    if page.title:
        wanted = squeeze(page.title)
        return next((i for i, text in enumerate(texts) if is_title(text, wanted)), None)
    keys = [squeeze(text) if len(text) < _LONGEST_TITLE else "" for text in texts]
    signs = (
        lambda i: texts[i].startswith("# "),
        lambda i: _printed_twice(page, i, keys),
        lambda i: i + 1 < len(texts) and _heads_byline(texts[i], texts[i + 1]),
    )
    return next((i for sign in signs for i in range(len(texts)) if sign(i)), None)


def squeeze(text: str) -> str:
    """Letters and digits only, lower case: two spellings of one title agree.

    Examples
    --------
    >>> squeeze("# “Safe zones” in Syria") == squeeze("'Safe Zones' in Syria")
    True
    """
    return _SQUEEZE.sub(" ", text.lower()).strip()


def is_title(line: str, wanted: str) -> bool:
    """Whether a line is the wanted title (squeezed), perhaps with the name of the site behind it."""
    return len(wanted) <= len(line) <= 2 * len(wanted) + 60 and wanted in (squeeze(line), squeeze(_SITE.sub("", line)))


def _may_be_title(line: str) -> bool:
    return 3 <= len(line.split()) <= 35 and not is_prose(line) and fold(line) not in load_rules().labels


def _printed_twice(page: Page, i: int, keys: list[str]) -> bool:
    """Once as a heading and once as a title: with a blank line between, unlike a caption, and above all prose."""
    if not keys[i] or keys[i] not in keys[i + 1 : i + 6] or not _may_be_title(page.lines[i].text):
        return False
    again = keys.index(keys[i], i + 1)
    apart = page.text.count("\n", page.lines[i].end, page.lines[again].start) > 1
    return apart and not any(is_prose(line.text) for line in page.lines[:i])


def _heads_byline(line: str, below: str) -> bool:
    byline = load_rules().shape("byline_line")
    return len(below) < 120 and byline.fullmatch(below.strip("*_ ")) is not None and _may_be_title(line)
