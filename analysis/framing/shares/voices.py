"""Whose words a mention stands in."""

import numpy as np
import pandas as pd

from analysis.terms import voices_of
from analysis.text import voice_at

__all__ = ["VOICES", "in_voice"]

VOICES = {"own": ("own", "scare"), "quoted": ("quoted",), "reported": ("reported",), "all": ()}


def in_voice(
    documents: pd.DataFrame, mentions: pd.DataFrame, voice: str, spans: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Mentions of one voice, with a column ``voice``; how many others there were stands in ``attrs``.

    Parameters
    ----------
    documents : DataFrame
    mentions : DataFrame
        Columns doc_id, start, ...; sorted by article.
    voice : {"own", "quoted", "reported", "all"}
        Own counts scare quotes, which are the outlet's as well. For "all" voices are not told apart, and the column
        says so.
    spans : DataFrame, optional
        Voices of the documents, where they are known; otherwise they are split in those that have a mention.
    """
    if voice == "all" or mentions.empty:
        return mentions.assign(voice=voice)
    read = documents.loc[mentions["doc_id"].drop_duplicates()]
    spoken = voice_at(voices_of(read, spans), mentions)
    kept = np.isin(spoken, VOICES[voice])
    found = mentions.assign(voice=spoken)[kept].reset_index(drop=True)
    found.attrs["other_voices"] = int((~kept).sum())
    return found
