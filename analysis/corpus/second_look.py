"""Furniture that shows only when all articles are in: passages that come back in story after story of one outlet."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import Article
from analysis.corpus.furniture import LearnedFurniture, learn_furniture, passage_key
from analysis.corpus.records import Refusal
from analysis.corpus.workers import make_articles

__all__ = ["cut_recurring", "learn"]

SAMPLE = 500  # articles of an outlet; a passage in one story of fifty comes ten times
MAX_SAMPLE = 50_000


def learn(paths: list[Path]) -> LearnedFurniture:
    """Recurring passages of each outlet, from a sample of its articles that does not depend on their order.

    Parameters
    ----------
    paths : list of Path
        Parts of the documents table.
    """
    documents = pd.concat([pd.read_parquet(path, columns=["doc_id", "outlet"]) for path in paths])
    sizes = documents["outlet"].map(documents["outlet"].value_counts())
    named = documents[(documents["outlet"] != "unknown") & (sizes > 1)].sort_values("doc_id")
    size = min(SAMPLE, MAX_SAMPLE // max(1, named["outlet"].nunique()))
    chosen = named.groupby("outlet").head(size)["doc_id"]
    parts = (pd.read_parquet(path, columns=["doc_id", "outlet", "text"]) for path in paths)
    sample = pd.concat([part[part["doc_id"].isin(chosen)] for part in parts]).sort_values("doc_id")
    return learn_furniture(sample["text"].tolist(), sample["outlet"].tolist())


def cut_recurring(staging, outlets, min_words: int) -> Iterator[tuple[Article, Article | Refusal]]:
    """Clean again the articles of this ingest that hold a recurring passage.

    Yields
    ------
    tuple
        The article as it was, and as it is now in the staged parts; a refusal when too little of it is left.
    """
    learned = learn(staging.paths("documents"))
    for part in staging.staged_articles() if len(learned.table) else ():
        articles = _read(*part)
        before = [article for article in articles.values() if _holds(article.row, learned)]
        after = dict(zip(map(_id, before), make_articles(before, outlets, min_words, learned), strict=True))
        if after:
            kept = [article for article in (articles | after).values() if isinstance(article, Article)]
            staging.rewrite_articles(part, [one.row for one in kept], [span for one in kept for span in one.audit])
        yield from ((article, after[_id(article)]) for article in before)


def _id(article: Article) -> str:
    return article.row["doc_id"]


def _read(documents: Path, audit: Path) -> dict[str, Article]:
    from pyarrow import parquet

    articles = {row["doc_id"]: Article(row, []) for row in parquet.read_table(documents).to_pylist()}
    for span in parquet.read_table(audit).to_pylist():
        articles[span["doc_id"]].audit.append(span)
    return articles


def _holds(row: dict, learned: LearnedFurniture) -> bool:
    passages = learned.of(slug for slug in (row["outlet"], row["republished_by"]) if slug)
    text = passage_key(row["text"]) if passages else ""
    return any(passage in text for passage in passages)
