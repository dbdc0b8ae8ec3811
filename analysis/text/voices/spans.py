"""From quotations and attributions to a partition of the text."""

import re
from typing import NamedTuple

from analysis.text.voices.attribution import Attributed, attribute
from analysis.text.voices.cues import Cue, find_cues
from analysis.text.voices.marks import CLOSING
from analysis.text.voices.quotations import Quotation, quotations
from analysis.text.voices.speakers import Cast
from analysis.text.voices.speech import is_chant, is_named_work, is_scare, is_so_called, not_speech
from analysis.text.voices.tokens import is_veiled, may_attribute, plain, sentence_spans, tokens, veil
from analysis.text.voices.turns import turns

__all__ = ["VoiceSpan", "voice_spans"]


_LISTING = {"", "and", "or"}  # between titles of one kind, beside commas
_AS = re.compile(r"\bas(?:\s(?:an?|the))?\s$")
_FINDS = frozenset(["find", "promise"])
_OBJECT = re.compile(r"\s(?:(?:an?|the|some|more|his|her|its|their)\s)?")
_EXPLAINS = re.compile(r",\s(?:the|these|those)\s$")
_LONGEST_SENTENCE = 150  # words


class VoiceSpan(NamedTuple):
    """A stretch of an article in one voice."""

    start: int
    end: int
    voice: str
    speaker: str | None = None
    verb: str | None = None
    kind: str | None = None


def _cues(veiled: str, sentences: list[tuple[int, int]], parsed: dict | None) -> list[Cue]:
    """Attributions of an article, with the help of a parse or without."""
    cues = []
    for start, end in sentences:
        if may_attribute(veiled, start, end):
            words, beside = tokens(veiled, start, end), is_veiled(veiled, start - 1) or is_veiled(veiled, start - 2)
            for first in range(0, len(words), _LONGEST_SENTENCE):  # what is longer is no sentence; this bounds the time
                cues += find_cues(words[first : first + _LONGEST_SENTENCE], parsed, beside)
    return cues


def voice_spans(text: str, parsed: dict | None = None) -> list[VoiceSpan]:
    """The partition of one article; ``parsed`` holds what a parser found at the offsets of its verbs."""
    quotes = quotations(text)
    cleared = plain(text)
    veiled, sentences = veil(cleared, quotes), sentence_spans(cleared, quotes)
    cues = _cues(veiled, sentences, parsed)
    cast = Cast(text, veiled, sentences)
    labelled = turns(veiled, sentences)
    attributed = attribute(text, quotes, cues, labelled)
    speaker_of = _resolve(cues, attributed, labelled, cast)
    spoken = _quoted(text, attributed, speaker_of)
    reported = [
        VoiceSpan(start, end, "reported", speaker_of.get(cue.speaker), cue.verb.lemma, cue.verb.kind)
        for cue in cues
        for start, end in cue.clauses
        if cue.speaker is None or text[slice(*cue.speaker)].lower() not in {"i", "we", "you"}
    ]
    reported += [VoiceSpan(*stretch, "reported", speaker_of.get(label)) for stretch, label in labelled]
    return _partition(text, spoken, reported)


def _resolve(cues: list[Cue], attributed: list[Attributed], labelled: list, cast: Cast) -> dict:
    """Speaker of each phrase, resolved in the order of the text."""
    phrases = {cue.speaker for cue in cues if cue.speaker} | {a.label for a in attributed if a.label}
    phrases |= {label for _, label in labelled if label}
    return {phrase: cast.resolve(phrase) for phrase in sorted(phrases)}


def _quoted(text: str, attributed: list[Attributed], speaker_of: dict) -> list[VoiceSpan]:
    found, last, silent = [], (None, None, None), None  # silent: the last title, word or slogan
    for item in attributed:
        quote = item.quote
        who = _who(item, speaker_of, last)
        is_own = not_speech(text, quote) and (is_chant(text, quote) or not _is_speech(text, item))
        if is_own or (silent is not None and _is_listed(text, silent, item)):
            silent = item if _has_letter(text, quote) else None
        elif is_so_called(text, quote) or ((who is None or _is_thing(text, item)) and is_scare(text, quote)):
            found.append(VoiceSpan(quote.start, quote.end, "scare"))
        else:
            found.append(VoiceSpan(quote.start, quote.end, "quoted", *(who or (None, None, None))))
            last = who or last
    return found


def _who(item: Attributed, speaker_of: dict, last: tuple) -> tuple | None:
    if item.cue is not None:
        return speaker_of.get(item.cue.speaker), item.cue.verb.lemma, item.cue.verb.kind
    if item.label is not None:
        return speaker_of[item.label], None, None
    return last if item.follows else None


def _is_thing(text: str, item: Attributed) -> bool:
    """Whether one word in marks is what was found or promised, or explains a noun, rather than what was said of it."""
    cue, quote = item.cue, item.quote
    if cue is None or cue.inverted or cue.clauses or _has_blank(text, quote):
        return False
    found = cue.verb.lemma in _FINDS and _OBJECT.fullmatch(text, cue.end, quote.start) is not None
    return found or _EXPLAINS.search(text, cue.end, quote.start) is not None


def _has_blank(text: str, quote: Quotation) -> bool:
    return any(map(str.isspace, text[quote.start : quote.end]))


def _is_listed(text: str, silent: Attributed, item: Attributed) -> bool:
    """Whether a quotation goes on with a list of titles, words or slogans."""
    between = text[silent.quote.end : item.quote.start].strip(" ,-")
    attributed = (item.cue is not None and item.cue is not silent.cue) or item.label is not None
    return between in _LISTING and not attributed and not _is_sentence(text, item.quote)


def _has_letter(text: str, quote: Quotation) -> bool:
    return any(character.isalnum() for character in text[quote.start : quote.end])


def _is_speech(text: str, item: Attributed) -> bool:
    """Whether the attribution leaves no doubt: a label, a sentence, what someone is accused of."""
    if item.label or item.follows or _is_sentence(text, item.quote):
        return True
    behind = item.cue is not None and (item.cue.inverted or item.cue.sentence[0] >= item.quote.end)
    if behind and 0 <= item.cue.start - item.quote.end <= 3:
        return _ends_clause(text, item.quote) and not is_named_work(text, item.quote)
    if item.cue is None or item.cue.verb.takes != "quoting":
        return False
    described = item.cue.verb.lemma == "describe" and _AS.search(text, item.cue.end, item.quote.start)
    return item.cue.verb.kind == "judging" or bool(described)


def _ends_clause(text: str, quote: Quotation) -> bool:
    """Whether a comma or the end of a sentence stands inside the closing mark or right behind it."""
    return any(character in ".,!?…-–—" for character in text[quote.end - 2 : quote.end + 2])


def _is_sentence(text: str, quote: Quotation) -> bool:
    inner = text[quote.start : quote.end]
    return inner.count(" ") >= 3 and inner.rstrip(CLOSING)[-1:] in set(".,?!") and not inner.istitle()


def _partition(text: str, spoken: list[VoiceSpan], reported: list[VoiceSpan]) -> list[VoiceSpan]:
    """Quotations stand above reported clauses, and both above the outlet's own words."""
    spans, at = [], 0
    layers = sorted([*spoken, *_around(text, spoken, reported)], key=lambda span: (span.start, span.end))
    for span in layers:
        start = max(span.start, at)
        if start >= span.end:
            continue
        if at < start:
            spans.append(VoiceSpan(at, start, "own"))
        spans.append(span._replace(start=start))
        at = span.end
    if at < len(text):
        spans.append(VoiceSpan(at, len(text), "own"))
    return spans


def _around(text: str, spoken: list[VoiceSpan], reported: list[VoiceSpan]) -> list[VoiceSpan]:
    """What quotations leave of the reported clauses, without blanks at the ends."""
    parts, i, taken = [], 0, 0
    for clause in sorted(reported):
        at = max(clause.start, taken)
        while i < len(spoken) and spoken[i].end <= at:
            i += 1
        j = i
        while j < len(spoken) and spoken[j].start < clause.end:
            parts += _part(text, clause, at, spoken[j].start)
            at = max(at, spoken[j].end)
            j += 1
        parts += _part(text, clause, at, clause.end)
        taken = max(taken, clause.end)
    return parts


def _part(text: str, clause: VoiceSpan, start: int, end: int) -> list[VoiceSpan]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    has_word = any(character.isalnum() for character in text[start:end])
    return [clause._replace(start=start, end=end)] if has_word else []
