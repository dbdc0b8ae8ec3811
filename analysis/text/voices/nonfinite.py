"""Verbs of saying without a subject of their own: ..., adding that; went on to say; it was announced that."""

from analysis.text.voices.clauses import after_verb, before_verb, last_word, span_of
from analysis.text.voices.cue import Cue, Span, backward, forward, is_finite, negates
from analysis.text.voices.lexicon import Verb, listed
from analysis.text.voices.phrases import CONTRACTED, PREPOSITIONS, PRONOUNS, is_adverb, phrase_end
from analysis.text.voices.subjects import subject_before, subject_of_sentence
from analysis.text.voices.tokens import Token, is_quotation

__all__ = ["PASSIVE", "QUOTES", "impersonal", "infinitive", "participle", "quoted_as_saying", "subject_of_participle"]

PASSIVE = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "got", "getting", "gets"])
QUOTES = frozenset(["quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing"])
_NOUN_LEFT, _NOUNS, _UNWILLING = listed("noun_left"), listed("noun_or_verb"), listed("unwilling")
_BEFORE_PARTICIPLE = frozenset({"by", "in", "with", "for", "from", "of"})
_MOST_BETWEEN, _FEW_BETWEEN = 12, 4  # words between a participle and the quotation that it introduces


def participle(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """A participle: "..., adding that"; its subject is that of the sentence."""
    first, clause = after_verb(words, after, verb)
    before = words[i - 1].low if i else ""
    if before in _NOUN_LEFT - _BEFORE_PARTICIPLE or (_owns(before) and words[first - 1].low != "that"):
        return None
    if first and before == "of" and words[first - 1].low != "that":
        return None
    if not first:
        return _participle_before_marks(words, i, after, verb, earlier)
    if before in PREPOSITIONS and verb.lemma in _NOUNS and words[first - 1].low != "that":
        return None
    if clause and not _has_verb_before_comma(words, first):
        clause = None
    speaker = earlier[-1].speaker if earlier else subject_of_participle(words, i)
    return forward(words, i, first, verb, speaker, clause)


def _owns(word: str) -> bool:
    """Whether a noun follows: the minister's warning."""
    return word.endswith(("'s", "s'", "’s", "s’")) and word.replace("’", "'") not in CONTRACTED


def _participle_before_marks(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """A participle with a quotation further on: calling it a "disgrace", accusing them of "fraud"."""
    reach = _MOST_BETWEEN if verb.takes == "quoting" else _FEW_BETWEEN
    if after + 1 < len(words) and words[after].text == "," and is_quotation(words[after + 1]):
        after += 1  # before saying, "..."
    near = next((word for word in words[after : after + reach] if word.text in ",;:" or is_quotation(word)), None)
    if verb.kind == "thinking" or near is None or not is_quotation(near):
        return None
    speaker = earlier[-1].speaker if earlier else subject_of_participle(words, i)
    scope = (words[i].end, near.end)
    return Cue(words[i].start, words[after - 1].end, verb, speaker, scope) if speaker else None


def _has_verb_before_comma(words: list[Token], first: int) -> bool:
    stop = next((j for j in range(first, len(words)) if words[j].text == ","), len(words))
    begins = words[first - 1].low == "that" or words[first].low in PRONOUNS
    return begins or any(is_finite(word) for word in words[first:stop])


def subject_of_participle(words: list[Token], i: int) -> Span | None:
    """Subject of the sentence; that of the main clause where "After saying ..., he" comes first."""
    if i <= 2 and (phrase := _main_subject(words, i)):
        return phrase
    phrase = subject_of_sentence(words, i)
    return span_of(words, *phrase) if phrase else None


def _main_subject(words: list[Token], i: int) -> Span | None:
    for j in range(i + 1, len(words) - 1):
        if (words[j].text == "," or is_quotation(words[j])) and (
            words[j + 1].low in PRONOUNS or words[j + 1].text[0].isupper()
        ):
            return span_of(words, j + 1, j + 2 if words[j + 1].low in PRONOUNS else phrase_end(words, j + 1))
    return None


def infinitive(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """An infinitive, such as "went on to say that" or "will tell" in "is going to tell the court that"."""
    first, clause = after_verb(words, after, verb)
    if not first and verb.kind == "judging":
        return _participle_before_marks(words, i, after, verb, earlier)
    if not first or any(word.low in _UNWILLING or negates(word) for word in words[max(i - 4, 0) : i]):
        return None
    speaker = earlier[-1].speaker if earlier else subject_of_participle(words, i)
    is_that = words[first - 1].low == "that" or is_quotation(words[first]) or words[first - 1].text == ":"
    return forward(words, i, first, verb, speaker, clause) if is_that else None


def quoted_as_saying(words: list[Token], i: int, after: int, verb: Verb) -> Cue | None:
    """The paper quoted X as saying that; X was quoted as saying; ..., the paper quoted X as saying."""
    at = next((k for k in range(i - 2, max(i - 16, 0), -1) if words[k].low in QUOTES), 0)
    subject = subject_before(words, at) if at else None
    if not subject:
        return None
    passive = any(word.low in PASSIVE for word in words[max(at - 2, 0) : at])
    phrase = subject if passive else (at + 1, min(phrase_end(words, at + 1), i - 1))
    first, clause = after_verb(words, after, verb)
    if first:
        return forward(words, subject[0], first, verb, span_of(words, *phrase), clause)
    return backward(words, subject[0], after, verb, span_of(words, *phrase), before_verb(words, subject[0]))


def impersonal(words: list[Token], i: int, after: int, verb: Verb) -> Cue | None:
    """The passive: it was announced that ...; he is accused of "..." by X."""
    j = i
    while j > 0 and is_adverb(words[j - 1]):
        j -= 1
    between = words[j:i]
    if verb.tense != "ed" or j == 0 or after >= len(words) or verb.kind == "thinking":
        return None
    if not any(word.low in PASSIVE for word in between) or any(word.low in {"quoted", "not"} for word in between):
        return None
    hears = words[j - 1].low == "it" or verb.lemma.split(" ")[0] in listed("hearer_verbs")
    if verb.lemma == "tell" and (found := after_verb(words, after, verb))[1]:  # the jury was told the trial will end
        return forward(words, j - 1, found[0], verb, None, found[1])
    if words[after].low == "that" and verb.takes != "quoting" and hears:
        return forward(words, j - 1, after + 1, verb, None, span_of(words, after + 1, last_word(words)))
    near = words[after : (phrase_end(words, after + 1) if words[after].low == "by" else after) + 3]
    if not any(is_quotation(word) for word in near) or (words[after].low == "as" and verb.lemma == "refer"):
        return None
    by = next((k for k in range(after, min(after + 12, len(words) - 1)) if words[k].low == "by"), 0)
    speaker = span_of(words, by + 1, phrase_end(words, by + 1)) if by else None
    return forward(words, i, after, verb, speaker, None)
