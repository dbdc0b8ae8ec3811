"""Where sentences begin and end, well enough to tell furniture from its neighbours; made for speed."""

import re
from collections.abc import Iterator

__all__ = ["segments", "sentence_around"]

_BOUNDARY = re.compile(
    r"[.!?…][\"”’»)\]]{0,3}[-\s]+(?=[\"“‘«(\[*—-]?\s?[A-ZÀ-ÞА-Я@#])|[.!?][\"”]+(?=[A-ZÀ-Þ])|\s{3,}|\"\s*—\s*"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Prof|Rev|Jr|Sr|U\.S|U\.N|U\.K|No|vs|Inc|"
    r"Corp|Co)$"
)
_ADDRESS = re.compile(r"https?://\S+|\n+|\s{2,}")


def sentence_around(text: str, at: int, low: int, high: int) -> tuple[int, int]:
    """Offsets of the sentence that holds position `at`, inside [low, high).

    Examples
    --------
    >>> text = "It rained. Dr. A. Smith contributed to this report. It stopped."
    >>> text[slice(*sentence_around(text, 30, 0, len(text)))]
    'Dr. A. Smith contributed to this report. '
    """
    start, end = low, high
    for first, behind in _breaks(text, low, high):
        if behind <= at:
            start = behind
        elif first >= at:
            end = behind
            break
    return start, end


def segments(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the stretches between line breaks, sentence ends, addresses and wide blanks.

    Examples
    --------
    >>> text = "It rained. Share Tweet Print http://example.org/1 It stopped.\\nMenu"
    >>> [text[start:end] for start, end in segments(text)]
    ['It rained.', 'Share Tweet Print', 'It stopped.', 'Menu']
    """
    cuts = [match.span() for match in _ADDRESS.finditer(text)]
    cuts += [(behind, behind) for _, behind in _breaks(text, 0, len(text))]
    at = 0
    for start, end in [*sorted(cuts), (len(text), len(text))]:
        if start > at and (passage := text[at:start].strip()):
            first = text.index(passage, at)
            yield first, first + len(passage)
        at = max(at, end)


def _breaks(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """(start, end) of every sentence end between two offsets; abbreviations and initials end none."""
    for match in _BOUNDARY.finditer(text, low, high):
        if match.group()[0] != "." or not _ABBREVIATION.search(text, max(low, match.start() - 12), match.start()):
            yield match.span()
