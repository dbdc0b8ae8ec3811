"""An attribution, and how one is made of words."""

from typing import NamedTuple

from analysis.text.voices.lexicon import Verb, forms
from analysis.text.voices.phrases import FINITE
from analysis.text.voices.tokens import Token, is_quotation

__all__ = ["Cue", "Span", "backward", "forward", "is_finite", "negates"]

Span = tuple[int, int]

_NEGATION = frozenset(["not", "never", "nor", "neither", "cannot"])


class Cue(NamedTuple):
    """An attribution: "the minister told reporters" with what it attributes.

    ``start`` to ``end`` is the phrase, ``scope`` the stretch in which a quotation is the speaker's, ``clauses`` what
    is reported without marks. ``inverted``: the phrase follows what it attributes.
    """

    start: int
    end: int
    verb: Verb | None
    speaker: Span | None
    scope: Span
    clauses: tuple[Span, ...] = ()
    inverted: bool = False
    sentence: Span = (0, 0)


def forward(words: list[Token], i: int, first: int, verb: Verb, speaker: Span | None, clause: Span | None) -> Cue:
    scope = (words[first - 1].end, words[-1].end)
    return Cue(words[i].start, words[first - 1].end, verb, speaker, scope, (clause,) if clause else ())


def backward(words: list[Token], i: int, end: int, verb: Verb, speaker: Span | None, clause: Span | None) -> Cue:
    scope = clause or (words[i].start, words[i].start)
    return Cue(words[i].start, words[end - 1].end, verb, speaker, scope, (clause,) if clause else (), inverted=True)


def is_finite(word: Token) -> bool:
    return (
        word.low in FINITE
        or is_quotation(word)
        or word.low.endswith("ed")
        or (word.text == word.low and word.low in forms())
    )


def negates(word: Token) -> bool:
    return word.low in _NEGATION or word.low.endswith(("n't", "n’t")) or word.low == "yet"
