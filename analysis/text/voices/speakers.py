"""From phrases to speakers: one name per person and article."""

import re
from bisect import bisect_right
from functools import cached_property

from analysis.text.voices.lexicon import listed
from analysis.text.voices.names import Person, gender_of, name_in, persons
from analysis.text.voices.phrases import CONTRACTED
from analysis.text.voices.subjects import subject_of_sentence
from analysis.text.voices.tokens import tokens

__all__ = ["Cast"]

Span = tuple[int, int]

_SINGULAR = {"he": "m", "him": "m", "she": "f", "her": "f", "who": ""}
_EDGE = " ,.;:-–—'\"~*|•>"
_NO_FIRST_NAME = frozenset(["North", "South", "East", "West", "New", "Old", "United", "Great", "Saint", "St"])
_OTHERS = frozenset(["they", "it", "we", "i", "you", "them", "us", "me"])
_LEADING = re.compile(
    r"^(?:(?:and|but|while|as|when|however|meanwhile|earlier|later|yesterday|today|also|so|like|with)\s+)+", re.I
)
_DEFINITE = re.compile(r"^(?:the|this|that|his|her|their)\s+|^[A-Z][\w-]*['’]s?\s+(?=[a-z])")
_DETERMINER = re.compile(r"^(?:the|a|an|one|another|this|that|his|her|its|their|our|my)\s+", re.IGNORECASE)
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame)\b")
_BACK = 3  # sentences that a pronoun looks back
_PERSONS = listed("person_nouns")
_STARTS = listed("sentence_starts")


class Cast:
    """The speakers of one article, met in its order."""

    def __init__(self, text: str, veiled: str, sentences: list[Span]):
        self._text, self._veiled, self._sentences = text, veiled, sentences
        self._starts = [start for start, _ in sentences]
        self._last: tuple[int, str, str] = (-1, "", "")  # where the last speaker was met, name, gender
        self._thing: tuple[int, str] = (-1, "")  # where a speaker was met who is no person, and the phrase
        self._openings: dict[int, Span] = {}  # the noun phrases that open sentences
        self._met: dict[str, str] = {}  # gender of speakers met

    @cached_property
    def _persons(self) -> dict[str, Person]:
        return persons(self._veiled)  # most articles without attributions never ask

    def resolve(self, phrase: Span) -> str:
        """Name of the speaker that a phrase stands for; else the phrase."""
        words = _LEADING.sub("", " ".join(self._text[slice(*phrase)].split()).strip(_EDGE))
        low = words.lower().replace("’", "'")
        low = CONTRACTED.get(low, low)
        if low in _SINGULAR:
            name = self._who(phrase[0], _SINGULAR[low])
        elif low in _OTHERS:
            return (self._which(phrase[0], low) if low in {"it", "they", "them"} else "") or words
        else:
            name = self._named(words) or self._by_role(words, phrase[0])
        if not name and low in _SINGULAR:
            return words
        if not name or (" " in name and not self._is_person(name)):
            self._thing = (phrase[0], name or words)
        if not name:
            return words
        gender = _SINGULAR.get(low, "") or self._gender(name, words)
        self._met[name] = self._met.get(name, "") or gender
        self._last = (phrase[0], name, gender)
        return name

    def _gender(self, name: str, phrase: str) -> str:
        known = self._met.get(name, "") or gender_of(phrase.split(), name.split())
        person = self._persons.get(name.split(" ")[-1])
        return known or (person.gender if person and person.name == name else "")

    def _named(self, phrase: str) -> str:
        """The name with which a phrase ends, in full where the article gives it."""
        words = name_in(phrase)
        if not words:
            return ""
        person = self._persons.get(words[-1])
        if person and set(words) <= set(person.name.split(" ")):
            return person.name
        alone = len(words) == 1 and phrase != words[0]
        return "" if alone and not re.search(r"\b(?:Mr|Mrs|Ms|Dr)\b|[a-z]\s[A-Z]\w+$", phrase) else " ".join(words)

    def _by_role(self, phrase: str, at: int) -> str:
        """The person whose office "the minister" names, when there is one."""
        if not _DEFINITE.match(phrase):
            return ""
        nouns = _DETERMINER.sub("", phrase.lower()).split()
        last = phrase.split()[-1]
        if last[0].isupper() and last.lower() not in _PERSONS:
            return ""  # the White House
        role = next((nouns[i - 1] for i in range(1, len(nouns)) if nouns[i] in {"of", "for", "in", "from"}), nouns[-1])
        holders = sorted({person.name for person in self._persons.values() if role in person.roles})
        if self._last[1] in holders or len(holders) == 1:
            return self._last[1] if self._last[1] in holders else holders[0]
        near = self._last[1] and self._number(at) - self._number(self._last[0]) <= 2 and self._is_person(self._last[1])
        return self._last[1] if near and role in _PERSONS and not holders else ""

    def _is_person(self, name: str) -> bool:
        person = self._persons.get(name.split(" ")[-1])
        return person is not None and person.name == name

    def _number(self, at: int) -> int:
        return max(bisect_right(self._starts, at) - 1, 0)

    def _who(self, at: int, gender: str) -> str:
        """Whom "he" or "she" stands for: the last speaker, or a person who opened a sentence since."""
        here, fallback = self._number(at), ""
        for number in range(here, max(here - _BACK, 0) - 1, -1):
            if (
                number < len(self._starts)
                and self._starts[number] <= self._last[0] < at
                and self._agrees(self._last[1:], gender)
            ):
                return self._last[1]
            phrase = self._opening(number, at)
            name = self._named(phrase) if phrase else ""
            if name and self._agrees((name, self._gender(name, phrase)), gender, phrase):
                return name
            fallback = fallback or self._role_or_noun(phrase)
        if fallback and at - self._last[0] > 400:
            return fallback
        if self._last[1] and self._agrees(self._last[1:], gender):
            return self._last[1]
        return fallback or self._mentioned(here, at, gender) or self._unnamed(here, at)

    def _mentioned(self, here: int, at: int, gender: str) -> str:
        """The last person of that gender in this sentence and the one before."""
        if not gender or here >= len(self._sentences):
            return ""
        before = self._veiled[self._starts[max(here - 1, 0)] : at]
        near = [(before.rfind(who.name), who.name) for who in self._persons.values() if who.gender == gender]
        return max([found for found in near if found[0] >= 0], default=(0, ""))[1]

    def _unnamed(self, here: int, at: int) -> str:
        """A tourist, or a single name that opened the sentence before: last resort for "he" and "she"."""
        if self._thing[1] and here - self._number(self._thing[0]) < _BACK:
            return self._thing[1]
        phrase = self._opening(max(here - 1, 0), at)
        if self._is_person(phrase) and len(phrase.split()) == 2 and phrase.split()[0] not in _NO_FIRST_NAME:
            return phrase
        return (
            phrase
            if phrase.istitle() and phrase.isalpha() and phrase not in _STARTS and not phrase.endswith("s")
            else ""
        )

    def _role_or_noun(self, phrase: str) -> str:
        nouns = _DETERMINER.sub("", phrase.lower()).split() if phrase and _DETERMINER.match(phrase) else []
        return phrase if nouns and nouns[-1] in _PERSONS else ""

    def _may_be_person(self, name: str) -> bool:
        person = self._persons.get(name.split(" ")[-1])
        return name in self._met or (person is not None and person.name == name and bool(person.gender or person.roles))

    def _agrees(self, who: tuple[str, str], gender: str, phrase: str = "") -> bool:
        name, known = who
        if not name or (known and gender and known != gender):
            return False
        first, last = name.split(" ")[0], name.split(" ")[-1]
        by_surname = self._is_person(name) and phrase == last and first not in _NO_FIRST_NAME
        return (
            self._may_be_person(name)
            or by_surname
            or _TITLED.match(phrase) is not None
            or (not phrase and (bool(known) or not gender))
        )

    def _which(self, at: int, pronoun: str) -> str:
        """What "it" or "they" stands for: the last speaker, or the noun phrase that opened a sentence just before."""
        here = self._number(at)
        if pronoun in {"it", "they"} and self._thing[1] and here - self._number(self._thing[0]) < _BACK:
            return self._thing[1]
        for number in range(here - (pronoun != "they"), max(here - 2, 0) - 1, -1):
            phrase = self._opening(number, at)
            if phrase and phrase.lower() not in _OTHERS | _SINGULAR.keys() and not self._is_person(self._named(phrase)):
                return phrase
        return ""

    def _opening(self, number: int, before: int) -> str:
        """The noun phrase that opens a sentence, if it stands before an offset."""
        if number >= len(self._sentences):
            return ""
        if number not in self._openings:
            self._openings[number] = self._first_phrase(*self._sentences[number])
        start, end = self._openings[number]
        return " ".join(self._text[start:end].split()) if end <= before else ""

    def _first_phrase(self, start: int, end: int) -> Span:
        words = tokens(self._veiled, start, min(end, start + 160))
        phrase = subject_of_sentence(words, len(words))
        return (words[phrase[0]].start, words[phrase[1] - 1].end) if phrase else (start, start)
