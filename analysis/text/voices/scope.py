"""How far the words of each attribution of a sentence reach."""

from collections.abc import Iterable

from analysis.text.voices.cue import Cue, Span
from analysis.text.voices.lexicon import forms, listed
from analysis.text.voices.phrases import BOUNDARIES, DASHES
from analysis.text.voices.tokens import Token, is_quotation

__all__ = ["apart"]

_UNWILLING = listed("unwilling")


def apart(cues: list[Cue], words: list[Token]) -> list[Cue]:
    """Let the clause of an attribution end where the next one begins, unless that is part of the clause."""
    at = {word.start: k for k, word in enumerate(words)} if len(cues) > 1 else {}
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
        if before.low in {"while", "whereas"} and k > 1 and words[k - 2].text == ",":
            return words[k - 2].start
        if before.text in DASHES or before.low in {",", ";", "and", "but"} or is_quotation(before):
            return cue.start
    return words[-1].end


def _own_part(cue: Cue, high: int, words: list[Token]) -> int:
    """Where the outlet takes over again: "... - but there is speculation", "..., but offered no details"."""
    for k in range(1, len(words) - 2):
        if words[k].low == "but" and words[k + 1].low in _UNWILLING and cue.end < words[k].start < high:
            return words[k].start
        if words[k].text in ",-–—" and cue.end < words[k].start < high and _takes_over(words, k):
            return words[k].start
    return high


def _takes_over(words: list[Token], k: int) -> bool:
    if words[k].text == "," and words[k + 1].low == "which" and is_quotation(words[k - 1]):
        return True
    if words[k + 1].low in {"but", "although", "though"}:
        spaced = words[k].text in DASHES and words[k].start > words[k - 1].end
        return spaced or (
            words[k].text == "," and (words[k + 2].low.endswith("ed") or _turns_away(words[k + 2 : k + 5]))
        )
    if words[k].text != "-" or not is_quotation(words[k - 1]):
        return False
    return not any(word.text in DASHES for word in words[k + 1 :])


def _turns_away(words: list[Token]) -> bool:
    """Whether someone else contradicts: ..., but activists DENY it."""
    verbs = (verb for word in words if word.text == word.low for verb in forms().get(word.low, ()))
    return any(verb.kind == "denying" and verb.tense in {"base", "s", "ed"} for verb in verbs)


def _is_in(spans: Iterable[Span], at: int) -> bool:
    return any(a <= at < b for a, b in spans)


def _stripped(words: list[Token], start: int, end: int) -> int:
    """End of a clause without a conjunction or a mark left hanging."""
    inner = [word for word in words if start <= word.start and word.end <= end]
    while inner and (inner[-1].text in DASHES or inner[-1].text in ",;:" or inner[-1].low in BOUNDARIES):
        inner.pop()
    return inner[-1].end if inner else start
