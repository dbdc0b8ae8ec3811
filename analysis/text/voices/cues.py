"""Attributions by rule: who says it, with which verb, and which clause beside it is the speaker's."""

from collections.abc import Iterable
from typing import NamedTuple

from analysis.text.voices.clauses import after_verb, before_verb, last_word, span_of
from analysis.text.voices.lexicon import Verb, forms, lemmas, listed
from analysis.text.voices.parsed import Parsed
from analysis.text.voices.subjects import (
    BOUNDARIES,
    DASHES,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
    phrase_end,
    subject_before,
    subject_of_sentence,
)
from analysis.text.voices.tokens import Token, ends_open, is_quotation

__all__ = ["Cue", "find_cues"]

Span = tuple[int, int]

_NOUN_LEFT, _NOUNS = listed("noun_left"), listed("noun_or_verb")
_STARTS, _ADJUNCT, _PERIODS = listed("starts_clause"), listed("adjunct"), listed("periods")
_NO_SOURCE, _UNWILLING = listed("no_source"), listed("unwilling")
_PASSIVE = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "got", "getting", "gets"])
_NEGATION = frozenset(["not", "never", "nor", "neither", "cannot"])
_MOST_BETWEEN = 12  # words between a participle and the quotation that it introduces
_DETERMINERS = frozenset(["the", "a", "an", "one", "his", "her", "their", "another", "some", "many"])


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


def find_cues(words: list[Token], parsed: dict[int, Parsed] | None = None) -> list[Cue]:
    """All attributions of one sentence, in order; ``parsed`` holds what a parser found at the offsets of verbs."""
    cues: list[Cue] = []
    for i, word in enumerate(words):
        if word.low == "according" or (word.text == word.low and word.low in forms()):
            verb, after = _verb_at(words, i)
            cue = _cue(words, i, after, verb, cues) if verb else None
            if parsed is not None and verb and verb.lemma != "according to":
                cue = _agreed(cue, parsed.get(word.start), words, i, verb)
            if cue is not None:
                cues.append(cue)
    quoted = any(is_quotation(word) for word in words)
    return _apart([cue for cue in cues if cue.clauses or quoted], words) if cues else cues


def _agreed(cue: Cue | None, found: Parsed | None, words: list[Token], i: int, verb: Verb) -> Cue | None:
    """The attribution by rule, corrected by the parser: what is no verb is none, and the subject is the parser's."""
    if found is None:
        return cue
    if not found.is_verb:
        return None
    if found.speaker and not any(w.start == found.speaker[0] and not is_quotation(w) for w in words):
        found = found._replace(speaker=None)  # it lies in a quotation or in another sentence
    if cue is None:
        if not found.clause or not found.speaker or verb.takes == "quoting" or _denied(words, i):
            return None
        start, end = found.clause
        inverted = end <= words[i].start
        edge = min(found.speaker[0], words[i].start), max(words[i].end, found.speaker[1] if inverted else 0)
        return Cue(
            *edge, verb, found.speaker, found.clause if inverted else (start, words[-1].end), (found.clause,), inverted
        )
    return cue._replace(speaker=found.speaker) if found.speaker and cue.speaker else cue


def _denied(words: list[Token], i: int) -> bool:
    return any(_negates(word) for word in words[max(i - 3, 0) : i])


def _verb_at(words: list[Token], i: int) -> tuple[Verb | None, int]:
    """The verb of saying that begins at a word, with its particle, and the number of the word after it."""
    if words[i].low == "according":
        follows = i + 1 < len(words) and words[i + 1].low == "to"
        return (lemmas()["according to"] if follows else None), i + 2
    for verb in forms()[words[i].low]:
        n = len(verb.particle.split())
        if [word.low for word in words[i + 1 : i + 1 + n]] == verb.particle.split():
            return verb, i + 1 + n
    return None, i + 1


def _cue(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    if verb.lemma == "according to":
        return _according(words, i, after, verb)
    before = words[i - 1].low if i else ""
    if verb.tense == "ing" and before not in _PASSIVE and before != "as":
        return _participle(words, i, after, verb, earlier)
    if verb.tense == "base" and before == "to":
        return _infinitive(words, i, after, verb, earlier)
    return (
        _inverted(words, i, after, verb)
        or _impersonal(words, i, after, verb)
        or _direct(words, i, after, verb, earlier)
    )


def _according(words: list[Token], i: int, after: int, verb: Verb) -> Cue | None:
    end = after
    while end < len(words) and words[end].text not in ",.;:–—" and not is_quotation(words[end]):
        end += 1
    if end == after or words[after].low in _NO_SOURCE or (end > after + 1 and words[after + 1].low in _NO_SOURCE):
        return None
    speaker, last = span_of(words, after, end), last_word(words)
    if i == 0 or (i == 1 and words[0].low in {"but", "and"}):
        end = _after_apposition(words, end)
        clause = span_of(words, end + 1 if end < last and words[end].text == "," else end, last)
        return Cue(words[i].start, words[end - 1].end, verb, speaker, clause or speaker, (clause,) if clause else ())
    clauses = [before_verb(words, i) or _noun_before(words, i)]
    if clauses[0] and not any(_is_finite(word) for word in words[:i]) and end + 1 < last and words[end].text == ",":
        clauses.append(span_of(words, end + 1, last))  # the gunman, according to X, acted alone
    clauses = [clause for clause in clauses if clause]
    scope = (words[0].start, words[-1].end if len(clauses) > 1 else words[i].end)
    return Cue(words[i].start, words[end - 1].end, verb, speaker, scope, tuple(clauses), inverted=True)


def _noun_before(words: list[Token], i: int) -> Span | None:
    return span_of(words, 0, i - 1) if i > 1 and words[i - 1].text == "," and not is_quotation(words[i - 2]) else None


def _is_finite(word: Token) -> bool:
    return (
        word.low in FINITE
        or is_quotation(word)
        or word.low.endswith("ed")
        or (word.text == word.low and word.low in forms())
    )


def _after_apposition(words: list[Token], comma: int) -> int:
    """The comma that ends "according to X, a Y of Z, ..." when what follows the first is no clause of its own."""
    if comma + 1 >= len(words) or words[comma + 1].low not in {"a", "an", "who", "which", "the"}:
        return comma
    for j in range(comma + 1, min(comma + 15, len(words))):
        if words[j].low in FINITE and words[comma + 1].low in {"a", "an", "the"}:
            return comma
        if words[j].text == ",":
            return j
    return comma


def _participle(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """A participle: "..., adding that"; its subject is that of the sentence."""
    first, clause = after_verb(words, after, verb)
    if i and words[i - 1].low in _NOUN_LEFT - {"by", "in", "with", "for", "from"}:
        return None
    if not first:
        return _participle_before_marks(words, i, after, verb, earlier)
    if i and words[i - 1].low in PREPOSITIONS and verb.lemma in _NOUNS and words[first - 1].low != "that":
        return None
    if clause and not _has_verb_before_comma(words, first):
        clause = None
    speaker = earlier[-1].speaker if earlier else _subject(words, i)
    return _forward(words, i, first, verb, speaker, clause)


def _participle_before_marks(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """A participle with a quotation further on: calling it a "disgrace", accusing them of "fraud"."""
    near = next(
        (word for word in words[after : after + _MOST_BETWEEN] if word.text in ",;:" or is_quotation(word)), None
    )
    if verb.takes != "quoting" or verb.kind == "thinking" or near is None or not is_quotation(near):
        return None
    speaker = earlier[-1].speaker if earlier else _subject(words, i)
    scope = (words[i].end, near.end)
    return Cue(words[i].start, words[after - 1].end, verb, speaker, scope) if speaker else None


def _has_verb_before_comma(words: list[Token], first: int) -> bool:
    stop = next((j for j in range(first, len(words)) if words[j].text == ","), len(words))
    return words[first - 1].low == "that" or any(_is_finite(word) for word in words[first:stop])


def _subject(words: list[Token], i: int) -> Span | None:
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


def _infinitive(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """An infinitive, such as "went on to say that" or "will tell" in "is going to tell the court that"."""
    first, clause = after_verb(words, after, verb)
    if not first or any(word.low in _UNWILLING or _negates(word) for word in words[max(i - 4, 0) : i]):
        return None
    speaker = earlier[-1].speaker if earlier else _subject(words, i)
    is_that = words[first - 1].low == "that" or is_quotation(words[first]) or words[first - 1].text == ":"
    return _forward(words, i, first, verb, speaker, clause) if is_that else None


def _negates(word: Token) -> bool:
    return word.low in _NEGATION or word.low.endswith(("n't", "n’t")) or word.low == "yet"


def _impersonal(words: list[Token], i: int, after: int, verb: Verb) -> Cue | None:
    """The passive: it was announced that ...; he is accused of "..." by X."""
    j = i
    while j > 0 and is_adverb(words[j - 1]):
        j -= 1
    between = words[j:i]
    if verb.tense != "ed" or j == 0 or after >= len(words) or verb.kind == "thinking":
        return None
    if not any(word.low in _PASSIVE for word in between) or any(word.low in {"quoted", "not"} for word in between):
        return None
    hears = words[j - 1].low == "it" or verb.lemma.split(" ")[0] in listed("hearer_verbs")
    if words[after].low == "that" and verb.takes != "quoting" and hears:
        return _forward(words, j - 1, after + 1, verb, None, span_of(words, after + 1, last_word(words)))
    near = words[after : after + 3]
    if not any(is_quotation(word) for word in near) or (words[after].low == "as" and verb.lemma == "refer"):
        return None
    by = next((k for k in range(after, min(after + 12, len(words) - 1)) if words[k].low == "by"), 0)
    speaker = span_of(words, by + 1, phrase_end(words, by + 1)) if by else None
    return _forward(words, i, after, verb, speaker, None)


def _inverted(words: list[Token], i: int, after: int, verb: Verb) -> Cue | None:
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
    named = words[after].low in _DETERMINERS or any(word.text[0].isupper() for word in words[after:end])
    if not verb.bare and end - after > 2 and not named:
        return None
    if not blob and (
        before < 3
        or not any(_is_finite(word) for word in words[:before])
        or any(_is_finite(word) for word in words[after:end])
        or not verb.bare
        or words[before].text != ","
        or not _ends_phrase(words, end)
        or _subject_takes(words, i, after)
    ):
        return None
    clause = before_verb(words, before + 1)
    return _backward(words, i, end, verb, span_of(words, after, end), clause)


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


def _direct(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """The subject before its verb: X said ...; ..., X said."""
    phrase = subject_before(words, i)
    if phrase and phrase[0] and words[phrase[0] - 1].low == "what":  # what it called "x"
        speaker = span_of(words, *phrase)
        return Cue(words[phrase[0]].start, words[i].end, verb, speaker, (words[i].end, words[-1].end))
    if phrase is None:
        return _coordinated(words, i, after, verb, earlier)
    if _is_no_verb(words, i, phrase, verb):
        return None
    first, clause = after_verb(words, after, verb)
    speaker = span_of(words, *phrase)
    if any(_negates(word) for word in _adverbs_before(words, i)):
        return Cue(words[phrase[0]].start, words[i].end, verb, speaker, (words[i].end, words[-1].end))
    if first:
        return _forward(words, phrase[0], first, verb, speaker, clause)
    opens = words[phrase[0]].low not in PREPOSITIONS
    clause = before_verb(words, phrase[0]) if verb.bare and opens else None
    if clause is None and verb.bare and (around := _around(words, phrase[0], after)):
        cue = _backward(words, phrase[0], after, verb, speaker, around[0])
        return cue._replace(clauses=around, scope=(around[0][0], around[1][1]))
    if (clause and words[phrase[0] - 1].text in {",", *DASHES}) or _follows_quotation(words, phrase[0]):
        return _backward(words, phrase[0], after, verb, speaker, clause)
    return Cue(words[phrase[0]].start, words[after - 1].end, verb, speaker, (words[i].end, words[-1].end))


def _around(words: list[Token], first: int, after: int) -> tuple[Span, Span] | None:
    """The two parts of a clause around its attribution: The sea, he said, was empty."""
    last = last_word(words)
    if first < 2 or after + 1 >= last or words[first - 1].text != "," or words[after].text != ",":
        return None
    if words[after + 1].low not in FINITE or any(is_quotation(word) for word in words):
        return None
    return (words[0].start, words[first - 2].end), (words[after + 1].start, words[last - 1].end)


def _follows_quotation(words: list[Token], first: int) -> bool:
    before = words[max(first - 2, 0) : first]
    return bool(before) and (
        is_quotation(before[-1]) or (before[-1].text in {",", *DASHES} and is_quotation(before[0]))
    )


def _coordinated(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """A second verb: X called for talks and said that ..."""
    j = i
    while j > 0 and is_adverb(words[j - 1]):
        j -= 1
    if (
        j < 2
        or verb.tense not in {"ed", "s"}
        or (verb.tense == "s" and verb.lemma in _NOUNS)
        or words[j - 1].low not in {"and", "but", ","}
    ):
        return None
    first, clause = after_verb(words, after, verb)
    if any(_negates(word) for word in words[j:i]) or any(word.low in _PASSIVE for word in words[j:i]):
        return None
    speaker = earlier[-1].speaker if earlier else _subject(words, j - 1)
    if first:
        return _forward(words, i, first, verb, speaker, clause)
    return Cue(words[i].start, words[after - 1].end, verb, speaker, (words[i].end, words[-1].end)) if speaker else None


def _adverbs_before(words: list[Token], i: int) -> list[Token]:
    """What stands between a subject and its verb: has also."""
    j = i
    while j > 0 and (is_adverb(words[j - 1]) or _negates(words[j - 1])):
        j -= 1
    return words[j:i]


def _is_no_verb(words: list[Token], i: int, phrase: tuple[int, int], verb: Verb) -> bool:
    """Whether the word is a noun, an adjective or a passive rather than someone's saying."""
    before = words[i - 1].low
    if (before in _NOUN_LEFT and before not in {"this", "that"}) or before.endswith(("'s", "s'", "’s", "s’")):
        return True
    between = {word.low for word in _adverbs_before(words, i)}
    if verb.tense in {"ed", "base", "s"} and between & _PASSIVE and "quoted" not in between:
        return True
    if verb.tense == "base" and not between and not _is_plural(words[phrase[0] : phrase[1]]):
        return True
    if verb.tense == "s" and words[phrase[1] - 1].text[0].isupper() and any(is_quotation(w) for w in words[i + 1 :]):
        return False  # Lem calls the plan "odd"
    if verb.tense in {"base", "s"} and verb.lemma.split(" ")[0] in _NOUNS and i + 1 < len(words):
        return words[i + 1].low not in {
            "that",
            ":",
            "the",
            "it",
            "he",
            "she",
            "they",
            "on",
            "for",
            "out",
        } and not is_quotation(words[i + 1])
    return False


def _is_plural(phrase: list[Token]) -> bool:
    """Whether a verb without -s can follow: experts say, police in Cairo say, I say."""
    head = next((k for k, word in enumerate(phrase) if k and word.low in PREPOSITIONS | {"of", "who"}), len(phrase)) - 1
    low = phrase[head].low
    if low in {"he", "she", "it"}:
        return False
    return low in PRONOUNS or low.endswith("s") or low in listed("plurals") or any(word.low == "and" for word in phrase)


def _forward(words: list[Token], i: int, first: int, verb: Verb, speaker: Span | None, clause: Span | None) -> Cue:
    scope = (words[first - 1].end, words[-1].end)
    return Cue(words[i].start, words[first - 1].end, verb, speaker, scope, (clause,) if clause else ())


def _backward(words: list[Token], i: int, end: int, verb: Verb, speaker: Span | None, clause: Span | None) -> Cue:
    scope = clause or (words[i].start, words[i].start)
    return Cue(words[i].start, words[end - 1].end, verb, speaker, scope, (clause,) if clause else (), inverted=True)


def _apart(cues: list[Cue], words: list[Token]) -> list[Cue]:
    """Let the clause of an attribution end where the next one begins, unless that is part of the clause."""
    at = {word.start: k for k, word in enumerate(words)}
    apart: list[Cue] = []
    for i, cue in enumerate(cues):
        low = apart[-1].end if apart else 0
        high = _own_part(cue, _next_beside(cues, i, words, at), words)
        held = [(a, b) for known in apart for a, b in known.clauses]
        if cue.inverted:
            clauses = [(max(a, low), b) if b <= cue.start else (a, b) for a, b in cue.clauses]
            scope = (max(cue.scope[0], low), cue.scope[1])
        else:
            clauses = [(a, _stripped(words, a, min(b, high))) for a, b in cue.clauses if not _is_in(held, a)]
            scope = (cue.scope[0], min(cue.scope[1], high))
        clauses = tuple((a, b) for a, b in clauses if a < b)
        sentence = (words[0].start, words[-1].end)
        apart.append(cue._replace(clauses=clauses, scope=scope, sentence=sentence))
    return apart


def _next_beside(cues: list[Cue], i: int, words: list[Token], at: dict[int, int]) -> int:
    """Where the next attribution begins that is no part of what this one attributes."""
    for cue in cues[i + 1 :]:
        k = at.get(cue.start, 0)
        if cue.start <= cues[i].end or not k:
            continue
        before = words[k - 1]
        if before.text in DASHES or before.low in {",", ";", "and", "but"} or is_quotation(before):
            return cue.start
    return words[-1].end


def _own_part(cue: Cue, high: int, words: list[Token]) -> int:
    """Where the outlet takes over again: "... - but there is speculation", "..., but offered no details"."""
    for k in range(1, len(words) - 2):
        if cue.end < words[k].start < high and _takes_over(words, k):
            return words[k].start
    return high


def _takes_over(words: list[Token], k: int) -> bool:
    if words[k + 1].low in {"but", "although", "though"}:
        spaced = words[k].text in DASHES and words[k].start > words[k - 1].end
        return spaced or (words[k].text == "," and words[k + 2].low.endswith("ed"))
    if words[k].text != "-" or not is_quotation(words[k - 1]):
        return False
    return not any(word.text in DASHES for word in words[k + 1 :])


def _is_in(spans: Iterable[Span], at: int) -> bool:
    return any(a <= at < b for a, b in spans)


def _stripped(words: list[Token], start: int, end: int) -> int:
    """End of a clause without a conjunction or a mark left hanging."""
    inner = [word for word in words if start <= word.start and word.end <= end]
    while inner and (inner[-1].text in DASHES or inner[-1].text in ",;:" or inner[-1].low in BOUNDARIES):
        inner.pop()
    return inner[-1].end if inner else start
