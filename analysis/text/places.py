"""Places in articles and the spans that they lie in."""

import numpy as np
import pandas as pd

__all__ = ["voice_at"]


def voice_at(spans: pd.DataFrame, places: pd.DataFrame) -> np.ndarray:
    """Voice of the character at which each place starts.

    Parameters
    ----------
    spans : DataFrame
        Columns doc_id, start, end, voice, as split_voices gives them.
    places : DataFrame
        Columns doc_id and start.

    Returns
    -------
    ndarray of str, shape (n_places,)
        "own" for a place outside of all spans.

    Examples
    --------
    >>> spans = pd.DataFrame({"doc_id": "a", "start": [0, 9], "end": [9, 20], "voice": ["own", "quoted"]})
    >>> voice_at(spans, pd.DataFrame({"doc_id": ["a", "a", "b"], "start": [8, 9, 9]})).tolist()
    ['own', 'quoted', 'own']
    """
    if spans.empty or places.empty:
        return np.full(len(places), "own", dtype=object)
    articles = pd.Index(spans["doc_id"].unique())
    # Articles one behind the other on one line, so that one search finds every place.
    reach = 1 + int(max(spans["end"].max(), places["start"].max()))
    article = articles.get_indexer(places["doc_id"])
    at = article * reach + places["start"].to_numpy()
    starts, ends = (articles.get_indexer(spans["doc_id"]) * reach + spans[name].to_numpy() for name in ("start", "end"))
    order = np.argsort(starts, kind="stable")
    span = order[np.maximum(np.searchsorted(starts[order], at, side="right") - 1, 0)]
    inside = (article >= 0) & (starts[span] <= at) & (at < ends[span])
    return np.where(inside, spans["voice"].to_numpy(dtype=object)[span], "own")
