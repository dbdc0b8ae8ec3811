"""From a path to its records, file by file in the order of their names, archives opened on the way."""

from collections.abc import Iterator

from analysis.corpus.readers.archive import ARCHIVES, members
from analysis.corpus.readers.jsons import read_json, read_json_lines
from analysis.corpus.readers.limits import DAMAGED, MAX_DEPTH
from analysis.corpus.readers.source import Source
from analysis.corpus.readers.table import read_csv, read_parquet
from analysis.corpus.readers.text import read_document
from analysis.corpus.records import Record, Refusal

__all__ = ["KINDS", "read_articles"]

_READERS = {
    **dict.fromkeys((".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"), read_document),
    **dict.fromkeys((".csv", ".tsv", ".tab"), read_csv),
    **dict.fromkeys((".jsonl", ".ndjson"), read_json_lines),
    ".json": read_json,
    ".parquet": read_parquet,
}
KINDS = (*_READERS, *ARCHIVES)


def read_articles(source: Source, columns: dict[str, str] | None = None, depth: int = 0) -> Iterator[Record | Refusal]:
    """Records of one file, and of all files in it when it is an archive; what cannot be read is a refusal."""
    suffix = source.suffix
    try:
        if suffix in ARCHIVES and depth < MAX_DEPTH:
            yield from _read_members(source, columns, depth)
        elif suffix in ARCHIVES:
            yield Refusal(source.name, f"an archive inside {MAX_DEPTH} archives")
        elif suffix not in _READERS:
            yield Refusal(source.name, f"files of this kind are not read ({', '.join(KINDS)} are)")
        elif not source.size:
            yield Refusal(source.name, "the file is empty")
        else:
            yield from _READERS[suffix](source, columns)
    except DAMAGED as error:
        yield Refusal(source.name, f"cannot be read further: {error}")


def _read_members(source: Source, columns, depth: int) -> Iterator[Record | Refusal]:
    for member in members(source):
        if isinstance(member, Refusal):
            yield member
        else:
            yield from read_articles(member, columns, depth + 1)
