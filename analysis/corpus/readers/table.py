"""Tables: one row is one article."""

import csv
import sys
from collections.abc import Iterator

from analysis.corpus.columns import find_columns
from analysis.corpus.records import Record, Refusal

__all__ = ["read_csv", "rows_to_records"]


def read_csv(source, columns=None) -> Iterator[Record | Refusal]:
    """The articles of a CSV file with a header row."""
    csv.field_size_limit(sys.maxsize)
    with source.path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        yield from rows_to_records(source, rows, rows.fieldnames or [], columns)


def rows_to_records(source, rows, names, columns) -> Iterator[Record | Refusal]:
    """Records of rows given as dicts."""
    field2column = find_columns(names, columns)
    if "text" not in field2column:
        shown = ", ".join(str(name) for name in names) or "no names"
        yield Refusal(source.name, f"no text column among its columns ({shown}); say which: --columns text=NAME")
        return
    sha256 = source.sha256()
    for number, row in enumerate(rows, start=1):
        fields = {field: row[column] for field, column in field2column.items() if row.get(column)}
        yield Record(f"{source.name}#{number}", {"file": source.name, **fields}, sha256)
