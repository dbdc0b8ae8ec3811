"""Which attribution each quotation belongs to."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from analysis.text.voices.cues import Cue
from analysis.text.voices.lexicon import listed
from analysis.text.voices.marks import Quotation

__all__ = ["Attributed", "attribute"]

_BETWEEN = re.compile(r"[\s,.;:–—-]*$")
_LABEL = re.compile(r"(?:^|[.!?\"”]\s+|\n\s*)((?:[A-Z][\w.'’-]*\s?){1,5}):\s*$")
_FULL = re.compile(r"^[\"“„«'‘]\s?(?:[A-Z\[0-9…]|\.\.\.)")
_REACH = 500
_NO_LABEL = listed("no_label")


class Attributed(NamedTuple):
    """A quotation with its attribution; ``follows`` where the speaker is that of the quotation before."""

    quote: Quotation
    cue: Cue | None = None
    label: tuple[int, int] | None = None
    follows: bool = False


def attribute(text: str, quotes: list[Quotation], cues: list[Cue]) -> list[Attributed]:
    """Attribute each quotation, in order."""
    starts = [cue.start for cue in cues]
    direct = [_nearest(text, quotes, i, cues, starts) for i in range(len(quotes))]
    found: list[Attributed] = []
    for i, quote in enumerate(quotes):
        if direct[i] is not None:
            found.append(Attributed(quote, direct[i]))
        elif label := _label(text, quote):
            found.append(Attributed(quote, label=label))
        elif found and _continues(text, quotes[i - 1], quote, found[-1]):
            found.append(Attributed(quote, follows=True))
        elif i + 1 < len(quotes) and direct[i + 1] is not None and _joined(text, quote, quotes[i + 1]):
            found.append(Attributed(quote, direct[i + 1]))
        else:
            found.append(Attributed(quote))
    return found


def _nearest(text: str, quotes: list[Quotation], i: int, cues: list[Cue], starts: list[int]) -> Cue | None:
    quote = quotes[i]
    after = bisect_left(starts, quote.end)
    if (
        after < len(cues)
        and cues[after].speaker
        and cues[after].start - quote.end <= 8
        and _BETWEEN.match(text[quote.end : cues[after].start])
    ) and (cues[after].inverted or not _introduces(text, cues[after], quotes, i)):
        return cues[after]
    before = bisect_right(starts, quote.start) - 1
    for j in range(before, max(before - 3, -1), -1):
        cue = cues[j]
        if not cue.inverted and cue.scope[0] <= quote.start + 1 and quote.end <= cue.scope[1] + 1:
            return cue
    for j in range(after, min(after + 2, len(cues))):
        cue = cues[j]
        if cue.inverted and cue.scope[0] <= quote.start and quote.end <= cue.scope[1] + 1:
            return cue
    return None


def _introduces(text: str, cue: Cue, quotes: list[Quotation], i: int) -> bool:
    """Whether a phrase after a quotation rather belongs to what follows it: "..." He said that ..."""
    gap = text[quotes[i].end : cue.start]
    return "," not in gap and text[quotes[i].start : quotes[i].end].rstrip("\"”'’»")[-1:] != "," and bool(cue.clauses)


def _label(text: str, quote: Quotation) -> tuple[int, int] | None:
    """ "Theresa May: '...'": the name before a colon."""
    match = _LABEL.search(text, max(quote.start - 60, 0), quote.start)
    return match.span(1) if match and match[1].split()[0] not in _NO_LABEL else None


def _continues(text: str, before: Quotation, quote: Quotation, attributed: Attributed) -> bool:
    """Whether a full sentence goes on where the last speaker left off."""
    if attributed.cue is None and attributed.label is None and not attributed.follows:
        return False
    gap = text[before.end : quote.start]
    if before.open_ended and not gap.strip():
        return True
    if "\n\n" in gap or len(gap) > _REACH or not _FULL.match(text[quote.start : quote.start + 4]):
        return False
    return not gap.strip(" .-–—") or gap.rstrip()[-1:] in ".:!?-"


def _joined(text: str, quote: Quotation, following: Quotation) -> bool:
    gap = text[quote.end : following.start]
    return not gap.strip() or gap.strip() in {"and", ",", "or", "but"}
