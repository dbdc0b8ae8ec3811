"""A corpus on disk: immutable Parquet parts and a manifest that names the ones that count.

A part is never changed. What the manifest names is the corpus, and whatever else lies in the folder is not.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus.schema import DTYPES
from analysis.errors import FramingError

__all__ = [
    "MANIFEST",
    "SCHEMA_VERSION",
    "TABLES",
    "Audit",
    "AuditRow",
    "arrow_schema",
    "arrow_table",
    "read_manifest",
    "read_table",
    "table_paths",
    "write_part",
]

MANIFEST = "manifest.json"
SCHEMA_VERSION = 1


class AuditRow(NamedTuple):
    """One row of the table audit."""

    doc_id: str
    action: str
    start: int
    end: int
    rule: str
    text: str
    new: str


class Audit:
    """Rows of the table audit, kept in columns.

    An article has a dozen rows or more: as columns they are packed, sent and written in a fraction of the time.
    """

    __slots__ = ("columns",)

    def __init__(self, rows: Iterable[tuple] = ()):
        self.columns = list(map(list, zip(*rows, strict=True))) or [[] for _ in AuditRow._fields]

    def __reduce__(self):
        return Audit._of, (self.columns,)

    @classmethod
    def _of(cls, columns: list[list]) -> "Audit":
        audit = cls()
        audit.columns = columns
        return audit

    def __iter__(self) -> Iterator[AuditRow]:
        return map(AuditRow, *self.columns)

    def __len__(self) -> int:
        return len(self.columns[0])

    def __eq__(self, other) -> bool:
        return self.columns == other.columns

    def __iadd__(self, other: "Audit") -> "Audit":
        for column, cells in zip(self.columns, other.columns, strict=True):
            column += cells
        return self

    def column(self, name: str) -> list:
        """The cells of one column."""
        return self.columns[AuditRow._fields.index(name)]


TABLES = {
    "documents": {"doc_id": "str", **{name: kind for name, kind in DTYPES.items() if name != "story"}, "input": "str"},
    "audit": {name: "int64" if kind is int else "str" for name, kind in AuditRow.__annotations__.items()},
    "refusals": {"input": "str", "reason": "str"},
    "notes": {"doc_id": "str", "input": "str", "note": "str"},
    "inputs": {"input": "str", "sha256": "str"},
    "stories": {"doc_id": "str", "story": "str"},
}


def read_manifest(folder: Path) -> dict:
    """The manifest of a store.

    Raises
    ------
    FramingError
        The folder holds no store, or one that another version wrote.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise FramingError(f"'{folder}' holds no corpus: make one with `framing ingest PATH --out {folder}`.") from None
    except ValueError:
        raise FramingError(f"'{folder / MANIFEST}' is not a manifest: ingest the articles into a new folder.") from None
    if manifest.get("schema_version") != SCHEMA_VERSION:
        raise FramingError(
            f"'{folder}' was written with store version {manifest.get('schema_version')}, this program reads "
            f"{SCHEMA_VERSION}: ingest the articles into a new folder."
        )
    return manifest


def table_paths(folder: Path, table: str) -> list[Path]:
    """Parts of one table, in the order in which they were written."""
    return [folder / part for part in read_manifest(folder)["parts"][table]]


def read_table(folder: Path, table: str) -> pd.DataFrame:
    """One table of a store, whole."""
    from pyarrow import dataset

    return dataset.dataset(table_paths(folder, table), schema=arrow_schema(table)).to_table().to_pandas()


def arrow_schema(table: str):
    """Column names and types of one table of the store."""
    import pyarrow as pa

    kinds = {"str": pa.large_string(), "int64": pa.int64(), "datetime64[us]": pa.timestamp("us")}
    return pa.schema([(column, kinds[kind]) for column, kind in TABLES[table].items()])


def arrow_table(table: str, rows):
    """Rows (a DataFrame, dicts, an audit, or such a table) in the types of one table of the store."""
    import pyarrow as pa

    schema = arrow_schema(table)
    if isinstance(rows, pa.Table):
        return rows
    if isinstance(rows, pd.DataFrame):
        return pa.Table.from_pandas(rows, schema=schema, preserve_index=False)
    if isinstance(rows, Audit):
        return pa.table([pa.array(*column) for column in zip(rows.columns, schema.types, strict=True)], schema)
    return pa.Table.from_pylist(rows, schema=schema)


def write_part(folder: Path, table: str, rows, name: str | None = None) -> str:
    """Write rows (see `arrow_table`) as one part; its name comes from its content, or from `name`."""
    from pyarrow import parquet

    draft = folder / f"{table}.draft"
    parquet.write_table(arrow_table(table, rows), draft, compression="zstd")
    with draft.open("rb") as file:
        name = name or hashlib.file_digest(file, "sha256").hexdigest()[:16]
    draft.rename(folder / f"{table}-{name}.parquet")
    return f"{table}-{name}.parquet"
