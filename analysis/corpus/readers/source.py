"""Files below a path, one after the other; what is no plain file is refused."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from analysis.corpus.records import Refusal
from analysis.errors import FramingError

__all__ = ["Source", "printable", "sources"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its name below what the user gave, and how to open it."""

    name: str
    open: Callable[[], BinaryIO]
    size: int
    path: str | None = None

    @property
    def suffix(self) -> str:
        """Ending of the name in lower case: ".gz" of "a.csv.gz"."""
        return os.path.splitext(self.name)[1].lower()


def sources(path: Path, skip: Path | None = None) -> Iterator[Source | Refusal]:
    """Files below a path in the order of their names, folder by folder; links are not followed, `skip` is passed over.

    Raises
    ------
    FramingError
        Nothing is at this path.
    """
    if path.is_dir():
        yield from _below(path, "", skip)
    elif path.exists():
        yield _source(str(path), printable(path.name), path.stat())
    else:
        raise FramingError(f"'{path}' does not exist: give the folder or the file that holds the articles.")


def printable(name: str) -> str:
    """A file name as text: bytes that are not UTF-8 are shown as escapes.

    Examples
    --------
    >>> printable("caf\\udce9.txt")
    'caf\\\\xe9.txt'
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _below(folder: Path, prefix: str, skip: Path | None) -> Iterator[Source | Refusal]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Refusal(prefix or printable(str(folder)), f"the folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        name = prefix + printable(entry.name)
        if entry.name.startswith("."):
            yield Refusal(name, "hidden files and folders are passed over")
        elif entry.is_dir(follow_symlinks=False):
            if not (skip and skip.exists() and skip.samefile(entry.path)):
                yield from _below(Path(entry.path), f"{name}/", skip)
        else:
            yield _source(entry.path, name, entry.stat(follow_symlinks=False))


def _source(path: str, name: str, status: os.stat_result) -> Source | Refusal:
    if stat.S_ISLNK(status.st_mode):
        return Refusal(name, "a link; links are not followed")
    if not stat.S_ISREG(status.st_mode):
        return Refusal(name, "not a file but a pipe, socket or device")
    return Source(name, partial(open, path, "rb"), status.st_size, path)
