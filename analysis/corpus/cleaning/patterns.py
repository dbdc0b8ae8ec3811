"""Expressions that outlets are known by, each with the plain text that must stand where it can match.

Looking for plain text is fast, so an expression is tried only where its text stands.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["NoticeBook", "OwnPattern", "needed_literal", "own_pattern"]

_PATTERN_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[\d,]+\}|.", re.DOTALL)
_INNER_WORD = re.compile(rb"(?<=[^a-z0-9?])[a-z0-9]+(?=[^a-z0-9?])")
_PLAIN = " ,:;'\"-/@#!%&=<>~`_’“”«»–—"


class OwnPattern(NamedTuple):
    """An expression of an outlet, the plain text that stands in every match of it, and a whole word of that text."""

    slug: str
    pattern: re.Pattern
    literal: str
    word: bytes

    def may_match(self, words: frozenset[bytes]) -> bool:
        """Whether a text of these words (lower case) can hold a match."""
        return not self.word or self.word in words


def own_pattern(slug: str, pattern: str) -> OwnPattern:
    """Compile an expression for an outlet."""
    literal = needed_literal(pattern)
    return OwnPattern(slug, re.compile(pattern, re.MULTILINE), literal, _whole_word(literal))


class NoticeBook:
    """Notices by a word of each, so that a text is searched only for those whose word it holds."""

    def __init__(self, patterns: Iterable[OwnPattern]):
        self._by_word = {}
        for notice in patterns:
            self._by_word.setdefault(notice.word, []).append(notice)
        self._words = frozenset(self._by_word)

    def named_in(self, text: str, words: frozenset[bytes]) -> list[str]:
        """Slugs of the outlets that a text of these words (lower case) names, in the order of the alphabet."""
        woken = [notice for word in self._words & words | {b""} for notice in self._by_word.get(word, ())]
        return sorted({found.slug for found in woken if found.literal in text and found.pattern.search(text)})


def _whole_word(literal: str) -> bytes:
    """The longest word inside a text that must stand there whole; empty when there is none."""
    return max(_INNER_WORD.findall(literal.lower().encode("ascii", "replace")), key=len, default=b"")


def needed_literal(pattern: str) -> str:
    """The longest plain text that every match of an expression holds; "" if there is none to be seen.

    Examples
    --------
    >>> needed_literal(r"Follow us on Facebook, on Twitter @BBC\\w+(?:, or Instagram)?")
    'Follow us on Facebook, on Twitter @BBC'
    >>> needed_literal(r"(?:a|b)c?d|e")
    ''
    """
    best, run, depth = "", "", 0
    for token in _PATTERN_TOKEN.findall(pattern):
        if token in ("(", ")"):
            depth += 1 if token == "(" else -1
        if depth == 0 and (token == "|" or token.startswith("(?i")):
            return ""
        literal = token[-1] if depth == 0 and (token[-1].isalnum() or token[-1] in _PLAIN or token[0] == "\\") else ""
        if token[0] == "\\" and token[-1].isalnum():
            literal = ""
        if depth == 0 and token[0] in "?*{":
            run = run[:-1]
        best = max(best, run, key=len)
        run = run + literal if literal and token[0] not in "[{" else ""
    return max(best, run, key=len)
