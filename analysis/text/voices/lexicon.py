"""The verbs of saying, in all their forms."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Verb", "all_forms", "clause_forms", "forms", "kinds", "lemmas", "listed"]

_VOWELS = "aeiou"


class Verb(NamedTuple):
    """One form of a verb of saying, and what may follow it (``bare``, ``marked`` or ``quoting``, see verbs.toml)."""

    lemma: str
    kind: str
    takes: str
    tense: str  # base, s, ed, ing
    particle: str = ""

    @property
    def bare(self) -> bool:
        """Whether a clause may follow without "that"."""
        return self.takes == "bare"


def _read(name: str) -> dict:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@cache
def _tables() -> dict:
    return _read("verbs.toml")


@cache
def _lists() -> dict:
    return {name: frozenset(words.split()) for name, words in _read("words.toml").items()}


def listed(name: str) -> frozenset[str]:
    """The words of one list of words.toml."""
    return _lists()[name]


@cache
def kinds() -> dict[str, str]:
    """Kind of verb -> what it means."""
    return {kind: table["meaning"] for kind, table in _tables().items() if kind != "irregular"}


@cache
def lemmas() -> dict[str, Verb]:
    """Lemma or phrase -> its verb."""
    found = {}
    for kind in kinds():
        for takes in ("bare", "marked", "quoting"):
            for lemma in _tables()[kind][takes]:
                _, _, particle = lemma.partition(" ")
                found.setdefault(lemma, Verb(lemma, kind, takes, "base", particle))
    return found


@cache
def forms() -> dict[str, tuple[Verb, ...]]:
    """Form of the first word, in lower case -> the verbs that it can be, those with a particle first."""
    found: dict[str, list[Verb]] = {}
    for verb in sorted(lemmas().values(), key=lambda verb: -len(verb.particle)):
        for form, tense in _inflected(verb.lemma.split(" ")[0]):
            if tense not in [known.tense for known in found.get(form, []) if known.lemma == verb.lemma]:
                found.setdefault(form, []).append(verb._replace(tense=tense))
    return {form: tuple(verbs) for form, verbs in found.items()}


@cache
def all_forms() -> frozenset[str]:
    """First words of all forms."""
    return frozenset({"according", "According", *forms()})


@cache
def clause_forms() -> frozenset[str]:
    """First words of the forms that a clause without marks can follow."""
    takes = {form for form, known in forms().items() if any(v.takes != "quoting" or v.kind == "asking" for v in known)}
    return frozenset({"according", "According", *takes})


def _inflected(word: str) -> list[tuple[str, str]]:
    """Forms of a verb, as [(form, tense), ...].

    >>> _inflected("deny")
    [('deny', 'base'), ('denies', 's'), ('denied', 'ed'), ('denying', 'ing')]
    """
    if word == "according":
        return []
    if word in _tables()["irregular"]:
        others = _tables()["irregular"][word]
        return [
            *([] if word in others else [(word, "base")]),
            (others[0], "s"),
            *((form, "ed") for form in others[1:-1]),
            (others[-1], "ing"),
        ]
    stem = word.removesuffix("e")
    if word.endswith("y") and word[-2] not in _VOWELS:
        return [(word, "base"), (word[:-1] + "ies", "s"), (word[:-1] + "ied", "ed"), (word + "ing", "ing")]
    plural = "es" if word.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
    return [(word, "base"), (word + plural, "s"), (stem + "ed", "ed"), (stem + "ing", "ing")]
