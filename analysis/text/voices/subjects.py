"""Who does the saying: the noun phrase that a verb of saying has as its subject, by rule."""

from analysis.text.voices.lexicon import listed
from analysis.text.voices.phrases import (
    BOUNDARIES,
    CONTRACTED,
    DASHES,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    Phrase,
    checked,
    is_adverb,
)
from analysis.text.voices.tokens import Token, is_quotation

__all__ = ["subject_before", "subject_of_sentence"]


_NOUN_LEFT, _NOT_SURNAME = listed("noun_left"), listed("not_surname")
_PERIODS, _SENTENCE_ADVERBS = listed("periods"), listed("sentence_adverbs")
_MOST_WORDS, _MOST_APPOSITION = 14, 40


def subject_before(words: list[Token], i: int) -> Phrase | None:
    """The subject of the verb at i, when it stands before the verb."""
    end = i
    while end > 0 and is_adverb(words[end - 1]):
        end -= 1
    if end == 0:
        return None
    last = words[end - 1].text
    if words[end - 1].low in CONTRACTED:
        return end - 1, end
    if last in {"who", "which"} and end > 1:
        phrase = subject_before(words, end - 1 - (words[end - 2].text in DASHES or words[end - 2].text == ","))
        return phrase and _antecedent(words, *phrase)
    if last == ")":
        return _before_bracket(words, end - 1)
    if last in DASHES or last == ",":
        return _before_apposition(words, end - 1)
    first = end
    while first > 0 and end - first < _MOST_WORDS and not _ends_phrase(words, first - 1):
        first -= 1
    if words[first].low in {"a", "an"} and first > 1 and words[first - 1].text == ",":  # X, a Y for Z said
        name = subject_before(words, first - 1)
        if name and all(word.text[0].isupper() for word in words[slice(*name)]):
            return name
    first = _after_adverbial(words, _with_first_noun(words, first), end)
    return None if first < end and words[first].low == "from" else checked(words, first, end)


def subject_of_sentence(words: list[Token], i: int) -> Phrase | None:
    """The noun phrase with which a sentence begins; after "On Monday, " the next one."""
    first = 0
    while first < i and (words[first].low in BOUNDARIES or words[first].text in STOPS):
        first += 1
    if first < i and (words[first].low in PREPOSITIONS or words[first].low.endswith("ing")):
        first = next((j + 1 for j in range(first, i) if words[j].text == ","), i)
    if first >= i or is_quotation(words[first]):
        return None
    if words[first].low in PRONOUNS:
        return first, first + 1
    end = first + 1
    while end < i and not is_quotation(words[end]) and _goes_on(words, first, end):
        end += 1
    return checked(words, first, end)


def _goes_on(words: list[Token], first: int, end: int) -> bool:
    """Whether a phrase that opens a sentence has not come to its verb yet: names go on, "the" takes a noun or two."""
    word = words[end]
    if word.text[0].isupper() or (
        word.low in {"of", "and"} and end + 1 < len(words) and words[end + 1].text[0].isupper()
    ):
        return True
    return words[first].low in DETERMINERS and end - first < 2 and word.text.isalpha() and word.low not in FINITE


def _with_first_noun(words: list[Token], first: int) -> int:
    """Where "the owner and founder" begins, whose second noun was found: at a determiner behind a comma."""
    if first < 2 or words[first - 1].low != "and" or words[first].text != words[first].low:
        return first
    for j in range(first - 2, max(first - 7, -1), -1):
        if words[j].low in DETERMINERS:
            return j if j == 0 or words[j - 1].text == "," or is_quotation(words[j - 1]) else first
        if not words[j].text.isalpha() or words[j].low in FINITE:
            return first
    return first


def _antecedent(words: list[Token], first: int, end: int) -> Phrase:
    """The last noun phrase where a verb stands in front: backed by THE WHITE HOUSE, which; wrote A REPORT, which."""
    for j in range(end - 1, first + 1, -1):
        if words[j].low in DETERMINERS and words[j - 1].low.endswith("ed") and words[j - 1].text == words[j - 1].low:
            return j, end
    if words[first].text != words[first].low or words[first].low in DETERMINERS or words[first].low.endswith("s"):
        return first, end
    return next((j for j in range(end - 1, first, -1) if words[j].low in DETERMINERS), first), end


def _before_bracket(words: list[Token], closing: int) -> Phrase | None:
    """X (D-Z) said."""
    opening = next((j for j in range(closing, max(closing - 10, 0), -1) if words[j].text == "("), 0)
    return subject_before(words, opening) if opening else None


def _before_apposition(words: list[Token], closing: int) -> Phrase | None:
    """X, who was there, said; X, the head of Y, said; X - of the party of Z - said."""
    if words[closing].text in DASHES:
        opening = next((j for j in range(closing - 2, 0, -1) if words[j].text in DASHES), 0)
        return subject_before(words, opening) if opening else None
    begin = _segment(words, closing)
    commas = [j for j in range(begin, closing) if words[j].text in {",", "(", "—", "–"}]
    if closing - begin > _MOST_APPOSITION:
        commas = [j for j in commas if j > closing - _MOST_APPOSITION]
    starts = [begin, *(j + 1 for j in commas[:-1])]
    for first, end in zip(starts, commas, strict=False):
        while first < end and words[first].low in BOUNDARIES:
            first += 1
        if first >= end or words[first].low in PREPOSITIONS or words[end - 1].low in _SENTENCE_ADVERBS:
            continue
        first = max(first, end - _MOST_WORDS)
        if not _has_verb(words, first, end) and (phrase := checked(words, first, end)):
            return phrase[0], _name_set_off(words, end, closing) or phrase[1]
    return None


def _has_verb(words: list[Token], first: int, end: int) -> bool:
    """Whether a clause rather than a noun phrase stands here; "the retired general" is none."""
    return any(
        words[j].low in FINITE
        or (j > first and words[j].text == words[j].low and words[j].low.endswith("ed") and not _is_left(words[j - 1]))
        for j in range(first, end)
    )


def _is_left(word: Token) -> bool:
    return word.low in _NOUN_LEFT or word.low.endswith(("ly", "'s", "’s"))


def _name_set_off(words: list[Token], comma: int, closing: int) -> int:
    """The word behind the name in "her neighbour, Ana Lem of Bray,"; 0 when the name comes first."""
    first, end = comma + 1, comma + 1
    while end < closing and words[end].text[0].isupper():
        end += 1
    goes_on = end < closing and words[end].text not in ",(-–—" and words[end].low not in {"of", "from", "in", "who"}
    common = words[comma - 1].text == words[comma - 1].low
    is_name = 2 <= end - first <= 4 and common and not goes_on and words[end - 1].low not in _NOT_SURNAME
    return end if is_name else 0


def _segment(words: list[Token], closing: int) -> int:
    """Where the words around an apposition begin: behind a quotation or a semicolon."""
    begin = closing
    while begin > 0 and words[begin - 1].text not in {";", ":"} and not is_quotation(words[begin - 1]):
        begin -= 1
    while begin < closing and (words[begin].text in STOPS or words[begin].low in {"but", "and"}):
        begin += 1
    return begin


def _ends_phrase(words: list[Token], j: int) -> bool:
    word = words[j]
    if is_quotation(word) or word.text in STOPS or word.low in FINITE or word.text in {"said", "says"}:
        return True
    if word.low == "than" and words[j - 1].low in {"more", "less", "fewer"}:
        return False
    if word.low == "and":
        return not (words[j + 1].text[0].isupper() and j > 0 and words[j - 1].text[0].isupper())
    return word.low in BOUNDARIES


def _after_adverbial(words: list[Token], first: int, end: int) -> int:
    """Pass over "On Monday" and the like in front of a subject."""
    if first >= end or words[first].low not in PREPOSITIONS:
        return first
    for j in range(first + 1, end):
        low = words[j].low
        if low in PRONOUNS or (low in DETERMINERS and words[j - 1].low not in PREPOSITIONS | {"of", "to"}):
            return j
    j = first + 1
    if words[j].low in _PERIODS and j + 2 < end and words[j + 1].text.isdigit() and words[j + 2].text[0].isupper():
        return j + 2  # on March 10 Russia's staff
    while j < end and (words[j].text[0].isupper() or words[j].text[0].isdigit()):
        j += 1
    return j if first + 1 < j < end else first
