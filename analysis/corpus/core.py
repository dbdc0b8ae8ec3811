"""Corpus `core`: metadata and counts are in the repository, the texts only where someone has the files."""

import csv
import hashlib
import os
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import Article, make_article
from analysis.corpus.records import Record
from analysis.errors import FramingError
from analysis.paths import cache_dir, data_dir

__all__ = ["core_articles", "core_counts", "core_metadata", "core_sources", "keep_core_text"]


@cache
def core_sources() -> dict[str, dict[str, str]]:
    """What is known of each file of corpus `core`, by its SHA-256."""
    with (data_dir() / "core" / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = [{field: value for field, value in row.items() if value} for row in csv.DictReader(file)]
    return {row.pop("sha256"): row for row in rows}


def core_metadata() -> pd.DataFrame:
    """The documents table of corpus `core` without its texts; `sha256` and `text_sha256` name what it was made from."""
    return pd.read_csv(data_dir() / "core" / "metadata.csv", index_col="doc_id", dtype={"n_words": "int64"})


def core_counts() -> pd.DataFrame:
    """Term counts of corpus `core`: doc_id, paragraph, term, n."""
    return pd.read_csv(data_dir() / "core" / "counts.csv", keep_default_na=False)


def keep_core_text(sha256: str | None, raw: bytes) -> None:
    """Keep a file of corpus `core` that the user brought, so that `load_corpus("core")` finds its text."""
    if sha256 not in core_sources():
        return
    path = cache_dir() / "core" / f"{sha256}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(raw)
    os.replace(draft, path)


def core_articles(folder: Path | None = None) -> dict[str, Article]:
    """The articles of corpus `core` whose files are at hand, by SHA-256 of the file.

    Parameters
    ----------
    folder : Path, optional
        Where to look. By default the folder that the environment variable FRAMING_CORE_TEXTS names, then the cache.
    """
    from analysis.corpus.outlets import load_registry

    places = [folder] if folder else [*_named_folder(), cache_dir() / "core"]
    registry = load_registry()
    return {sha256: _article(sha256, raw, registry) for sha256, raw in sorted(_raw_texts(places).items())}


def _article(sha256: str, raw: bytes, registry) -> Article:
    known = core_sources()[sha256]
    return make_article(Record(known["file"], known, raw), registry)


def _named_folder() -> list[Path]:
    named = os.environ.get("FRAMING_CORE_TEXTS")
    if named and not Path(named).is_dir():
        raise FramingError(f"FRAMING_CORE_TEXTS names '{named}', which is not a folder: correct or unset it.")
    return [Path(named)] if named else []


def _raw_texts(places: list[Path]) -> dict[str, bytes]:
    raws = [file.read_bytes() for place in places for file in sorted(place.glob("*.txt"))]
    by_sha256 = {hashlib.sha256(raw).hexdigest(): raw for raw in raws}
    return {sha256: raw for sha256, raw in by_sha256.items() if sha256 in core_sources()}
