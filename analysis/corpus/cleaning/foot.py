"""Lines that are furniture because they stand below the article: the foot of a page."""

import re

from analysis.corpus.cleaning.appeals import calls
from analysis.corpus.cleaning.page import Page, is_prose
from analysis.corpus.cleaning.rules import load_rules

__all__ = ["OF_SITE", "STOPS", "is_sentence", "mark_foot"]

STOPS = (".", "!", "?", "…", ":", ";", ",", '"', "”", "»", ")")
_ENDS = frozenset(("tags", "legal notice", "comments", "pingback"))
_ENDS_FROM, _WORDS_AFTER = 0.5, 45
_FEWEST_MARKED, _LARGEST_SHARE = 5, 0.2
_SIGNED = re.compile(r"(?i)\b(?:contributed|reporting by|editing by|edited by|translated by)\b")
OF_SITE = re.compile(
    r"(?i)\b(?:journalism|journalists|independent media|newsroom|newsletters?|subscri\w+|donat\w+|contributions?|inbox"
    r"|e-?mail|cookies|browser|apps?|privacy|account|(?:web)?site|readers|support (?:us|our|for)|payments?|log ?in"
    r"|without (?:\w+ )?permission|news (?:provider|agency|organi[sz]ation)|external (?:sites|websites)"
    r"|our (?:work|team|articles|stories|editors|coverage)|personal data|copyright|publisher)\b"
)
_WE = re.compile(r"(?i)\b(?:we|our|us)\b")
_ADDRESSED = re.compile(r"(?i)\b(?:we|our|us|you|your)\b")
_FEWEST_WORDS_OF_SITE, _FEWEST_IN_SENTENCE = 2, 3
_QUOTES = frozenset('"“”«»')


def mark_foot(page: Page) -> None:
    """Below the last running text: short lines behind the first piece of furniture are furniture as well."""
    start = page.tail_start()
    if start == 0:
        return
    _mark_dense_foot(page)
    book_line = load_rules().shape("book_line")
    for i in page.kept(start):
        if len(page.lines[i].text) < 300 and book_line.fullmatch(page.lines[i].text):
            page.marks[i] = "book line"
    _mark_page_end(page, start)


def _mark_dense_foot(page: Page) -> None:
    """Lines among much furniture behind the place where an article has ended; sentences only where they are the site's.

    That is told by what they speak of, and behind tags, a copyright line or a reporters' credit by a title above.
    """
    first = next((i for i, line in enumerate(page.lines) if line.start > _ENDS_FROM * len(page.text)), len(page.lines))
    for end in (i for i in range(first, len(page.lines)) if page.marks[i] is not None):
        marked = len(page.lines) - end - 1 - len(page.kept(end))
        if marked < _FEWEST_MARKED:
            return
        if _is_foot(page, end, marked):
            for i in page.kept(end):
                if _is_furniture(page, i, end):
                    page.marks[i] = "page foot"
                else:
                    page.doubts.append((page.lines[i].start, page.lines[i].end, "page foot"))
            for i in _about_site(page, end):
                page.marks[i] = "page foot"
            return


def _about_site(page: Page, end: int) -> list[int]:
    """The lines right above the foot in which the site speaks of itself, below a heading that calls upon the reader."""
    top = i = end
    while i > 1 and page.is_open(i - 1) and (_is_label(page, i - 1) or _speaks_of_itself(page.lines[i - 1].text)):
        i -= 1
        top = top if _is_label(page, i) else i
    called = top < end and page.is_open(top - 1) and _is_label(page, top - 1) and calls(page.lines[top - 1].text)
    return list(range(top - 1, end)) if called else []


def _is_label(page: Page, i: int) -> bool:
    return not (is_prose(page.lines[i].text) or page.lines[i].text.endswith(STOPS))


def _speaks_of_itself(text: str) -> bool:
    if not _QUOTES.isdisjoint(text) or not _WE.search(text):
        return False
    return len({match.group().lower() for match in OF_SITE.finditer(text)}) >= _FEWEST_WORDS_OF_SITE


def _is_foot(page: Page, end: int, marked: int) -> bool:
    """Whether behind a piece of furniture there is little else, and never two sentences in a row."""
    kept = page.kept(end)
    if len(kept) > marked:
        return False
    words = sum(len(page.lines[i].text.split()) for i in kept)
    if words > _LARGEST_SHARE * sum(len(page.lines[i].text.split()) for i in page.kept()):
        return False
    told = [i for i in kept if is_sentence(page.lines[i].text) and not _is_furniture(page, i, end)]
    return all(i - 1 not in told for i in told)


def _is_furniture(page: Page, i: int, end: int) -> bool:
    """Whether a line of the foot is a label, a word of the site on itself or to its readers, or below a title."""
    text = page.lines[i].text
    if _may_be_note(page, i) or not _QUOTES.isdisjoint(text):
        return False
    if not is_sentence(text):
        return True
    ended = any(_ends_article(page, j) for j in range(end, i))
    if OF_SITE.search(text):
        return ended or _ADDRESSED.search(text) is not None
    below_title = page.marks[i - 1] is not None and not is_sentence(page.lines[i - 1].text)
    return ended and below_title and (page.marks[i - 1] == "related" or not is_prose(text))


def _ends_article(page: Page, i: int) -> bool:
    return page.marks[i] in _ENDS or (page.marks[i] == "credit" and _SIGNED.search(page.lines[i].text) is not None)


def is_sentence(text: str) -> bool:
    """Whether a line ends as sentences do and is longer than a label."""
    return is_prose(text) or (text.endswith(STOPS) and len(text.split()) >= _FEWEST_IN_SENTENCE)


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
