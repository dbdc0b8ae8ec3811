"""Names of persons in an article: full names, titles before them, what stands beside them."""

import re
from typing import NamedTuple

from analysis.text.voices.lexicon import listed

__all__ = ["Person", "gender_of", "name_in", "persons", "without_titles"]

_WORD = r"(?:[A-Z][\w'’-]*\w|[A-Z]\.)"
_LINK = r"(?:de|la|van|von|der|den|bin|ibn|al|el|di|da|du|le|ter|ten|abu|y)"
_FIRST = r"[A-Z](?<![\w.].)(?:[\w'’-]*\w|\.)"
_FULL_NAME = re.compile(rf"{_FIRST}(?:\s(?:{_LINK}\s){{0,2}}{_WORD}){{1,5}}")
_TRAILING = re.compile(rf"(?:^|\s)({_WORD}(?:\s(?:{_LINK}\s){{0,2}}{_WORD}){{0,4}})$")
_BEFORE = re.compile(r"((?:[a-z-]+\s){1,3})$")
_BEHIND = re.compile(
    r",\s(?:the|a|an|who|his|her|its|one|[A-Z][\w']*'s?)?\s?((?:[\w-]+\s){0,5}?[a-z-]+)(?=,|\.|\s(?:of|for|in|at|from|who|with|and)\b)"
)
_TITLES, _NOT_SURNAME = listed("titles"), listed("not_surname")
_STARTS = listed("sentence_starts")
_LEFT_OF_NO_NAME = {"of", "for", "to", "from", "in", "at", "on", "by", "the", "and", "with", "a", "an"}
_OWNED = re.compile(r"['’]s?$")


class Person(NamedTuple):
    """A person of the article: name, words for the office, grammatical gender ("f", "m" or "")."""

    name: str
    roles: frozenset[str]
    gender: str


def persons(text: str) -> dict[str, Person]:
    """Surname -> the first person of that surname who is named in full."""
    found: dict[str, Person] = {}
    for match in _FULL_NAME.finditer(text):
        words = match[0].split()
        if _OWNED.sub("", words[-1]) in found:
            continue
        while words and words[0] in _STARTS:
            words = words[1:]
        name = without_titles(words)
        if len(name) > 2 and text[max(match.start() - 4, 0) : match.start()] in {" of ", "for ", " to ", " in "}:
            name = name[-2:]
        if any(len(word) > 1 and word.isupper() for word in name):
            continue
        if not 2 <= len(name) <= 4 or name[-1].lower() in _NOT_SURNAME or name[0].lower() in _NOT_SURNAME:
            continue
        name[-1] = _OWNED.sub("", name[-1])
        if name[-1] not in found:
            roles = _roles(text, match, words[: len(words) - len(name)])
            found[name[-1]] = Person(" ".join(name), roles, gender_of(words, name))
    return found


def _roles(text: str, match: re.Match, titles: list[str]) -> frozenset[str]:
    before = _BEFORE.search(text, max(match.start() - 50, 0), match.start())
    behind = _BEHIND.match(text, match.end(), match.end() + 80)
    nouns = [title.lower() for title in titles]
    nouns += before[1].split()[-1:] if before else []
    nouns += behind[1].lower().split()[-1:] if behind else []
    return frozenset(nouns) - {"the", "and", "of", "by", "to", "that", "with", "said", "for", "mr", "mrs", "ms", "dr"}


def gender_of(words: list[str], name: list[str]) -> str:
    """Gender that titles or a first name tell; "" where they do not."""
    plain = {word.lower().rstrip(".") for word in words}
    if plain & {"mrs", "ms", "miss", "lady", "dame", "queen", "princess"}:
        return "f"
    if plain & {"mr", "sir", "lord", "king", "prince"}:
        return "m"
    first = name[0].lower() if len(name) > 1 else ""
    return "f" if first in listed("female") else "m" if first in listed("male") else ""


def without_titles(words: list[str]) -> list[str]:
    """A name without "Foreign Minister" and the like; [] when nothing but titles is left."""
    for i in range(len(words) - 1, 0, -1):  # a body in front: "Information Board Mikk Marran"
        if words[i - 1].lower() in _NOT_SURNAME and i < len(words) - 1:
            words = words[i:]
            break
    while len(words) > 1 and words[0].lower().rstrip(".") in _TITLES:
        words = words[1:]
    return [] if len(words) == 1 and words[0].lower().rstrip(".") in _TITLES else list(words)


def name_in(phrase: str) -> list[str]:
    """Words of the name with which a noun phrase ends; [] when it ends on another noun."""
    match = _TRAILING.search(phrase)
    if not match:
        return []
    capitals = match[1].split()
    words = without_titles(capitals)
    before = phrase[: match.start(1)].split()
    if before and before[-1].lower() in _LEFT_OF_NO_NAME:
        words = words[-2:] if len(capitals) > 2 else []
    if not words or words[-1].lower() in _NOT_SURNAME | _TITLES:
        return []
    words[-1] = _OWNED.sub("", words[-1])
    return words
