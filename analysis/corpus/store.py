"""A corpus on disk: immutable Parquet parts and a manifest that names the ones that count.

Everything is written to a staging folder first. Parts are then moved to their place under names made from their own
content, and replacing the manifest is the single step that makes them part of the corpus. A command that is killed
leaves the old manifest, or the new one; parts that no manifest names are swept by the next ingest.
"""

import hashlib
import json
import os
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from analysis.corpus.schema import DTYPES, check_documents
from analysis.errors import FramingError

__all__ = ["MANIFEST", "SCHEMA_VERSION", "Staging", "arrow_schema", "read_manifest", "read_table", "table_paths"]

MANIFEST = "manifest.json"
SCHEMA_VERSION = 1
PART_ROWS = 10_000

TABLES = {
    "documents": {"doc_id": "str", **{name: kind for name, kind in DTYPES.items() if name != "story"}, "input": "str"},
    "audit": {
        "doc_id": "str",
        "action": "str",
        "start": "int64",
        "end": "int64",
        "rule": "str",
        "text": "str",
        "new": "str",
    },
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


class Staging:
    """Rows on their way into a store; nothing of them is visible before `commit`.

    Use as a context manager: leaving it without a commit, for whatever reason, leaves the store as it was.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.existed = folder.exists()
        self.parts = read_manifest(folder)["parts"] if (folder / MANIFEST).exists() else {}
        self.rows = {table: [] for table in TABLES}

    def __enter__(self):
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.staged = Path(tempfile.mkdtemp(prefix=".staging-", dir=self.folder))
        except OSError as error:
            raise FramingError(f"cannot write to '{self.folder}': {error.strerror}. Give another --out.") from None
        return self

    def __exit__(self, *exc_info):
        shutil.rmtree(self.staged, ignore_errors=True)
        if not self.existed and not (self.folder / MANIFEST).exists():
            shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, table: str, rows: list[dict]) -> None:
        """Append rows to a table; a full part goes to disk."""
        self.rows[table] += rows
        if len(self.rows[table]) >= PART_ROWS:
            self.flush(table)

    def flush(self, table: str) -> None:
        """Write what is waiting for a table as one part."""
        import pyarrow as pa
        from pyarrow import parquet

        rows, self.rows[table] = self.rows[table], []
        if not rows:
            return
        part = pa.Table.from_pylist(rows, schema=arrow_schema(table))
        if table == "documents":
            check_documents(part.drop_columns("input").to_pandas().set_index("doc_id"), f"'{self.folder}'")
        path = self.staged / f"{table}.parquet"
        parquet.write_table(part, path, compression="zstd")
        name = f"{table}-{_file_sha256(path)[:16]}.parquet"
        path.rename(self.staged / name)
        if name not in self.parts.setdefault(table, []):
            self.parts[table] = [*self.parts[table], name]

    def paths(self, table: str) -> list[Path]:
        """Parts of a table, those already in the store first."""
        places = [(self.staged / name, self.folder / name) for name in self.parts.get(table, [])]
        return [staged if staged.exists() else stored for staged, stored in places]

    def replace(self, table: str, rows: list[dict]) -> None:
        """Let these rows be the whole table."""
        self.parts[table], self.rows[table] = [], rows
        self.flush(table)

    def deduplicate(self, table: str) -> None:
        """Keep each row of a table once, whichever ingest added it."""
        self.flush(table)
        rows = [pd.read_parquet(path) for path in self.paths(table)]
        self.replace(table, pd.concat(rows).drop_duplicates().to_dict("records") if rows else [])

    def commit(self, **facts) -> None:
        """Make everything added part of the store, in one step."""
        for table in TABLES:
            self.flush(table)
        for path in sorted(self.staged.iterdir()):
            os.replace(path, self.folder / path.name)
        manifest = {
            "schema_version": SCHEMA_VERSION,
            **facts,
            "versions": {name: version(name) for name in ("pandas", "pyarrow")},
            "parts": {table: self.parts.get(table, []) for table in TABLES},
        }
        draft = self.staged / MANIFEST
        draft.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(draft, self.folder / MANIFEST)
        self._sweep()

    def _sweep(self) -> None:
        named = {name for names in self.parts.values() for name in names}
        for path in self.folder.glob("*.parquet"):
            if path.name not in named and path.name.split("-")[0] in TABLES:
                path.unlink()
        for path in self.folder.glob(".staging-*"):
            if path != self.staged:
                shutil.rmtree(path, ignore_errors=True)


def _file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
