"""TOML files of entries that users write: what is wrong in one is said with its line and entry."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from analysis.errors import FramingError

__all__ = ["EntryFile", "file_of"]


def file_of(path: str | Path | None, built_in: Path, kind: str) -> Path:
    """The file meant by a parameter; an error where it is no path, or where there is no such file.

    Parameters
    ----------
    path : path-like or None
        None stands for the file that comes with the library.
    kind : str
        What the file holds, such as "concepts".
    """
    if not isinstance(path, str | Path | None):
        raise FramingError(f"{kind} must be a path or what load_{kind} returns, not {type(path).__name__}")
    path = built_in if path is None else Path(path)
    if not path.is_file():
        raise FramingError(f"file of {kind} {str(path)!r} does not exist: give the path of a TOML file")
    return path


class EntryFile:
    """A TOML file whose entries each begin with a line in double brackets.

    Parameters
    ----------
    path : Path
    entry : str
        What stands in the double brackets, such as "concept".
    settings : tuple of str
        Names that may stand before the entries.

    Attributes
    ----------
    content : dict
        The whole file.
    entries : list of dict
    """

    def __init__(self, path: Path, entry: str, settings: tuple[str, ...] = ()):
        self.name, self.entry = path.name, entry
        text = _text_of(path)
        self.lines = text.split("\n")
        self.starts = [i for i, line in enumerate(self.lines) if re.match(rf"\s*\[\[\s*{entry}\s*\]\]", line)]
        try:
            self.content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise FramingError(f"{self.name}{self._around(error)}: not a TOML file: {error}") from error
        self.entries = self.content.get(entry)
        if not isinstance(self.entries, list) or not all(isinstance(one, dict) for one in self.entries or [0]):
            raise self.error(None, entry, f"no {entry} found: each begins with a line [[{entry}]]")
        for name in sorted(self.content.keys() - {entry, *settings}):
            known = ", ".join((*settings, f"[[{entry}]]", f"[{entry}.{name}]"))
            raise self.error(None, name, f"{name!r} is not known: choose one of {known}")

    def error(self, number: int | None, what: str, message: str) -> FramingError:
        """An error at the key, the table or the text ``what`` of an entry, or at its first line.

        Parameters
        ----------
        number : int or None
            The entry, from 0; None for the whole file.
        """
        start, end = self._bounds(number)
        name = re.escape(what)
        table = rf"\s*\[+\s*(?:{self.entry}\s*\.\s*)?[\"']?{name}[\"']?\s*\]"
        forms = [rf"\s*[\"']?{name}[\"']?\s*[.=]", table, rf".*[\"']{name}[\"']", rf".*\b{name}\s*[.=]"]
        places = [i for form in forms for i in range(start, end) if what and re.match(form, self.lines[i])]
        return FramingError(f"{self.name}, line {(places or [start])[0] + 1}: {message}")

    def _bounds(self, number: int | None) -> tuple[int, int]:
        """First line of an entry and the line after its last; entries in other forms have no place of their own."""
        if number is None or number >= len(self.starts):
            return 0, len(self.lines)
        return self.starts[number], [*self.starts, len(self.lines)][number + 1]

    def _around(self, error: tomllib.TOMLDecodeError) -> str:
        """The entry in which a file stops being TOML, as far as its lines tell."""
        line = re.search(r"at line (\d+)", str(error))
        above = self.lines[: int(line[1]) - 1] if line else self.lines
        start = max((i for i in self.starts if i < len(above)), default=None)
        keys = [key for text in above[start:] if (key := re.match(r"\s*key\s*=\s*[\"'](.+?)[\"']", text))]
        return f", {self.entry} {keys[0][1]!r}" if start is not None and keys else ""

    def key_of(self, entry: dict, number: int) -> str:
        """The key of an entry; an error where it has none."""
        key = entry.get("key")
        if not isinstance(key, str) or not key.strip():
            line = f'add a line such as key = "my-{self.entry}"'
            raise self.error(number, "key", f"{self.entry} number {number + 1} has no key: {line}")
        return key

    def check_fields(self, entry: dict, number: int, texts: Iterable[str], others: Iterable[str]) -> None:
        """An error where an entry has a field that is not known, or something else in the place of a text."""
        whose = f"{self.entry} {entry['key']!r}"
        known = ("key", *texts, *others)
        for name in sorted(entry.keys() - set(known)):
            raise self.error(number, name, f"{whose}: field {name!r} is not known: choose one of {', '.join(known)}")
        for name in texts:
            if not isinstance(entry.get(name, ""), str):
                raise self.error(number, name, f"{whose}: {name} must be text in quotation marks")

    def collect(self, items: Iterable) -> dict:
        """Items by their key, in the order of the file; an error where a key stands twice."""
        found: dict = {}
        for number, item in enumerate(items):
            if item.key in found:
                raise self.error(number, "key", f"{self.entry} {item.key!r} stands twice: rename one")
            found[item.key] = item
        return found


def _text_of(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FramingError(f"{path.name}, line {line}: not UTF-8: save the file with the encoding UTF-8") from error
