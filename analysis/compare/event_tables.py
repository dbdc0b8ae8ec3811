"""Clusters of stories as events: which are kept, what they are called, and their table."""

import numpy as np
import pandas as pd

from analysis.compare.event_vectors import Stories
from analysis.inference.cells import UNKNOWN
from analysis.terms import DocumentTerms, doc_ids, story_of, sum_rows

__all__ = ["TABLE", "articles_of", "described", "event_ids", "event_table", "kept"]

TABLE = ["event", "first", "last", "articles", "stories", "outlets", "label", "typical", "titles"]
LABEL_TERMS = 4
TYPICAL = 3


def articles_of(terms: DocumentTerms) -> pd.DataFrame:
    """One row per article, however many units of it are counted: doc_id, date, outlet, title, story."""
    documents = terms.documents
    columns = {
        "doc_id": doc_ids(documents).to_numpy(),
        "date": pd.to_datetime(documents["date"]).to_numpy(),
        "outlet": documents["outlet"].to_numpy(),
        "title": documents["title"].to_numpy() if "title" in documents else pd.NA,
        "story": story_of(documents).to_numpy(),
    }
    return pd.DataFrame(columns).drop_duplicates("doc_id", ignore_index=True)


def kept(articles: pd.DataFrame, min_outlets: int) -> pd.DataFrame:
    """Articles of clusters with two articles or more, of enough outlets."""
    known = articles[articles["cluster"].notna()]
    n_outlets = _named(known["outlet"]).groupby(known["cluster"]).transform("nunique")
    n_articles = known.groupby("cluster")["doc_id"].transform("size")
    return known[(n_articles > 1) & (n_outlets >= min_outlets)].copy()


def _named(outlet: pd.Series) -> pd.Series:
    return outlet.where(outlet != UNKNOWN)


def event_ids(found: pd.DataFrame) -> pd.Series:
    """Name of each cluster: its first day, and a number by size, then smallest doc_id."""
    grouped = found.groupby("cluster")
    order = pd.DataFrame({"day": grouped["date"].min(), "size": -grouped.size(), "doc_id": grouped["doc_id"].min()})
    order = order.sort_values(["day", "size", "doc_id"])
    number = order.groupby("day").cumcount() + 1
    return order["day"].dt.strftime("%Y-%m-%d") + "." + number.astype("str")


def described(stories: Stories, cluster: np.ndarray, names: pd.Index) -> tuple[pd.Series, pd.Series]:
    """Typicality of each story, and heaviest terms of each cluster."""
    codes, clusters = pd.factorize(cluster, sort=True)
    sums, size = sum_rows(codes, len(clusters), stories.vectors), np.bincount(codes)
    own = stories.vectors.multiply(stories.vectors).sum(axis=1)
    others = stories.vectors.multiply(sums[codes]).sum(axis=1) - own
    typicality = pd.Series((others / np.maximum(size[codes] - 1, 1)).round(9), index=stories.story)
    typicality = typicality.where(size[codes] > 1)
    return typicality, pd.Series([_heaviest(sums, row, names) for row in range(len(clusters))], index=clusters)


def _heaviest(sums, row: int, names: pd.Index) -> str:
    cells = slice(sums.indptr[row], sums.indptr[row + 1])
    column, weight = sums.indices[cells], sums.data[cells].round(9)
    return " ".join(names[column[np.lexsort((column, -weight))[:LABEL_TERMS]]])


def event_table(found: pd.DataFrame, labels: pd.Series) -> pd.DataFrame:
    """One row per event, those of most outlets first, with its most typical article of up to three outlets."""
    grouped = found.groupby("event")
    typical = found.sort_values(["typicality", "doc_id"], ascending=[False, True]).drop_duplicates(["event", "outlet"])
    typical = typical.groupby("event").head(TYPICAL).groupby("event")
    table = pd.DataFrame(
        {
            "first": grouped["date"].min(),
            "last": grouped["date"].max(),
            "articles": grouped.size(),
            "stories": grouped["story"].nunique(),
            "outlets": _named(found["outlet"]).groupby(found["event"]).nunique(),
            "label": grouped["cluster"].first().map(labels),
            "typical": typical["doc_id"].agg(list),
            "titles": typical["title"].agg(list),
        }
    )
    order = ["outlets", "stories", "event"]
    return table.reset_index().sort_values(order, ascending=[False, False, True], ignore_index=True)[TABLE]
