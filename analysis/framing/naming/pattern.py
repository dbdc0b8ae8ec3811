"""Names as one writes them, compiled to regular expressions.

=================  =====================================================================================
``Assad regime``   these words in any case, with blanks, a line break or a hyphen between them, perhaps in
                   quotation marks; each may be possessive, the last may be plural
``IS``             a word in capitals stands in capitals only
``annex*``         a word that begins so
``(a|b c)``        one of these
``the?``           this word or none; also after a bracket
``...``            up to three words, whatever they are
=================  =====================================================================================
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from analysis.errors import FramingError

__all__ = ["Pattern", "any_of", "compile_pattern", "is_abbreviation"]

_TOKEN = re.compile(r"\.\.\.|[()|?]|[^\s()|?–‑‐-]+")
_BLANK = r"(?:[^\S\n]+|[^\S\n]*\n(?![^\S\n]*\n)[^\S\n]*|[-‐‑–])"
_BETWEEN = rf"[\"“”'‘’«»]{{0,2}}{_BLANK}[\"“”'‘’«»]{{0,2}}"
_GAP = rf"(?:{_BETWEEN}[\w'’]+){{0,3}}?"
_POSSESSIVE = r"(?:['’][sS](?!\w)|(?<=s)['’](?=\s\w))?"


class Head(NamedTuple):
    """Letters that a first word consists of, plural aside, or begins with; and whether their case counts."""

    letters: str
    begins: bool
    cased: bool

    @property
    def source(self) -> str:
        """Expression for the whole first word."""
        ending = r"\w*" if self.begins else r"(?:s|es|y|ies)?(?!\w)"
        return re.escape(self.letters) + ending


@dataclass(frozen=True)
class Pattern:
    """A compiled name.

    Parameters
    ----------
    source : str
        The expression; it begins and ends at the border of a word.
    heads : tuple of Head
        The words with which a match can begin.
    """

    source: str
    heads: tuple["Head", ...]

    @cached_property
    def regex(self) -> re.Pattern:
        """The expression, compiled."""
        return re.compile(self.source)

    @cached_property
    def first_word(self) -> re.Pattern:
        """Expression for the first word alone, in any case."""
        return re.compile("|".join(head.source for head in self.heads), re.IGNORECASE)


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str) -> Pattern:
    """Compile a name as it stands in a file of concepts.

    >>> regex = compile_pattern("(Syrian|Assad) regime troops?").regex
    >>> texts = ["Syrian regimes", "ASSAD'S REGIME", 'Assad "regime" troops', "Syrian regimen"]
    >>> [bool(regex.fullmatch(text)) for text in texts]
    [True, True, True, False]
    """
    try:
        sequence, rest = _parsed(_TOKEN.findall(pattern))
        if rest:
            raise FramingError("a bracket ')' has no '(' before it")
        body = _sequence(sequence, ends=True)
        return Pattern(rf"(?<!\w){body}(?!\w)", tuple(sorted(set(_heads(sequence)))))
    except FramingError as error:
        raise FramingError(f"pattern {pattern!r}: {error}") from None


@lru_cache(maxsize=256)
def any_of(patterns: tuple[str, ...]) -> re.Pattern | None:
    """One expression for several patterns; None where there is no pattern."""
    return re.compile("|".join(compile_pattern(pattern).source for pattern in patterns)) if patterns else None


def is_abbreviation(word: str) -> bool:
    """Whether a word is written in capitals: IS is not is.

    >>> [is_abbreviation(word) for word in ("IS", "U.S.", "Is", "I", "ISIL*")]
    [True, True, False, False, True]
    """
    return word.upper() == word and sum(map(str.isalpha, word)) > 1


@dataclass
class _Part:
    """A word, a gap, or several sequences to choose from."""

    word: str = ""
    choices: tuple = ()
    optional: bool = False

    @property
    def is_gap(self) -> bool:
        return self.word == "..."


def _parsed(tokens: list[str]) -> tuple[list[_Part], list[str]]:
    """Parts up to the closing bracket or the end, and the tokens after it; alternatives make one part of choices."""
    choices: list[list[_Part]] = [[]]
    while tokens and tokens[0] != ")":
        token, tokens = tokens[0], tokens[1:]
        if token == "|":
            choices.append([])
        elif token == "(":
            inside, tokens = _parsed(tokens)
            if not tokens:
                raise FramingError("a bracket '(' has no ')' after it")
            choices[-1].append(_Part(choices=(inside,)))
            tokens = tokens[1:]
        elif token == "?" and choices[-1]:
            choices[-1][-1].optional = True
        else:
            choices[-1].append(_Part(word=token))
    return (choices[0] if len(choices) == 1 else [_Part(choices=tuple(choices))]), tokens


def _sequence(parts: list[_Part], ends: bool) -> str:
    """Expression of parts one after the other; ``ends``: the name may end here."""
    needed = [i for i, part in enumerate(parts) if not (part.optional or part.is_gap)]
    if not needed or parts[0].is_gap or parts[-1].is_gap:
        raise FramingError("a name, and each alternative in it, begins and ends with words and cannot be empty")
    written = []
    for i, part in enumerate(parts):
        body = _GAP if part.is_gap else _part(part, ends=ends and i >= needed[-1])
        if not part.is_gap:
            body = body + _BETWEEN if i < needed[0] else body if i == needed[0] else _BETWEEN + body
        written.append(f"(?:{body})?" if part.optional else body)
    return "".join(written)


def _part(part: _Part, ends: bool) -> str:
    if part.choices:
        written = [_sequence(choice, ends) for choice in part.choices]
        # Where one alternative begins like another, the longer one is tried first.
        return f"(?:{'|'.join(sorted(written, key=len, reverse=True))})"
    return _word(part.word, ends)


def _word(word: str, ends: bool) -> str:
    stem, star, rest = word.partition("*")
    if rest or not re.match(r"\w", stem):
        raise FramingError(f"{word!r} is not a word: words begin with a letter, and a star stands at their end only")
    body = _letters(stem) + r"\w*" if star else _plural(word) if ends else _letters(word)
    return (body if is_abbreviation(stem) else f"(?i:{body})") + _POSSESSIVE


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return f"{_letters(word[:-1])}(?:y|ies)"
    return _letters(word) + ("(?:es)?" if re.search(r"(?:s|x|ch|sh)$", word) else "s?")


def _letters(word: str) -> str:
    return re.sub("['’]", "['’]", re.escape(word))


def _heads(parts: list[_Part]) -> list[Head]:
    found = []
    for part in parts:
        found += [head for choice in part.choices for head in _heads(choice)] if part.choices else [_head(part.word)]
        if not part.optional:
            break
    return found


def _head(word: str) -> Head:
    letters = re.match(r"\w*", word)[0]
    # Of "city", "cit" stays: the plural has no y. Of "U.S.", "U" begins the word.
    return Head(letters.removesuffix("y"), letters != word, is_abbreviation(word))
