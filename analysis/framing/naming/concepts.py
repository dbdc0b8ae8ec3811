"""Concepts: referents with their competing names, read from a TOML file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from analysis.errors import FramingError
from analysis.framing.entries import EntryFile, file_of
from analysis.framing.naming.pattern import compile_pattern

__all__ = ["Concept", "load_concepts"]

BUILT_IN = Path(__file__).with_name("concepts.toml")
_TEXTS = ("title", "note", "source")
_LISTS = ("context", "unless", "except")
_TABLES = ("names", "in_context")


@dataclass(frozen=True)
class Concept:
    """A referent with its competing names; patterns in the syntax of ``naming.pattern``.

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
        A TOML file of the same form as ``analysis/framing/naming/concepts.toml``.

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
    path = file_of(path, BUILT_IN, "concepts")
    return dict(_read(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> dict[str, Concept]:
    file = EntryFile(path, "concept")
    return file.collect(_concept(entry, number, file) for number, entry in enumerate(file.entries))


def _concept(entry: dict, number: int, file: EntryFile) -> Concept:
    key = file.key_of(entry, number)
    file.check_fields(entry, number, _TEXTS, (*_LISTS, *_TABLES))
    lists = {name: _patterns(entry.get(name, []), name, key, number, file) for name in _LISTS}
    tables = {name: _names(entry.get(name, {}), name, key, number, file) for name in _TABLES}
    if not any(tables.values()):
        raise file.error(number, "", f"concept {key!r} has no names: add a table [concept.names]")
    if tables["in_context"] and not lists["context"]:
        message = f"concept {key!r} has names that count only in context, but no context: add a list context = [...]"
        raise file.error(number, "in_context", message)
    return Concept(
        key, entry.get("title", key), entry.get("note", ""), **tables,
        context=lists["context"], unless=lists["unless"], exceptions=lists["except"],
    )  # fmt: skip


def _names(table, field_name: str, key: str, number: int, file: EntryFile) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise file.error(number, field_name, f"concept {key!r}: {field_name} must be a table [concept.{field_name}]")
    names = {name: _patterns(patterns, name, key, number, file) for name, patterns in table.items()}
    owner: dict[str, str] = {}
    for name, pattern in ((name, pattern) for name, patterns in names.items() for pattern in patterns or ("",)):
        if not pattern:
            raise file.error(number, name, f"concept {key!r}, {name}: there is no pattern: give at least one")
        if owner.setdefault(pattern, name) != name:
            message = f"concept {key!r}, {name}: pattern {pattern!r} stands under {owner[pattern]!r} as well: keep one"
            raise file.error(number, name, message)
    return names


def _patterns(patterns, name: str, key: str, number: int, file: EntryFile) -> tuple[str, ...]:
    if not isinstance(patterns, list) or not all(isinstance(pattern, str) for pattern in patterns):
        raise file.error(number, name, f"concept {key!r}: {name} must be a list of patterns in quotation marks")
    for pattern in patterns:
        try:
            compile_pattern(pattern)
        except FramingError as error:
            raise file.error(number, pattern or name, f"concept {key!r}, {name}: {error}") from error
    return tuple(patterns)
