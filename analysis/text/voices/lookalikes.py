"""What looks like a verb of saying, or like someone saying something, and is neither."""

from analysis.text.voices.clauses import last_word
from analysis.text.voices.cue import negates
from analysis.text.voices.lexicon import Verb, listed
from analysis.text.voices.nonfinite import PASSIVE
from analysis.text.voices.phrases import PREPOSITIONS, PRONOUNS, is_adverb
from analysis.text.voices.tokens import Token, is_quotation

__all__ = ["NOBODY", "SUBJECT_STARTS", "adverbs_before", "is_evidence", "is_no_verb"]

_NOUN_LEFT, _NOUNS, _CLAIM_LEFT = listed("noun_left"), listed("noun_or_verb"), listed("claim_left")
_TOOK_OBJECT, _EVIDENCE, _SHOWS, NOBODY = (listed(n) for n in ("took_object", "evidence", "shows", "nobody"))
_BEHIND_VERB = frozenset(["that", ":", "the", "it", "he", "she", "they"])
SUBJECT_STARTS = PRONOUNS | {"the", "a", "an", "his", "her", "its", "their", "one", "another", "this"}


def adverbs_before(words: list[Token], i: int) -> list[Token]:
    """What stands between a subject and its verb: has also."""
    j = i
    while j > 0 and (is_adverb(words[j - 1]) or negates(words[j - 1])):
        j -= 1
    return words[j:i]


def is_no_verb(words: list[Token], i: int, phrase: tuple[int, int], verb: Verb) -> bool:
    """Whether the word is a noun, an adjective or a passive rather than someone's saying."""
    before = words[i - 1].low
    if before == "some" and i > 1 and words[i - 2].text == "," and i + 1 < len(words) and words[i + 1].text == ",":
        return False  # the queue, some noted, was long
    if before in _CLAIM_LEFT and verb.lemma in _NOUNS:  # his previous claims that
        return True
    owned = before.endswith(("'s", "s'", "’s", "s’")) and words[i].low not in {"said", "says", "told"}
    if (before in _NOUN_LEFT and before not in {"this", "that"}) or owned:
        return True
    between = {word.low for word in adverbs_before(words, i)}
    if verb.tense in {"ed", "base", "s"} and between & PASSIVE and "quoted" not in between:
        return True
    if verb.tense == "base" and not between and not _is_plural(words[phrase[0] : phrase[1]]):
        return True
    if verb.tense == "s" and words[phrase[1] - 1].text[0].isupper() and any(is_quotation(w) for w in words[i + 1 :]):
        return False  # Lem calls the plan "odd"
    if verb.tense in {"base", "s"} and verb.lemma.split(" ")[0] in _NOUNS and i + 1 < len(words):
        if before in _TOOK_OBJECT or not _can_say(words[phrase[0] : phrase[1]]):
            return True
        ends = phrase[0] > 0 and is_quotation(words[phrase[0] - 1]) and i + 1 >= last_word(words)
        can_follow = ends or words[i + 1].low in _BEHIND_VERB or verb.particle or is_quotation(words[i + 1])
        return not can_follow
    return False


def _can_say(phrase: list[Token]) -> bool:
    """Whether a phrase is a subject rather than what stands before a noun: the report claims, false claims."""
    return phrase[0].low in SUBJECT_STARTS or _is_plural(phrase) or any(word.text[0].isupper() for word in phrase)


def is_evidence(words: list[Token], phrase: tuple[int, int], verb: Verb) -> bool:
    """Whether figures show rather than someone says."""
    return verb.lemma in _SHOWS and words[_head(words[phrase[0] : phrase[1]]) + phrase[0]].low in _EVIDENCE


def _head(phrase: list[Token]) -> int:
    return (
        next(
            (
                k
                for k, word in enumerate(phrase)
                if k and (word.low in PREPOSITIONS | {"of", "who"} or _is_passive(phrase, k))
            ),
            len(phrase),
        )
        - 1
    )


def _is_passive(phrase: list[Token], k: int) -> bool:
    """Whether a participle ends what stands before it: a poll TAKEN by the paper, one CARRIED out by it."""
    return phrase[k].low.endswith(("ed", "en")) and any(word.low == "by" for word in phrase[k + 1 : k + 3])


def _is_plural(phrase: list[Token]) -> bool:
    """Whether a verb without -s can follow: experts say, police in Cairo say, I say."""
    low = phrase[_head(phrase)].low
    if low in {"he", "she", "it"}:
        return False
    return (
        low in PRONOUNS
        or (low.endswith("s") and not low.endswith("ss"))
        or low in listed("plurals")
        or any(word.low == "and" for word in phrase)
    )
