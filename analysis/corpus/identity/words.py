"""Title, language and genre, told from the text where nothing states them."""

import re

from analysis.corpus.cleaning.bylines import Byline, is_stamp, read_byline
from analysis.corpus.cleaning.page import Page, fold, split_lines
from analysis.corpus.cleaning.rules import load_rules, words_of
from analysis.corpus.cleaning.title import find_title, may_be_title
from analysis.corpus.identity.case import Case

__all__ = ["genre_of", "language_of", "title_of"]

_OPINION_URL = re.compile(
    r"/(?:opinions?|op-?eds?|commentisfree|comment|commentary|columns?|columnists|blogs?|blog-\w+|editorials?|viewpoints?|"
    r"ideas)(?:/|$)"
)
_NEWS_URL = re.compile(r"/(?:news|world|politics|world-news|latest)(?:/|$)")
_VIEWS = re.compile(
    r"\b(?:[Vv]iews|[Oo]pinions)(?: and \w+)? expressed "
    r"(?:in (?:opinion pieces|this (?:article|column|commentary|op-?ed|piece))|here)\b"
)
_DATELINE = re.compile(r"[^\n]{2,80}(?:/[A-Z][^/\n]{2,40}/|\((?:Reuters|AP|AFP)\))")
_CREDIT = re.compile(r"(?m)^\W*(?:[Ww]ith reporting by|[Rr]eporting by) ")
_ALWAYS_ENGLISH = frozenset((b"the", b"and"))
_OFTEN_ENGLISH = frozenset(b"that with for from were which would have has been said this they are was".split())
_NO_TITLE = re.compile(r"^(?:Source|Via|From): | - Back to home$")
_NOBODY = Byline(None, None)
_HEAD_LINES, _TITLE_WORDS = 60, 5
_SAMPLE, _FEWEST_WORDS, _FEWEST_ENGLISH = 1_500, 15, 2


def title_of(text: str) -> str | None:
    """The headline: what the page prints twice or above its byline, else its first line of words above running text.

    Examples
    --------
    >>> title_of("Menu\\n\\nTalks to go on in June\\n\\nThe two sides have agreed to meet in June, the ministry said.")
    'Talks to go on in June'
    """
    page = Page(text, split_lines(text))
    index = find_title(page)
    if index is None:
        head_end = page.head_end()
        index = _first_title(page, head_end)
        if index is None or index > head_end or index + 1 == len(page.lines):
            return None
    return page.lines[index].text.lstrip("# ").strip("*_ ")


def _first_title(page: Page, head_end: int) -> int | None:
    """The first line that may be one, among them one of five words before shorter ones, which may name a section."""
    lines = page.lines[: min(_HEAD_LINES, head_end + 1)]
    found = [i for i, line in enumerate(lines) if _may_be_title(line.text)]
    long = [i for i in found if sum(len(word) > 1 for word in page.lines[i].text.split()) >= _TITLE_WORDS]
    return next(iter(long or found), None)


def _may_be_title(line: str) -> bool:
    if not may_be_title(line) or len(line) > 200 or line[-1] == "." or len(line.split()) > 30:
        return False
    rules, key = load_rules(), fold(line)
    if key in rules.labels or key in rules.list_headings or key in rules.form_headings:
        return False
    return not (_NO_TITLE.search(line) or is_stamp(line) or (read_byline(line) or _NOBODY).stamp)


def language_of(case: Case) -> str | None:
    """ISO 639-1: as given, from tags, else told from the words; None for texts too short to tell."""
    for value in (case.given("language"), case.tag("language", "og:locale", "content-language", "lang")):
        if value and re.fullmatch(r"[A-Za-z]{2}(?:[-_].*)?", value):
            return value[:2].lower()
    words = words_of(case.text)
    if len(words) >= _FEWEST_WORDS and words >= _ALWAYS_ENGLISH and len(words & _OFTEN_ENGLISH) >= _FEWEST_ENGLISH:
        return "en"
    if len(case.text[:_SAMPLE].split()) < _FEWEST_WORDS:
        return None
    import py3langid

    return py3langid.classify(case.text[:_SAMPLE])[0]


def genre_of(case: Case) -> str | None:
    """``opinion`` or ``news`` where metadata, the address or a notice says so."""
    if given := case.given("genre"):
        return given.lower()
    url = (case.original or case.url or "").lower()
    if _OPINION_URL.search(url) or ("xpressed" in case.foot and _VIEWS.search(case.foot)):
        return "opinion"
    if (
        _NEWS_URL.search(url)
        or _DATELINE.match(case.text)
        or ("eporting by" in case.foot and _CREDIT.search(case.foot))
    ):
        return "news"
    return None
