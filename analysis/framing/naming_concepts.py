"""Concepts: referents with their competing names, read from a TOML file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from analysis.errors import FramingError
from analysis.framing.naming_pattern import compile_pattern

__all__ = ["Concept", "Places", "load_concepts"]

BUILT_IN = Path(__file__).with_name("concepts.toml")
_LISTS = ("context", "unless", "except")
_TABLES = ("names", "in_context")
_FIELDS = {"key", "title", "note", "source", *_LISTS, *_TABLES}


@dataclass(frozen=True)
class Concept:
    """A referent with its competing names; patterns in the syntax of ``naming_pattern``.

    Parameters
    ----------
    key, title, note : str
        Short name for tables, name for figures, what the concept is and what it does not catch.
    names : mapping of str to tuple of str
        Name to the patterns that count wherever they stand.
    in_context : mapping of str to tuple of str
        Name to the patterns that count only where ``context`` matches in the same sentence or the one before.
    context : tuple of str
    unless : tuple of str
        Words that point elsewhere: in a sentence with one of them the patterns of ``in_context`` do not count.
    exceptions : tuple of str
        Longer expressions that mean something else, such as "opposition party".
    """

    key: str
    title: str
    note: str = ""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    in_context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    context: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()

    @property
    def labels(self) -> list[str]:
        """The competing names, in the order of the file."""
        return list(dict.fromkeys([*self.names, *self.in_context]))


def load_concepts(path: str | Path | None = None) -> dict[str, Concept]:
    """Concepts of a file, by key; without a path those that come with the library.

    Parameters
    ----------
    path : path-like, optional
        A TOML file of the same form as ``analysis/framing/concepts.toml``.

    Raises
    ------
    FramingError
        When the file does not exist or something in it cannot be used; the message names file, line and concept.

    Examples
    --------
    >>> concepts = load_concepts()
    >>> concepts["crimea-2014"].labels[:2]
    ['annexation', 'reunification']

    Concepts of one's own beside the built-in ones; a concept with the same key takes the place of the built-in one::

        concepts = {**load_concepts(), **load_concepts("mine.toml")}
    """
    if not isinstance(path, str | Path | None):
        raise FramingError(f"concepts must be a path or what load_concepts returns, not {type(path).__name__}")
    path = BUILT_IN if path is None else Path(path)
    if not path.is_file():
        raise FramingError(f"file of concepts {str(path)!r} does not exist: give the path of a TOML file")
    return dict(_read(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> dict[str, Concept]:
    try:
        text = path.read_text(encoding="utf-8")
        entries = tomllib.loads(text).get("concept", [])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FramingError(f"{path.name}: not a TOML file: {error}") from error
    if not isinstance(entries, list) or not entries:
        raise FramingError(f"{path.name}, line 1: no concept found: each begins with a line [[concept]]")
    place = Places(path.name, text, "concept")
    concepts: dict[str, Concept] = {}
    for number, entry in enumerate(entries):
        concept = _concept(entry, number, place)
        if concept.key in concepts:
            raise place.error(number, "key", f"concept {concept.key!r} stands twice: rename one")
        concepts[concept.key] = concept
    return concepts


class Places:
    """Where something stands in a TOML file of entries, for the one who must mend it."""

    def __init__(self, name: str, text: str, entry: str):
        self.name, self.lines, self.entry = name, text.splitlines(), entry
        self.starts = [i for i, line in enumerate(self.lines) if re.match(rf"\s*\[\[\s*{entry}\s*\]\]", line)]

    def error(self, number: int, what: str, message: str) -> FramingError:
        """An error at the key, the table or the text ``what`` of an entry, or at its first line."""
        # Entries written otherwise than with double-bracket lines have no place of their own.
        bounds = [*self.starts, len(self.lines)] if number < len(self.starts) else [0, len(self.lines)]
        start, end = bounds[number : number + 2] if number < len(self.starts) else bounds
        name = re.escape(what)
        forms = [rf"\s*[\"']?{name}[\"']?\s*=", rf"\s*\[\s*{self.entry}\s*\.\s*{name}\s*\]", rf".*[\"']{name}[\"']"]
        places = [i for form in forms for i in range(start, end) if what and re.match(form, self.lines[i])]
        return FramingError(f"{self.name}, line {(places or [start])[0] + 1}: {message}")


def _concept(entry: dict, number: int, place: Places) -> Concept:
    key = entry.get("key")
    if not isinstance(key, str) or not key.strip():
        raise place.error(number, "", f'concept number {number + 1} has no key: add a line such as key = "my-concept"')
    for name in sorted(entry.keys() - _FIELDS):
        known = ", ".join(sorted(_FIELDS))
        raise place.error(number, name, f"concept {key!r}: field {name!r} is not known: choose one of {known}")
    for name in ("title", "note", "source"):
        if not isinstance(entry.get(name, ""), str):
            raise place.error(number, name, f"concept {key!r}: {name} must be text in quotation marks")
    lists = {name: _patterns(entry.get(name, []), name, key, number, place) for name in _LISTS}
    tables = {name: _names(entry.get(name, {}), name, key, number, place) for name in _TABLES}
    if not (tables["names"] or tables["in_context"]):
        raise place.error(number, "", f"concept {key!r} has no names: add a table [concept.names]")
    if tables["in_context"] and not lists["context"]:
        message = f"concept {key!r} has names that count only in context, but no context: add a list context = [...]"
        raise place.error(number, "in_context", message)
    return Concept(
        key, entry.get("title", key), entry.get("note", ""), **tables,
        context=lists["context"], unless=lists["unless"], exceptions=lists["except"],
    )  # fmt: skip


def _names(table, field_name: str, key: str, number: int, place: Places) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise place.error(number, field_name, f"concept {key!r}: {field_name} must be a table [concept.{field_name}]")
    return {name: _patterns(patterns, name, key, number, place) for name, patterns in table.items()}


def _patterns(patterns, name: str, key: str, number: int, place: Places) -> tuple[str, ...]:
    if not isinstance(patterns, list) or not all(isinstance(pattern, str) for pattern in patterns):
        raise place.error(number, name, f"concept {key!r}: {name} must be a list of patterns in quotation marks")
    for pattern in patterns:
        try:
            compile_pattern(pattern)
        except FramingError as error:
            raise place.error(number, pattern, f"concept {key!r}, {name}: {error}") from error
    return tuple(patterns)
