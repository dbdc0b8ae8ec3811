"""JSON: one object is one article, alone, in a list, or one a line."""

import json
from collections.abc import Iterator

from analysis.corpus.columns import find_columns
from analysis.corpus.readers.encoding import TooLong, text_chunks, text_lines
from analysis.corpus.readers.limits import MAX_ARTICLE
from analysis.corpus.readers.table import row_to_record
from analysis.corpus.records import Record, Refusal

__all__ = ["read_json", "read_json_lines"]

_MAX_HELD = 8 * MAX_ARTICLE  # of a file that is one object with a list inside


def read_json_lines(source, columns=None) -> Iterator[Record | Refusal]:
    """The articles of a .jsonl file."""
    with source.open() as file:
        for number, line in enumerate(text_lines(file), start=1):
            if line is TooLong:
                yield Refusal(f"{source.name}#{number}", f"a line longer than {MAX_ARTICLE >> 20} MB")
            elif line.strip():
                yield _line(source, number, line, columns)


def _line(source, number: int, line: str, columns) -> Record | Refusal:
    try:
        return _record(source, number, json.loads(line), columns)
    except ValueError as error:
        return Refusal(f"{source.name}#{number}", f"not JSON: {error}")
    except RecursionError:
        return Refusal(f"{source.name}#{number}", "JSON nested too deep")


def _record(source, number: int, entry, columns) -> Record | Refusal:
    if not isinstance(entry, dict):
        return Refusal(f"{source.name}#{number}", "not an object with a text")
    field2column = find_columns(entry, columns)
    if "text" not in field2column:
        shown = ", ".join(list(entry)[:20]) or "none"
        return Refusal(f"{source.name}#{number}", f"no text among its keys ({shown}); say which: --columns text=KEY")
    return row_to_record(source, number, {field: entry[column] for field, column in field2column.items()})


def read_json(source, columns=None) -> Iterator[Record | Refusal]:
    """The articles of a .json file: an object, a list of objects, or an object that holds such a list."""
    number = 0
    try:
        with source.open() as file:
            for entry in _entries(_Text(text_chunks(file))):
                number += 1
                yield _record(source, number, entry, columns)
    except ValueError as error:
        yield Refusal(f"{source.name}#{number + 1}", f"not JSON: {error}")
    except RecursionError:
        yield Refusal(f"{source.name}#{number + 1}", "JSON nested too deep")


def _entries(text: "_Text") -> Iterator:
    """Objects of a list one by one, without holding the list; an object that is no list is held whole."""
    if text.next_mark() != "[":
        yield from _held_list(text.value())
        return
    text.drop()
    while text.next_mark() not in ("]", ""):
        yield text.value()
        if text.next_mark() == ",":
            text.drop()


def _held_list(entry) -> list:
    """The one list of objects that an object without a text holds, or else the object."""
    if not isinstance(entry, dict) or "text" in find_columns(entry):
        return [entry]
    lists = [value for value in entry.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    return lists[0] if len(lists) == 1 else [entry]


class _Text:
    """JSON text, read only as far as it is needed."""

    def __init__(self, chunks: Iterator[str]):
        self.chunks, self.ahead = chunks, ""

    def next_mark(self) -> str:
        """The next character that is not white space; "" at the end."""
        self.ahead = self.ahead.lstrip()
        while not self.ahead and self._more():
            self.ahead = self.ahead.lstrip()
        return self.ahead[:1]

    def drop(self) -> None:
        """Pass over one character."""
        self.ahead = self.ahead[1:]

    def value(self):
        """The next value."""
        self.next_mark()
        while True:
            try:
                value, end = json.JSONDecoder().raw_decode(self.ahead)
            except ValueError:
                if len(self.ahead) > _MAX_HELD or not self._more():
                    raise
                continue
            self.ahead = self.ahead[end:]
            return value

    def _more(self) -> bool:
        chunk = next(self.chunks, None)
        self.ahead += chunk or ""
        return chunk is not None
