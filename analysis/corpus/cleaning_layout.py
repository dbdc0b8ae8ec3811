"""Paragraphs as they were written: hard line breaks and page breaks inside sentences are joined again."""

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.corpus.cleaning_page import Line

__all__ = ["separators"]

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]*_]*$|[\"”»)\]]$")
# Words that end neither a sentence nor a heading of twelve words.
_HANGING = re.compile(
    r"(?:^|[\s(])(?:a|an|and|are|as|at|be|been|because|between|but|by|for|from|had|has|have|her|his|if|in|into|is|its|"
    r"may|more|most|nor|not|of|on|or|our|than|that|the|their|these|they|this|those|to|was|were|when|where|which|while|"
    r"who|whose|will|with|would)$|,$"
)
_LOWER = re.compile(r"[a-zß-öø-ÿа-я]")
_DIVIDED = re.compile(r"[^\W\d_]-")
_WIDEST = 120
_NARROWEST = 45


def separators(text: str, pieces: Sequence[Line]) -> list[str]:
    """What stands before each kept piece of a text: nothing, a blank, or a paragraph break.

    Parameters
    ----------
    text : str
    pieces : sequence of Line
        The kept stretches in order; two pieces of one line have no line break between them.
    """
    wrapped = _is_wrapped(text, pieces)
    return [""][: len(pieces)] + [_separator(text, left, right, wrapped) for left, right in pairwise(pieces)]


def _separator(text: str, left: Line, right: Line, wrapped: bool) -> str:
    breaks = _breaks(text, left, right)
    if breaks == 0:
        return " " if text[left.end].isspace() or text[right.start - 1].isspace() else ""
    if breaks == 1 and _divided(text, left, right):
        return ""
    if breaks == 1 and wrapped:
        return " "
    return " " if _runs_on(left.text, right.text) else "\n\n"


def _breaks(text: str, left: Line, right: Line) -> int:
    return len((text[left.end : right.start] + ".").splitlines()) - 1


def _is_wrapped(text: str, pieces: Sequence[Line]) -> bool:
    """Whether lines were broken at a fixed width: most as long as the longest, and many ending in mid-sentence."""
    broken = [left for left, right in pairwise(pieces) if _breaks(text, left, right) == 1]
    if len(broken) < 3:
        return False
    widest = max(len(line.text) for line in pieces)
    if not _NARROWEST <= widest <= _WIDEST:
        return False
    full = sum(len(line.text) >= 0.7 * widest for line in broken)
    open_ended = sum(not _ENDS.search(line.text) for line in broken)
    return full >= 0.7 * len(broken) and open_ended >= 0.3 * len(broken)


def _divided(text: str, left: Line, right: Line) -> bool:
    """Whether a word was divided at the end of the line; its hyphen may be cut already."""
    word = text[max(left.start, left.end - 2) : left.end + 1]
    return _DIVIDED.search(word) is not None and _LOWER.match(right.text) is not None


def _runs_on(left: str, right: str) -> bool:
    """Whether a paragraph ends in mid-sentence, as at the foot of a printed page."""
    if len(left) < 40 or _ENDS.search(left):
        return False
    if _LOWER.match(right):
        return True
    return len(right) >= 40 and len(left.split()) >= 12 and _HANGING.search(left.lower()) is not None
