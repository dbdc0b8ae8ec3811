"""Furniture inside running text that words give away: sentences, datelines, agency credits, an outlet's own phrases."""

import re
from collections.abc import Iterable

from analysis.corpus.cleaning.page import Page
from analysis.corpus.cleaning.patterns import OwnPattern
from analysis.corpus.cleaning.rules import Rule, load_rules
from analysis.corpus.cleaning.sentences import sentence_around

__all__ = ["cut_passages"]

_LONGEST_SENTENCE = 700
_SHORTEST_LEAD = 60
_SHORTEST_PROSE = 200
# A note on the author counts as the end of the text when no more than this follows.
_END = 420


def cut_passages(page: Page, patterns: Iterable[OwnPattern]) -> None:
    """Note the passages that are furniture in the page's cuts, and those that may be in its doubts."""
    _cut_datelines(page)
    _cut_credits_at_end(page)
    _cut_sentences(page)
    for own in patterns:
        if own.literal in page.text:
            page.cut_all(own.pattern, f"{own.slug} furniture")


def _cut_datelines(page: Page) -> None:
    """At the start of the first running text."""
    dateline = load_rules().shape("dateline")
    for i in page.kept(0, min(len(page.lines), 30)):
        line = page.lines[i]
        match = dateline.match(line.text) or _dateline_with_colon(page, line.text)
        if match and (len(line.text) > _SHORTEST_LEAD or match.end() == len(line.text)):
            page.cuts.append((line.start, line.start + match.end(), "dateline"))
        if len(line.text) > _SHORTEST_PROSE:
            return


def _dateline_with_colon(page: Page, line: str) -> re.Match | None:
    shape = load_rules().shape
    match = shape("dateline_colon").match(line)
    return match if match and len(shape("speaker").findall(page.text)) == 1 else None


def _cut_credits_at_end(page: Page) -> None:
    """Agencies and sources at the end of one of the last three lines."""
    rules = load_rules()
    if page.words.isdisjoint(rules.agency_words):
        return
    credit = rules.shape("credit_at_end")
    for i in page.kept()[-3:]:
        line = page.lines[i]
        low = max(0, len(line.text) - 160)
        foot = line.text[low:]
        match = credit.search(line.text, low) if "(" in foot or "ource" in foot else None
        if match and match.start() > 0:
            page.cuts.append((line.start + match.start(), line.start + match.end(), "credit"))


def _cut_sentences(page: Page) -> None:
    """Sentences that rules match; on a page of lines that were all judged before, none is looked for."""
    if page.is_known and not (page.before.doubts or page.before.passed_over):
        return
    reached = {}
    for rule, at, end in load_rules().sentences.places(page.phrases):
        if at >= reached.get(id(rule), 0):
            reached[id(rule)] = _judge_sentence(page, rule, at, end)
        else:
            page.passed_over = True


def _judge_sentence(page: Page, rule: Rule, at: int, behind: int) -> int:
    """Note the sentence at this position if the rule matches it; return where it ends."""
    low = max(page.text.rfind("\n", 0, at) + 1, at - _LONGEST_SENTENCE)
    high = page.text.find("\n", at)
    high = min(len(page.text) if high < 0 else high, at + _LONGEST_SENTENCE)
    start, end = sentence_around(page.text, at, low, high)
    passage = page.text[start:end].strip()
    if not passage or not rule.pattern.fullmatch(passage):
        return behind
    start = page.text.index(passage, start)
    end = start + len(passage)
    cut = rule.place == "anywhere" or (rule.place == "end" and len(page.text) - end <= _END)
    (page.cuts if cut else page.doubts).append((start, end, rule.name))
    return max(end, behind)
