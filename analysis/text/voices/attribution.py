"""Which attribution each quotation belongs to."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from analysis.text.voices.cues import Cue
from analysis.text.voices.labels import FULL, INSIDE, label_of
from analysis.text.voices.marks import CLOSING
from analysis.text.voices.quotations import Quotation

__all__ = ["Attributed", "attribute"]

_BETWEEN = re.compile(r"[\s,.;:–—-]*$")
_SET_IN = re.compile(r",\s(?:[\w'’-]+\s){0,6}")
_BEHIND_VERB = re.compile(r"[^.;:!?\"“”]{0,80},")  # he told the paper on Monday,
_LONG = re.compile(r"[\"“][^\"”]{30,}[.!?][\"”]")
_REACH = 500
_MODAL = re.compile(r"\b(?:would|will|could|should)\s")
_NEAR_BY = 60  # characters from a verb of thinking to the words in marks that it introduces
_NEAR = 3  # characters between an attribution and a quotation right beside it


class Attributed(NamedTuple):
    """A quotation with its attribution; ``follows`` where the speaker is that of the quotation before."""

    quote: Quotation
    cue: Cue | None = None
    label: tuple[int, int] | None = None
    follows: bool = False


def attribute(text: str, quotes: list[Quotation], cues: list[Cue], labelled: list) -> list[Attributed]:
    """Attribute each quotation, in order; ``labelled`` holds the turns of a conversation and their labels."""
    search = _Search(text, cues)
    direct = [search.cue_of(quote) for quote in quotes]
    led = _led_on(text, quotes, direct)
    found: list[Attributed] = []
    for i, quote in enumerate(quotes):
        if direct[i] is not None:
            found.append(Attributed(quote, direct[i]))
        elif label := label_of(text, quote, labelled):
            found.append(Attributed(quote, label=label))
        elif found and _is_attributed(found[-1]) and _goes_on(text, found[-1], quote):
            found.append(Attributed(quote, follows=True))
        else:
            found.append(Attributed(quote, led[i]))
    return found


def _led_on(text: str, quotes: list[Quotation], direct: list[Cue | None]) -> list[Cue | None]:
    """The attribution of each quotation, or of the one that it leads on to: "First. / "Second. / "Third," he said."""
    led = list(direct)
    for i in reversed(range(len(quotes) - 1)):
        if led[i] is None and _joined(text, quotes[i], quotes[i + 1]):
            led[i] = led[i + 1]
    return led


class _Search:
    """Attributions near a quotation."""

    def __init__(self, text: str, cues: list[Cue]):
        self.text, self.cues = text, cues
        self.starts = [cue.start for cue in cues]

    def cue_of(self, quote: Quotation) -> Cue | None:
        """The attribution of a quotation: right behind it, in front of it, further behind, in the sentence after."""
        following = self._following(quote)
        same = following is not None and following.sentence[0] <= quote.start
        if following and same and (following.inverted or not self._introduces(quote, following)):
            leads_on = not following.inverted and following.clauses and following.clauses[0][0] >= following.end
            return (self._before(quote) if leads_on else None) or following
        return (
            self._set_in(quote)
            or self._before(quote)
            or self._after(quote)
            or (following if self._stands_alone(following) else None)
        )

    def _following(self, quote: Quotation) -> Cue | None:
        i = bisect_left(self.starts, quote.end)
        if i == len(self.cues) or self.starts[i] - quote.end > 8 or not self.cues[i].speaker:
            return None
        return self.cues[i] if _BETWEEN.match(self.text[quote.end : self.starts[i]]) else None

    def _introduces(self, quote: Quotation, cue: Cue) -> bool:
        """Whether a phrase behind a quotation belongs to what comes after it: the "plan", he said, is dead."""
        comma = (
            "," in self.text[quote.end : cue.start] or self.text[quote.start : quote.end].rstrip(CLOSING)[-1:] in ",?!"
        )
        return not comma

    def _set_in(self, quote: Quotation) -> Cue | None:
        """An attribution between commas, right in front: the wording is, she said, "odd"."""
        i = bisect_right(self.starts, quote.start) - 1
        cue = self.cues[i] if i >= 0 else None
        if (
            cue is None
            or not cue.speaker
            or cue.sentence[1] < quote.start
            or self.text[cue.start - 2 : cue.start] != ", "
        ):
            return None
        return cue if _SET_IN.fullmatch(self.text, cue.end, quote.start) else None

    def _before(self, quote: Quotation) -> Cue | None:
        last = bisect_right(self.starts, quote.start) - 1
        found = [
            cue
            for cue in reversed(self.cues[max(last - 4, 0) : last + 1])
            if not cue.inverted and cue.scope[0] <= quote.start + 1 and quote.end <= cue.scope[1] + 1
        ]
        found = [cue for cue in found if not self._is_far(cue, quote)]
        if len(found) > 1 and _MODAL.search(self.text, found[0].start, found[0].end):
            around = [cue for cue in found[1:] if any(a <= found[0].start < b for a, b in cue.clauses)]
            found = around[:1] or found  # said that it would respond "in kind"
        for cue in found:
            if cue.clauses or quote.start - cue.end <= _NEAR or cue.verb.kind == "judging":
                return cue
            if cue.verb.kind == "neutral" and cue.verb.takes == "quoting":  # he called it "x"
                return cue
        return found[0] if found else None

    def _is_far(self, cue: Cue, quote: Quotation) -> bool:
        """Whether what was found or shown is not what stands in marks: it SHOWED that ... for the first "red" one."""
        return cue.verb.kind == "thinking" and quote.start - cue.end > _NEAR_BY

    def _after(self, quote: Quotation) -> Cue | None:
        first = bisect_left(self.starts, quote.end)
        for cue in self.cues[first : first + 2]:
            if cue.inverted and cue.scope[0] <= quote.start and quote.end <= cue.scope[1] + 1:
                return cue
        return None

    def _stands_alone(self, cue: Cue | None) -> bool:
        """Whether a sentence holds nothing but the attribution: "..." He said on Monday."""
        return cue is not None and not cue.clauses and cue.sentence[1] - cue.end <= 30


def _is_attributed(item: Attributed) -> bool:
    return item.cue is not None or item.label is not None or item.follows


def _goes_on(text: str, before: Attributed, quote: Quotation) -> bool:
    return _continues(text, before, quote) or text[before.quote.end : quote.start].strip() in {"and", ",", "or"}


def _continues(text: str, before: Attributed, quote: Quotation) -> bool:
    """Whether a full sentence goes on where the last speaker left off."""
    gap = text[before.quote.end : quote.start]
    if before.quote.open_ended and not gap.strip():
        return True
    is_word = not any(map(str.isspace, text[quote.start : quote.end]))
    if (
        (is_word or gap.rstrip()[-1:] not in ",-")
        and INSIDE.match(text, quote.end)
        and text[quote.end - 2] not in ".,!?…"
    ):
        return False  # "The Sea" was shown later
    if before.cue is not None and before.cue.inverted and before.cue.end <= quote.start and not before.cue.clauses:
        behind = text[before.cue.end : quote.start].strip()
        if (behind in {",", "", "-", "."} or _BEHIND_VERB.fullmatch(behind)) and len(
            gap
        ) < 160:  # "We lost," she said, "but not all."
            return True
    is_full = FULL.match(text, quote.start) or (
        gap.rstrip()[-1:] == "." and _LONG.fullmatch(text, quote.start, quote.end)
    )
    if "\n\n" in gap or len(gap) > _REACH or not is_full:
        return False
    return not gap.strip(" .-–—") or gap.rstrip()[-1:] in ".:!?-"


def _joined(text: str, quote: Quotation, following: Quotation) -> bool:
    return text[quote.end : following.start].strip() in {"", "and", ",", "or", "but"}
