"""Sentences and words around quotations, in which each quotation is one opaque word."""

import re
from typing import NamedTuple

from analysis.text.voices.lexicon import all_forms, clause_forms
from analysis.text.voices.marks import Quotation

__all__ = ["Token", "ends_open", "is_quotation", "is_sentence", "may_attribute", "sentence_spans", "tokens", "veil"]

_QUOTATIONS = "\ue000\ue001\ue002\ue003"  # a quotation: neither, ends on a comma or ?!, is a sentence, both
_SENTENCE = re.compile(r"\W{1,3}[A-Z0-9]\S*\s+\S+\s+\S")
_TOKEN = re.compile(
    rf"[{_QUOTATIONS}]+"
    r"|(?:[A-Z]\.){2,}"
    r"|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Reps|Sens|Gov|Gen|Col|Lt|Sgt|Prof|St|Jr|Sr|Rev|Capt|Maj|Adm|Det|Supt|Insp|[A-Z])\."
    r"|[^\W_]+(?:[-'’&/][^\W_]+)*(?:'(?=\s))?|[^\w\s]|_"
)

_LOWER = re.compile(r"\b(?:[Aa]ccording|[a-z]+)")
_HYPHEN = re.compile(r"(?<=[.!?\"”])-(?=\s)")  # what some outlets leave of a blank that does not break
_GLUED = re.compile(  # the same between a name and its verb, and behind the verb
    r"(?<=\w)-(?=(?:said|says|told|added|described|warned|announced|argued)\b)|(?<=\bsaid)-(?=\w)"
)
_BLANKED = str.maketrans(dict.fromkeys(_QUOTATIONS, " "))


class Token(NamedTuple):
    """A word, a mark of punctuation or a whole quotation, with its offsets in the article."""

    text: str
    low: str
    start: int
    end: int


def is_quotation(word: Token) -> bool:
    """Whether a token is a quotation."""
    return word.text[0] in _QUOTATIONS


def is_sentence(word: Token) -> bool:
    """Whether a quotation begins like a sentence of three words or more."""
    return word.text[0] in _QUOTATIONS[2:]


def ends_open(word: Token) -> bool:
    """Whether a quotation ends on a mark that lets its sentence go on: "..., said X"."""
    return word.text[-1] in _QUOTATIONS[1::2]


def veil(text: str, quotes: list[Quotation]) -> str:
    """The text with each character of a quotation replaced by a sign of the private use area that tells its kind."""
    parts, at = [], 0
    for quote in quotes:
        inner = text[quote.start : quote.end]
        kind = 2 * bool(_SENTENCE.match(inner)) + (inner.rstrip("\"”“'’»›`")[-1:] in set(",?!…-–—"))
        parts += [_plain(text[at : quote.start]), _QUOTATIONS[kind] * len(inner)]
        at = quote.end
    return "".join([*parts, _plain(text[at:])])


def _plain(text: str) -> str:
    return _GLUED.sub(" ", text.translate(_BLANKED))


def sentence_spans(text: str, quotes: list[Quotation]) -> list[tuple[int, int]]:
    """Sentences that do not break inside a quotation."""
    from analysis.text.segments import sentences

    parts, at = [], 0
    for quote in quotes:
        inner = text[quote.start : quote.end]
        parts += [text[at : quote.start], _word_like(inner)]
        at = quote.end
    return sentences(_HYPHEN.sub(" ", _plain("".join([*parts, text[at:]]))))


def _word_like(quoted: str) -> str:
    """A word of the same length, with the first and last two characters of the quotation."""
    if len(quoted) < 6:
        return re.sub(r"\s", "x", quoted)
    head, tail = re.sub(r"\s", "x", quoted[:2]), re.sub(r"\s", "x", quoted[-2:])
    return head + "x" * (len(quoted) - 4) + tail


def may_attribute(veiled: str, start: int, end: int) -> bool:
    """Whether a sentence holds a verb of saying that matters: any beside a quotation, else one that takes a clause."""
    sentence = veiled[start:end]
    quoted = any(sign in sentence for sign in _QUOTATIONS)
    words = _LOWER.findall(sentence)
    return not (all_forms() if quoted else clause_forms()).isdisjoint(words)


def _low(word: str) -> str:
    return word if word == "May" else word.lower()  # Theresa May is no auxiliary


def tokens(veiled: str, start: int, end: int) -> list[Token]:
    """Words, marks and quotations between two offsets."""
    return [Token(match[0], _low(match[0]), *match.span()) for match in _TOKEN.finditer(veiled, start, end)]
