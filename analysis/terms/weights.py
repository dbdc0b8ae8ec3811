"""Copies count once: the weight of an article."""

import pandas as pd

__all__ = ["story_of", "story_weights"]


def story_of(documents: pd.DataFrame) -> pd.Series:
    """Story of each row; an article without a story is a story of its own.

    >>> documents = pd.DataFrame({"story": ["s-1", None]}, index=["a", "b"])
    >>> story_of(documents).tolist()
    ['s-1', 'b']
    """
    own = pd.Series(doc_ids(documents), index=documents.index, dtype="str")
    return documents["story"].astype("str").fillna(own) if "story" in documents else own


def doc_ids(documents: pd.DataFrame) -> pd.Index:
    """Article of each row: the column doc_id of paragraphs and sentences, else the index."""
    return pd.Index(documents["doc_id"]) if "doc_id" in documents else documents.index


def story_weights(documents: pd.DataFrame, by: str = "outlet") -> pd.Series:
    """Weight u_i = 1 / (copies of article i's story in its outlet).

    Paragraphs and sentences carry the weight of their article.

    >>> documents = pd.DataFrame({"outlet": ["x", "x", "y"], "story": ["s", "s", "s"]}, index=["a", "b", "c"])
    >>> story_weights(documents).tolist()
    [0.5, 0.5, 1.0]
    """
    article = pd.DataFrame({"doc_id": doc_ids(documents), "story": story_of(documents).to_numpy()})
    article["group"] = documents[by].to_numpy()
    copies = article.groupby(["group", "story"], dropna=False)["doc_id"].transform("nunique")
    return pd.Series(1.0 / copies.to_numpy(), index=documents.index, name="weight")
