"""What stands around an article's text: the site's name above it and in its copyright line, writer and day."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.corpus.cleaning.bylines import Byline, read_byline
from analysis.corpus.cleaning.page import is_prose

if TYPE_CHECKING:
    from analysis.corpus.identity.case import Case

__all__ = ["head_byline", "head_lines", "mastheads", "owners"]

_HEAD_LINES = 25
_LONGEST_NAME = 45
_SHORTEST_NAME = 3
_PROSE_ABOVE = 300
_YEARS = r"(?:19|20)\d\d(?: ?[-–—] ?(?:19|20)?\d\d)?"
_MARK = r"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)"
_OWNER = re.compile(
    rf"(?m){_MARK}(?:[ ,:]*{_MARK})*[ ,:]*(?:{_YEARS}[ ,:]*(?:by )?(?P<behind>[^\n]{{2,80}})"
    rf"|(?P<before>[^\n/]{{2,60}}?),? \(?{_YEARS}\)?\s*$)"
)
_DAY = re.compile(r"\d{4}|\d[./-]\d{1,2}[./-]\d\d")
_BREAK = re.compile(r"[.,|/(]")


@lru_cache(maxsize=4)
def head_lines(text: str) -> tuple[str, ...]:
    """The lines above the running text; a single short paragraph above a day is a standfirst and not yet the text."""
    texts, prose = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        if is_prose(line):
            prose.append(len(texts))
            standfirst = len(line) <= _PROSE_ABOVE and len(prose) == 1
            if not standfirst:
                break
        texts.append(line)
        if len(texts) == _HEAD_LINES:
            break
    only_prose = prose and prose[0] >= len(texts) - 1
    return tuple(texts[: prose[0]] if only_prose else texts)


def head_byline(text: str) -> Byline:
    """Writer and day as the lines above the running text state them, together or one below the other."""
    lines = head_lines(text)
    if not any(map(str.isdigit, "".join(lines))):
        return Byline(None, None)
    read = [read_byline(line) for line in lines]
    stamped = [i for i, found in enumerate(read) if found and found.stamp]
    stamped.sort(key=lambda i: not _DAY.search(read[i].stamp))  # "50.50" may be the name of a section
    first = next((i for i in stamped if not read[i].later), next(iter(stamped), None))
    if first is None:
        return Byline(None, None)
    near = [i for i in (first, first + 1, first - 1, first + 2, first - 2) if 0 <= i < len(read)]
    author = next((read[i].author for i in near if read[i] and read[i].author), None)
    return Byline(author, read[first].stamp, read[first].later)


def mastheads(case: "Case") -> Iterator[str]:
    """Outlets whose name alone makes a line above the running text."""
    for line in head_lines(case.head):
        name = line.strip("#*_[]| ").partition(" - ")[0]
        if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and (found := case.registry.by_name(name)):
            yield found.slug


def owners(case: "Case") -> Iterator[str]:
    """Outlets that a copyright line at the end names, such as "© 2017 BBC"."""
    if not any(mark in case.foot for mark in ("©", "opyright", "OPYRIGHT", "(c)", "(C)")):
        return
    for match in _OWNER.finditer(case.foot):
        words = _BREAK.split(match["behind"] or match["before"])[0].split()
        names = (" ".join(words[:size]) for size in range(len(words), 0, -1))
        if found := next(filter(None, map(case.registry.by_name, names)), None):
            yield found.slug
