"""Boxes inside and around the article: what stands between two buttons, below a label, beside a caption."""

import re
from itertools import pairwise

from analysis.corpus.cleaning.appeals import calls
from analysis.corpus.cleaning.foot import STOPS
from analysis.corpus.cleaning.page import Page, fold, is_prose
from analysis.corpus.cleaning.rules import load_rules

__all__ = ["mark_boxes"]

_BUTTONS = frozenset(("navigation", "newsletter", "share buttons", "share count", "sharing call", "cookies", "appeal"))
_ASKING = frozenset(("newsletter", "appeal", "cookies"))
_ASKS = re.compile(r"(?i)\b(?:e-?mail|subscribe|sign ?up|newsletters?|inbox|donate|privacy|recaptcha)\b")
_LONGEST_BUTTON, _LONGEST_LABEL, _LONGEST_CALL, _LONGEST_CAPTION, _LONGEST_TITLE = 24, 60, 80, 300, 160
_LONGEST_INSIDE, _MOST_LINES = 250, 3
_ONLY_CREDIT = re.compile(r"(?i)\W*(?:©|(?:photo(?:graph)?|foto|image|picture|credit)s?\b ?[:/]).{2,60}")
_COUNT = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?[kKmM]?")
_QUOTES = frozenset('"“”«»')
_FEWEST_TITLE_WORDS, _FEWEST_CAPTION_WORDS = 5, 7
_SHORTEST_CAPTION, _SHORTEST_CREDIT, _LONGEST_CREDIT = 20, 4, 90


def mark_boxes(page: Page) -> None:
    """Mark the lines that belong to a box because of the lines beside them."""
    _mark_between(page)
    _mark_inside(page)
    _mark_linked_titles(page)
    _mark_captions(page)


def _mark_between(page: Page) -> None:
    """A few words between two buttons belong to them; a number between two halves of a sentence counts pages.

    A line with a name in brackets behind it, beside a picture's credit, is the picture's caption. A call above or
    below an appeal belongs to it.
    """
    named = load_rules().shape("name_at_end")
    for i in page.kept(1, len(page.lines) - 1):
        text, around = page.lines[i].text, (page.marks[i - 1], page.marks[i + 1])
        if _BUTTONS.issuperset(around) and len(text) <= _LONGEST_LABEL and text[-1] not in ".!?…":
            if page.is_open(i) and _QUOTES.isdisjoint(text):
                page.marks[i] = "page block"
        elif not _BUTTONS.isdisjoint(around) and _COUNT.fullmatch(text):
            page.mark(i, "share count")
        elif "appeal" in around and len(text) <= _LONGEST_CALL and text[-1] not in STOPS and calls(text):
            page.mark(i, "appeal")
        elif len(text) <= 3 and text.isdecimal() and page.lines[i + 1].text[0].islower():
            page.marks[i] = "page number"
        elif text[-1] == ")" and "caption" in around and len(text) < _LONGEST_CAPTION and named.search(text):
            page.marks[i] = "caption"


def _mark_inside(page: Page) -> None:
    """Up to three lines between the heading of a sign-up box and its button.

    Such a line ends without a stop or speaks to the reader, and is no running text.
    """
    asks = [i for i, mark in enumerate(page.marks) if mark in _BUTTONS and _is_asking(page, i)]
    for ask in asks:
        for above, below in (_neighbours(page, ask, -1), _neighbours(page, ask, 1)):
            inside = range(above + 1, below)
            if not 0 < len(inside) <= _MOST_LINES or page.marks[above] not in _BUTTONS | {"related"}:
                continue
            if page.marks[below] not in _BUTTONS or not all(_may_be_inside(page, i) for i in inside):
                continue
            for i in inside:
                text = page.lines[i].text
                if text[-1] not in STOPS or (not is_prose(text) and _is_addressed(text)):
                    page.mark(i, "page block")


def _is_asking(page: Page, i: int) -> bool:
    return page.marks[i] in _ASKING or _ASKS.search(page.lines[i].text) is not None


def _is_addressed(text: str) -> bool:
    return calls(text) or load_rules().shape("addressed").search(text) is not None


def _neighbours(page: Page, ask: int, step: int) -> tuple[int, int]:
    """The asking line and the next marked line above (-1) or below it (1), in the order of the page."""
    i = ask + step
    while 0 < i < len(page.lines) - 1 and page.marks[i] is None:
        i += step
    if not 0 <= i < len(page.lines) or page.marks[i] is None:
        i = ask
    return (i, ask) if step < 0 else (ask, i)


def _may_be_inside(page: Page, i: int) -> bool:
    text = page.lines[i].text
    if fold(text) in load_rules().author_headings:
        return False
    return page.is_open(i) and len(text) <= _LONGEST_INSIDE and _QUOTES.isdisjoint(text)


def _mark_linked_titles(page: Page) -> None:
    """The title of another article beside a button "Read more": below it, else above, between running text."""
    labels, foot = load_rules().link_labels, page.tail_start()
    for i, line in enumerate(page.lines[: foot - 1] if foot else ()):
        if len(line.text) > _LONGEST_BUTTON or fold(line.text) not in labels:
            continue
        if page.marks[i] not in (None, "navigation", "related"):
            continue
        above, below = i - 1, i + 1
        if _is_linked_title(page, above) and _is_running(page, above - 1) and _is_running(page, below):
            page.marks[i] = page.marks[above] = "related"
        elif _is_linked_title(page, below) and _is_running(page, below + 1) and not _is_linked_title(page, above):
            page.marks[i] = page.marks[below] = "related"


def _is_linked_title(page: Page, i: int) -> bool:
    if not 0 < i < len(page.lines) or not page.is_open(i):
        return False
    text = page.lines[i].text
    return (
        len(text) <= _LONGEST_TITLE
        and text[-1] not in ".:,;"
        and not is_prose(text)
        and len(text.split()) >= _FEWEST_TITLE_WORDS
    )


def _is_running(page: Page, i: int) -> bool:
    """Whether a line is article, or furniture in any case: no heading that might belong to the article."""
    return 0 <= i < len(page.lines) and (page.marks[i] is not None or is_prose(page.lines[i].text))


def _mark_captions(page: Page) -> None:
    """A caption that comes back with its credit behind it, or stands above a line that is only a credit."""
    for i, ((_, _, short), (_, _, long)) in enumerate(pairwise(page.lines)):
        if not _SHORTEST_CREDIT <= len(long) - len(short) <= _LONGEST_CREDIT or len(short) < _SHORTEST_CAPTION:
            continue
        if not long.startswith(short):
            continue
        if page.marks[i] in (None, "caption", "image block") and page.title_line not in (i, i + 1):
            page.mark(i, "caption")
            page.mark(i + 1, "caption")
    for i, mark in enumerate(page.marks):
        if mark == "caption" and _ONLY_CREDIT.fullmatch(page.lines[i].text):
            below = i + 1 if page.lines[i].text[0] == "©" else i - 1
            if _is_caption_of(page, below):
                page.marks[below] = "caption"


def _is_caption_of(page: Page, i: int) -> bool:
    """Whether a line beside a picture's credit says what is to be seen: longer than a heading, and no sentence."""
    if not 0 <= i < len(page.lines) or not page.is_open(i):
        return False
    if i > 0 and (i - 1 == page.title_line or page.marks[i - 1] in ("title", "doubled title")):
        return False  # a standfirst
    text = page.lines[i].text
    return len(text.split()) >= _FEWEST_CAPTION_WORDS and len(text) <= _LONGEST_CAPTION and text[-1] not in STOPS
