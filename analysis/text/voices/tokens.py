"""Sentences and words around quotations, in which each quotation is one opaque word."""

import re
from typing import NamedTuple

from analysis.text.segments import sentences
from analysis.text.voices.lexicon import all_forms, clause_forms, listed
from analysis.text.voices.marks import CLOSING
from analysis.text.voices.quotations import Quotation

__all__ = ["Token", "ends_open", "is_quotation", "is_sentence", "is_veiled", "may_attribute", "plain", "sentence_spans",
           "tokens", "veil"]  # fmt: skip

_QUOTATIONS = "\ue000\ue001\ue002\ue003"  # a quotation: neither, ends on a comma or ?!, is a sentence, both
_SENTENCE = re.compile(r"\W{1,3}[A-Z0-9]\S*\s+\S+\s+\S")
_TOKEN = re.compile(
    r"[a-z]++(?!\.?[\w'’&/-])"  # most words, before anything slower is tried
    rf"|[{_QUOTATIONS}]+"
    r"|(?:[A-Z]\.){2,}"
    r"|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Reps|Sens|Gov|Gen|Col|Lt|Sgt|Prof|St|Jr|Sr|Rev|Capt|Maj|Adm|Det|Supt|Insp|[A-Z])\."
    r"|[^\W_]+(?:[-'’&/][^\W_]+|(?<=\d)[.,]\d[^\W_]*|\.[a-z]{2,})*(?:'(?=\s))?|[^\w\s]|_"
)

_LETTERS = re.compile(r"\b(?:[A-Z]{2,}|(?:[A-Z]\.)+[A-Z])\.\s+$")
_LOWER = re.compile(r"[Aa]ccording|[a-z]+")
_HYPHEN = re.compile(r"-(?<=[.!?\"”]-)(?=\s)")  # what some outlets leave of a blank that does not break
# The same between sentences, before "that", between a name and its verb, and behind the verb.
_SAYING = "|".join(sorted(listed("plain_saying") | listed("glued_saying")))
_BEFORE_GLUE = "|".join(f"(?<=\\b{verb}-)" for verb in ("said", "says", "have", "had", "has", "explains"))
_GLUED = re.compile(
    r"-(?:(?<=[a-z\d)%][.!?]-)(?=\s?[A-Z\"“])|(?<=\w-)(?=that\b)|(?<=,-)(?=\w)|(?<=,[\"”]-)(?=\w)"
    rf"|(?:{_BEFORE_GLUE})(?=\w)|(?<=[^\W_\s]-)(?<!\b[Ss]elf-)(?<!\b[Ss]o-)(?=(?:{_SAYING})\b))"
)
_SPOKEN = re.compile(rf"\s(?:[^\W_]+\s){{1,4}}?(?:{'|'.join(sorted(listed('plain_saying')))})\b")
# In the middle of a sentence these show where a headline without a full stop has ended.
_HEADLINE = re.compile(rf"(?:{'|'.join(sorted(listed('opens_text')))})\s[a-z]")
_PRIVATE, _BLANK = re.compile(f"[{_QUOTATIONS}]"), re.compile(r"\s")
_OPEN_ENDS = frozenset(",?!…-–—")


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


def is_veiled(veiled: str, at: int) -> bool:
    """Whether a quotation stands at an offset."""
    return at >= 0 and veiled[at] in _QUOTATIONS


def ends_open(word: Token) -> bool:
    """Whether a quotation ends on a mark that lets its sentence go on: "..., said X"."""
    return word.text[-1] in _QUOTATIONS[1::2]


def plain(text: str) -> str:
    """The text, of the same length, without the signs used here and with blanks for the hyphens that stand for them."""
    return _GLUED.sub(" ", text if text.isascii() else _PRIVATE.sub(" ", text))


def veil(text: str, quotes: list[Quotation]) -> str:
    """The text with each character of a quotation replaced by a sign of the private use area that tells its kind."""
    parts, at = [], 0
    for quote in quotes:
        parts += [text[at : quote.start], _sign(text[quote.start : quote.end])]
        at = quote.end
    return "".join([*parts, text[at:]])


def sentence_spans(text: str, quotes: list[Quotation]) -> list[tuple[int, int]]:
    """Sentences that break neither inside a quotation nor in front of "she said", but behind a headline."""
    parts, at = [], 0
    for quote in quotes:
        spoken = text[quote.end - 2] in "!?" and _SPOKEN.match(text, quote.end) is not None
        parts += [text[at : quote.start], _word_like(text[quote.start : quote.end], spoken)]
        at = quote.end
    words = "".join([*parts, text[at:]])
    breaks = [quote.start for quote in quotes if _opens_behind_letters(text, quote)]
    breaks += [match.start() for match in _HEADLINE.finditer(words) if _ends_small(words, match.start())]
    found = sentences(_HYPHEN.sub(" ", words))
    return _cut(found, text, sorted(breaks)) if breaks else found


def _ends_small(text: str, at: int) -> bool:
    """Whether a word in lower case stands in front of an offset."""
    before = text[max(at - 4, 0) : at - 1]
    return len(before) == 3 and before.isascii() and before.isalpha() and before.islower() and text[at - 1].isspace()


def _opens_behind_letters(text: str, quote: Quotation) -> bool:
    """Whether a speech follows a full stop that could be that of an abbreviation: a man from the UN. "No," he said."""
    speech = _sign(text[quote.start : quote.end])[0] != _QUOTATIONS[0]
    return (
        speech
        and _LETTERS.search(text, max(quote.start - 8, 0), quote.start) is not None
        and (text[quote.start + 1 : quote.start + 2].isupper())
    )


def _cut(spans: list[tuple[int, int]], text: str, breaks: list[int]) -> list[tuple[int, int]]:
    """The spans, cut before each of some offsets that lies inside one."""
    found = []
    for start, end in spans:
        for at in breaks:
            if start < at < end:
                found.append((start, start + len(text[start:at].rstrip())))
                start = at
        found.append((start, end))
    return found


def _sign(quoted: str) -> str:
    kind = 2 * bool(_SENTENCE.match(quoted)) + (quoted.rstrip(CLOSING)[-1:] in _OPEN_ENDS)
    return _QUOTATIONS[kind] * len(quoted)


def _word_like(quoted: str, spoken: bool) -> str:
    """Words of the same length, with the first two characters of the quotation, and the last two unless spoken.

    The last word is short because the segmenter remembers what it has decided about words that it has met before.
    """
    if spoken:
        return _BLANK.sub("x", quoted[:1]) + "x" * (len(quoted) - 1)
    if len(quoted) < 12:
        return _BLANK.sub("x", quoted)
    return _BLANK.sub("x", quoted[:2]) + "x" * (len(quoted) - 9) + " xxxx" + _BLANK.sub("x", quoted[-2:])


def may_attribute(veiled: str, start: int, end: int) -> bool:
    """Whether a sentence holds a verb of saying that matters: any beside a quotation, else one that takes a clause."""
    sentence = veiled[start:end]
    quoted = any(sign in sentence for sign in _QUOTATIONS)
    wanted = all_forms() if quoted else clause_forms()
    words = sentence.split()
    if not wanted.isdisjoint(words):
        return True
    return not wanted.isdisjoint(_LOWER.findall(" ".join([word for word in words if not word.isalpha()])))


def tokens(veiled: str, start: int, end: int) -> list[Token]:
    """Words, marks and quotations between two offsets."""
    new = tuple.__new__  # a million tokens in a corpus: half the time of Token(...)
    return [
        new(Token, (word := match[0], word if word == "May" else word.lower(), match.start(), match.end()))
        for match in _TOKEN.finditer(veiled, start, end)  # Theresa May is no auxiliary
    ]
