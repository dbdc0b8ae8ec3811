"""Files of groups of actors; an error in one names its line and group."""

from pathlib import Path

from analysis.framing.actors.groups import ActorGroups, Group
from analysis.framing.entries import EntryFile, file_of

__all__ = ["load_actors"]

BUILT_IN = Path(__file__).with_name("actors.toml")
_TEXTS = ("title", "note")
_LISTS = ("names", "adjectives", "in_context", "context")
_SETTINGS = ("acting", "left_out")


def load_actors(path: str | Path | None = None) -> ActorGroups:
    """Groups of actors of a file; without a path those that come with the library.

    Parameters
    ----------
    path : path-like, optional
        A TOML file of the form of ``analysis/framing/actors/actors.toml``. Where it has no ``acting`` or ``left_out``,
        those of the library hold.

    Raises
    ------
    FramingError
        When the file does not exist or something in it cannot be used; the message names file, line and group.

    Examples
    --------
    >>> list(load_actors().groups)[:3]
    ['russia', 'us', 'syrian-government']
    """
    path = file_of(path, BUILT_IN, "actors")
    file = EntryFile(path, "group", _SETTINGS)
    groups = file.collect(_group(entry, number, file) for number, entry in enumerate(file.entries))
    given = {name: _words(file.content[name], name, "", None, file) for name in _SETTINGS if name in file.content}
    if path != BUILT_IN:
        library = load_actors()
        given = {name: getattr(library, name) for name in _SETTINGS} | given
    return ActorGroups(groups, **given)


def _group(entry: dict, number: int, file: EntryFile) -> Group:
    key = file.key_of(entry, number)
    file.check_fields(entry, number, _TEXTS, _LISTS)
    lists = {name: _words(entry.get(name, []), name, f"group {key!r}: ", number, file) for name in _LISTS}
    if not any(lists[name] for name in ("names", "adjectives", "in_context")):
        raise file.error(number, "key", f'group {key!r} has no names: add a list names = ["..."]')
    if lists["in_context"] and not lists["context"]:
        raise file.error(number, "in_context", f"group {key!r} has names in context, but no list context = [...]")
    return Group(key, entry.get("title", key), entry.get("note", ""), **lists)


def _words(words, name: str, whose: str, number: int | None, file: EntryFile) -> tuple[str, ...]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise file.error(number, name, f"{whose}{name} must be a list of words in quotation marks")
    return tuple(words)
