"""Whether a clause begins at a word."""

from analysis.text.voices.lexicon import listed
from analysis.text.voices.phrases import CONTRACTED, FINITE, PREPOSITIONS, PRONOUNS
from analysis.text.voices.tokens import Token, is_quotation, is_sentence

__all__ = [
    "DETERMINERS",
    "OBJECTS",
    "after_noun",
    "begins_clause",
    "counts",
    "is_clause",
    "is_relative",
    "that_behind_noun",
]

OBJECTS = frozenset({"me", "him", "her", "us", "them", "you"})
DETERMINERS = frozenset(["the", "a", "an", "his", "her", "its", "their", "this"])
_STARTS, _ADJUNCT, _PERIODS = listed("starts_clause"), listed("adjunct"), listed("periods")
_NO_CLAUSE, _OPENS_CLAUSE = listed("no_clause") | listed("aside"), listed("opens_clause")
_HOPE, _CAN_BE_SAID = listed("hope"), listed("can_be_said")
_REDUCED = listed("reduced")
_THERE_IS = frozenset(["there's", "there’s", "that's", "that’s"])
_NO_VERB_BEHIND = PREPOSITIONS | DETERMINERS | {"of", "into"}


def counts(words: list[Token], j: int) -> bool:
    """Whether a preposition belongs to a number of people or things: reported AT LEAST 40 people had died."""
    if words[j].low not in {"about", "at", "over"} or j + 2 >= len(words) or words[j + 2].low in _PERIODS | {"on"}:
        return False
    return words[j + 1].low in {"least", "most"} or (words[j].low != "at" and words[j + 1].text[0].isdigit())


def is_clause(words: list[Token], k: int, last: int, stops: frozenset[str] = frozenset()) -> bool:
    """Whether a clause can begin here: a pronoun, or something that has a verb behind it, before any of ``stops``."""
    if k + 1 >= last:
        return False
    word = words[k]
    if word.low in PRONOUNS or word.low in CONTRACTED or word.low in _THERE_IS:
        return True
    if word.low == "no" and any(other.low in FINITE for other in words[k + 1 : k + 6]):  # said no child was hurt
        return True
    if (word.low in _NO_CLAUSE and not counts(words, k)) or not (word.text[0].isalnum() or word.text[0] in "$€£#@"):
        return False
    if word.low in PREPOSITIONS and not counts(words, k) and word.low not in _STARTS | _OPENS_CLAUSE:
        return False
    stop = next((at for at in range(k + 1, min(k + 25, last)) if words[at].low in stops), min(k + 25, last))
    return any(_is_finite(words, at) for at in range(k + 1, stop))


def is_relative(words: list[Token], heard: int, that: int) -> bool:
    """Whether "that" belongs to the noun in front: said in a letter THAT was sent on Monday."""
    low, follows = words[that + 1].low, words[that + 2].low if that + 2 < len(words) else ""
    if that > heard and low.endswith("s") and follows in PREPOSITIONS | {"both", "between", "to"} - {"in"}:
        return True  # said in an accent that sways between
    return that > heard and (low in FINITE or (low.endswith("ed") and words[that + 1].text == low))


def that_behind_noun(words: list[Token], k: int, last: int) -> int:
    """The word behind "that" in "expressed some concern that"; 0 when there is none."""
    for j in range(k, min(k + 5, last - 1)):
        if words[j].low == "that":
            return j + 1
        if not words[j].text.isalpha() or words[j].low in _HOPE:
            return 0
    return 0


def begins_clause(words: list[Token], k: int, last: int) -> bool:
    """Whether no more than a subject shows the clause: said THE SMELL returns each spring; said RUSSIA wants peace."""
    if _is_subject_of_quotation(words[k:last]):
        return True
    if last - k < 3 or any(word.low == "that" for word in words[k : k + 12]):
        return False
    if words[k].low in DETERMINERS:
        return (last - k > 3 or is_quotation(words[last - 1])) and words[k + 1].low not in _CAN_BE_SAID
    verb = words[k + 1].text
    return words[k].text[0].isupper() and words[k].low not in _PERIODS and verb.islower() and verb.endswith("s")


def _is_subject_of_quotation(clause: list[Token]) -> bool:
    """Whether a clause is a subject whose verb is quoted: told him THE TALKS "will go on"; says REBELS "will go"."""
    *subject, quoted = clause
    if not subject or not is_quotation(quoted) or is_sentence(quoted) or not subject[-1].text.islower():
        return False
    if len(subject) == 2:
        return subject[0].low in DETERMINERS
    return len(subject) == 1 and subject[0].low.endswith("s") and subject[0].low not in _STARTS | _ADJUNCT


def after_noun(words: list[Token], k: int, last: int) -> int:
    """The clause in "repeated the position that talks had failed" begins behind "that"."""
    for j in range(k, min(k + 8, last - 1)):
        if _is_finite(words, j) or words[j].text == "," or is_quotation(words[j]):
            return k
        if words[j].low == "that" and j > k:
            return j + 1
    return k


def _is_finite(words: list[Token], at: int) -> bool:
    low = words[at].low
    if low in _REDUCED and words[at - 1].low not in PRONOUNS:
        return False
    if low.endswith("ed") and (
        words[at - 1].low in _NO_VERB_BEHIND or (words[at + 1 : at + 2] and words[at + 1].low == "by")
    ):
        return False  # despite concerted efforts; the hurt caused by
    return low in FINITE or low.endswith(("ed", "n't")) or (low.endswith("s") and _takes_object(words, at))


def _takes_object(words: list[Token], at: int) -> bool:
    """Whether a word in -s is a verb by what follows it: the club still OWES him."""
    follows = words[at + 1].low if at + 1 < len(words) else ""
    return words[at].text == words[at].low and words[at - 1].low not in DETERMINERS and follows in OBJECTS | DETERMINERS
