"""Articles -> tokens with lemma, part of speech and dependency; parsed once, then read from disk."""

import hashlib
import json
import os
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.paths import cache_dir
from analysis.text.parsing import parse_into, shard_articles, version_of
from analysis.text.segments import require_text

__all__ = ["TOKEN_COLUMNS", "parse"]

TOKEN_COLUMNS = ["doc_id", "sentence", "token", "start", "end", "text", "lemma", "pos", "tag", "dep", "head"]
_NAMES = ["text", "lemma", "pos", "tag", "dep"]


def parse(documents: pd.DataFrame, model: str = "en_core_web_sm", *, workers: int | None = None) -> pd.DataFrame:
    """Parse articles with a spaCy model.

    Parameters
    ----------
    documents : DataFrame
        Documents table; every row needs a text.
    model : str
        A spaCy pipeline with tagger, lemmatizer and parser; entities are not looked for. "en_core_web_sm" is part of
        the extra ``nlp``, under its own name or under that of its copy on the package index.
    workers : int, optional
        Processes; as many as there are cores when not given. The result does not depend on it.

    Returns
    -------
    DataFrame
        One row per token, in the order of the articles and of their text:

        ===========  ==========================================================================================
        doc_id       the article (categorical, as all names here; categories in alphabetical order)
        sentence     0, 1, ... in the article
        token        0, 1, ... in the article
        start, end   character offsets into the article's text
        text, lemma  as printed, and the form in the dictionary
        pos, tag     Universal Dependencies part of speech, and the finer tag of the Penn Treebank
        dep, head    dependency label, and the ``token`` that this one depends on (itself at the root)
        ===========  ==========================================================================================

        ``attrs["model"]`` names model and version.

    Raises
    ------
    FramingError
        When an article has no text, or spaCy or the model is not installed; the message holds the line to install it.

    Notes
    -----
    Each article is parsed for itself and kept on disk by the hash of its text (``cache_dir()/parse/<model>``), in
    files of some articles each. A file is written under another name first, so that an interrupted run keeps whole
    files only, and the next run goes on from there.

    Examples
    --------
    >>> documents = pd.DataFrame({"text": ["Rebels fled."]}, index=pd.Index(["a"], name="doc_id"))
    >>> tokens = parse(documents)  # doctest: +SKIP
    >>> tokens[["text", "lemma", "dep", "head"]].values.tolist()  # doctest: +SKIP
    [['Rebels', 'rebel', 'nsubj', 1], ['fled', 'flee', 'ROOT', 1], ['.', '.', 'punct', 1]]
    """
    require_text(documents)
    version = version_of(model)
    folder = cache_dir() / "parse" / version
    keys = [_key(text) for text in documents["text"]]
    texts = dict(zip(keys, documents["text"], strict=True))
    known = shard_articles(folder)
    missing = {key: text for key, text in texts.items() if key not in known}
    if missing:
        parse_into(folder, missing, model, workers or _n_cores())
        known = shard_articles(folder)
    tokens = _assembled(documents.index, keys, {key: known[key] for key in texts})
    tokens.attrs = {**documents.attrs, "model": version}
    return tokens


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _n_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _assembled(doc_ids: pd.Index, keys: list[str], shard_of: dict[str, Path]) -> pd.DataFrame:
    import pyarrow as pa

    rows_of = _rows(shard_of)
    parts = [rows_of[key] for key in keys]
    if not parts:
        return pd.DataFrame({column: [] for column in TOKEN_COLUMNS})
    table = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
    frame = table.to_pandas()
    codes = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    frame.insert(0, "doc_id", pd.Categorical.from_codes(codes, doc_ids.astype(str)))
    for name in ["doc_id", *_NAMES]:
        frame[name] = frame[name].cat.remove_unused_categories()
        frame[name] = frame[name].cat.reorder_categories(sorted(frame[name].cat.categories))
    return frame[TOKEN_COLUMNS]


def _rows(shard_of: dict[str, Path]) -> dict:
    """Tokens of each article, read one file after another."""
    import pyarrow.parquet as pq

    wanted: dict[Path, list[str]] = {}
    for key, path in shard_of.items():
        wanted.setdefault(path, []).append(key)
    rows_of = {}
    for path, keys in sorted(wanted.items()):
        table = pq.read_table(path)
        order = json.loads(table.schema.metadata[b"articles"])
        bounds = np.searchsorted(table["article"].to_numpy(), np.arange(len(order) + 1))
        columns = table.drop_columns("article").replace_schema_metadata(None)
        for key in keys:
            first = order.index(key)
            rows_of[key] = columns.slice(bounds[first], bounds[first + 1] - bounds[first])
    return rows_of
