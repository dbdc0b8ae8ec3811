"""A map of articles: each one between the topics that it is made of."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import FramingError, expect

if TYPE_CHECKING:
    from analysis.topics.model import Topics

__all__ = ["map_articles"]


def map_articles(topics: "Topics", by: str = "outlet") -> pd.DataFrame:
    """Place every article, or paragraph, among its topics.

    Parameters
    ----------
    topics : Topics
        Three topics or more.
    by : str
        Column of the documents to carry along, such as the outlet.

    Returns
    -------
    DataFrame
        One row per unit that has a counted term, index as in ``topics.weights``: x, y (the unit circle and what is in
        it), topic (the largest), label, share (of that topic), the column ``by``, anchor_x, anchor_y (where that topic
        stands).

    Raises
    ------
    FramingError
        With fewer than three topics, or for a column that the documents do not have.

    Notes
    -----
    The topics stand on a circle at equal distances, and an article at the mean of their places, weighted by its shares
    (RadViz: Hoffman et al. 1997, IEEE Visualization). The nearer to a topic, the larger its share; near the middle, an
    article of many topics, or of two that face each other: nearness of two articles is a hint, not a measure. Topics
    that share articles stand side by side: the order is that of the leaves of an average-linkage tree on the cosines of
    their shares, arranged optimally (Bar-Joseph, Gifford and Jaakkola 2001). Unlike t-SNE or UMAP there is nothing
    random in it and nothing that grows out of a last digit, and both axes can be read.

    Examples
    --------
    >>> from analysis import count_terms, fit_topics
    >>> texts = ["goal match team", "match team goal", "vote party law", "party law vote", "ship wave", "wave ship"]
    >>> documents = pd.DataFrame({"outlet": ["x", "y"] * 3, "text": texts}, index=list("abcdef"))
    >>> placed = map_articles(fit_topics(count_terms(documents), k=3))
    >>> placed.groupby("label")["outlet"].size().tolist(), placed["share"].round(6).unique().tolist()
    ([2, 2, 2], [1.0])
    """
    from analysis.topics.model import Topics

    expect(topics, Topics, "fit_topics(terms)")
    if topics.k < 3:
        raise FramingError(f"{topics.k} topics make no map: fit three or more")
    if by not in topics.counted.documents:
        raise FramingError(f"by={by!r} is not a column: choose one of {', '.join(topics.counted.documents)}")
    known = topics.weights.notna().all(axis=1).to_numpy()
    shares = topics.weights.to_numpy()[known].round(6)
    anchors = _circle(_around(shares, topics.counted.weights[known]))
    # Rounded, so that last digits, which differ between processors, cannot move a point or change its topic.
    places, largest = (shares @ anchors).round(3) + 0.0, shares.argmax(axis=1)
    anchor_x, anchor_y = anchors[largest].round(3).T + 0.0
    columns = {
        "x": places[:, 0],
        "y": places[:, 1],
        "topic": largest,
        "label": topics.labels.to_numpy()[largest],
        "share": shares.max(axis=1),
        by: topics.counted.documents[by].to_numpy()[known],
        "anchor_x": anchor_x,
        "anchor_y": anchor_y,
    }
    return pd.DataFrame(columns, index=topics.weights.index[known])


def _around(shares: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Topics in their order around the circle, those that share articles side by side."""
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    together = shares.T @ (shares * weights[:, None])
    length = np.sqrt(np.diag(together))
    cosine = together / np.outer(length, length)
    distance = (1 - cosine).round(6)
    np.fill_diagonal(distance, 0)
    return leaves_list(linkage(squareform(distance), "average", optimal_ordering=True))


def _circle(order: np.ndarray) -> np.ndarray:
    """Place of each topic, shape (k, 2): the first of the order on top, then clockwise."""
    angle = np.empty(len(order))
    angle[order] = np.pi / 2 - 2 * np.pi * np.arange(len(order)) / len(order)
    return np.column_stack([np.cos(angle), np.sin(angle)])
