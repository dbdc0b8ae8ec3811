"""The documents table of a corpus: from the catalogue, or from a folder that `framing ingest` made."""

from pathlib import Path

import pandas as pd

from analysis.corpus.catalog import catalog_entry, catalog_names
from analysis.corpus.content import content_rows, content_sha256
from analysis.corpus.core import core_articles, core_metadata
from analysis.corpus.fetch import fetch, fetched_store
from analysis.corpus.schema import DTYPES, tidy_documents
from analysis.corpus.select import mentions, select_articles
from analysis.corpus.store import MANIFEST, arrow_schema, read_manifest, read_table, table_paths
from analysis.errors import FramingError

__all__ = ["LEDGERS", "corpus_sha256", "load_corpus", "load_ledger"]

LEDGERS = ("audit", "refusals", "notes")


def load_corpus(name_or_path, about=None, columns=None) -> pd.DataFrame:
    """Load articles, one row each.

    Parameters
    ----------
    name_or_path : str or Path
        "core", "news2017", or the folder of a corpus made by `ingest`. What the catalogue can download is fetched
        when it is not in the cache.
    about : str or list of str, optional
        Keep the articles whose title or text has a word that begins like this, in upper or lower case: "Syria" finds
        "Syrian" too. Of several, any one suffices.
    columns : list of str, optional
        Read only these.

    Returns
    -------
    DataFrame
        Indexed by doc_id, in the order of doc_ids. ``.attrs["corpora"]`` maps the name to the checksum of the whole
        corpus, before `about`.

    Raises
    ------
    FramingError
        No such corpus or folder, an unknown column, or `about` for a corpus whose texts are not held.

    Examples
    --------
    >>> load_corpus("core", columns=["outlet", "n_words"]).shape
    (5, 2)
    """
    wanted = _check_columns(columns)
    documents = _core(about) if str(name_or_path) == "core" else _stored(_store(name_or_path), about, wanted)
    documents = tidy_documents(documents)[wanted]
    documents.attrs["corpora"] = {_label(name_or_path): corpus_sha256(name_or_path)}
    return documents


def corpus_sha256(name_or_path) -> str:
    """Checksum of what a corpus says (doc_ids, texts, metadata), read without its texts."""
    if str(name_or_path) == "core":
        metadata = core_metadata()
        return content_sha256(content_rows(metadata, metadata["text_sha256"]))
    return read_manifest(_store(name_or_path))["sha256"]


def load_ledger(name_or_path, ledger: str) -> pd.DataFrame:
    """What ingestion wrote down beside the articles.

    Parameters
    ----------
    name_or_path : str or Path
        As in `load_corpus`.
    ledger : {"audit", "refusals", "notes"}
        audit: every span that cleaning removed or doubted (doc_id, action, start, end, rule, text, new). refusals:
        every input that is no article of its own (input, reason). notes: conflicts of evidence (doc_id, input, note).

    Returns
    -------
    DataFrame

    Raises
    ------
    FramingError
        For another ledger, or a corpus that was not ingested here, such as "core".
    """
    if ledger not in LEDGERS:
        raise FramingError(f"ledger {ledger!r} is not known: choose one of {', '.join(LEDGERS)}.")
    if str(name_or_path) == "core":
        raise FramingError("'core' is held as counts, its ledgers are not: run `framing ingest` on the five files.")
    return read_table(_store(name_or_path), ledger)


def _label(name_or_path) -> str:
    return str(name_or_path) if str(name_or_path) in catalog_names() else Path(name_or_path).resolve().name


def _check_columns(columns) -> list[str]:
    unknown = [column for column in columns or [] if column not in DTYPES]
    if unknown:
        raise FramingError(f"columns: '{unknown[0]}' is not a column; give some of {', '.join(DTYPES)}.")
    return list(DTYPES if columns is None else columns)


def _store(name_or_path) -> Path:
    if not isinstance(name_or_path, str | Path):
        raise FramingError(f"a corpus is named or is a folder: a {type(name_or_path).__name__} is neither")
    if str(name_or_path) in catalog_names():
        store = fetched_store(str(name_or_path))
        return store if (store / MANIFEST).exists() else fetch(str(name_or_path))
    folder = Path(name_or_path)
    if not folder.is_dir():
        raise FramingError(
            f"'{name_or_path}' is neither a corpus of the catalogue ({', '.join(catalog_names())}) nor a folder "
            "made by `framing ingest`."
        )
    return folder


def _stored(folder: Path, about, wanted: list[str]) -> pd.DataFrame:
    """Rows of a store; columns and words are picked while reading."""
    from pyarrow import dataset

    read = [column for column in wanted if column != "story"]
    parts = dataset.dataset(table_paths(folder, "documents"), schema=arrow_schema("documents"))
    wanted_rows = None if about is None else mentions(about)
    documents = parts.to_table(columns=["doc_id", *read], filter=wanted_rows).to_pandas().set_index("doc_id")
    if "story" in wanted:
        documents["story"] = read_table(folder, "stories").set_index("doc_id")["story"].reindex(documents.index)
    return documents


def _core(about) -> pd.DataFrame:
    documents = core_metadata()
    texts = {sha256: article.row["text"] for sha256, article in core_articles().items()}
    documents["text"] = documents["sha256"].map(texts)
    if about is None:
        return documents
    if documents["text"].isna().any():
        raise FramingError(
            f"about={about!r} needs the texts of 'core', which are not here: {catalog_entry('core')['obtain']}"
        )
    return select_articles(documents, about=about)
