"""Attributions by rule: who says, with which verb, and which clause beside it is the speaker's."""

from typing import NamedTuple

from analysis.text.voices.lexicon import Verb, forms, lemmas, listed
from analysis.text.voices.tokens import QUOTATION, Token

__all__ = ["Cue", "find_cues"]

Span = tuple[int, int]

_PRONOUNS = {"he", "she", "they", "it", "we", "i", "you", "who"}
_STARTS_CLAUSE = listed("starts_clause")
_ADJUNCT = listed("adjunct")
_AUXILIARIES = listed("auxiliaries")
_FINITE = listed("finite")
_BOUNDARIES = listed("boundaries")
_PREPOSITIONS = listed("prepositions")
_NOUN_LEFT = listed("noun_left")
_RECIPIENTS_PLURAL = listed("recipients_plural")
_RECIPIENTS = {"me", "him", "her", "us", "them", "you", "reporters", "journalists"}
_NOT_SAYING = {"is", "are", "was", "were", "be", "been", "being", "get", "got", "getting", "gets"}
_PLURAL_NOUNS = listed("noun_or_verb")
_DASHES = {"-", "–", "—"}
_OPENERS = {"(", "["}
_MOST_SUBJECT = 14


class Cue(NamedTuple):
    """An attribution: "the minister told reporters" with what it attributes."""

    start: int
    end: int
    verb: Verb
    verb_at: int
    speaker: Span | None
    scope: Span
    clauses: tuple[Span, ...] = ()
    inverted: bool = False


def find_cues(words: list[Token], borrowed: Span | None = None) -> list[Cue]:
    """All attributions of one sentence, in order."""
    cues: list[Cue] = []
    for i in range(len(words)):
        verb, i_after = _verb_at(words, i)
        if verb is None:
            continue
        cue = _cue(words, i, i_after, verb, cues)
        if cue is not None:
            cues.append(cue)
    return _without_overlap(cues, words)


def _verb_at(words: list[Token], i: int) -> tuple[Verb | None, int]:
    """The verb of saying that begins at a word, with its particle, and the number of the word after it."""
    low = words[i].low
    if low == "according" and i + 1 < len(words) and words[i + 1].low == "to":
        return lemmas()["according to"], i + 2
    if words[i].text != low:
        return None, i + 1
    for verb in forms().get(low, ()):
        if not verb.particle:
            return verb, i + 1
        if " ".join(word.low for word in words[i + 1 : i + 1 + verb.particle.count(" ") + 1]) == verb.particle:
            return verb, i + 2 + verb.particle.count(" ")
    return None, i + 1


def _cue(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    if verb.lemma == "according to":
        return _according(words, i, after, verb)
    if verb.tense == "ing" and not (i and words[i - 1].low in _NOT_SAYING):
        return _participle(words, i, after, verb, earlier)
    return _inverted(words, i, after, verb) or _direct(words, i, after, verb)


def _according(words: list[Token], i: int, after: int, verb: Verb) -> Cue | None:
    end = after
    while end < len(words) and words[end].text not in {",", ".", ";", "–", "—"} and not _is_quotation(words[end]):
        end += 1
    if end == after:
        return None
    speaker = (words[after].start, words[_name_end(words, after, end) - 1].end)
    opens = i == 0 or (words[i - 1].text in {",", ";"} and False)
    last = _last_word(words)
    if opens or (i == 1 and words[0].low in {"but", "and"}):
        end = _skip_apposition(words, end)
        begin = end + 1 if end < len(words) and words[end].text == "," else end
        clause = _span(words, begin, last)
    else:
        stop = i - 1 if words[i - 1].text in {","} | _DASHES else i
        clause = _span(words, _clause_begin(words, i), stop)
    return Cue(words[i].start, words[min(end, len(words)) - 1].end, verb, words[i].start, speaker,
               clause or (words[i].start, words[i].end), (clause,) if clause else (), not opens)  # fmt: skip


def _skip_apposition(words: list[Token], comma: int) -> int:
    """The comma that ends "according to X, a Y of Z, ..." when what follows the first is no clause of its own."""
    if (
        comma + 1 < len(words)
        and words[comma].text == ","
        and words[comma + 1].low in {"a", "an", "who", "which", "the"}
    ):
        for j in range(comma + 1, min(comma + 15, len(words))):
            if words[j].low in _FINITE and words[comma + 1].low in {"a", "an", "the"}:
                return comma
            if words[j].text == ",":
                return j
    return comma


def _participle(words: list[Token], i: int, after: int, verb: Verb, earlier: list[Cue]) -> Cue | None:
    """ "..., adding that", "..., saying: ": the subject is that of the sentence."""
    opens, clause = _clause_after(words, after, verb)
    if not opens or (i and words[i - 1].low in _NOUN_LEFT - {"by", "in", "with", "for", "from", "after"}):
        return None
    return Cue(words[i].start, words[opens - 1].end, verb, words[i].start,
               earlier[-1].speaker if earlier else _subject_of_sentence(words, i),
               (words[opens - 1].end, words[-1].end), (clause,) if clause else ())  # fmt: skip


def _subject_of_sentence(words: list[Token], i: int) -> Span | None:
    begin = 0
    if words[0].low in _PREPOSITIONS:
        begin = next((j + 1 for j in range(i) if words[j].text == ","), 0)
    end = begin
    while end < i and (words[end].text[:1].isupper() or words[end].low in {"the", "a", "of"} or end == begin):
        end += 1
    if begin == 0 and end <= 1 and words[0].low not in _PRONOUNS and words[0].low in {"the", "a"} | _BOUNDARIES:
        end = min(end + 2, i)
    return (words[begin].start, words[end - 1].end) if end > begin and not _is_quotation(words[begin]) else None


def _inverted(words: list[Token], i: int, after: int, verb: Verb) -> Cue | None:
    """ "...," said X, and: two people died, said X."""
    if i == 0 or after >= len(words):
        return None
    before = i - 1
    while before > 0 and words[before].low in {"also", "then", "later"}:
        before -= 1
    comma = words[before].text in {","} | _DASHES
    blob = _is_quotation(words[before - 1 if comma and before else before])
    if not (comma or blob) or not _starts_noun_phrase(words, after, blob):
        return None
    end = _phrase_end(words, after)
    if not blob and (
        end < len(words)
        and words[end].text not in ".,;"
        and words[end].low not in _PREPOSITIONS | _BOUNDARIES | {"who"}
    ):
        return None
    if not blob and (
        before < 3
        or (verb.tense == "base" and verb.lemma not in {"say"})
        or not verb.bare
        or (_subject(words, i) is not None and words[after].low in _STARTS_CLAUSE)
    ):
        return None
    speaker = (words[after].start, words[_name_end(words, after, end) - 1].end)
    stop = before
    clause = None if blob and _only_quotation(words, before) else _span(words, _clause_begin(words, before), stop)
    return Cue(words[i].start, words[end - 1].end, verb, words[i].start, speaker,
               clause or (words[i].start, words[i].start), (clause,) if clause else (), True)  # fmt: skip


def _direct(words: list[Token], i: int, after: int, verb: Verb) -> Cue | None:
    """ "X said ..." and "..., X said"."""
    subject = _subject(words, i)
    if subject is None or _is_noun(words, i, subject, verb):
        return None
    first, head_end = subject
    opens, clause = _clause_after(words, after, verb)
    speaker = (words[first].start, words[head_end - 1].end)
    start = words[first].start
    if opens:
        return Cue(start, words[opens - 1].end, verb, words[i].start, speaker,
                   (words[opens - 1].end, words[-1].end), (clause,) if clause else ())  # fmt: skip
    before = first - 1
    if before >= 0 and (words[before].text in {","} | _DASHES or _is_quotation(words[before])):
        begin = _clause_begin(words, before)
        stop = before + 1 if _is_quotation(words[before]) else before
        clause = _span(words, begin, stop)
        if clause and not _is_adverbial(words, begin, stop) and verb.bare:
            alone = _only_quotation(words, before)
            return Cue(start, words[i].end, verb, words[i].start, speaker, clause, () if alone else (clause,), True)
    return Cue(start, words[i].end, verb, words[i].start, speaker, (words[i].end, words[-1].end))


def _only_quotation(words: list[Token], before: int) -> bool:
    """Whether a quotation that is a sentence of its own stands right before a comma or an attribution."""
    j = before - 1 if words[before].text in {","} | _DASHES and before else before
    return _is_quotation(words[j]) and (j == 0 or words[j - 1].text in {",", ":", ".", "-"})


def _subject(words: list[Token], i: int) -> tuple[int, int] | None:
    """First word of the subject, and the word after its head, for the verb at i."""
    end = i
    while (
        end > 0
        and (words[end - 1].low in _AUXILIARIES or words[end - 1].low.endswith("ly"))
        and not words[end - 1].text[0].isupper()
    ):
        end -= 1
    if end == 0:
        return None
    if words[end - 1].text in {","} | _DASHES | {")"}:
        return _subject_with_apposition(words, end - 1)
    first = end
    while first > 0 and end - first < _MOST_SUBJECT and not _ends_subject(words, first - 1, end):
        first -= 1
    first = _after_adverbial(words, first, end)
    if first >= end or not _can_be_subject(words, first, end):
        return None
    return first, _name_end(words, first, end)


def _subject_with_apposition(words: list[Token], comma: int) -> tuple[int, int] | None:
    """X, the head of Y, said; X (D-Z) said; X, who was there, said."""
    if words[comma].text == ")":
        opening = next((j for j in range(comma, max(comma - 10, -1), -1) if words[j].text == "("), 0)
        return _subject(words, opening) if opening > 0 else None
    segment = next((j + 1 for j in range(comma - 1, -1, -1) if _is_quotation(words[j]) or words[j].text in ";:"), 0)
    while (segment < comma and words[segment].text in {",", "-", "–", "—"}) or (
        segment < comma and words[segment].low in {"but", "and"}
    ):
        segment += 1
    commas = [j for j in range(segment, comma) if words[j].text in {","} | _DASHES]
    if not commas or comma - segment > 40:
        return None
    candidates = [segment] + [j + 1 for j in commas[:-1]]
    for begin, end in zip(candidates, commas, strict=True):
        if end - begin > _MOST_SUBJECT or words[begin].low in _PREPOSITIONS:
            continue
        first = begin
        while first < end and words[first].low in _BOUNDARIES:
            first += 1
        if first < end and _can_be_subject(words, first, end) and not any(w.low in _FINITE for w in words[first:end]):
            return first, _name_end(words, first, end)
    return None


def _ends_subject(words: list[Token], j: int, end: int) -> bool:
    word = words[j]
    if _is_quotation(word) or word.text in {",", ";", ":", "(", ")", "[", "]", "–", "—", "?", "!", "."}:
        return True
    if word.text == "-":
        return True
    if word.low in _FINITE:
        return True
    if word.low == "and":
        return not (words[j + 1].text[0].isupper() and j and words[j - 1].text[0].isupper())
    return word.low in _BOUNDARIES


def _after_adverbial(words: list[Token], first: int, end: int) -> int:
    """Pass over "On Monday" and the like in front of a subject."""
    if words[first].low not in _PREPOSITIONS if first < end else True:
        return first
    for j in range(first + 1, end):
        low = words[j].low
        if low in _PRONOUNS or (
            low in {"the", "a", "an", "his", "her", "its", "their"}
            and words[j - 1].low not in _PREPOSITIONS | {"of", "to"}
        ):
            return j
    return first


def _can_be_subject(words: list[Token], first: int, end: int) -> bool:
    head = words[end - 1]
    if head.low in _PRONOUNS:
        return True
    if any(word.low in {"to", "not"} and k == end - first - 1 for k, word in enumerate(words[first:end])):
        return False
    return any(
        word.text[0].isupper() or (word.text.isalpha() and len(word.text) > 2) for word in words[first:end]
    ) and (head.text[0].isupper() or head.text[0].isdigit() or (head.text[0].isalpha() and head.low not in _NOUN_LEFT))


def _is_noun(words: list[Token], i: int, subject: tuple[int, int], verb: Verb) -> bool:
    """Whether the word is a noun or a participle rather than a verb of saying."""
    before = words[i - 1].low
    if before in _NOUN_LEFT and before not in {"this", "that"}:
        return True
    j = i
    while j > subject[0] and (words[j - 1].low in _AUXILIARIES or words[j - 1].low.endswith("ly")):
        j -= 1
        if (
            words[j].low in _NOT_SAYING
            and verb.tense in {"ed", "base", "s"}
            and "quoted" not in {w.low for w in words[j:i]}
        ):
            return True
    if verb.tense in {"base", "s"} and verb.lemma.split(" ")[0] in _PLURAL_NOUNS:
        follows = words[i + 1].low if i + 1 < len(words) else ""
        return not (
            follows in {"that", ":", "the", "it", "he", "she", "they", "on", "for", "out"} or follows[:1] == QUOTATION
        )
    return False


def _clause_after(words: list[Token], after: int, verb: Verb) -> tuple[int, Span | None]:
    """Number of the word at which what is said begins, and its span; (0, None) when nothing follows."""
    j, last = after, _last_word(words)
    while j < last and (
        (words[j].low.endswith("ly") and words[j].text.islower()) or words[j].low in {"also", "however", "again", "too"}
    ):
        j += 1
    if j < last and words[j].text == "," and _closing_comma(words, j, last):
        j = _closing_comma(words, j, last) + 1
    if j >= last:
        return 0, None
    if words[j].text == ":" or _is_quotation(words[j]):
        return j + (words[j].text == ":"), _mixed_clause(words, j, last) if verb.bare else None
    that = _that(words, j, last)
    if that:
        return that, _span(words, that, last)
    if not verb.bare:
        return 0, None
    k = (
        _after_recipient(words, j, last)
        if verb.lemma in {"tell", "warn", "promise", "inform", "remind", "assure"}
        else j
    )
    if k > j and k < last and _is_quotation(words[k]):
        return k, None
    k = _after_adjunct(words, k, last)
    if k < last and (words[k].text == ":" or _is_quotation(words[k])):
        return k + (words[k].text == ":"), None
    if k and k < last and _starts_clause(words, k, last):
        return k, _span(words, k, last)
    return 0, None


def _closing_comma(words: list[Token], j: int, last: int) -> int:
    return next((k for k in range(j + 2, min(j + 8, last)) if words[k].text == ","), 0)


def _mixed_clause(words: list[Token], j: int, last: int) -> Span | None:
    """What follows a quotation that opens the clause: he said "x" was a crime."""
    if (
        not _is_quotation(words[j])
        or j + 2 >= last
        or words[j + 1].text in ",.;:"
        or words[j + 1].low in _ADJUNCT | _BOUNDARIES
    ):
        return None
    return _span(words, j, last)


def _that(words: list[Token], j: int, last: int) -> int:
    """Number of the "that" behind a verb, or of the word after it."""
    for k in range(j, min(j + 14, last - 1)):
        if (
            words[k].text in {",", ";", ":"}
            or _is_quotation(words[k])
            or words[k].low in _FINITE
            or words[k].low in _PRONOUNS - {"you", "it"}
        ):
            return 0
        if words[k].low == "that":
            return k + 1
    return 0


def _after_recipient(words: list[Token], j: int, last: int) -> int:
    """Number of the word after "reporters", "the BBC", "Al Jazeera's Jane Doe" or "his party"."""
    if words[j].low in _RECIPIENTS:
        return j + 1
    k = j
    if words[k].low in {"the", "a", "an", "his", "her", "its", "their", "this"}:
        k += 1
        while k < last and words[k].text[0].isupper():
            k += 1
        while (
            k < last
            and words[k].text[0].islower()
            and words[k].low not in _STARTS_CLAUSE | _ADJUNCT | _FINITE
            and k - j < 4
        ):
            k += 1
        return k
    while k < last and (words[k].text[0].isupper() or words[k].low in {"and", "of", "for"}):
        k += 1
    while k < last and words[k].low in _RECIPIENTS_PLURAL:
        k += 1
    return k if k > j else 0


def _after_adjunct(words: list[Token], j: int, last: int) -> int:
    """Pass over "on Monday", "in a statement" and the like behind a verb."""
    if j >= last or words[j].low not in _ADJUNCT or (words[j].low in {"this", "last"} and False):
        return j
    for k in range(j + 1, min(j + 12, last)):
        if (
            words[k].text in {":"}
            or _is_quotation(words[k])
            or words[k].low in _PRONOUNS - {"it", "who", "you"} | {"there"}
        ):
            return k
        if (
            words[k].low in {"the", "it", "a", "its"}
            and words[k - 1].low not in _ADJUNCT | {"and", "or"}
            and words[k - 1].low not in _BOUNDARIES
        ):
            return k
        if words[k].text in {",", ";"} or words[k].low in _FINITE | _BOUNDARIES:
            return 0
    return 0


def _starts_clause(words: list[Token], k: int, last: int) -> bool:
    if words[k].low in _PRONOUNS - {"who"} and last - k >= 2:
        return True
    if words[k].low in _ADJUNCT - {"last", "this"} or not (words[k].text[0].isalnum() or words[k].text[0] in "$€£"):
        return False
    rest = words[k + 1 : min(k + 25, last)]
    return any(word.low in _FINITE or word.low.endswith(("ed", "n't")) for word in rest) and words[k].low not in {
        "so",
        "and",
        "but",
        "or",
        "goodbye",
        "as",
    }


def _clause_begin(words: list[Token], before: int) -> int:
    """Number of the word at which a clause in front of ", he said" begins."""
    j = before - 1
    while j >= 0 and words[j].text not in {";"}:
        j -= 1
    return j + 1


def _is_adverbial(words: list[Token], begin: int, stop: int) -> bool:
    """Whether "On Monday", "Speaking in Berlin", "However" rather than a clause."""
    inner = words[begin:stop]
    if any(_is_quotation(word) for word in inner):
        return False
    if len(inner) < 3 or inner[0].low.endswith("ing"):
        return True
    return inner[0].low in _PREPOSITIONS | _BOUNDARIES and not any(word.text == "," for word in inner)


def _starts_noun_phrase(words: list[Token], j: int, blob: bool) -> bool:
    word = words[j]
    if word.low in _PRONOUNS:
        return blob
    return (
        word.text[0].isupper()
        or word.low in {"the", "a", "an", "one", "his", "her", "their", "another", "some", "many"}
        or (
            word.text.isalpha()
            and word.low not in _STARTS_CLAUSE | _ADJUNCT | _BOUNDARIES | _FINITE | _RECIPIENTS
            and not word.low.endswith("ing")
        )
    )


def _phrase_end(words: list[Token], j: int) -> int:
    """Number of the word after the subject that follows its verb."""
    end = j
    while end < len(words):
        word = words[end]
        if _is_quotation(word) or word.text in {",", ".", ";", ":", "(", "–", "—", "?", "!", "-"}:
            break
        if end > j and word.low in (_BOUNDARIES | _PREPOSITIONS | {"to", "who"}) - {"and", "for", "or"}:
            break
        end += 1
    return max(end, j + 1)


def _name_end(words: list[Token], first: int, end: int) -> int:
    return end


def _last_word(words: list[Token]) -> int:
    """Number of words without the marks that end the sentence."""
    last = len(words)
    while last and words[last - 1].text in {".", "!", "?", "…", "-"}:
        last -= 1
    return last


def _span(words: list[Token], begin: int, end: int) -> Span | None:
    return (words[begin].start, words[end - 1].end) if begin < end else None


def _is_quotation(word: Token) -> bool:
    return word.text[0] == QUOTATION


def _without_overlap(cues: list[Cue], words: list[Token]) -> list[Cue]:
    """Let the clause of an attribution end where the next one begins, unless that is part of the clause."""
    quoted = any(_is_quotation(word) for word in words)
    cues, cleaned = [cue for cue in cues if cue.clauses or quoted], []
    for i, cue in enumerate(cues):
        low = cleaned[-1].end if cleaned else 0
        high = _next_beside(cues, i, words)
        clauses = tuple(
            (max(a, low), b) if cue.inverted else (a, _stripped(words, a, min(b, high)))
            for a, b in cue.clauses
            if cue.inverted or not _within(cleaned, a)
        )
        scope = (max(cue.scope[0], low), cue.scope[1]) if cue.inverted else (cue.scope[0], min(cue.scope[1], high))
        cleaned.append(cue._replace(clauses=tuple((a, b) for a, b in clauses if a < b), scope=scope))
    return cleaned


def _next_beside(cues: list[Cue], i: int, words: list[Token]) -> int:
    """Where the next attribution begins that is no part of what this one attributes."""
    at = {word.start: k for k, word in enumerate(words)}
    for cue in cues[i + 1 :]:
        k = at.get(cue.start, 0)
        if (
            cue.start > cues[i].end
            and k
            and (
                words[k - 1].text in {",", ";"} | _DASHES
                or words[k - 1].low in {"and", "but"}
                or _is_quotation(words[k - 1])
            )
        ):
            return cue.start
    return words[-1].end


def _within(cues: list[Cue], at: int) -> bool:
    return any(a <= at < b for cue in cues for a, b in cue.clauses)


def _stripped(words: list[Token], start: int, end: int) -> int:
    """End of a clause without a conjunction or a mark left hanging."""
    last = [word for word in words if start <= word.start and word.end <= end]
    while last and (last[-1].text in {",", ";", ":"} | _DASHES or last[-1].low in _BOUNDARIES):
        last.pop()
    return last[-1].end if last else start
