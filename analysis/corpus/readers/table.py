"""Tables: one row is one article."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date

from analysis.corpus.columns import find_columns
from analysis.corpus.readers.archive import seekable
from analysis.corpus.readers.encoding import TooLong, text_lines
from analysis.corpus.readers.limits import MAX_ARTICLE
from analysis.corpus.records import Record, Refusal

__all__ = ["delimiter_of", "read_csv", "read_parquet", "row_to_record"]


def read_csv(source, columns=None) -> Iterator[Record | Refusal]:
    """The articles of a .csv or .tsv file with a header row; comma, semicolon, tab or bar between cells."""
    csv.field_size_limit(MAX_ARTICLE)
    with source.open() as file:
        lines = _Lines(text_lines(file))
        delimiter = "\t" if source.suffix in (".tsv", ".tab") else delimiter_of(lines.peek())
        rows = csv.reader(lines, delimiter=delimiter)
        try:
            names = next(rows, [])
        except csv.Error as error:
            yield Refusal(source.name, f"the header cannot be read: {error}")
            return
        found = _find(source, names, columns)
        if isinstance(found, Refusal):
            yield found
        else:
            place = {field: names.index(column) for field, column in found.items()}
            yield from _rows(source, rows, len(names), place, lines)


def _find(source, names: list[str], columns) -> dict[str, str] | Refusal:
    """Field to column name, or why the table cannot be read."""
    shown = ", ".join(map(str, names)) or "none"
    missing = [column for column in (columns or {}).values() if column not in names]
    if missing:
        return Refusal(source.name, f"no column {missing[0]} among its columns ({shown})")
    field2column = find_columns(names, columns)
    if "text" in field2column:
        return field2column
    return Refusal(source.name, f"no text column among its columns ({shown}); say which it is: --columns text=NAME")


def _rows(source, rows, width: int, place: dict[str, int], lines) -> Iterator[Record | Refusal]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            yield Refusal(f"{source.name}#{number}", f"the row cannot be read: {error}")
            continue
        while lines.too_long:
            lines.too_long -= 1
            yield Refusal(f"{source.name}#{number}", f"a line longer than {MAX_ARTICLE >> 20} MB was passed over")
        if cells is None:
            return
        if len(cells) == width:
            yield row_to_record(source, number, {field: cells[at] for field, at in place.items()})
        elif cells:
            yield Refusal(f"{source.name}#{number}", f"a row of {len(cells)} cells under a header of {width}")


class _Lines:
    """Lines for the csv module; those longer than any article are counted and left out."""

    def __init__(self, lines: Iterable):
        self.lines, self.too_long, self.ahead = iter(lines), 0, []

    def __iter__(self):
        return self

    def __next__(self) -> str:
        if self.ahead:
            return self.ahead.pop()
        line = next(self.lines)
        while line is TooLong:
            self.too_long += 1
            line = next(self.lines)
        return line

    def peek(self) -> str:
        """The next line, which stays the next."""
        line = next(self, "")
        self.ahead.append(line)
        return line


def delimiter_of(header: str) -> str:
    """What stands between the cells of a header: comma, semicolon, tab or bar, whichever is most frequent."""
    return max(",;\t|", key=header.count)


def read_parquet(source, columns=None) -> Iterator[Record | Refusal]:
    """The articles of a Parquet file, a few rows at a time."""
    import pyarrow
    from pyarrow import parquet

    try:
        with seekable(source) as file:
            table = parquet.ParquetFile(file)
            found = _find(source, table.schema_arrow.names, columns)
            if isinstance(found, Refusal):
                yield found
                return
            batches = table.iter_batches(batch_size=500, columns=list(found.values()))
            rows = (row for batch in batches for row in batch.to_pylist())
            for number, row in enumerate(rows, start=1):
                yield row_to_record(source, number, {field: row[column] for field, column in found.items()})
    except (pyarrow.ArrowException, OSError) as error:
        yield Refusal(source.name, f"not a Parquet file that can be read: {str(error).splitlines()[0]}")


def row_to_record(source, number: int, cells: dict) -> Record:
    """A record of cells that may be numbers, dates, lists of names, or things with a name."""
    fields = {field: _as_text(value) for field, value in cells.items()}
    said = {field: text for field, text in fields.items() if text}
    return Record(f"{source.name}#{number}", {"file": source.name, **said})


def _as_text(value) -> str:
    if isinstance(value, str):
        return value
    if value is None or value != value:
        return ""
    if isinstance(value, dict):
        return _as_text(next((value[key] for key in ("name", "title", "id", "url") if value.get(key)), None))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_as_text, value)))
    return value.isoformat() if isinstance(value, date) else str(value)
