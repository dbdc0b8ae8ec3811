"""Rules for furniture inside running text: datelines, credits, notices, share buttons, an outlet's own phrases."""

import re
from functools import lru_cache

from analysis.corpus.cleaning_page import Page
from analysis.corpus.cleaning_rules import Rule, load_rules
from analysis.corpus.outlets import Outlet

__all__ = ["cut_passages", "sentence_around"]

_LONGEST = 700
_END = 420

_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’/-]*){0,3}"
_NAMED = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}"
_DAY = r"(?:(?:%months%)\.? \d{1,2}(?:,? \d{4})?|\d{1,2} (?:%months%)\.?(?:,? \d{4})?)"
_DATELINES = (
    # MOSCOW, February 7. /TASS/.   SAN RAMON, California, March 16, 2017 /PRNewswire/.
    rf"(?:{_PLACE}|{_NAMED})(?: ?\([\w ]+\))?(?:, {_NAMED})?,? {_DAY}[.,]? ?/[^/\n]{{2,40}}/[.,]?[-–—\s]*",
    # MOSCOW, January 5 (RIA Novosti) -   KABUL (Reuters) -   Washington (AFP) -
    rf"(?:(?:{_PLACE}|{_NAMED})(?:[,/] ?{_NAMED}){{0,2}},? (?:{_DAY},? )?)?\((?:%agencies%)(?:[/,] ?[\w .]+)?\)(?:\s?(?:--?|–|—|:)[-\s]*|\s)",
    # BEIRUT, Lebanon —   WASHINGTON -   BRUSSELS, March 3 -
    rf"{_PLACE}(?:, {_NAMED})?(?:, {_DAY})?\s(?:--?|–|—)[-\s]*(?=[\"“A-ZÀ-Þ])",
    # Erbil, Iraq -
    rf"{_NAMED}(?:, {_NAMED})?, (?:%countries%) ?(?:--?|–|—)[-\s]*",
    # Washington/ Moscow:
    rf"{_NAMED}(?: ?/ ?{_NAMED}){{1,2}}: (?=[\"“‘'A-ZÀ-Þ])",
)
_CREDIT_AT_END = (
    r"[-–—\s]*(?:\b[a-zA-Z]{1,4}(?:[/,] ?[a-zA-Z]{1,4}){0,4}[\s-]*)?\((?:with )?(?:material from )?(?:%agencies%)"
    r"(?:(?:[,/]| and|, and) ?(?:%agencies%))*\)[-\s]*$"
)
_SOURCE_AT_END = re.compile(r"(?<=[.!?\"”’)\s-])Sources?:[-\s]*[A-Z][^\n.:]{1,60}\.?[-\s]*$")
# One expression each, so that every search starts with plain letters.
_EMBEDDED_LINKS = tuple(
    re.compile(pattern) for pattern in (r"pic\.twitter\.com/\w+", r"https?://t\.co/\w+", r"\( ?https?://[^\s)]+ ?\)")
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+(?:,? and |, )?")
_SENTENCE_END = re.compile(
    r"(?:^|[.!?\"”’)]\s+|\s\s|\.\w{2,4}(?:,? and |, ))(?:(?:Contact|Reach) the (?:writer|author|reporter)s? (?:at )?|E-?mail:? )?$"
)
_MARKUP = re.compile(r"!?\[(?P<label>[^\[\]\n]{1,200})\]\((?:https?://[^)\s]*|/[^)\s]*|#[^)\s]*)\)")
_HEADING_MARK = re.compile(r"#{1,6} (?=\S)")
_NO_BLANK = re.compile(r"[-\s]*")
_TEASER = re.compile(
    r"(?:^|(?<=[.!?\"”’)\]\s-]))(?:READ MORE|READ ALSO|READ|WATCH|RELATED|Related|OPINION|INTERACTIVE|IN PICTURES|Read more|"
    r"Read also|Read|Opinion|See also)$"
)
_BOUNDARY = re.compile(r"[.!?…][\"”’»)\]]{0,3}[-\s]+(?=[\"“‘«(\[*—-]?\s?[A-ZÀ-ÞА-Я@#])|\s{3,}|\"\s*—\s*")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Prof|Rev|Jr|Sr|U\.S|U\.N|U\.K|No|vs|Inc|Corp|Co)$"
)


def cut_passages(page: Page, outlets: tuple[Outlet, ...]) -> None:
    """Find furniture inside the kept lines and note it in the page's cuts and doubts."""
    _cut_datelines(page)
    _cut_ends(page)
    _cut_sentences(page)
    _cut_anywhere(page)
    _cut_addresses(page)
    _cut_teasers(page)
    for outlet in outlets:
        for literal, pattern in outlet.furniture_patterns:
            if literal in page.text:
                page.cuts += [(*match.span(), f"{outlet.slug} furniture") for match in pattern.finditer(page.text)]


def sentence_around(text: str, at: int, low: int, high: int) -> tuple[int, int]:
    """Offsets of the sentence that holds position `at`, inside [low, high).

    Examples
    --------
    >>> text = "It rained. Dr. A. Smith contributed to this report. It stopped."
    >>> text[slice(*sentence_around(text, 30, 0, len(text)))]
    'Dr. A. Smith contributed to this report. '
    """
    start, end = low, high
    for match in _BOUNDARY.finditer(text, low, high):
        if match.group()[0] == "." and _ABBREVIATION.search(text, max(low, match.start() - 12), match.start()):
            continue
        if match.end() <= at:
            start = match.end()
        elif match.start() >= at:
            end = match.end()
            break
    return start, end


def _cut_datelines(page: Page) -> None:
    for i in page.kept(0, min(len(page.lines), 30)):
        line = page.lines[i]
        if len(line.text) > 60 and (match := _datelines().match(line.text)):
            page.cuts.append((line.start, line.start + match.end(), "dateline"))
        if len(line.text) > 200:
            return


def _cut_ends(page: Page) -> None:
    for i in page.kept()[-3:]:
        line = page.lines[i]
        low = max(0, len(line.text) - 160)
        for sign, pattern in (("(", _credit_at_end()), ("ource", _SOURCE_AT_END)):
            match = pattern.search(line.text, low) if sign in line.text[low:] else None
            if match and match.start() > 0:
                page.cuts.append((line.start + match.start(), line.end, "credit"))


@lru_cache(maxsize=1)
def _datelines() -> re.Pattern:
    return load_rules().compile("|".join(_DATELINES))


@lru_cache(maxsize=1)
def _credit_at_end() -> re.Pattern:
    return load_rules().compile(_CREDIT_AT_END)


def _cut_sentences(page: Page) -> None:
    reached = {}
    for rule, at, end in load_rules().sentences.places(page.text, page.low, page.words):
        if at >= reached.get(id(rule), 0):
            reached[id(rule)] = _judge_sentence(page, rule, at, end)


def _judge_sentence(page: Page, rule: Rule, at: int, behind: int) -> int:
    """Note the sentence at this position if the rule matches it; return where it ends."""
    low = max(page.text.rfind("\n", 0, at) + 1, at - _LONGEST)
    high = page.text.find("\n", at)
    high = min(len(page.text) if high < 0 else high, at + _LONGEST)
    start, end = sentence_around(page.text, at, low, high)
    passage = page.text[start:end].strip()
    if not passage or not rule.pattern.fullmatch(passage):
        return behind
    start = page.text.index(passage, start)
    end = start + len(passage)
    cut = rule.place == "anywhere" or (rule.place == "end" and len(page.text) - end <= _END)
    (page.cuts if cut else page.doubts).append((start, end, rule.name))
    return max(end, behind)


def _cut_anywhere(page: Page) -> None:
    if b"facebook" in page.words:
        page.cuts += _share_rows(page)
    if not page.words.isdisjoint((b"http", b"https", b"pic")):
        page.cuts += [(*match.span(), "link") for pattern in _EMBEDDED_LINKS for match in pattern.finditer(page.text)]
    if "](" in page.text:
        for match in _MARKUP.finditer(page.text):
            page.cuts.append((match.start(), match.start("label"), "markup"))
            page.cuts.append((match.end("label"), match.end(), "markup"))
    if "#" in page.text:
        for i in page.kept():
            if match := _HEADING_MARK.match(page.lines[i].text):
                page.cuts.append((page.lines[i].start, page.lines[i].start + match.end(), "markup"))


def _share_rows(page: Page) -> list[tuple[int, int, str]]:
    """Rows of share buttons around the word Facebook."""
    rows, run, at = [], load_rules().share_run, page.low.find("facebook")
    while at >= 0:
        match = next((m for m in run.finditer(page.text, max(0, at - 60), at + 400) if m.start() <= at < m.end()), None)
        if match:
            rows.append((*match.span(), "share buttons"))
        at = page.low.find("facebook", match.end() if match else at + 8)
    return rows


def _cut_addresses(page: Page) -> None:
    """A reporter's e-mail address behind the last sentence of a paragraph."""
    at = page.text.find("@")
    while at >= 0:
        start = max(page.text.rfind(" ", 0, at), page.text.rfind("\n", 0, at)) + 1
        match = _ADDRESS.match(page.text, start)
        if match and _SENTENCE_END.search(page.text, max(0, start - 40), start):
            page.cuts.append((*match.span(), "credit"))
        at = page.text.find("@", match.end() if match else at + 1)


def _cut_teasers(page: Page) -> None:
    """The label of a link to another article in running text; where its title ends cannot be told, so that stays."""
    at = page.text.find(":")
    while at >= 0:
        if match := _TEASER.search(page.text, max(0, at - 14), at):
            end = _NO_BLANK.match(page.text, at + 1).end()
            page.cuts.append((match.start(), end, "related"))
            page.doubts.append((*sentence_around(page.text, end, end, min(len(page.text), end + 200)), "related"))
        at = page.text.find(":", at + 1)
