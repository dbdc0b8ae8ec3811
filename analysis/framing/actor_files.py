"""Files of groups of actors; an error in one names its line and group."""

import re
import tomllib
from pathlib import Path

from analysis.errors import FramingError
from analysis.framing.actor_groups import ActorGroups, Group

__all__ = ["load_actors"]

BUILT_IN = Path(__file__).with_name("actors.toml")
_TEXTS = ("key", "title", "note")
_LISTS = ("names", "adjectives", "in_context", "context")
_SETTINGS = ("acting", "left_out")


def load_actors(path: str | Path | None = None) -> ActorGroups:
    """Groups of actors of a file; without a path those that come with the library.

    Parameters
    ----------
    path : path-like, optional
        A TOML file of the form of ``analysis/framing/actors.toml``. Where it has no ``acting`` or ``left_out``, those
        of the library hold.

    Raises
    ------
    FramingError
        When the file does not exist or something in it cannot be used; the message names file, line and group.

    Examples
    --------
    >>> list(load_actors().groups)[:3]
    ['russia', 'us', 'syrian-government']
    """
    path = BUILT_IN if path is None else Path(path)
    if not path.is_file():
        raise FramingError(f"file of actors {str(path)!r} does not exist: give the path of a TOML file")
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FramingError(f"{path.name}: not a TOML file: {error}") from error
    return _groups(content, _Lines(path.name, text), path == BUILT_IN)


class _Lines:
    """Where something stands in a file, for the one who must mend it."""

    def __init__(self, name: str, text: str):
        self.name, self.lines = name, text.splitlines()
        starts = [at for at, line in enumerate(self.lines) if re.match(r"\s*\[\[\s*group\s*\]\]", line)]
        self.bounds = [0, *starts, len(self.lines)]

    def error(self, number: int, needle: str, message: str) -> FramingError:
        """Group ``number`` (from 1; 0 is what stands before all groups) has ``needle`` in the line that is meant."""
        # Groups written as inline tables have no lines of their own.
        start, end = self.bounds[number : number + 2] if number + 1 < len(self.bounds) else (0, len(self.lines))
        line = next((at for at in range(start, end) if re.search(rf"\b{re.escape(needle)}\b", self.lines[at])), start)
        return FramingError(f"{self.name}, line {line + 1}: {message}")


def _groups(content: dict, lines: _Lines, built_in: bool) -> ActorGroups:
    for name in sorted(content.keys() - {*_SETTINGS, "group"}):
        raise lines.error(0, name, f"{name!r} is not known: choose one of {', '.join((*_SETTINGS, '[[group]]'))}")
    entries = content.get("group")
    if not isinstance(entries, list) or not entries:
        raise lines.error(0, "group", "no group found: each begins with a line [[group]]")
    groups: dict[str, Group] = {}
    for number, entry in enumerate(entries, start=1):
        group = _group(entry, number, lines)
        if group.key in groups:
            raise lines.error(number, "key", f"group {group.key!r} stands twice: rename one")
        groups[group.key] = group
    given = {name: _words(content[name], name, "", 0, lines) for name in _SETTINGS if name in content}
    if not built_in:
        library = load_actors()
        given = {name: getattr(library, name) for name in _SETTINGS} | given
    return ActorGroups(groups, **given)


def _group(entry: dict, number: int, lines: _Lines) -> Group:
    key = entry.get("key")
    if not isinstance(key, str) or not key.strip():
        raise lines.error(number, "key", f'group number {number} has no key: add a line such as key = "my-group"')
    for name in sorted(entry.keys() - {*_TEXTS, *_LISTS}):
        known = ", ".join((*_TEXTS, *_LISTS))
        raise lines.error(number, name, f"group {key!r}: field {name!r} is not known: choose one of {known}")
    for name in _TEXTS:
        if not isinstance(entry.get(name, ""), str):
            raise lines.error(number, name, f"group {key!r}: {name} must be text in quotation marks")
    lists = {name: _words(entry.get(name, []), name, f"group {key!r}: ", number, lines) for name in _LISTS}
    if not any(lists[name] for name in ("names", "adjectives", "in_context")):
        raise lines.error(number, "key", f'group {key!r} has no names: add a list names = ["..."]')
    if lists["in_context"] and not lists["context"]:
        raise lines.error(number, "in_context", f"group {key!r} has names in context, but no list context = [...]")
    return Group(key, entry.get("title", key), entry.get("note", ""), **lists)


def _words(words, name: str, whose: str, number: int, lines: _Lines) -> tuple[str, ...]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise lines.error(number, name, f"{whose}{name} must be a list of words in quotation marks")
    return tuple(words)
