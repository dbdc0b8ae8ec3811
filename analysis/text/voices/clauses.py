"""What is said: the clause behind or before a verb of saying, by rule."""

from analysis.text.voices.beginnings import (
    DETERMINERS,
    OBJECTS,
    after_noun,
    begins_clause,
    counts,
    is_clause,
    is_relative,
    that_behind_noun,
)
from analysis.text.voices.lexicon import Verb, listed
from analysis.text.voices.phrases import BOUNDARIES, DASHES, FINITE, PREPOSITIONS, PRONOUNS
from analysis.text.voices.tokens import Token, ends_open, is_quotation, is_sentence

__all__ = ["after_verb", "before_verb", "last_word", "span_of"]

Span = tuple[int, int]

_STARTS, _ADJUNCT, _PERIODS = listed("starts_clause"), listed("adjunct"), listed("periods")
_HEARERS, _HEARER_VERBS = listed("recipients_plural"), listed("hearer_verbs")
_ASIDE = listed("aside")
_QUESTIONS, _OPENS_CLAUSE = listed("question_words"), listed("opens_clause")
_SUBJECTS = (PRONOUNS | {"there"}) - {"you"}
_NO_HEARER = _STARTS | _ADJUNCT | FINITE | BOUNDARIES | _SUBJECTS | _QUESTIONS
_RELATIVE = frozenset({"which", "who", "whose", "whom", "where", "what"})  # admitted the fraud, which was found
_NOUNS_OF_SAYING = listed("nouns_of_saying")
_ASKED = listed("asked")


def last_word(words: list[Token]) -> int:
    """Number of words without the marks that end the sentence."""
    last = len(words)
    while last and words[last - 1].text in {".", "!", "?", "…", "-"}:
        last -= 1
    return last


def span_of(words: list[Token], first: int, end: int) -> Span | None:
    """Offsets of some words."""
    return (words[first].start, words[end - 1].end) if first < end else None


def after_verb(words: list[Token], after: int, verb: Verb) -> tuple[int, Span | None]:
    """Number of the word at which what is said begins, and the clause; (0, None) when nothing said follows."""
    last = last_word(words)
    j = _after_adverbs(words, after, last)
    if j >= last:
        return 0, None
    if words[j].low == "of":  # warned of something that had happened
        return 0, None
    if words[j].text == ":" or is_quotation(words[j]):
        mixed = verb.bare and verb.lemma != "write"  # she wrote "The Sea"
        return j + (words[j].text == ":"), _mixed(words, j, last) if mixed else None
    heard = _after_hearer(words, j, last, verb)
    k = _after_adjunct(words, heard, last)
    if k >= last:
        return 0, None
    if words[k].text == ":" or (is_quotation(words[k]) and k + 1 < last and words[k + 1].low == "that"):
        k += 1
        if k >= last:
            return 0, None
    elif is_quotation(words[k]):
        return k, _mixed(words, k, last) if verb.bare else None
    if words[k].low == "that" and verb.takes != "quoting" and k + 1 < last and not is_relative(words, heard, k):
        return k + 1, span_of(words, k + 1, last)
    if verb.lemma in {"express", "voice"} and (that := that_behind_noun(words, k, last)):
        return that, span_of(words, that, last)
    if verb.kind == "asking" and words[k].low in _QUESTIONS:
        k += words[k].low in {"whether", "if"}
        return k, span_of(words, k, last)
    told = verb.lemma == "tell" and k > j and (words[k - 1].text[0].isupper() or words[k - 1].low in _HEARERS | OBJECTS)
    at_once = k == heard and (verb.lemma == "say" or told)  # not: said in a statement
    if at_once and begins_clause(words, k, last):
        return k, span_of(words, k, last)
    if not verb.bare or not is_clause(words, k, last, frozenset() if verb.lemma in {"say", "tell"} else _RELATIVE):
        return 0, None
    k = k if verb.lemma == "say" else after_noun(words, k, last)
    return k, span_of(words, k, last)


def before_verb(words: list[Token], stop: int) -> Span | None:
    """The clause that ends at ", he said", unless it is an adverbial or a quotation alone."""
    end = stop - 1 if stop and words[stop - 1].text in DASHES | {","} else stop
    first = end
    while first > 0 and (words[first - 1].text != ";" or _in_brackets(words[first:end])):
        if is_quotation(words[first - 1]) and is_sentence(words[first - 1]) and first - 1 < end - 1:
            break
        first -= 1
    inner = words[first:end]
    if not inner or (is_quotation(inner[-1]) and (len(inner) == 1 or is_sentence(inner[-1]))):
        return None
    return None if _is_adverbial(inner) else span_of(words, first, end)


def _in_brackets(words: list[Token]) -> bool:
    """Whether a bracket closes that did not open: 4 billion (3.1 euros; 2.7 pounds) were spent."""
    return next((word.text == ")" for word in words if word.text in "()"), False)


def _after_adverbs(words: list[Token], j: int, last: int) -> int:
    """Pass over "again" and ", however,"."""
    while j < last and (
        (words[j].low.endswith("ly") and words[j].text == words[j].low)
        or words[j].low in {"also", "however", "again", "too"}
    ):
        j += 1
    if j < last and words[j].text == ",":
        closing = next((k for k in range(j + 2, min(j + 8, last)) if words[k].text == ","), 0)
        return closing + 1 if closing else j
    return j


def _mixed(words: list[Token], j: int, last: int) -> Span | None:
    """What follows a quotation that opens the clause: he said "x" was a crime."""
    if not is_quotation(words[j]) or j + 2 >= last or words[j + 1].text in ",.;:-–—" or ends_open(words[j]):
        return None
    return None if words[j + 1].low in _ADJUNCT | BOUNDARIES else span_of(words, j, last)


def _after_hearer(words: list[Token], j: int, last: int, verb: Verb) -> int:
    """Pass over "reporters", "the BBC", "Al Jazeera's Jane Doe", "local leaders"."""
    if verb.lemma.split(" ")[0] not in _HEARER_VERBS or words[j].low == "that":
        return j
    if words[j].low in OBJECTS:
        return j + 1
    k = j
    if words[k].low in DETERMINERS:
        k += 1
    while (
        k < last
        and (words[k].text[0].isupper() or words[k].low in {"and", "of", "for"})
        and (words[k].low not in _PERIODS or (k + 1 < last and words[k + 1].text[0].isupper()))
    ):
        k += 1
    named = k > j and words[k - 1].text[0].isupper()
    while k < last and k - j < 8 and (words[k].low in _HEARERS or (not named and _can_be_hearer(words[k]))):
        k += 1
    if k < last and is_quotation(words[k]) and k + 1 < last and words[k + 1].low == "that":
        k += 1
    return k


def _can_be_hearer(word: Token) -> bool:
    return word.text.isalpha() and word.text == word.low and word.low not in _NO_HEARER


def _after_adjunct(words: list[Token], j: int, last: int) -> int:
    """Pass over "on Monday", "in a statement", "this week" behind a verb; ``last`` when nothing follows."""
    if j >= last or not _is_adjunct(words, j, last):
        return j
    for k in range(j + 1, min(j + 14, last)):
        word = words[k]
        if word.low == "that" and (words[k - 2].low == "by" or _is_claimed(words[j:k])):
            return last
        if word.text == ":" or word.low == "that" or is_quotation(word) or word.low in _SUBJECTS - {"it"}:
            return k
        if word.low in DETERMINERS | {"it"} and words[k - 1].low not in (_ADJUNCT - _PERIODS) | BOUNDARIES | {"or"}:
            return k
        if word.text == ",":
            return j if words[j].low in _OPENS_CLAUSE and is_clause(words, k + 1, last) else last
        if word.text == ";" or word.low in FINITE | BOUNDARIES:
            return j if words[j].low in _OPENS_CLAUSE else last
    return last


def _is_claimed(words: list[Token]) -> bool:
    """Whether a noun takes the clause that follows: apologised for a CLAIM on his website that."""
    return words[0].low in {"for", "about", "of", "over"} and any(word.low in _NOUNS_OF_SAYING for word in words)


def _is_adjunct(words: list[Token], j: int, last: int) -> bool:
    low = words[j].low
    if low == "to" and words[j + 1 : j + 2] and words[j + 1].low in {"be", "have"}:
        return False  # claiming to be
    if low in {"this", "last", "the"}:
        return j + 1 < last and words[j + 1].low in _PERIODS
    return low in _ADJUNCT and not counts(words, j)


def _is_adverbial(inner: list[Token]) -> bool:
    """Whether "On Monday", "Speaking in Berlin", "However" rather than a clause."""
    if any(is_quotation(word) for word in inner):
        return False
    if len(inner) < 3 or inner[0].low in _ASKED | _ASIDE:
        return True
    if inner[0].low.endswith("ing") and not any(word.low in FINITE for word in inner):
        return True
    opens = inner[0].low in PREPOSITIONS | BOUNDARIES and inner[0].low not in {"but", "and"}
    return opens and not any(word.text == "," or word.low in FINITE for word in inner)
