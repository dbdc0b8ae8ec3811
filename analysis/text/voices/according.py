"""According to X, ...; ..., according to X."""

from analysis.text.voices.clauses import before_verb, last_word, span_of
from analysis.text.voices.cue import Cue, Span, is_finite
from analysis.text.voices.lexicon import Verb, listed
from analysis.text.voices.phrases import FINITE
from analysis.text.voices.tokens import Token, is_quotation

__all__ = ["according"]

_NO_SOURCE = listed("no_source")


def according(words: list[Token], i: int, after: int, verb: Verb) -> Cue | None:
    end = after
    while end < len(words) and not _ends_source(words, end):
        end += 1
    if end == after or words[after].low in _NO_SOURCE or (end > after + 1 and words[after + 1].low in _NO_SOURCE):
        return None
    speaker, last = span_of(words, after, end), last_word(words)
    if i == 0 or (i == 1 and words[0].low in {"but", "and"}):
        end = _after_apposition(words, end)
        clause = span_of(words, end + 1 if end < last and words[end].text == "," else end, last)
        return Cue(words[i].start, words[end - 1].end, verb, speaker, clause or speaker, (clause,) if clause else ())
    if words[i - 1].text == "(" and end + 1 < last and words[end].text == ")":  # (according to X) the clause goes on
        clause = span_of(words, end + 1 + (words[end + 1].low == "that"), last)
        return Cue(words[i].start, words[end - 1].end, verb, speaker, clause or speaker, (clause,) if clause else ())
    clauses = [before_verb(words, i) or _noun_before(words, i)]
    cut = i > 1 and words[i - 2].low in FINITE  # the policy is, according to X, a mistake
    goes_on = end + 1 < last and words[end].text == "," and (cut or not _is_apposition(words, end + 1))
    if clauses[0] and (cut or not any(is_finite(word) for word in words[:i])) and goes_on:
        clauses.append(span_of(words, end + 1, last))  # the gunman, according to X, acted alone
    clauses = [clause for clause in clauses if clause]
    scope = (words[0].start, words[-1].end if len(clauses) > 1 else words[i].end)
    return Cue(words[i].start, words[end - 1].end, verb, speaker, scope, tuple(clauses), inverted=True)


def _noun_before(words: list[Token], i: int) -> Span | None:
    return span_of(words, 0, i - 1) if i > 1 and words[i - 1].text == "," and not is_quotation(words[i - 2]) else None


def _ends_source(words: list[Token], k: int) -> bool:
    spaced = words[k].text == "-" and words[k].start > words[k - 1].end
    return words[k].text in ",.;:–—()" or spaced or words[k].low in {"who", "which"} or is_quotation(words[k])


def _is_apposition(words: list[Token], first: int) -> bool:
    """Whether no more than a noun phrase follows that tells who the source is: X, a group based in Y."""
    return words[first].low in {"a", "an", "the", "which", "who"} and not any(
        is_finite(word) and "-" not in word.text for word in words[first + 1 :]
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
