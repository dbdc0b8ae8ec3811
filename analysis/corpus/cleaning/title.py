"""Which line of a page is the article's title."""

import re
from functools import lru_cache

from analysis.corpus.cleaning.page import REMEMBERED, Page, fold, is_prose
from analysis.corpus.cleaning.rules import load_rules

__all__ = ["HEAD_LINES", "find_title", "is_title", "squeeze", "title_key"]

HEAD_LINES = 25
_LONGEST_TITLE = 250
_NEAR = 12
_LONGEST_BYLINE = 120
_SECTION_WORDS = 5
_STANDFIRST_WORDS = 14
_SITE = re.compile(r"\s+[|–—-]\s+[^|]{2,40}$|\s+\|\s+.{2,80}$")
_SITE_MARKS = (" - ", " – ", " — ", " | ")
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
    for i, text in enumerate(texts):
        if text.startswith("# "):
            return i
    candidates = [i for i, text in enumerate(texts) if _may_be_title(text)]
    keys = {i: title_key(texts[i]) for i in candidates}
    twice = next((i for i in candidates if _printed_twice(page, i, keys)), None)
    return twice if twice is not None else _above_byline(texts, candidates)


@lru_cache(REMEMBERED)
def squeeze(text: str) -> str:
    """Letters and digits only, lower case: two spellings of one title agree.

    Examples
    --------
    >>> squeeze("# “Safe zones” in Syria") == squeeze("'Safe Zones' in Syria")
    True
    """
    return _SQUEEZE.sub(" ", text.lower()).strip()


@lru_cache(REMEMBERED)
def title_key(line: str) -> str:
    """A title without the name of its site, squeezed."""
    return squeeze(_SITE.sub("", line) if any(mark in line for mark in _SITE_MARKS) else line)


def is_title(line: str, wanted: str) -> bool:
    """Whether a line is the wanted title (squeezed), perhaps with the name of the site behind it."""
    if not 0 < len(wanted) <= len(line) <= 2 * len(wanted) + 80 or wanted.partition(" ")[0] not in line.lower():
        return False
    return wanted in (squeeze(line), title_key(line))


def _may_be_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and _reads_like_title(line)


@lru_cache(REMEMBERED)
def _reads_like_title(line: str) -> bool:
    if not 3 <= len(line.split()) <= 35:
        return False
    return not is_prose(line) and fold(line) not in load_rules().labels


def _printed_twice(page: Page, i: int, keys: dict[int, str]) -> bool:
    """Once as a heading and once as a title: with a blank line between, unlike a caption, and above all prose."""
    again = next((j for j in keys if i < j < i + _NEAR and keys[j] == keys[i] != ""), None)
    if again is None:
        return False
    apart = page.text.count("\n", page.lines[i].end, page.lines[again].start) > 1
    return apart and not any(is_prose(line.text) for line in page.lines[:i])


def _above_byline(texts: list[str], candidates: list[int]) -> int | None:
    """The line above the byline; where that is a section's name or a standfirst, the line above it."""
    found = next((i for i in candidates if _heads_byline(texts, i)), None)
    if found is None or found - 1 not in candidates:
        return found
    above, words = len(texts[found - 1].split()), len(texts[found].split())
    is_section = words <= _SECTION_WORDS and above > words
    is_standfirst = words >= _STANDFIRST_WORDS and _SECTION_WORDS < above < words
    return found - 1 if is_section or is_standfirst else found


def _heads_byline(texts: list[str], i: int) -> bool:
    below = texts[i + 1].strip("*_ ") if i + 1 < len(texts) else ""
    return 0 < len(below) < _LONGEST_BYLINE and load_rules().shape("byline_line").fullmatch(below) is not None
