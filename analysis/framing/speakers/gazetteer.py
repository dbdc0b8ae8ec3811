"""Who a speaker speaks for: group, country and office from ``gazetteer.toml`` or a file of the same form."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from analysis.errors import FramingError

__all__ = ["FORMER", "NOT_STATED", "OTHER", "Gazetteer", "Standing", "load_gazetteer"]

NOT_STATED = "no speaker stated"
OTHER = "others"
FORMER = "former officials"
OTHER_STATES = "other states"

_KEYS = {"name", "country", "adjectives", "bodies", "roles", "people"}
_FORMER = re.compile(r"(?i)\b(?:former|ex)\b")
# Words in front of a surname that are no first name: titles, offices, particles.
_NO_FIRST_NAME = re.compile(
    r"(?i)\b(?:mr|mrs|ms|miss|dr|prof|sir|lord|king|sen|rep|gen|lt|col|president|minister|ministry|chancellor|"
    r"senator|congressman|representative|secretary|spokes\w+|ambassador|envoy|chairman|chief|director|general|"
    r"colonel|admiral|commander|premier|leader|speaker|adviser|advisor|candidate|deputy|state|affairs|de|van|von|der|le|la|bin)$"
)
_PARTICLE = re.compile(r"(?i)^(?:al|el)-")


class Standing(NamedTuple):
    """What is known of a speaker; office and country are None where nothing says."""

    group: str
    country: str | None = None
    office: str | None = None


class _Person(NamedTuple):
    initials: frozenset[str]
    standing: Standing


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Groups, their people, bodies and roles.

    Parameters
    ----------
    groups : tuple of dict
        The ``[[group]]`` tables of the file, then one for each ``[[country]]``.
    state_words : tuple of str
        Words that make the adjective of a country its state.
    """

    groups: tuple[dict, ...]
    state_words: tuple[str, ...]

    def look_up(self, speaker: str | None) -> Standing:
        """What a speaker stands for.

        Parameters
        ----------
        speaker : str or None
            A name or a phrase, as split_voices gives it.

        Examples
        --------
        >>> load_gazetteer().look_up("Foreign Minister Sergei Lavrov")
        Standing(group='Russian state', country='RU', office='foreign minister')
        >>> load_gazetteer().look_up("two Turkish officials").group, load_gazetteer().look_up("a resident").group
        ('Turkish state', 'residents and witnesses')
        >>> load_gazetteer().look_up("Russia's ambassador to the UN").group, load_gazetteer().look_up("Jane Roe").group
        ('Russian state', 'others')
        """
        if not isinstance(speaker, str) or not speaker.strip():
            return Standing(NOT_STATED)
        return self._person(speaker) or self._state(speaker) or self._role(speaker) or Standing(OTHER)

    def _person(self, speaker: str) -> Standing | None:
        words = [word for word in re.findall(r"[^\s,]+", speaker) if word[:1].isupper() or _PARTICLE.match(word)]
        if not words:
            return None
        found = self._people.get(_plain(words[-1]), ())
        before = [_plain(word) for word in words[:-1] if not _NO_FIRST_NAME.search(word)]
        if before:
            initials = {word[0] for word in before if word}
            found = [person for person in found if person.initials & initials]
        return found[0].standing if len({person.standing for person in found}) == 1 else None

    def _state(self, speaker: str) -> Standing | None:
        has_state_word = self._state_pattern.search(speaker) is not None
        matches = [
            (match.start(), -len(match[0]), number)
            for number, (pattern, needs_state_word) in enumerate(self._signs)
            if (has_state_word or not needs_state_word) and (match := pattern.search(speaker))
        ]
        if not matches:
            return None
        group = self.groups[self._owner_of_sign[min(matches)[2]]]
        return Standing(FORMER if _FORMER.search(speaker) else group["name"], group.get("country"))

    def _role(self, speaker: str) -> Standing | None:
        matches = [(match.start(), n) for n, pattern in self._roles.items() if (match := pattern.search(speaker))]
        if not matches:
            return None
        return Standing(self.groups[min(matches)[1]]["name"])

    @cached_property
    def _people(self) -> dict[str, list[_Person]]:
        people: dict[str, list[_Person]] = {}
        for group in self.groups:
            for name, office in group.get("people", {}).items():
                *first, last = _plain(name).split()
                standing = Standing(group["name"], group.get("country"), office)
                people.setdefault(last, []).append(_Person(frozenset(word[0] for word in first), standing))
        return people

    @cached_property
    def _sign_list(self) -> list[tuple[re.Pattern, bool, int]]:
        bodies = [(re.compile(p), False, n) for n, group in enumerate(self.groups) for p in group.get("bodies", [])]
        adjectives = [
            (re.compile(rf"\b{re.escape(word)}(?!\w)"), True, n)
            for n, group in enumerate(self.groups)
            for word in group.get("adjectives", [])
        ]
        return bodies + adjectives

    @cached_property
    def _signs(self) -> list[tuple[re.Pattern, bool]]:
        return [(pattern, needs) for pattern, needs, _ in self._sign_list]

    @cached_property
    def _owner_of_sign(self) -> list[int]:
        return [owner for *_, owner in self._sign_list]

    @cached_property
    def _state_pattern(self) -> re.Pattern:
        return _whole_words(self.state_words)

    @cached_property
    def _roles(self) -> dict[int, re.Pattern]:
        return {n: _whole_words(group["roles"]) for n, group in enumerate(self.groups) if group.get("roles")}


@lru_cache(maxsize=8)
def load_gazetteer(path: str | Path | None = None) -> Gazetteer:
    """Read a gazetteer; by default the one of the package.

    Parameters
    ----------
    path : str or Path, optional
        A TOML file of the form of ``gazetteer.toml``, which explains itself.

    Raises
    ------
    FramingError
        The file cannot be read, or an entry is wrong; the message names file and entry.
    """
    path = Path(path) if path else Path(__file__).with_name("gazetteer.toml")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FramingError(f"gazetteer {path} cannot be read: {error}") from error
    groups = data.get("group", [])
    for group in groups:
        _check(group, path)
    countries = [{**entry, "name": OTHER_STATES, "country": entry["code"]} for entry in data.get("country", [])]
    return Gazetteer((*groups, *countries), tuple(data.get("state_words", [])))


def _check(group: dict, path: Path) -> None:
    name = group.get("name")
    if not isinstance(name, str):
        raise FramingError(f"gazetteer {path}: a [[group]] has no name")
    unknown = sorted(set(group) - _KEYS)
    if unknown:
        raise FramingError(
            f"gazetteer {path}: group {name!r} has {unknown[0]!r}; allowed are {', '.join(sorted(_KEYS))}"
        )
    for pattern in group.get("bodies", []):
        try:
            re.compile(pattern)
        except re.error as error:
            raise FramingError(f"gazetteer {path}: group {name!r}, body {pattern!r}: {error}") from error


def _whole_words(words) -> re.Pattern:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def _plain(name: str) -> str:
    """Lower case without accents, possessives and the article of Arabic names."""
    letters = unicodedata.normalize("NFKD", re.sub(r"['’]s$", "", name))
    folded = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    return " ".join(_PARTICLE.sub("", word).strip(".,'’\"”“") for word in folded.split())
