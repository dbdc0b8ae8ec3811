"""The verbs of saying, in all their forms."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Verb", "forms", "kinds", "lemmas", "listed"]

_VOWELS = "aeiou"


class Verb(NamedTuple):
    """One form of a verb of saying; ``bare`` when a clause may follow without "that"."""

    lemma: str
    kind: str
    bare: bool
    tense: str  # base, s, ed, ing
    particle: str = ""


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
        for list_name in ("bare", "marked"):
            for lemma in _tables()[kind][list_name]:
                _, _, particle = lemma.partition(" ")
                found.setdefault(lemma, Verb(lemma, kind, list_name == "bare", "base", particle))
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


def _inflected(word: str) -> list[tuple[str, str]]:
    """Forms of a verb, as [(form, tense), ...].

    >>> _inflected("deny")
    [('deny', 'base'), ('denies', 's'), ('denied', 'ed'), ('denying', 'ing')]
    """
    if word == "according":
        return []
    if word in _tables()["irregular"]:
        others = _tables()["irregular"][word]
        return [(word, "base"), (others[0], "s"), *((form, "ed") for form in others[1:-1]), (others[-1], "ing")]
    stem = word.removesuffix("e")
    if word.endswith("y") and word[-2] not in _VOWELS:
        return [(word, "base"), (word[:-1] + "ies", "s"), (word[:-1] + "ied", "ed"), (word + "ing", "ing")]
    plural = "es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return [(word, "base"), (word + plural, "s"), (stem + "ed", "ed"), (stem + "ing", "ing")]
