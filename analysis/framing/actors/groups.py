"""Groups of actors, and the group that a noun phrase names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

__all__ = ["ActorGroups", "Group"]

# "Thousands of refugees" are refugees.
_AMOUNTS = frozenset(
    ("thousands", "hundreds", "dozens", "scores", "tens", "millions", "number", "numbers", "majority", "most", "many",
     "some", "part", "lot", "all")
)  # fmt: skip
_ENDS = " \t\n\"'“”‘’«»„()[],.;:!?"


@dataclass(frozen=True)
class Group:
    """Actors that count as one; the fields are those of ``actors.toml``, which says what they mean.

    Parameters
    ----------
    key, title, note : str
    names, adjectives, in_context, context : tuple of str
    """

    key: str
    title: str
    note: str = ""
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    in_context: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


class _Entry(NamedTuple):
    """What some words stand for: a group, as a name or before another word only, and where."""

    key: str
    order: int
    words: tuple[str, ...]
    is_name: bool
    in_context: bool


class _Fit(NamedTuple):
    """How well a group fits a noun phrase; the largest wins.

    A name that is the noun itself says most, then one before it, then a name that needs the context of the article:
    "IS militants" are IS.
    """

    rank: int
    end: int
    length: int
    earlier: int
    key: str


@dataclass(frozen=True, eq=False)
class ActorGroups:
    """Groups, the words that act for a group, and the verbs that are left out.

    Parameters
    ----------
    groups : mapping of str to Group
    acting, left_out : tuple of str
    """

    groups: Mapping[str, Group] = field(default_factory=dict)
    acting: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def group_of(self, phrase: str, of: str = "", known: frozenset[str] = frozenset()) -> str | None:
        """Key of the group that a noun phrase names; None where it names none.

        Parameters
        ----------
        phrase : str
            The noun with what stands before it.
        of : str
            The noun phrase after its "of".
        known : frozenset of str
            Keys of the groups whose context the article has (``contexts_in``).

        Examples
        --------
        >>> from analysis.framing.actors.files import load_actors
        >>> groups = load_actors()
        >>> [groups.group_of(p) for p in ("Russian jets", "Russian gas", "US-backed troops", "the Kremlin's envoy")]
        ['russia', None, None, 'russia']
        >>> groups.group_of("rebels"), groups.group_of("Syrian rebels"), groups.group_of("thousands", of="civilians")
        (None, 'armed-opponents', 'civilians')
        """
        words = _words(phrase)
        fit = max(self._fits(words, known), default=None)
        if fit is None and of and words and (words[-1].lower() in _AMOUNTS or words[-1].lower() in self._acting):
            after = _words(of)
            fit = max((one for one in self._fits(after, known) if one.end == len(after) - 1), default=None)
        return fit.key if fit else None

    def contexts_in(self, text: str) -> frozenset[str]:
        """Keys of the groups whose context stands in an article."""
        return frozenset(key for key, pattern in self._contexts.items() if pattern.search(text))

    def _fits(self, words: list[str], known: frozenset[str]):
        last, last_acting = len(words) - 1, self._last_acting(words)
        for end in range(len(words)):
            for start in range(max(0, end + 1 - self._longest), end + 1):
                found = tuple(words[start : end + 1])
                for entry in self._entries.get(tuple(word.lower() for word in found), ()):
                    is_head = end == last and entry.is_name
                    fits = (is_head or end < last_acting) and _written_so(found, entry.words)
                    if fits and (not entry.in_context or entry.key in known):
                        rank = 0 if entry.in_context else 1 + is_head
                        yield _Fit(rank, end, end - start, -entry.order, entry.key)

    def _last_acting(self, words: list[str]) -> int:
        """Where the word stands that acts; a name may follow it ("Foreign Minister Sergei ..."), another noun not."""
        at = next((at for at in reversed(range(len(words))) if words[at].lower() in self._acting), -1)
        return at if all(word[:1].isupper() for word in words[at + 1 :]) else -1

    @cached_property
    def _entries(self) -> dict[tuple[str, ...], list[_Entry]]:
        entries: dict[tuple[str, ...], list[_Entry]] = {}
        for order, group in enumerate(self.groups.values()):
            for kind in ("names", "adjectives", "in_context"):
                for words in (form for name in getattr(group, kind) for form in _forms(name)):
                    entry = _Entry(group.key, order, words, kind != "adjectives", kind == "in_context")
                    entries.setdefault(tuple(word.lower() for word in words), []).append(entry)
        return entries

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._entries), default=1)

    @cached_property
    def _acting(self) -> frozenset[str]:
        return frozenset(form for word in self.acting for (form,) in _forms(word))

    @cached_property
    def _contexts(self) -> dict[str, re.Pattern]:
        held = {group.key: "|".join(map(re.escape, group.context)) for group in self.groups.values() if group.context}
        return {key: re.compile(rf"\b(?:{words})\b") for key, words in held.items()}


def _words(phrase: str) -> list[str]:
    """Words without marks around them and without "'s"; "U.S." keeps its dot.

    >>> _words("the U.S.'s “moderate” rebels,")
    ['the', 'U.S.', 'moderate', 'rebels']
    """
    words = (re.sub(r"['’]s?$", "", word.strip(_ENDS.replace(".", ""))) for word in phrase.split())
    return [word if re.fullmatch(r"(?:\w\.)+", word) else word.strip(_ENDS) for word in words if word.strip(_ENDS)]


def _forms(name: str) -> list[tuple[str, ...]]:
    """The words of a name; those of a name in small letters in the plural too."""
    words = tuple(name.split())
    return [words] if words[-1][:1].isupper() or words[-1].endswith("s") else [words, (*words[:-1], words[-1] + "s")]


def _written_so(found: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return all(one == word or word.islower() for one, word in zip(found, words, strict=True))
