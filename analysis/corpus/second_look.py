"""Furniture that shows only when all articles are in: passages that come back in story after story of one outlet."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import Article
from analysis.corpus.cleaning.learned import LearnedFurniture, learn_furniture, passage_key
from analysis.corpus.records import Refusal
from analysis.corpus.store import Audit, AuditRow
from analysis.corpus.workers import make_articles

__all__ = ["count_uncut", "cut_recurring", "learn"]

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


def cut_recurring(
    staging, learned: LearnedFurniture, outlets, min_words: int
) -> Iterator[tuple[Article, Article | Refusal]]:
    """Clean again the articles of this ingest that hold a recurring passage.

    Yields
    ------
    tuple
        The article as it was, and as it is now in the staged parts; a refusal when too little of it is left.
    """
    for part in staging.staged_articles() if len(learned.table) else ():
        holding = _holding(part[0], learned)
        if not holding:
            continue
        articles = _read(*part)
        before = [articles[doc_id] for doc_id in holding]
        after = dict(zip(holding, make_articles(before, outlets, min_words, learned), strict=True))
        kept = [article for article in (articles | after).values() if isinstance(article, Article)]
        audit = Audit()
        for article in kept:
            audit += article.audit
        staging.rewrite_articles(part, [one.row for one in kept], audit)
        yield from ((articles[doc_id], after[doc_id]) for doc_id in holding)


def count_uncut(staging, learned: LearnedFurniture) -> int:
    """Articles of earlier ingests that hold a passage which would be cut now; they are left as they are."""
    cut = LearnedFurniture(learned.table[learned.table["cut"]])
    earlier = [path for path in staging.paths("documents") if path.parent == staging.folder]
    return sum(len(_holding(path, cut)) for path in earlier) if len(cut.table) else 0


def _holding(path: Path, learned: LearnedFurniture) -> list[str]:
    """Articles of a part that hold a recurring passage of their outlet or of the site that reprinted them."""
    slugs = learned.table["outlet"].unique().tolist()
    columns = ["doc_id", "outlet", "republished_by", "text"]
    rows = pd.read_parquet(path, columns=columns)
    rows = rows[rows["outlet"].isin(slugs) | rows["republished_by"].isin(slugs)]
    held = [_holds(learned.of(row[1:3]), row[3]) for row in rows.itertuples(index=False, name=None)]
    return rows["doc_id"][held].tolist()


def _holds(passages: dict[str, bool], text: str) -> bool:
    key = passage_key(text)
    return any(passage in key for passage in passages)


def _read(documents: Path, audit: Path) -> dict[str, Article]:
    from pyarrow import parquet

    rows = {}
    columns = parquet.read_table(audit, columns=list(AuditRow._fields)).columns
    for row in zip(*(column.to_pylist() for column in columns), strict=True):
        rows.setdefault(row[0], []).append(row)
    documents = parquet.read_table(documents).to_pylist()
    return {row["doc_id"]: Article(row, Audit(rows.get(row["doc_id"], ()))) for row in documents}
