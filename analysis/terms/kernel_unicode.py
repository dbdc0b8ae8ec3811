"""Which characters make up words: Python's own lower case and regular expressions as tables over code points."""

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np

__all__ = ["BETWEEN_WORDS", "LOWERED_BY_PYTHON", "SPOILS_WORD", "WordPattern", "letter_table", "parse_pattern"]

# Sigma's lower case depends on its neighbours, dotted capital I becomes two characters: no table can say that. Both
# are two bytes long in UTF-8.
LOWERED_BY_PYTHON = ("\N{GREEK CAPITAL LETTER SIGMA}", "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}")
N_CODE_POINTS = 0x110000
BETWEEN_WORDS, SPOILS_WORD = 0, -1

# one class of characters, repeated, between word boundaries or not: \w+, [a-z]{3,}, (?u)\b\w\w+\b
_CLASS = r"\\w|\[(?:[^\[\]\\&~|-]|-(?!-)|\\[wWdDsS\-.'])+\]"
_PATTERN = re.compile(rf"(?:\(\?u\))?(\\b)?({_CLASS})((?:\2)*)(?:(\+)|(\*)|\{{(\d{{1,4}}),\}})(\\b)?")


class WordPattern(NamedTuple):
    """Runs of at least `shortest` characters of a class; `bounded` by word boundaries."""

    characters: str
    shortest: int
    bounded: bool


def parse_pattern(token_pattern: str) -> WordPattern | None:
    r"""Read a token pattern, or return None where it is more than a class of characters repeated.

    >>> parse_pattern(r"(?u)\b\w\w+\b")
    WordPattern(characters='\\w', shortest=2, bounded=True)
    >>> parse_pattern("[a-z]{3,}")
    WordPattern(characters='[a-z]', shortest=3, bounded=False)
    >>> parse_pattern("[a-z]+-[a-z]+")
    """
    found = _PATTERN.fullmatch(token_pattern)
    if found is None:
        return None
    opened, characters, more, plus, star, least, closed = found.groups()
    n_classes = 1 + len(more) // len(characters)
    shortest = n_classes - 1 + (1 if plus else 0 if star else int(least))
    usable = shortest >= 1 and (characters == r"\w" or bool(opened) == bool(closed))
    pattern = WordPattern(characters, shortest, bool(opened))
    try:
        return pattern if usable and letter_table(pattern, True) is not None else None
    except re.error:  # such as [z-a]: scikit-learn compiles the whole pattern and says so
        return None


def _all_characters() -> str:
    return np.arange(N_CODE_POINTS, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")


@lru_cache(maxsize=8)
def _members(characters: str) -> np.ndarray:
    members = np.zeros(N_CODE_POINTS, bool)
    for run in re.finditer(characters + "+", _all_characters()):
        members[slice(*run.span())] = True
    return members


@lru_cache(maxsize=8)
def letter_table(pattern: WordPattern, lowercase: bool) -> np.ndarray | None:
    """Letter that each code point counts as, or one of the two marks.

    Between word boundaries a word is a whole run of word characters, and one character outside the class spoils it.
    None where words may hold a blank or a NUL, or where a word boundary may fall inside a word.
    """
    members, letters = _members(pattern.characters), _members(r"\w")
    if members[ord(" ")] or members[0] or (pattern.bounded and (members & ~letters).any()):
        return None
    table = _lower().copy() if lowercase else np.arange(N_CODE_POINTS, dtype=np.int32)
    is_letter, is_member = letters[table], members[table]
    table[~is_member] = BETWEEN_WORDS
    table[is_letter & ~is_member] = SPOILS_WORD if pattern.bounded else BETWEEN_WORDS
    return table


@lru_cache(maxsize=1)
def _lower() -> np.ndarray:
    text = _all_characters()
    for character in LOWERED_BY_PYTHON:
        text = text.replace(character, " ")
    return np.frombuffer(text.lower().encode("utf-32-le", "surrogatepass"), np.int32)
