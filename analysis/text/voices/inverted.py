"""The subject behind its verb: "...," said X; two people died, said X."""

from analysis.text.voices.clauses import before_verb, last_word, span_of
from analysis.text.voices.cue import Cue, backward, is_finite
from analysis.text.voices.lexicon import Verb, listed
from analysis.text.voices.subjects import (
    BOUNDARIES,
    DASHES,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    phrase_end,
    subject_before,
)
from analysis.text.voices.tokens import Token, ends_open, is_quotation

__all__ = ["inverted"]

_STARTS, _ADJUNCT, _PERIODS = listed("starts_clause"), listed("adjunct"), listed("periods")
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "one",
        "two",
        "three",
        "four",
        "five",
        "his",
        "her",
        "their",
        "another",
        "some",
        "many",
        "several",
    ]
)


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
        or any(is_finite(word) for word in words[after:end])
        or not verb.bare
        or words[before].text != ","
        or not _ends_phrase(words, stop)
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
    if word.low in _PERIODS or word.low in _ADJUNCT or any(w.low == "that" for w in words[j : j + 4]):
        return False
    if word.text[0].isupper() or word.low in _DETERMINERS:
        return True
    return (
        word.text.isalpha()
        and word.low not in _STARTS | BOUNDARIES | FINITE
        and not word.low.endswith("ing")
        and (word.low not in {"me", "him", "us", "them"})
    )


def _ends_phrase(words: list[Token], end: int) -> bool:
    return end >= len(words) or words[end].text in ".,;" or words[end].low in PREPOSITIONS | BOUNDARIES | {"who"}


def _subject_takes(words: list[Token], i: int, after: int) -> bool:
    """Whether what stands before the verb is its subject, so that what follows cannot be."""
    return words[after].low in _STARTS and subject_before(words, i) is not None
