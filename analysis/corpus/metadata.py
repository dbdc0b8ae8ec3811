"""What the user says about files: a metadata CSV, and the files of corpus `core`, known by their checksum."""

import csv
from pathlib import Path

from analysis.corpus.readers.encoding import decode
from analysis.corpus.readers.table import delimiter_of
from analysis.corpus.records import FIELDS
from analysis.errors import FramingError

__all__ = ["Metadata"]


class Metadata:
    """Rows of a metadata CSV, found by file name.

    Parameters
    ----------
    path : Path, optional
        CSV with a column `file` (a path below the ingested folder, or a bare file name) and any of outlet, title,
        author, date, url, republished_by, language, genre. Without it every look-up is empty.

    Raises
    ------
    FramingError
        The file is missing, holds other columns, or names a file twice.
    """

    def __init__(self, path: Path | None = None):
        self.path = path
        self.file2fields = _read(path) if path else {}
        self.used = set()

    def is_file(self, path: str) -> bool:
        """Whether this is the metadata file itself, which may lie among the articles."""
        return self.path is not None and self.path.samefile(path)

    def fields(self, file: str) -> dict[str, str]:
        """What the CSV says about a file; its full name wins over its bare name."""
        for name in (file, file.rpartition("/")[2]):
            if name in self.file2fields:
                self.used.add(name)
                return self.file2fields[name]
        return {}

    def check_used(self) -> None:
        """Refuse rows whose file was never met."""
        missing = [file for file in self.file2fields if file not in self.used]
        if missing:
            raise FramingError(
                f"'{self.path}' has a row for '{missing[0]}'{_and_more(missing)}, but no such file was read: "
                "correct the column file, or remove the row."
            )


def _and_more(names: list[str]) -> str:
    return f" and {len(names) - 1} more" if len(names) > 1 else ""


def _read(path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():
        raise FramingError(f"metadata file '{path}' does not exist: give the CSV that describes your files.")
    lines = decode(path.read_bytes()).splitlines(keepends=True)
    rows = csv.DictReader(lines, delimiter=delimiter_of("".join(lines[:1])))
    try:
        _check_header(path, rows.fieldnames or [])
        return _by_file(path, rows)
    except csv.Error as error:
        raise FramingError(f"metadata file '{path}' is not a CSV that can be read: {error}.") from None


def _by_file(path: Path, rows: csv.DictReader) -> dict[str, dict[str, str]]:
    file2fields = {}
    for row in rows:
        name = row.pop("file")
        if name in file2fields:
            raise FramingError(f"'{path}' has two rows for '{name}': keep one.")
        if None in row:
            raise FramingError(f"'{path}' has more cells in the row for '{name}' than in its header: correct the row.")
        file2fields[name] = {field: value for field, value in row.items() if value}
    return file2fields


def _check_header(path: Path, names) -> None:
    allowed = [field for field in FIELDS if field != "text"]
    wrong = [name for name in names if name not in allowed]
    if "file" not in names or wrong:
        found = ", ".join(names) or "nothing"
        raise FramingError(
            f"'{path}' has the columns {found}: a metadata file needs the column file, and may have "
            f"{', '.join(field for field in allowed if field != 'file')}."
        )
