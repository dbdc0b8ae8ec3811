"""Plain text: one file is one article."""

from collections.abc import Iterator

from analysis.corpus.records import Record, Refusal

__all__ = ["decode", "read_text"]


def decode(data: bytes) -> str:
    """Text of these bytes: UTF-8, else Windows-1252, which reads every byte as something."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_text(source, columns=None) -> Iterator[Record | Refusal]:
    """The article of a plain text file."""
    yield Record(source.name, {"text": decode(source.path.read_bytes()), "file": source.name}, source.sha256())
