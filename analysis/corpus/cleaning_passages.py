"""Rules for furniture inside running text: datelines, credits, notices, share buttons, an outlet's own phrases."""

import re

from analysis.corpus.cleaning_page import Page
from analysis.corpus.cleaning_rules import SENTENCE_RULES, SHARE_RUN
from analysis.corpus.cleaning_words import AGENCIES, COUNTRIES, MONTHS
from analysis.corpus.outlets import Outlet

__all__ = ["cut_passages", "sentence_around"]

_LONGEST = 700
_END = 420

_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’/-]*){0,3}"
_NAMED = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}"
_DAY = rf"(?:{MONTHS})\.? \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} (?:{MONTHS})\.?(?:,? \d{{4}})?"
_RULE = r"\s?(?:--?|–|—|:)[-\s]*"
_DATELINE = re.compile(
    # MOSCOW, February 7. /TASS/.   SAN RAMON, California, March 16, 2017 /PRNewswire/.
    rf"(?:{_PLACE}|{_NAMED})(?: ?\([\w ]+\))?(?:, {_NAMED})?,? (?:{_DAY})[.,]? ?/[^/\n]{{2,40}}/[.,]?[-–—\s]*"
    # MOSCOW, January 5 (RIA Novosti) -   KABUL (Reuters) -   Washington (AFP) -
    rf"|(?:(?:{_PLACE}|{_NAMED})(?:[,/] ?{_NAMED}){{0,2}},? (?:(?:{_DAY}),? )?)?\((?:{AGENCIES})(?:[/,] ?[\w .]+)?\)(?:{_RULE}|\s)"
    # BEIRUT, Lebanon —   WASHINGTON -   BRUSSELS, March 3 -
    rf"|{_PLACE}(?:, {_NAMED})?(?:, (?:{_DAY}))?\s(?:--?|–|—)[-\s]*(?=[\"“A-ZÀ-Þ])"
    # Erbil, Iraq -
    rf"|{_NAMED}(?:, {_NAMED})?, (?:{COUNTRIES}) ?(?:--?|–|—)[-\s]*"
    # Washington/ Moscow:
    rf"|{_NAMED}(?: ?/ ?{_NAMED}){{1,2}}: (?=[\"“‘'A-ZÀ-Þ])"
)
_CREDIT_AT_END = re.compile(
    rf"[-–—\s]*(?:\b[a-zA-Z]{{1,4}}(?:[/,] ?[a-zA-Z]{{1,4}}){{0,4}}[\s-]*)?\((?:with )?(?:material from )?(?:{AGENCIES})(?:(?:[,/]| and|, and) ?(?:{AGENCIES}))*\)[-\s]*$"
)
_SOURCE_AT_END = re.compile(r"(?<=[.!?\"”’)\s-])Sources?:[-\s]*[A-Z][^\n.:]{1,60}\.?[-\s]*$")
_EMBEDDED_LINK = re.compile(r"\(? ?\b(?:pic\.twitter\.com/\w+|https?://t\.co/\w+)|\( ?https?://[^\s)]+ ?\)")
_MARKUP = re.compile(r"!?\[(?P<label>[^\[\]\n]{1,200})\]\((?:https?://[^)\s]*|/[^)\s]*|#[^)\s]*)\)")
_HEADING_MARK = re.compile(r"#{1,6} (?=\S)")
_TEASER = re.compile(
    r"(?<=[.!?\"”’)\]\s-])(?:READ MORE|READ ALSO|READ|WATCH|RELATED|Related|OPINION|INTERACTIVE|IN PICTURES|Read more|Read also|Read|Opinion|See also):[-\s]*"
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
    for outlet in outlets:
        for pattern in outlet.furniture_patterns:
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
        if len(line.text) > 60 and (match := _DATELINE.match(line.text)):
            page.cuts.append((line.start, line.start + match.end(), "dateline"))
        if len(line.text) > 200:
            return


def _cut_ends(page: Page) -> None:
    kept = page.kept()
    for i in kept[-3:]:
        line = page.lines[i]
        low = max(0, len(line.text) - 160)
        for pattern, rule in ((_CREDIT_AT_END, "credit"), (_SOURCE_AT_END, "credit")):
            if "(" in line.text[low:] or "ource" in line.text[low:]:
                match = pattern.search(line.text, low)
                if match and match.start() > 0:
                    page.cuts.append((line.start + match.start(), line.end, rule))


def _cut_sentences(page: Page) -> None:
    for rule in SENTENCE_RULES:
        for word in rule.words:
            at = page.low.find(word)
            while at >= 0:
                at = page.low.find(word, _judge_sentence(page, rule, at, len(word)))


def _judge_sentence(page: Page, rule, at: int, width: int) -> int:
    """Note the sentence at this position if the rule matches it; return where to search on."""
    low = max(page.text.rfind("\n", 0, at) + 1, at - _LONGEST)
    high = page.text.find("\n", at)
    high = min(len(page.text) if high < 0 else high, at + _LONGEST)
    start, end = sentence_around(page.text, at, low, high)
    passage = page.text[start:end].strip()
    if not passage or not rule.pattern.fullmatch(passage):
        return at + width
    start = page.text.index(passage, start)
    end = start + len(passage)
    cut = rule.place == "anywhere" or (rule.place == "end" and len(page.text) - end <= _END)
    (page.cuts if cut else page.doubts).append((start, end, rule.name))
    return max(end, at + width)


def _cut_anywhere(page: Page) -> None:
    if "facebook" in page.low:
        page.cuts += [(*match.span(), "share buttons") for match in SHARE_RUN.finditer(page.text)]
    if "http" in page.low or "pic.twitter" in page.low:
        page.cuts += [(*match.span(), "link") for match in _EMBEDDED_LINK.finditer(page.text)]
    if "](" in page.text:
        for match in _MARKUP.finditer(page.text):
            page.cuts.append((match.start(), match.start("label"), "markup"))
            page.cuts.append((match.end("label"), match.end(), "markup"))
    if "#" in page.text:
        for i in page.kept():
            if match := _HEADING_MARK.match(page.lines[i].text):
                page.cuts.append((page.lines[i].start, page.lines[i].start + match.end(), "markup"))
    for match in _TEASER.finditer(page.text) if ": " in page.text or ":-" in page.text else ():
        page.cuts.append((*match.span(), "related"))
        page.doubts.append(
            (*sentence_around(page.text, match.end(), match.end(), min(len(page.text), match.end() + 200)), "related")
        )
