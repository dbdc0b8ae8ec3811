"""Lines that are furniture because of where they stand: lists of links, comments, head and foot of a page."""

import re
from bisect import bisect_right
from itertools import pairwise

from analysis.corpus.cleaning.boxes import mark_boxes
from analysis.corpus.cleaning.bylines import is_stamp, read_byline
from analysis.corpus.cleaning.foot import OF_SITE, STOPS, is_sentence, mark_foot
from analysis.corpus.cleaning.page import Page, fold, is_prose
from analysis.corpus.cleaning.rules import load_rules
from analysis.corpus.cleaning.title import HEAD_LINES, squeeze
from analysis.corpus.cleaning.writers import mark_writers

__all__ = ["mark_surroundings"]

_LONGEST_LINK = 160
_BYLINE_LENGTH = 160
_STAMP_LENGTH = 60
_LONGEST_STANDFIRST = 300
_HEADING_LENGTH = 400
_LABEL_WORDS = 5
_LONGEST_BOX = 2_500
_MORE_FROM = ("more from ", "more on ", "most viewed in ", "more stories from ", "more by ")
_ALWAYS_LISTS = (
    *_MORE_FROM,
    "related ",
    "read also",
    "also read",
    "you may ",
    "you might ",
    "more on this story",
    "recommended ",
    "keep reading",
    "people are also",
)
_OPENERS, _CLOSERS = '"“«', '"”»'
_ANSWERED = re.compile(
    r"(?i)\b(?:says|wrote|said):?$|\b(?:minute|hour|day|week|month|year)s? ago\b|^reply$|\breply\W*$"
)
_FEWEST_GAPS = 4  # between the words of a pull quote
_RESPONSES = re.compile(r"(?:no|one|two|three|\d+) (?:responses?|replies|comments?|thoughts?) (?:to|on)\b.*")
_COMMENT_WORDS = frozenset(
    (b"comment", b"comments", b"reply", b"replies", b"response", b"responses", b"thought", b"thoughts", b"discussion")
)


def mark_surroundings(page: Page) -> None:
    """Mark lines by their neighbours; runs when all lines and passages that name themselves are marked."""
    _mark_cut_lines(page)
    _mark_lists(page)
    _mark_comments(page)
    _mark_author_box(page)
    _mark_doubled(page)
    _mark_pull_quotes(page)
    mark_boxes(page)
    _mark_head(page)
    mark_writers(page)
    mark_foot(page)


def _mark_cut_lines(page: Page) -> None:
    """A line that a passage covers whole is gone."""
    for start, end, rule in page.cuts:
        for i in range(max(bisect_right(page.starts, start) - 1, 0), bisect_right(page.starts, end - 1)):
            line = page.lines[i]
            rest = page.text[line.start : max(start, line.start)] + page.text[end : line.end]
            if not any(map(str.isalnum, rest)):
                page.mark(i, rule)


def _mark_lists(page: Page) -> None:
    """A heading such as "Related articles" and the titles below it, up to the next running text."""
    headings, foot = load_rules().list_headings, page.tail_start()
    for i, line in enumerate(page.lines):
        if len(line.text) > 60 or page.marks[i] not in (None, "navigation"):
            continue
        heading = fold(line.text)
        if heading not in headings and not (heading.startswith(_MORE_FROM) and line.text[-1] not in STOPS):
            continue
        below = _titles_below(page, i, foot)
        if below or i >= foot:
            page.marks[i] = "related"
        for j in below:
            page.mark(j, "related")


def _titles_below(page: Page, heading: int, foot: int) -> list[int]:
    """Lines below a heading that are no prose. In mid-article one alone may be a subheading, unless it is told."""
    below = []
    for j in range(heading + 1, len(page.lines)):
        text = page.lines[j].text
        if (
            is_prose(text)
            or text.rstrip("\"”’')")[-1:] in ("", ".", ":")
            or len(text) > _LONGEST_LINK
            or page.marks[j] == "title"
        ):
            break
        below.append(j)
    text = page.lines[heading].text
    pointed = text.endswith(":") or fold(text).startswith(_ALWAYS_LISTS)
    return below if pointed or len(below) != 1 or heading >= foot else []


def _mark_comments(page: Page) -> None:
    """Everything behind the heading of a comment section in the second half of the text."""
    if page.words.isdisjoint(_COMMENT_WORDS):
        return
    forms = load_rules().form_headings
    last = max((i for i, mark in enumerate(page.marks) if mark == "comments"), default=-1)

    def is_heading(i: int, text: str) -> bool:
        key = fold(text)
        if key in forms or _RESPONSES.fullmatch(key):
            return True
        return page.marks[i] == "comments" and (i < last or _day_below(page, i))

    for i in range(bisect_right(page.starts, len(page.text) / 2), len(page.lines)):
        text = page.lines[i].text
        if len(text) > _HEADING_LENGTH:
            continue
        if is_heading(i, text) and (_RESPONSES.fullmatch(fold(text)) or not _article_goes_on(page, i)):
            for j in range(i, len(page.lines)):
                page.mark(j, "comments")
            return


def _article_goes_on(page: Page, heading: int) -> bool:
    """Whether a sentence follows before any day, form or answer: "Leave a comment" is a button in mid-article too."""
    for i in range(heading + 1, len(page.lines)):
        text = page.lines[i].text
        if page.marks[i] == "comments" or is_stamp(text) or _ANSWERED.search(text):
            return False
        if page.marks[i] is None and is_sentence(text) and not OF_SITE.search(text):
            return True
    return False


def _day_below(page: Page, heading: int) -> bool:
    """Whether one of the next lines is the day of a comment."""
    return any(is_stamp(line.text) for line in page.lines[heading + 1 : heading + 5])


def _mark_author_box(page: Page) -> None:
    """What follows the picture of the writer at the end: a name, a portrait in words, the broadcaster's notices."""
    for i in [i for i, mark in enumerate(page.marks) if mark == "image size"]:
        line = page.lines[i]
        rest = len(page.text) - line.end
        if line.text.endswith("Image") and rest < min(line.start, _LONGEST_BOX):
            for j in range(i, len(page.lines)):
                page.mark(j, "author box")
            return


def _mark_doubled(page: Page) -> None:
    """A line printed twice in a row is a caption: the picture's text and its alternative text.

    One that ends like a sentence is a caption only where the copies stand closer than paragraphs do.
    """
    for i, j in pairwise(page.kept()):
        line, copy = page.lines[i], page.lines[j]
        if line.text != copy.text or page.marks[i]:
            continue
        label = not is_prose(line.text) and line.text[-1] not in STOPS
        if i != page.title_line and (label or _closer_than_paragraphs(page, i, j)):
            page.marks[i] = page.marks[j] = "doubled caption"
        else:
            page.doubts.append((copy.start, copy.end, "doubled line"))


def _closer_than_paragraphs(page: Page, i: int, j: int) -> bool:
    def breaks(first: int, second: int) -> int:
        return page.text.count("\n", page.lines[first].end, page.lines[second].start)

    return breaks(i, j) == 1 and j + 1 < len(page.lines) and breaks(j, j + 1) > 1


def _mark_pull_quotes(page: Page) -> None:
    """A line in quotation marks that stands, word for word, in another line of the article."""
    for i in page.open_lines():
        text = page.lines[i].text
        if text[0] in _OPENERS and len(text) <= _LONGEST_LINK and text[-1] in _CLOSERS:
            words = squeeze(text)
            if words.count(" ") >= _FEWEST_GAPS and any(
                words in squeeze(page.lines[j].text) for j in page.kept() if len(page.lines[j].text) > len(text) + 20
            ):
                page.marks[i] = "pull quote"


def _mark_head(page: Page) -> None:
    """Above the first running text: what stands over the title, bylines and dates, labels below the title."""
    byline, end = load_rules().shape("byline_line"), min(page.head_end(), HEAD_LINES)
    titles = [i for i in range(end) if i == page.title_line or page.marks[i] in ("title", "doubled title")]
    for i in page.kept(0, end):
        text = page.lines[i].text.strip("*_ ")
        if i == page.title_line:
            continue
        if titles and (i < titles[0] or (len(text.split()) <= _LABEL_WORDS and text[-1:] not in STOPS)):
            page.marks[i] = "page head"
        elif len(text) < _BYLINE_LENGTH and (byline.fullmatch(text) or _says_when(text)):
            page.marks[i] = "byline"
    _mark_stamps_below(page, end)


def _says_when(line: str) -> bool:
    found = read_byline(line)
    return found is not None and found.stamp is not None


def _mark_stamps_below(page: Page, first: int) -> None:
    """Writer, day and hour below a standfirst, which is prose like the article's own."""
    if first == len(page.lines) or len(page.lines[first].text) > _LONGEST_STANDFIRST:
        return
    signed, byline = load_rules().shape("signed"), load_rules().shape("byline_line")
    for i in page.kept(first + 1, min(first + 5, len(page.lines))):
        text = page.lines[i].text
        if is_prose(text):
            return
        if len(text) < _STAMP_LENGTH and (_says_when(text) or signed.fullmatch(text) or byline.fullmatch(text)):
            page.marks[i] = "byline"
