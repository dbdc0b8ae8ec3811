"""One checksum for what a corpus says: its doc_ids, texts and metadata, in any order of rows."""

import hashlib
from pathlib import Path

import pandas as pd

from analysis.corpus.schema import METADATA

__all__ = ["content_rows", "content_sha256", "parts_sha256", "text_sha256"]


def text_sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def content_sha256(rows) -> str:
    """SHA-256 over the rows (doc_id, SHA-256 of the text, outlet, title, author, date, url, ...), sorted by doc_id."""
    digests = sorted((row[0], hashlib.sha256(chr(31).join(row).encode()).digest()) for row in rows)
    return hashlib.sha256(b"".join([digest for _, digest in digests])).hexdigest()


def parts_sha256(paths: list[Path]) -> str:
    """The checksum of document parts, read one at a time."""
    columns = ["doc_id", *METADATA, "text"]
    return content_sha256(row for path in paths for row in _rows(pd.read_parquet(path, columns=columns)))


def _rows(part: pd.DataFrame):
    hashes = part.pop("text").map(text_sha256)
    return content_rows(part.set_index("doc_id"), hashes)


def content_rows(metadata: pd.DataFrame, text_hashes: pd.Series):
    """Rows for `content_sha256` of a documents table."""
    day = pd.to_datetime(metadata["date"]).dt.strftime("%Y-%m-%d")
    plain = metadata[list(METADATA)].assign(date=day).fillna("").astype("str")
    columns = (plain[column].tolist() for column in METADATA)
    return zip(metadata.index.tolist(), text_hashes.tolist(), *columns, strict=True)
