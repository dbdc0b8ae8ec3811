"""Where each of many phrases stands in a text; all are looked for in one pass."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

__all__ = ["Phrases"]

OPENING = 4  # letters by which a place is chosen; shorter phrases are looked for one by one


class Phrases:
    """Phrases to look for; those in small letters stand for either case.

    Parameters
    ----------
    words_of : mapping of str to frozenset of bytes
        The words of each phrase in small letters: it is not looked for in texts that lack one.

    Examples
    --------
    >>> phrases = Phrases({"follow us": frozenset([b"us"]), "Follow": frozenset(), "the": frozenset([b"the"])})
    >>> text = "Follow us. FOLLOW THE money: follow us"
    >>> phrases.starts(text, text.lower(), frozenset([b"us", b"the"]))
    {'the': [18], 'follow us': [0, 29], 'Follow': [0]}
    """

    def __init__(self, words_of: Mapping[str, frozenset[bytes]]):
        self._words_of = words_of
        singles = [phrase for phrase in words_of if len(phrase) < OPENING or not phrase.isascii()]
        self._single = [(phrase, phrase.strip() or phrase, words_of[phrase], phrase.islower()) for phrase in singles]
        others = [phrase for phrase in words_of if len(phrase) >= OPENING and phrase.isascii()]
        lows = sorted({phrase.lower() for phrase in others})  # of two that begin alike the longer has the larger number
        self._begun = [[phrase for phrase in others if low.startswith(phrase.lower())] for low in lows]
        self._tree = _tree([low.encode() for low in lows])

    def starts(self, text: str, low: str, words: frozenset[bytes]) -> dict[str, list[int]]:
        """Offsets of each phrase that stands in a text, none overlapping; `low` is the text in small letters."""
        found = {}
        for phrase, bare, needed, is_low in self._single:
            where = low if is_low else text
            if needed <= words and bare in where:  # with a blank behind it, which stands all over, it is found slowly
                found[phrase] = _find(phrase, where)
        for phrase, places in self._walk(low).items():
            if self._words_of[phrase] <= words:
                found[phrase] = _apart(phrase, places, low if phrase.islower() else text)
        return {phrase: places for phrase, places in found.items() if places}

    def _walk(self, low: str) -> dict[str, list[int]]:
        """Offsets by phrase, in whichever case it stands there."""
        from analysis.corpus.cleaning.kernels import walk

        places = {}
        for number, at in walk(np.frombuffer(low.encode("ascii", "replace"), np.uint8), *self._tree).tolist():
            for phrase in self._begun[number]:
                places.setdefault(phrase, []).append(at)
        return places


def _find(phrase: str, text: str) -> list[int]:
    places, at = [], text.find(phrase)
    while at >= 0:
        places.append(at)
        at = text.find(phrase, at + len(phrase))
    return places


def _apart(phrase: str, places: list[int], text: str) -> list[int]:
    """Those of some places at which a phrase stands, none inside another."""
    kept, behind = [], 0
    for at in places:
        if at >= behind and text.startswith(phrase, at):
            kept.append(at)
            behind = at + len(phrase)
    return kept


class _Tree(NamedTuple):
    """Phrases by their letters: each state stands for the start of some phrases, 0 for none.

    Attributes
    ----------
    opens : array of 2**16
        Whether a phrase may begin with some letters, by the hash of the first four.
    classes : array of 256
        Class of each byte; 0 for bytes that stand in no phrase.
    step : array of shape (states, classes)
        The next state; 0 where no phrase goes on like this.
    ending : array of int
        The phrase that is complete in a state, or -1; of two that begin alike the longer has the larger number.
    """

    opens: np.ndarray
    classes: np.ndarray
    step: np.ndarray
    ending: np.ndarray


def _tree(phrases: list[bytes]) -> _Tree:
    from analysis.corpus.cleaning.kernels import openings

    opens = np.zeros(2**16, np.bool_)
    for phrase in phrases:
        opens[openings(np.frombuffer(phrase[:OPENING], np.uint8))] = True
    letters = sorted(set(b"".join(phrases)))
    classes = np.zeros(256, np.uint8)
    classes[letters] = np.arange(1, len(letters) + 1)
    step, ending = [[0] * (len(letters) + 1)], [-1]
    for number, phrase in enumerate(phrases):
        state = 0
        for letter in classes[list(phrase)].tolist():
            if not step[state][letter]:
                step[state][letter] = len(step)
                step.append([0] * (len(letters) + 1))
                ending.append(-1)
            state = step[state][letter]
        ending[state] = number
    return _Tree(opens, classes, np.array(step, np.uint32), np.array(ending, np.int32))
