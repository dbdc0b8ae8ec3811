"""From phrases to persons: one name per person and article."""

import re

from analysis.text.voices.lexicon import listed

__all__ = ["Cast"]

_NAME_WORD = r"(?:[A-Z][\w'’-]*[\w]|[A-Z]\.)"
_LINK = r"(?:de|la|van|von|der|den|bin|ibn|al|el|di|da|du|le|ter|ten|abu|y)"
_FULL_NAME = re.compile(rf"(?<![\w.]){_NAME_WORD}(?:\s(?:{_LINK}\s){{0,2}}{_NAME_WORD}){{1,5}}")
_PRONOUNS = {"he", "she", "they", "i", "we", "it", "you", "who", "him", "her", "them", "me", "us"}
_TITLES = listed("titles")
_SENTENCE_STARTS = listed("sentence_starts")
_NOT_FINAL = listed("not_surname")
_DETERMINER = re.compile(r"^(?:the|a|an|one|another|this|that|his|her|its|their|our|my)\s+", re.IGNORECASE)
_TRAILING_NAME = re.compile(rf"(?:^|\s)({_NAME_WORD}(?:\s(?:{_LINK}\s){{0,2}}{_NAME_WORD}){{0,4}})$")
_LEADING = re.compile(
    r"^(?:and|but|while|as|when|however|meanwhile|earlier|later|yesterday|today|also|so)\s+", re.IGNORECASE
)


class Cast:
    """The persons of one article, met in its order."""

    def __init__(self, text: str):
        self._full_of = _full_names(text)
        self._last_person = ""
        self._role_of: dict[str, str] = {}

    def resolve(self, phrase: str) -> str:
        """Name of the person that a phrase stands for; else the phrase."""
        phrase = _LEADING.sub("", " ".join(phrase.split()).strip(" ,.;:-–—'\""))
        if phrase.lower() in _PRONOUNS:
            return self._last_person or phrase
        if name := self._name(phrase):
            self._remember(phrase, name)
            return name
        if not _DETERMINER.match(phrase):
            return phrase
        role = _DETERMINER.sub("", phrase).lower().split(" ")[-1]
        return self._role_of.get(role, phrase)

    def _name(self, phrase: str) -> str:
        match = _TRAILING_NAME.search(phrase)
        if not match:
            return ""
        words = _without_titles(match[1].split(" "), len(match[1]) < len(phrase))
        if not words or words[-1].lower() in _NOT_FINAL:
            return ""
        words[-1] = re.sub(r"['’]s$", "", words[-1])
        if _DETERMINER.match(phrase) and len(words) == 1 and words[0] not in self._full_of:
            return ""
        if len(words) == 1:
            return self._full_of.get(words[0], "") or ("" if phrase != match[1] and match[1].isupper() else words[0])
        known = self._full_of.get(words[-1], "")
        return known if known and set(words) <= set(known.split(" ")) else " ".join(words)

    def _remember(self, phrase: str, name: str) -> None:
        self._last_person = name
        before = phrase[: -len(name)] if phrase.endswith(name) else ""
        for word in before.lower().split():
            self._role_of[word] = name


def _without_titles(words: list[str], has_noun_before: bool) -> list[str]:
    while len(words) > 1 and words[0].lower().rstrip(".") in _TITLES | {"u.s", "u.k", "u.n"}:
        words = words[1:]
    return [] if len(words) == 1 and words[0].lower() in _TITLES else words


def _full_names(text: str) -> dict[str, str]:
    """Surname -> the first full name of that surname."""
    found: dict[str, str] = {}
    for match in _FULL_NAME.finditer(text):
        words = _without_titles(match[0].split(), False)
        while words and words[0] in _SENTENCE_STARTS:
            words = words[1:]
        if 2 <= len(words) <= 4 and words[-1].lower() not in _NOT_FINAL and words[0].lower() not in _NOT_FINAL:
            last = re.sub(r"['’]s?$", "", words[-1])
            found.setdefault(last, " ".join([*words[:-1], last]))
    return found
