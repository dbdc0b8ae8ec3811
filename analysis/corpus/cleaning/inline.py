"""Furniture inside running text that its shape gives away: links, markup, addresses, rows of buttons, teasers."""

import re

from analysis.corpus.cleaning.page import Page
from analysis.corpus.cleaning.rules import load_rules
from analysis.corpus.cleaning.sentences import sentence_around

__all__ = ["cut_hyphens", "cut_shapes"]

_LONGEST_LABEL = 14
_LONGEST_TITLE = 200
_LONGEST_TEASER = 360
_LONGEST_NAME = 65
_FEWEST_LINKS = 2
_HYPHEN = re.compile(r"-\r?\n")
_BLANKS = re.compile(r"[-\s]*")


def cut_shapes(page: Page) -> None:
    """Note links, markup, photo credits, e-mail addresses, share buttons and teasers in the page's cuts."""
    shape = load_rules().shape
    if not page.words.isdisjoint((b"http", b"https", b"pic")):
        for name in ("twitter_picture", "twitter_link", "link_in_brackets"):
            page.cut_all(shape(name), "link")
    if "](" in page.text:
        _cut_links(page)
    if "]" in page.text and ". http" in page.text:
        _cut_link_numbers(page)
    if "#" in page.text:
        _cut_heading_marks(page)
    if "/" in page.text and "[" in page.text:
        page.cut_all(shape("photo_credit"), "caption")
    if "@" in page.text:
        _cut_addresses(page)
        _cut_tweet_days(page)
    cut_hyphens(page)
    if b"facebook" in page.words:
        _cut_share_rows(page)
    if ".20" in page.text:
        _cut_dated_teasers(page)
    _cut_teaser_labels(page)


def _cut_links(page: Page) -> None:
    """The brackets and the address of a Markdown link; its words stay."""
    for match in load_rules().shape("markdown_link").finditer(page.text):
        page.cuts.append((match.start(), match.start("label"), "markup"))
        page.cuts.append((match.end("label"), match.end(), "markup"))


def _cut_link_numbers(page: Page) -> None:
    """The numbers that a text browser puts before links, "[12]home", where it lists their addresses at the end."""
    shape = load_rules().shape
    if sum(1 for _ in shape("link_list").finditer(page.text)) >= _FEWEST_LINKS:
        page.cut_all(shape("link_number"), "markup")


def _cut_heading_marks(page: Page) -> None:
    mark = load_rules().shape("heading_mark")
    for i in page.kept():
        if match := mark.match(page.lines[i].text):
            page.cuts.append((page.lines[i].start, page.lines[i].start + match.end(), "markup"))


def cut_hyphens(page: Page) -> None:
    """The hyphen of a word divided at the end of a line, where the text or the word's ending shows that it has none."""
    ending, divided_word = load_rules().shape("word_ending"), load_rules().shape("divided_word")
    breaks = [match.start() for match in _HYPHEN.finditer(page.text)]
    for match in filter(None, (divided_word.search(page.text, max(0, at - 40), at + 60) for at in breaks)):
        whole = (match["first"] + match["second"]).lower()
        divided = f"{match['first']}-{match['second']}".lower() in page.low
        if not divided and (whole in page.low or ending.fullmatch(match["second"])):
            page.cuts.append((match.end("first"), match.end("first") + 1, "hyphen"))


def _cut_addresses(page: Page) -> None:
    """A reporter's e-mail address behind the last sentence of a paragraph."""
    address, before = load_rules().shape("address"), load_rules().shape("before_address")
    at = page.text.find("@")
    while at >= 0:
        start = max(page.text.rfind(mark, max(0, at - _LONGEST_NAME), at) for mark in " \n") + 1
        match = address.match(page.text, start)
        if match and (intro := before.search(page.text, max(0, start - 50), start)):
            words = _BLANKS.match(page.text, intro.start() + (intro.group()[:1] in '.!?"”’)')).end()
            page.cuts.append((words, match.end(), "credit"))
        at = page.text.find("@", match.end() if match else at + 1)


def _cut_tweet_days(page: Page) -> None:
    """The day behind the name of an embedded tweet's author."""
    if "(@" in page.text:
        for match in load_rules().shape("tweet_day").finditer(page.text):
            if page.text.rfind("(@", max(0, match.start() - 40), match.start()) >= 0:
                page.cuts.append((*match.span(), "tweet day"))


def _cut_share_rows(page: Page) -> None:
    """Rows of share buttons around the word Facebook."""
    row, at = load_rules().share_row, page.low.find("facebook")
    while at >= 0:
        rows = row.finditer(page.text, max(0, at - 60), at + 400)
        match = next((match for match in rows if match.start() <= at < match.end()), None)
        if match:
            page.cuts.append((*match.span(), "share buttons"))
        at = page.low.find("facebook", match.end() if match else at + 8)


def _cut_dated_teasers(page: Page) -> None:
    """Other articles' summaries, each with its day behind it, as in a box of links: "... on Friday. (03.02.2017)"."""
    days = list(load_rules().shape("teaser_day").finditer(page.text))
    reached = -1
    for day in days:
        low = max(page.text.rfind("\n", 0, day.start()) + 1, day.start() - _LONGEST_TEASER)
        start = reached if low <= reached else sentence_around(page.text, day.start() - 2, low, day.end())[0]
        (page.cuts if len(days) > 1 else page.doubts).append((start, day.end(), "related"))
        reached = day.end()


def _cut_teaser_labels(page: Page) -> None:
    """The label of a link to another article in running text; where its title ends cannot be told, so that stays."""
    label, at = load_rules().shape("teaser"), page.text.find(":")
    while at >= 0:
        if match := label.search(page.text, max(0, at - _LONGEST_LABEL), at):
            end = _BLANKS.match(page.text, at + 1).end()
            high = min(len(page.text), end + _LONGEST_TITLE)
            page.cuts.append((match.start(), end, "related"))
            page.doubts.append((*sentence_around(page.text, end, end, high), "related"))
        at = page.text.find(":", at + 1)
