"""Whose words a mention stands in."""

import numpy as np
import pandas as pd

from analysis.text import split_voices, voice_at

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
    spans = split_voices(documents.loc[mentions["doc_id"].drop_duplicates()])
    spoken = voice_at(spans, mentions)
    kept = np.isin(spoken, VOICES[voice])
    found = mentions.assign(voice=spoken)[kept].reset_index(drop=True)
    found.attrs["other_voices"] = int((~kept).sum())
    return found
