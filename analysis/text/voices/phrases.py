"""Noun phrases: what belongs to one, where it ends, and whether someone can be meant by it."""

from itertools import pairwise

from analysis.text.voices.lexicon import listed
from analysis.text.voices.tokens import Token, is_quotation

__all__ = ["BOUNDARIES", "CONTRACTED", "DASHES", "DETERMINERS", "FINITE", "PREPOSITIONS", "PRONOUNS", "STOPS",
           "TIMES", "Phrase", "checked", "is_adverb", "phrase_end"]  # fmt: skip

Phrase = tuple[int, int]  # first word, and the word after the last

PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you"})
BOUNDARIES, FINITE, PREPOSITIONS = listed("boundaries"), listed("finite"), listed("prepositions")
DASHES = frozenset("-–—")
CONTRACTED = {
    f"{pronoun}{mark}{rest}": pronoun
    for pronoun in ("he", "she", "it", "they", "we", "i", "you")
    for mark in "'’"
    for rest in ("s", "ve", "d", "re", "ll", "m")
}
_AUXILIARIES, _NOUN_LEFT = listed("auxiliaries"), listed("noun_left")
_NOUNS_IN_LY = listed("nouns_in_ly")
_PERIODS, _SENTENCE_ADVERBS = listed("periods"), listed("sentence_adverbs")
DETERMINERS = frozenset(["the", "a", "an", "his", "her", "its", "their", "one", "another"])
TIMES = _PERIODS | {"last", "this", "on", "late", "later", "earlier", "early", "here"}
STOPS = frozenset(",;:()[]–—-?!.")


def is_adverb(word: Token) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return word.low in _AUXILIARIES or (
        word.low.endswith("ly") and word.text == word.low and word.low not in _NOUNS_IN_LY
    )


def phrase_end(words: list[Token], first: int) -> int:
    """The word after a noun phrase that begins here."""
    end = first
    while end < len(words) and not is_quotation(words[end]) and words[end].text not in STOPS:
        low = words[end].low
        if (
            end > first
            and low not in {"and", "for", "or"}
            and (low in BOUNDARIES or low in PREPOSITIONS or low in TIMES or low in {"to", "who"})
        ):
            break
        end += 1
    return max(end, first + 1)


def _is_infinitive(word: Token) -> bool:
    return word.text == word.low and word.low not in DETERMINERS | listed("starts_clause")


def checked(words: list[Token], first: int, end: int) -> Phrase | None:
    """The phrase, unless no one can be meant by it."""
    if end - first > 1 and words[first].low == "what":  # what the Kremlin calls
        first += 1
    if first >= end or words[first].low in {"what", "to"} or words[first].low in listed("weekdays"):
        return None
    head = words[end - 1]
    for word, following in pairwise(words[first:end]):
        if word.low == "to" and _is_infinitive(following):
            return None
    if head.low in PRONOUNS:
        return end - 1, end
    while end - first > 1 and words[end - 1].low in TIMES:
        end -= 1  # a general on Wednesday, officials here
    head = words[end - 1]
    if head.low in TIMES:  # last month
        return None
    if head.low in _SENTENCE_ADVERBS:
        return None
    named = False
    for word in words[first:end]:
        if "'" in word.low and word.low in FINITE:
            return None
        named = named or word.text[0].isupper() or (len(word.text) > 2 and word.text.isalpha())
    some_say = head.low == "some" and end - first == 1
    can_be_head = head.text[0].isalnum() and (some_say or head.low not in _NOUN_LEFT)
    return (first, end) if named and can_be_head else None
