"""From a path to its records, file by file in the order of their names."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.readers.table import read_csv
from analysis.corpus.readers.text import read_text
from analysis.corpus.records import Record, Refusal
from analysis.errors import FramingError

__all__ = ["Source", "read_articles", "sources"]

READERS = {".txt": read_text, ".csv": read_csv}


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its name below the folder that the user gave, and its place."""

    name: str
    path: Path

    def sha256(self) -> str:
        """SHA-256 of the file."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def sources(path: Path) -> Iterator[Source]:
    """Files below a path, in the order of their names.

    Raises
    ------
    FramingError
        Nothing is at this path.
    """
    if path.is_file():
        yield Source(path.name, path)
    elif path.is_dir():
        for file in sorted(path.rglob("*"), key=lambda file: file.relative_to(path).as_posix()):
            if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                yield Source(file.relative_to(path).as_posix(), file)
    else:
        raise FramingError(f"'{path}' does not exist: give the folder or the file that holds the articles.")


def read_articles(source: Source, columns: dict[str, str] | None = None) -> Iterator[Record | Refusal]:
    """Records of one file; a file that cannot be read is one refusal."""
    reader = READERS.get(Path(source.name).suffix.lower())
    if reader is None:
        yield Refusal(source.name, f"files of this kind are not read ({', '.join(READERS)} are)")
    elif not source.path.stat().st_size:
        yield Refusal(source.name, "the file is empty")
    else:
        yield from reader(source, columns)
