"""Which line of a page is the article's title."""

import re
from functools import lru_cache

from analysis.corpus.cleaning.bylines import read_byline
from analysis.corpus.cleaning.page import REMEMBERED, Page, fold, is_prose
from analysis.corpus.cleaning.rules import load_rules

__all__ = ["HEAD_LINES", "find_title", "may_be_title", "squeeze", "title_key", "titles"]

HEAD_LINES = 60
_LONGEST_TITLE = 250
_LAST_PROSE = 2
_DOUBLED_IN = 25
_NEAR = 12
_LONGEST_BYLINE = 120
_SECTION_WORDS = 5
_SITE = re.compile(r"\s+[|–—-]\s+[^|]{2,40}$|\s+\|\s+.{2,80}$")
_SITE_MARKS = (" - ", " – ", " — ", " | ")
# What stands at the head of a page and is no headline: calls, reading times, captions with credits, numbered lines.
_NO_TITLE = re.compile(
    r"(?i)\W*(?:(?:skip|jump|register|subscribe|sign (?:up|in)|log in|learn more|download|follow us|click|share"
    r"|languages:|exclusive news|support (?:us|the|our)|fund independent|last updated|this article is more than"
    r"|\d+\s+min(?:ute)?s?|\d+ comments|\d+\.\s|the payment for your)(?!\w)"
    r"|.*(?:©|\b(?:credit|photograph|photo|image)\b ?[:.…]|getty images|/(?:reuters|afp|ap|getty)\b|https?://|@\w"
    r"|\bvalues your\b|\]\(|\w / \w.* / \w|\b(?:join|apply) now\b))"
)
_SQUEEZE = re.compile(r"[\W_]+")


def find_title(page: Page) -> int | None:
    """Index of the line that is the article's title, where that can be told.

    In this order: a line at the head equal to the given title; a Markdown heading; a line printed twice; the line
    above a byline.
    """
    texts = _head(page)
    if page.title:
        wanted = squeeze(page.title)
        return next(iter(titles(texts, wanted)), None)
    for i, text in enumerate(texts):
        if text.startswith("# "):
            return i
    candidates = [i for i, text in enumerate(texts) if may_be_title(text)]
    keys = {i: title_key(texts[i]) for i in candidates}
    twice = next((i for i in candidates if i < _DOUBLED_IN and _printed_twice(page, i, keys)), None)
    return twice if twice is not None else _above_byline(texts, candidates)


def _head(page: Page) -> list[str]:
    """The first lines, up to the second that is running text: the first may be a standfirst above the byline."""
    texts, prose = [line.text for line in page.lines[:HEAD_LINES]], 0
    for i, text in enumerate(texts):
        prose += is_prose(text)
        if prose == _LAST_PROSE:
            return texts[: i + 1]
    return texts


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


def titles(texts: list[str], wanted: str) -> list[int]:
    """Which lines are the wanted title (squeezed), perhaps with the name of the site behind it."""
    first, shortest, longest = wanted.partition(" ")[0], len(wanted), 2 * len(wanted) + 80
    if not wanted:
        return []
    near = [i for i, text in enumerate(texts) if shortest <= len(text) <= longest and first in text.lower()]
    return [i for i in near if wanted in (squeeze(texts[i]), title_key(texts[i]))]


def may_be_title(line: str) -> bool:
    """Whether a line has the length of a headline, and is neither running text nor a label or a call of the site's."""
    return len(line) <= _LONGEST_TITLE and _reads_like_title(line)


@lru_cache(REMEMBERED)
def _reads_like_title(line: str) -> bool:
    if not 3 <= len(line.split()) <= 35 or line[-1] in ",;:" or is_prose(line):
        return False
    if fold(line) in load_rules().labels or _NO_TITLE.match(line):
        return False
    if any(map(str.isdigit, line)) and (byline := read_byline(line)) and byline.stamp:
        return False
    return load_rules().shape("byline_line").fullmatch(line) is None


def _printed_twice(page: Page, i: int, keys: dict[int, str]) -> bool:
    """Once as a heading and once as a title: with a blank line between, unlike a caption, and above all prose."""
    again = next((j for j in keys if i < j < i + _NEAR and keys[j] == keys[i] != ""), None)
    if again is None:
        return False
    apart = page.text.count("\n", page.lines[i].end, page.lines[again].start) > 1
    return apart and not any(is_prose(line.text) for line in page.lines[:i])


def _above_byline(texts: list[str], candidates: list[int]) -> int | None:
    """The line above the byline; where that is a section's name or a standfirst, the line beside it that is longer."""
    heads = [i for i in candidates if _heads_byline(texts, i)]
    if not heads:
        return None
    found = next((i for i in heads if len(texts[i].split()) > _SECTION_WORDS), heads[0])
    words = len(texts[found].split())
    above = len(texts[found - 1].split()) if found - 1 in candidates else 0
    if above > _SECTION_WORDS or (words <= _SECTION_WORDS and above > words):
        return found - 1
    below = found + 2
    is_section = (
        words <= _SECTION_WORDS and below in candidates and len(texts[below].split()) > max(words, _SECTION_WORDS)
    )
    return below if is_section else found


def _heads_byline(texts: list[str], i: int) -> bool:
    below = texts[i + 1].strip("*_ ") if i + 1 < len(texts) else ""
    return 0 < len(below) < _LONGEST_BYLINE and load_rules().shape("byline_line").fullmatch(below) is not None
