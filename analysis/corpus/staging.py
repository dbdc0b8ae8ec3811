"""Rows on their way into a store.

Everything is written to a staging folder first. Parts are then moved to their place, and replacing the manifest is
the single step that makes them part of the corpus. A command that is killed leaves the old manifest, or the new one;
parts that no manifest names are swept by the next ingest.
"""

import json
import os
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from analysis import __version__
from analysis.corpus.lock import lock
from analysis.corpus.schema import check_documents
from analysis.corpus.store import MANIFEST, SCHEMA_VERSION, TABLES, Audit, arrow_table, read_manifest, write_part
from analysis.errors import FramingError

__all__ = ["Staging"]

PART_ROWS, PART_CHARACTERS = 10_000, 64 * 2**20


class Staging:
    """What one ingest adds to a store; nothing of it is visible before `commit`.

    Use as a context manager: leaving it without a commit, for whatever reason, leaves the store as it was.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.existed = folder.exists()
        self.rows, self.audit, self.size = [], Audit(), 0

    def __enter__(self):
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.lock = lock(self.folder)
            self.staged = Path(tempfile.mkdtemp(prefix=".staging-", dir=self.folder))
        except OSError as error:
            raise FramingError(f"cannot write to '{self.folder}': {error.strerror}. Give another --out.") from None
        old = read_manifest(self.folder)["parts"] if (self.folder / MANIFEST).exists() else {}
        self.parts = {table: list(old.get(table, [])) for table in TABLES}
        return self

    def __exit__(self, *exc_info):
        shutil.rmtree(self.staged, ignore_errors=True)
        self.lock.close()
        if not self.existed and not (self.folder / MANIFEST).exists():
            shutil.rmtree(self.folder, ignore_errors=True)

    def add_article(self, row: dict, audit: Audit) -> None:
        """Append an article and its audit; many of them go to disk as a part each, under one name."""
        self.rows.append(row)
        self.audit += audit
        self.size += len(row["text"]) + sum(map(len, audit.column("text")))
        if len(self.rows) >= PART_ROWS or self.size >= PART_CHARACTERS:
            self.flush_articles()

    def flush_articles(self) -> None:
        """Write the articles that are waiting."""
        rows, audit = self.rows, self.audit
        self.rows, self.audit, self.size = [], Audit(), 0
        if rows:
            names = self._write_articles(rows, audit)
            for table, name in names.items():
                self.parts[table].append(name)

    def _write_articles(self, rows: list[dict], audit: Audit) -> dict[str, str]:
        part = arrow_table("documents", rows)
        check_documents(part.drop_columns(["input"]).to_pandas().set_index("doc_id"), f"'{self.folder}'")
        name = write_part(self.staged, "documents", part)
        number = name.removeprefix("documents-").removesuffix(".parquet")
        return {"documents": name, "audit": write_part(self.staged, "audit", audit, number)}

    def staged_articles(self) -> list[tuple[Path, Path]]:
        """Parts of documents and audit that this ingest has written."""
        pairs = zip(self.parts["documents"], self.parts["audit"], strict=True)
        return [(self.staged / name, self.staged / audit) for name, audit in pairs if (self.staged / name).exists()]

    def rewrite_articles(self, old: tuple[Path, Path], rows: list[dict], audit: Audit) -> None:
        """Put other rows in the place of a part that is not committed yet."""
        names = self._write_articles(rows, audit) if rows else {}
        for table, path in zip(("documents", "audit"), old, strict=True):
            at = self.parts[table].index(path.name)
            self.parts[table][at : at + 1] = [names[table]] if names else []
            if path.name not in self.parts[table]:
                path.unlink()

    def paths(self, table: str) -> list[Path]:
        """Parts of a table, those already in the store first."""
        places = [(self.staged / name, self.folder / name) for name in self.parts[table]]
        return [staged if staged.exists() else stored for staged, stored in places]

    def replace(self, table: str, rows: pd.DataFrame) -> None:
        """Let these rows be the whole table."""
        self.parts[table] = [write_part(self.staged, table, rows)] if len(rows) else []

    def extend(self, table: str, rows: list[dict]) -> None:
        """Add rows to a table, each once whichever ingest brought it."""
        known = [pd.read_parquet(path) for path in self.paths(table)]
        waiting = pd.DataFrame(rows, columns=list(TABLES[table]), dtype="str")
        self.replace(table, pd.concat([*known, waiting]).drop_duplicates())

    def commit(self, **facts) -> None:
        """Make everything added part of the store, in one step."""
        for path in sorted(self.staged.glob("*.parquet")):
            os.replace(path, self.folder / path.name)
        manifest = {
            "schema_version": SCHEMA_VERSION,
            **facts,
            "versions": {"source-framing": __version__, **{name: version(name) for name in ("pandas", "pyarrow")}},
            "parts": self.parts,
        }
        draft = self.staged / MANIFEST
        draft.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(draft, self.folder / MANIFEST)
        self._sweep()

    def _sweep(self) -> None:
        """Remove what no manifest names: parts replaced, and leftovers of commands that were killed."""
        named = {name for names in self.parts.values() for name in names}
        for path in self.folder.glob("*.parquet"):
            if path.name not in named and path.name.split("-")[0] in TABLES:
                path.unlink()
        for path in self.folder.glob(".staging-*"):
            if path != self.staged:
                shutil.rmtree(path, ignore_errors=True)
