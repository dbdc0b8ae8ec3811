"""Attributions of a sentence by rule: who says it, with which verb, and which clause beside it is the speaker's."""

from itertools import pairwise

from analysis.text.voices.according import according
from analysis.text.voices.cue import Cue, Span, negates
from analysis.text.voices.direct import direct
from analysis.text.voices.inverted import inverted
from analysis.text.voices.lexicon import Verb, all_forms, forms, lemmas, listed
from analysis.text.voices.nonfinite import PASSIVE, QUOTES, impersonal, infinitive, participle, quoted_as_saying
from analysis.text.voices.parsed import Parsed
from analysis.text.voices.phrases import PRONOUNS
from analysis.text.voices.scope import apart
from analysis.text.voices.tokens import Token, is_quotation

__all__ = ["find_cues"]

_ALONE = 8  # words of a sentence that is nothing but "Ana Lem said." behind a quotation


def find_cues(words: list[Token], parsed: dict[int, Parsed] | None = None, beside: bool = False) -> list[Cue]:
    """All attributions of one sentence, in order.

    ``parsed`` holds what a parser found at the offsets of verbs; ``beside``: a quotation stands right before.
    """
    cues: list[Cue] = []
    known = all_forms()
    for i, word in enumerate(words):
        if word.text in known:  # in lower case, and "According"
            verb, after = _verb_at(words, i)
            cue = _cue(words, i, after, verb, cues) if verb else None
            if parsed is not None and verb and verb.lemma != "according to":
                cue = _agreed(cue, parsed.get(word.start), words, i, verb)
            if cue is not None:
                cues.append(cue)
    reporting = [cue for cue in cues if cue.clauses]
    if len(reporting) < len(cues) and not (any(map(is_quotation, words)) or (beside and len(words) <= _ALONE)):
        cues = reporting
    return apart(cues, words) if cues else []


def _cue(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    if verb.lemma == "according to":
        return according(words, i, after, verb)
    before = words[i - 1].low if i else ""
    if verb.tense == "ing" and before == "as" and (cue := quoted_as_saying(words, i, after, verb)):
        return cue
    if words[i].low in QUOTES and any(
        a.low == "as" and b.low == "saying" for a, b in pairwise(words[after : after + 15])
    ):
        return None
    if verb.tense == "ing" and before not in PASSIVE and before != "as":
        return participle(words, i, after, verb, earlier)
    perfect = verb.tense == "ed" and before == "have" and i > 1 and words[i - 2].low == "to"
    if perfect or (verb.tense == "base" and before == "to"):
        return infinitive(words, i, after, verb, earlier)
    return (
        inverted(words, i, after, verb) or impersonal(words, i, after, verb) or direct(words, i, after, verb, earlier)
    )


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


def _agreed(cue: Cue | None, found: Parsed | None, words: list[Token], i: int, verb: Verb) -> Cue | None:
    """The attribution by rule, corrected by the parser: what is a verb, subjects that are no names, lost clauses."""
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
    if not cue.clauses and found.clause and _may_report(cue, found, words, i, verb):
        cue = cue._replace(clauses=(found.clause,), scope=(words[i].end, words[-1].end))
    if not found.speaker or not cue.speaker or verb.tense == "ing" or _is_named(words, cue.speaker):
        return cue
    return cue._replace(speaker=found.speaker)


def _may_report(cue: Cue, found: Parsed, words: list[Token], i: int, verb: Verb) -> bool:
    """Whether the clause that hangs on a verb, in a sentence without quotations, is what its subject says."""
    behind = not cue.inverted and found.clause[0] >= words[i].end and verb.lemma not in listed("shows")
    return behind and verb.bare and not _denied(words, i) and not any(map(is_quotation, words))


def _is_named(words: list[Token], phrase: Span) -> bool:
    """Whether a phrase is a pronoun or ends on a name, which rules find as well as a parser and cut better."""
    last = next(word for word in reversed(words) if word.end <= phrase[1])
    return last.text[0].isupper() or last.low in PRONOUNS


def _denied(words: list[Token], i: int) -> bool:
    return any(negates(word) for word in words[max(i - 3, 0) : i])
