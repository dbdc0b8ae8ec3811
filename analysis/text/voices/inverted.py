"""The subject behind its verb: "...," said X; two people died, said X."""

from analysis.text.voices.clauses import before_verb, last_word, span_of
from analysis.text.voices.cue import Cue, backward, is_finite
from analysis.text.voices.lexicon import Verb, listed
from analysis.text.voices.phrases import (
    BOUNDARIES,
    DASHES,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    phrase_end,
)
from analysis.text.voices.subjects import subject_before
from analysis.text.voices.tokens import Token, ends_open, is_quotation

__all__ = ["inverted"]

_STARTS, _ADJUNCT, _PERIODS = listed("starts_clause"), listed("adjunct"), listed("periods")
_SHOWS = listed("shows")
_PARTICLES = frozenset(["up", "out", "off", "down", "away", "back", "to", "by", "through", "into"])
_DETERMINERS = (DETERMINERS - {"its"}) | {"two", "three", "four", "five", "some", "many", "several"}


def inverted(words: list[Token], i: int, after: int, verb: Verb) -> Cue | None:
    """The subject behind its verb: "...," said X; two people died, said X."""
    if i == 0 or verb.lemma == "tell" or after >= len(words) or (verb.tense == "base" and verb.lemma != "say"):
        return None
    before = i - 1
    while before > 0 and words[before].low in {"also", "then", "later"}:
        before -= 1
    comma = words[before].text in DASHES or words[before].text == ","
    blob = before - comma >= 0 and is_quotation(words[before - comma])
    if not (comma or (blob and ends_open(words[before]))) or not _can_follow(words, after, blob):
        return None
    end = phrase_end(words, after)
    stop = end
    if end - after > 2 and words[end - 1].low.endswith("ed") and end < len(words) and words[end].low == "by":
        end -= 1  # the text backed by members
    named = words[after].low in _DETERMINERS or any(word.text[0].isupper() for word in words[after:end])
    if not verb.bare and end - after > 2 and not named:
        return None
    if not blob and (
        before < 3
        or not (any(is_finite(word) for word in words[:before]) or (verb.tense != "ed" and end == last_word(words)))
        or any(is_finite(words[j]) and not _is_modifier(words, j) for j in range(after + 1, end))
        or not verb.bare
        or words[before].text != ","
        or not _ends_phrase(words, stop)
        or (verb.lemma in _SHOWS and end < last_word(words) and words[end].text != ",")
        or _subject_takes(words, i, after)
    ):
        return None
    clause = before_verb(words, before + 1)
    return backward(words, i, end, verb, span_of(words, after, end), clause)


def _can_follow(words: list[Token], j: int, blob: bool) -> bool:
    """Whether a subject can begin here, behind its verb."""
    word = words[j]
    if word.low in PRONOUNS:
        return blob
    if word.low in _PERIODS or word.low in _ADJUNCT or _has_that(words, j):
        return False
    if word.text[0].isupper() or word.low in _DETERMINERS:
        return True
    return (
        word.text.isalpha()
        and word.low not in _STARTS | BOUNDARIES | FINITE | _PARTICLES
        and not word.low.endswith("ing")
        and (word.low not in {"me", "him", "us", "them"})
    )


def _is_modifier(words: list[Token], j: int) -> bool:
    """Whether a participle tells which person is meant: three people BRIEFED on the talks."""
    return words[j].low.endswith("ed") and j + 1 < len(words) and words[j + 1].low in PREPOSITIONS | {"in", "to", "of"}


def _has_that(words: list[Token], j: int) -> bool:
    """Whether a clause rather than a name follows: "...," said officials that day; not: said Lem, noting that."""
    for word in words[j : j + 4]:
        if word.text == ",":
            return False
        if word.low == "that":
            return True
    return False


def _ends_phrase(words: list[Token], end: int) -> bool:
    return (
        end >= len(words) or words[end].text in ".,;" or words[end].low in PREPOSITIONS | BOUNDARIES | TIMES | {"who"}
    )


def _subject_takes(words: list[Token], i: int, after: int) -> bool:
    """Whether what stands before the verb is its subject, so that what follows cannot be."""
    return words[after].low in _STARTS and subject_before(words, i) is not None
