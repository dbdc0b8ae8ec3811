"""From the five files of corpus `core` to what the repository may hold of them: metadata and counts."""

import os
import re
from collections import Counter
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import Article
from analysis.corpus.content import text_sha256
from analysis.corpus.core import core_articles, core_sources
from analysis.corpus.schema import check_documents, tidy_documents
from analysis.corpus.stories.copies import find_stories
from analysis.errors import FramingError
from analysis.paths import data_dir

__all__ = ["make_core"]


def make_core(folder) -> pd.DataFrame:
    """Write data/core/metadata.csv and data/core/counts.csv.

    Parameters
    ----------
    folder : str or Path
        Holds the five files, known by their checksums; other files are passed over.

    Returns
    -------
    DataFrame
        The metadata as written: the documents table without text, and the checksums of each file and clean text.

    Raises
    ------
    FramingError
        A file of data/core/sources.csv is not in the folder.
    """
    articles = core_articles(Path(folder))
    missing = [known["file"] for sha256, known in core_sources().items() if sha256 not in articles]
    if missing:
        raise FramingError(f"'{folder}' lacks '{missing[0]}' in the version that data/core/sources.csv names.")
    metadata = _metadata(articles)
    counts = pd.DataFrame([row for doc_id, text in metadata.pop("text").items() for row in _counts(doc_id, text)])
    _write(metadata.assign(date=metadata["date"].dt.strftime("%Y-%m-%d")).reset_index(), "metadata.csv")
    _write(counts, "counts.csv")
    return metadata


def _metadata(articles: dict[str, Article]) -> pd.DataFrame:
    rows = pd.DataFrame([article.row for article in articles.values()])
    rows["story"] = find_stories(rows["text"].tolist())
    documents = check_documents(tidy_documents(rows.set_index("doc_id")), "corpus core")
    file_sha256 = pd.Series(list(articles), index=rows["doc_id"])
    return documents.assign(sha256=file_sha256, text_sha256=documents["text"].map(text_sha256))


def _counts(doc_id: str, text: str) -> list[dict]:
    """Terms of each paragraph in alphabetical order, so that no sentence can be read from them."""
    return [
        {"doc_id": doc_id, "paragraph": number, "term": term, "n": n}
        for number, paragraph in enumerate(text.split("\n\n"))
        for term, n in sorted(Counter(re.findall(r"(?u)\b\w\w+\b", paragraph.lower())).items())
    ]


def _write(table: pd.DataFrame, name: str) -> None:
    path = data_dir() / "core" / name
    draft = path.with_name(f".{name}.{os.getpid()}")
    table.to_csv(draft, index=False, lineterminator="\n")
    os.replace(draft, path)
