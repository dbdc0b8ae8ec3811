"""The lines of a topic's card."""

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.terms import DocumentTerms, doc_ids, group_sums

__all__ = ["coherence", "largest_share", "titles_of", "typical_articles"]


def coherence(counted: DocumentTerms, terms: list[str]) -> float:
    """NPMI coherence: do the terms of a topic stand in the same stories?

    Mean over pairs of ln[p(a, b) / (p(a) p(b))] / -ln p(a, b), p the share of stories with the term or both; -1 for a
    pair that never meets, 0 at chance, 1 always together (Bouma 2009; Roeder, Both and Hinneburg 2015).

    >>> from analysis import count_terms
    >>> documents = pd.DataFrame({"outlet": "x", "text": ["red hen", "red hen", "blue", "fox"]}, index=list("abcd"))
    >>> counted = count_terms(documents)
    >>> coherence(counted, ["red", "hen"]), coherence(counted, ["red", "fox"])
    (1.0, -1.0)
    """
    columns = counted.terms.get_indexer(list(terms))
    per_story, _ = group_sums(counted.stories.to_numpy(), counted.counts[:, columns])
    incidence = (per_story.toarray() > 0).astype(float)
    together = incidence.T @ incidence / len(incidence)
    return float(np.mean([_npmi(together[a, b], together[a, a], together[b, b]) for a, b in _pairs(len(columns))]))


def _pairs(n: int) -> list[tuple[int, int]]:
    return list(combinations(range(n), 2))


def _npmi(both: float, a: float, b: float) -> float:
    if both == 0:
        return -1.0
    return 1.0 if both == 1 else float(np.log(both / (a * b)) / -np.log(both))


def largest_share(mass: pd.DataFrame, documents: pd.DataFrame) -> dict[str, list]:
    """Outlet and month that hold the largest part of each topic's mass."""
    month = documents["date"].dt.strftime("%Y-%m") if "date" in documents else pd.Series(None, index=documents.index)
    found: dict[str, list] = {}
    for name, label in (("outlet", documents["outlet"]), ("month", month)):
        shares = mass.groupby(label.to_numpy(dtype=object)).sum() / mass.sum()
        top = [shares[topic].round(9).idxmax() if len(shares) else None for topic in mass]
        found[name] = top
        found[f"{name}_share"] = [
            shares.at[t, topic] if len(shares) else np.nan for t, topic in zip(top, mass, strict=True)
        ]
    return found


def typical_articles(weights: pd.DataFrame, counted: DocumentTerms, n: int = 3) -> list[list[str]]:
    """Ids of the n articles with the largest share of each topic: one per story, ties go to the smaller id."""
    articles = weights.groupby(doc_ids(counted.documents).to_numpy()).mean().round(9).sort_index()
    story = pd.Series(counted.stories.to_numpy(), index=doc_ids(counted.documents)).groupby(level=0).first()
    found = []
    for topic in weights:
        ranked = articles[topic].sort_values(ascending=False, kind="stable").index
        found.append(story.loc[ranked].drop_duplicates().index[:n].tolist())
    return found


def titles_of(ids: list[list[str]], documents: pd.DataFrame) -> list[list[str | None]]:
    """Titles of the articles, None where one is not known."""
    if "title" not in documents:
        return [[None] * len(few) for few in ids]
    title = pd.Series(documents["title"].to_numpy(dtype=object), index=doc_ids(documents)).groupby(level=0).first()
    return [[None if pd.isna(name) else str(name) for name in title.reindex(few)] for few in ids]
