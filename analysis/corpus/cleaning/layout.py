"""Paragraphs as they were written: hard line breaks and page breaks inside sentences are joined again."""

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.corpus.cleaning.page import Line

__all__ = ["separators", "wrap_width"]

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$|[\"”»)\]]$")
# Words that end neither a sentence nor a heading of twelve words.
_HANGING = re.compile(
    r"(?:^|[\s(])(?:a|an|and|are|as|at|be|been|because|between|but|by|for|from|had|has|have|her|his|if|in|into|is|its|"
    r"may|more|most|nor|not|of|on|or|our|than|that|the|their|these|they|this|those|to|was|were|when|where|which|while|"
    r"who|whose|will|with|would)$|,$"
)
_STOPS = frozenset(".!?…:;")
_LONGEST_HANGING = 12  # characters, a blank or bracket before the longest of these words included
_LOWER = re.compile(r"[a-zß-öø-ÿа-я]")
_DIVIDED = re.compile(r"[^\W\d_]-")
_WIDEST = 120
_NARROWEST = 45
_FEWEST = 3
_TAIL = 8
_SHORTEST_OPEN = 40
# A line is full when the next word would not have fit, give or take these characters.
_SLACK = 3


def separators(text: str, pieces: Sequence[Line]) -> list[str]:
    """What stands before each kept piece of a text: nothing, a blank, or a paragraph break.

    Parameters
    ----------
    text : str
    pieces : sequence of Line
        The kept stretches in order; two pieces of one line have no line break between them.
    """
    width = wrap_width(text, pieces)
    return [""][: len(pieces)] + [_separator(text, left, right, width) for left, right in pairwise(pieces)]


def wrap_width(text: str, pieces: Sequence[Line]) -> int:
    """The width at which lines were broken, 0 if they were not.

    They were when most lines that another follows are about as long as the longest, and many end in mid-sentence.
    """
    if text.count("\n") == 2 * text.count("\n\n") and "\r" not in text:
        return 0
    broken = [left for left, right in pairwise(pieces) if _breaks(text, left, right) == 1]
    lengths = sorted(len(line.text) for line in broken)
    if len(lengths) < _FEWEST:
        return 0
    width = lengths[-(len(lengths) // 20 + 1)]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(length >= 0.7 * width for length in lengths)
    open_ended = sum(not _ENDS.search(line.text[-_TAIL:]) for line in broken)
    return width if full >= 0.7 * len(broken) and open_ended >= 0.3 * len(broken) else 0


def _separator(text: str, left: Line, right: Line, width: int) -> str:
    breaks = _breaks(text, left, right)
    if breaks > 1 and (len(left.text) < _SHORTEST_OPEN or left.text[-1] in _STOPS):
        return "\n\n"
    if breaks == 0:
        return " " if text[left.end].isspace() or text[right.start - 1].isspace() else ""
    if breaks == 1 and _divided(text, left, right):
        return ""
    if breaks == 1 and width and len(left.text) + len(right.text.split(" ", 1)[0]) >= width - _SLACK:
        return " "
    return " " if _runs_on(left.text, right.text) else "\n\n"


def _breaks(text: str, left: Line, right: Line) -> int:
    gap = text[left.end : right.start]
    return len(gap) if gap in ("", "\n", "\n\n") else len((gap + ".").splitlines()) - 1


def _divided(text: str, left: Line, right: Line) -> bool:
    """Whether a word was divided at the end of the line; its hyphen may be cut already."""
    word = text[max(left.start, left.end - 2) : left.end + 1]
    return _DIVIDED.search(word) is not None and _LOWER.match(right.text) is not None


def _runs_on(left: str, right: str) -> bool:
    """Whether a paragraph ends in mid-sentence, as at the foot of a printed page."""
    if len(left) < _SHORTEST_OPEN or left[-1] in _STOPS or _ENDS.search(left[-_TAIL:]):
        return False
    if _LOWER.match(right):
        return True
    return (
        len(right) >= 40 and len(left.split()) >= 12 and _HANGING.search(left[-_LONGEST_HANGING:].lower()) is not None
    )
