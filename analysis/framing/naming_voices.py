"""Whose words a mention stands in."""

import numpy as np
import pandas as pd

__all__ = ["VOICES", "in_voice"]

VOICES = {"own": ("own", "scare"), "quoted": ("quoted",), "reported": ("reported",), "all": ()}


def in_voice(documents: pd.DataFrame, mentions: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Mentions of one voice, with a column ``voice``; how many others there were stands in ``attrs``.

    Parameters
    ----------
    documents : DataFrame
    mentions : DataFrame
        Columns doc_id, start, ...; sorted by article.
    voice : {"own", "quoted", "reported", "all"}
        Own counts scare quotes, which are the outlet's as well. For "all" voices are not told apart, and the column
        says so.
    """
    if voice == "all" or mentions.empty:
        return mentions.assign(voice=voice)
    from analysis.text import split_voices

    spans = split_voices(documents.loc[mentions["doc_id"].drop_duplicates()])
    spoken = voice_at(spans, mentions)
    kept = np.isin(spoken, VOICES[voice])
    found = mentions.assign(voice=spoken)[kept].reset_index(drop=True)
    found.attrs["other_voices"] = int((~kept).sum())
    return found


def voice_at(spans: pd.DataFrame, mentions: pd.DataFrame) -> np.ndarray:
    """Voice of the character at which each mention starts; "own" outside of all spans.

    Parameters
    ----------
    spans : DataFrame
        Columns doc_id, start, end, voice; spans of an article do not overlap.

    Examples
    --------
    >>> spans = pd.DataFrame({"doc_id": "a", "start": [0, 9], "end": [9, 20], "voice": ["own", "quoted"]})
    >>> voice_at(spans, pd.DataFrame({"doc_id": ["a", "a", "b"], "start": [8, 9, 9]})).tolist()
    ['own', 'quoted', 'own']
    """
    articles = pd.Index(spans["doc_id"]).append(pd.Index(mentions["doc_id"])).unique()
    reach = 1 + max(spans["end"].max() if len(spans) else 0, mentions["start"].max() if len(mentions) else 0)

    def position(rows: pd.DataFrame, column: str) -> np.ndarray:
        return articles.get_indexer(rows["doc_id"]) * int(reach) + rows[column].to_numpy()

    starts, ends = position(spans, "start"), position(spans, "end")
    order = np.argsort(starts, kind="stable")
    at = position(mentions, "start")
    span = np.searchsorted(starts[order], at, side="right") - 1
    if not len(spans):
        return np.full(len(mentions), "own", dtype=object)
    inside = (span >= 0) & (at < ends[order][span])
    return np.where(inside, spans["voice"].to_numpy(dtype=object)[order][span], "own")
