"""The box about the writer at the foot of a page: a heading or the name, and below it a sentence on who that is."""

import re
from functools import lru_cache

from analysis.corpus.cleaning.page import Page, fold
from analysis.corpus.cleaning.rules import load_rules

__all__ = ["mark_writers"]

_FROM = 0.5  # of the text: a writer who stands in the story is named higher up
_LAST_LINES = 6
_LONGEST = 400
_SAYS = r"(?:is|was|has|teaches|writes|works|lives|covers|reports|serves|studies|edits|runs)\b"
_PARTED = re.compile(r",| and |&|;")


def mark_writers(page: Page) -> None:
    """Among the last lines: headings of such boxes, the writer's name alone, and what is said of the writer below.

    A sentence on the writer that follows upon the article without a heading is the article's own note, and stays.
    """
    last = [i for i in page.kept()[-_LAST_LINES:] if page.lines[i].start > _FROM * len(page.text)]
    names = _names(page.author or "")
    boxed = False
    for i in last:
        text = page.lines[i].text
        heading = fold(text) in load_rules().author_headings
        if not page.is_open(i) or len(text) > _LONGEST:
            boxed = False
        elif heading or fold(text) in names or (boxed and names and _portrays(names, text)):
            page.marks[i] = "author box"
            boxed = True


@lru_cache(maxsize=64)
def _names(author: str) -> tuple[str, ...]:
    """The names of persons, two words or more each, in a table's author; small letters."""
    found = (" ".join(name.split()) for name in _PARTED.split(author.lower()))
    return tuple(name for name in found if 2 <= len(name.split()) <= 4)


def _portrays(names: tuple[str, ...], text: str) -> bool:
    """Whether a line begins with the whole, the first or the last name of a writer and says who that is."""
    who = "|".join(re.escape(part) for name in names for part in (name, name.split()[0], name.split()[-1]))
    return re.match(rf"\W{{0,3}}(?:{who})(?:,[^.]{{2,80}},)? {_SAYS}", text, re.IGNORECASE) is not None
