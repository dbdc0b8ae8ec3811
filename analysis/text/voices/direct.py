"""The subject before its verb: X said that ...; ..., X said; X called for talks and said that ..."""

from analysis.text.voices.clauses import after_verb, before_verb, last_word, span_of
from analysis.text.voices.cue import Cue, Span, backward, forward, is_finite, negates
from analysis.text.voices.lexicon import Verb, listed
from analysis.text.voices.lookalikes import NOBODY, SUBJECT_STARTS, adverbs_before, is_evidence, is_no_verb
from analysis.text.voices.nonfinite import PASSIVE, subject_of_participle
from analysis.text.voices.phrases import BOUNDARIES, DASHES, FINITE, PREPOSITIONS, TIMES, is_adverb, phrase_end
from analysis.text.voices.subjects import subject_before
from analysis.text.voices.tokens import Token, ends_open, is_quotation

__all__ = ["direct"]

_ASKED_ABOUT = frozenset(["whether", "if", "about", "why", "how"])
_NOUNS = listed("noun_or_verb")
_RECIPIENTS = listed("recipients_plural")
_WHEN = frozenset(["after", "as", "before", "when", "while", "since", "until", "following"])


def direct(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """The subject before its verb: X said ...; ..., X said."""
    asked = verb.kind == "asking" and i > 0 and words[i - 1].text == "," and after < len(words)
    if asked and words[after].low in _ASKED_ABOUT:  # the minister, asked whether he would go, said no
        return None
    phrase = subject_before(words, i)
    if phrase and phrase[0] and words[phrase[0] - 1].low == "what":  # what it called "x"
        speaker = span_of(words, *phrase)
        return Cue(words[phrase[0]].start, words[i].end, verb, speaker, (words[i].end, words[-1].end))
    if verb.takes != "quoting" and (cue := _behind(words, i, after, verb, phrase)):
        return cue
    if (
        phrase
        and verb.lemma == "call"
        and words[phrase[0]].low in {"a", "an"}
        and any(map(is_quotation, words[after : after + 1]))
    ):
        return None  # a show called "The Sea"
    if verb.tense == "ed" and verb.lemma not in {"say", "tell"} and after < len(words) and words[after].low == "by":
        return None  # a practice reported by the paper
    if phrase is None:
        return _coordinated(words, i, after, verb, earlier)
    if is_no_verb(words, i, phrase, verb) or words[phrase[0]].low in NOBODY:
        return None
    if verb.kind == "structuring" and verb.takes == "quoting" and _has_object(words, after):
        return None
    first, clause = after_verb(words, after, verb)
    speaker = span_of(words, *phrase)
    if is_evidence(words, phrase, verb) or any(negates(word) for word in adverbs_before(words, i)):
        return Cue(words[phrase[0]].start, words[i].end, verb, speaker, (words[i].end, words[-1].end))
    if first and not _only_dates(words, phrase[0], first):
        cue = forward(words, phrase[0], first, verb, speaker, clause)
        return _within_relative(words, i, cue) if clause else cue
    opens = words[phrase[0]].low not in PREPOSITIONS and not (after < len(words) and words[after].low == "of")
    bare = verb.bare or verb.lemma == "read"
    clause = before_verb(words, phrase[0]) if bare and opens else None
    if verb.bare and (around := _around(words, phrase[0], after)):
        cue = backward(words, phrase[0], after, verb, speaker, around[0])
        return cue._replace(clauses=around, scope=(around[0][0], around[1][1]))
    if (clause and words[phrase[0] - 1].text in {",", *DASHES}) or _follows_quotation(words, phrase[0], verb):
        return backward(words, phrase[0], after, verb, speaker, clause)
    return Cue(words[phrase[0]].start, words[after - 1].end, verb, speaker, (words[i].end, words[-1].end))


def _within_relative(words: list[Token], i: int, cue: Cue) -> Cue:
    """The attribution of a relative clause ends with it: the armies, who claim the land is theirs, HAVE not met."""
    j = i
    while j > 0 and is_adverb(words[j - 1]):
        j -= 1
    if j < 2 or words[j - 1].low not in {"who", "which"} or words[j - 2].text != ",":
        return cue
    start = cue.clauses[0][0]
    for k in range(i + 1, len(words) - 1):
        if words[k].text == "," and words[k].start > start and words[k + 1].low in FINITE:
            return cue._replace(clauses=((start, words[k - 1].end),), scope=(cue.scope[0], words[k].start))
    return cue


def _only_dates(words: list[Token], start: int, first: int) -> bool:
    """Whether a quotation has come to its end in front, so that what follows tells when: "...," X said after ..."""
    spoken = start > 0 and is_quotation(words[start - 1]) and ends_open(words[start - 1])
    return spoken and words[first].low in _WHEN


def _behind(words: list[Token], i: int, after: int, verb: Verb, phrase: tuple[int, int] | None) -> Cue | None:
    """A clause, a comma, whoever says it and the verb at the end: Rents will rise, Bo Lem, head of Y (a party), said.

    Where the subject at the verb does not stand behind a comma, all from the first comma without a verb behind it does.
    """
    if (
        not _ends_on(words, after)
        or any(map(is_quotation, words))
        or (adverbs_before(words, i)[:1] and negates(words[i - 1]))
    ):
        return None
    if phrase and words[phrase[0] - 1].text == "," and verb.bare:
        return None  # the plain case
    stop = i - len(adverbs_before(words, i))
    commas = [j for j in range(3, stop) if words[j].text == ","]
    first = next((j + 1 for j in commas if not any(_is_verb(words, k) for k in range(j + 1, stop))), i)
    named = first < i and (words[first].text[0].isupper() or words[first].low in SUBJECT_STARTS)
    named = named or (phrase is not None and phrase[0] == first)
    if (
        not named
        or words[0].low in BOUNDARIES | PREPOSITIONS
        or not any(is_finite(word) for word in words[: first - 1])
    ):
        return None
    speaker = phrase if phrase and phrase[0] >= first else (first, phrase_end(words, first))
    return backward(words, first, after, verb, span_of(words, *speaker), before_verb(words, first))


def _only_opens(part: list[Token]) -> bool:
    """Whether no main clause stands in front: THEN, she says, he left; WHILE IT RAINS, he says, the roof leaks."""
    return part[0].low in BOUNDARIES or not any(map(is_finite, part))


def _ends_on(words: list[Token], after: int) -> bool:
    """Whether no more than a day or a hearer stands behind the verb."""
    if len(words) - after > 9:
        return False
    last = last_word(words)
    return last - after < 7 and all(
        word.low in TIMES | PREPOSITIONS | {"to", "the", "a"} or word.text[0].isupper() or word.low in _RECIPIENTS
        for word in words[after:last]
    )


def _is_verb(words: list[Token], k: int) -> bool:
    low = words[k].low
    return low in FINITE or (
        low.endswith("ed") and words[k].text == low and k + 1 < len(words) and words[k + 1].low != "by"
    )


def _around(words: list[Token], first: int, after: int) -> tuple[Span, Span] | None:
    """The two parts of a clause around its attribution: The sea, he said, was empty."""
    last = last_word(words)
    if first < 2 or after + 1 >= last or words[first - 1].text != "," or words[after].text != ",":
        return None
    if words[after + 1].low in BOUNDARIES or any(map(is_quotation, words)):
        return None
    cut = not FINITE.isdisjoint({words[after + 1].low, words[first - 2].low})
    if not cut and not (_only_opens(words[: first - 1]) and any(word.low in FINITE for word in words[after + 2 :])):
        return None
    return (words[0].start, words[first - 2].end), (words[after + 1].start, words[last - 1].end)


def _follows_quotation(words: list[Token], first: int, verb: Verb) -> bool:
    before = words[max(first - 2, 0) : first]
    if not before or is_quotation(before[-1]):  # "Sad" the data mentioned there: no comma, no attribution
        return bool(before) and (ends_open(before[-1]) or verb.lemma in {"say", "tell"})
    return before[-1].text in {",", *DASHES} and is_quotation(before[0])


def _coordinated(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """A second verb: X called for talks and said that ..."""
    j = i
    while j > 0 and is_adverb(words[j - 1]):
        j -= 1
    if (
        j < 2
        or not (verb.tense in {"ed", "s"} or (verb.tense == "base" and earlier and earlier[-1].verb.tense == "base"))
        or (verb.tense == "s" and verb.lemma in _NOUNS)
        or words[j - 1].low not in {"and", "but", ","}
    ):
        return None
    first, clause = after_verb(words, after, verb)
    if any(negates(word) for word in words[j:i]) or any(word.low in PASSIVE for word in words[j:i]):
        return None
    speaker = earlier[-1].speaker if earlier else subject_of_participle(words, j - 1)
    if first:
        return forward(words, i, first, verb, speaker, clause)
    return Cue(words[i].start, words[after - 1].end, verb, speaker, (words[i].end, words[-1].end)) if speaker else None


def _has_object(words: list[Token], after: int) -> bool:
    """Whether someone began or continued a thing rather than a speech."""
    return after < len(words) and words[after].low in {"the", "a", "an", "his", "her", "its", "their", "to", "this"}
