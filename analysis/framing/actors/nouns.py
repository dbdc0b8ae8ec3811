"""The words and the group of the nouns of an event."""

import numpy as np
import pandas as pd

from analysis.framing.actors.clauses import noun_phrases
from analysis.framing.actors.groups import ActorGroups

__all__ = ["name_nouns"]

ROLES = ("agent", "patient")


def name_nouns(events: pd.DataFrame, tokens: pd.DataFrame, texts: pd.Series, groups: ActorGroups) -> pd.DataFrame:
    """Events with the words of agent and patient in place of their rows, and columns agent_group, patient_group.

    Parameters
    ----------
    events : DataFrame
        As from ``read_clauses``.
    tokens : DataFrame
        The tokens that they were found in.
    texts : Series
        Text of each article, indexed by doc_id.
    groups : ActorGroups
    """
    rows = np.unique(np.concatenate([events[role] for role in ROLES]))
    rows = rows[rows >= 0]
    phrases = _phrases(rows, tokens, texts)
    phrases["group"] = _groups(phrases, texts, groups)
    columns = {}
    for role in ROLES:
        found = phrases.reindex(events[role])
        columns[role] = found["words"].to_numpy()
        columns[f"{role}_group"] = found["group"].to_numpy()
    return events.assign(**{name: pd.Series(column, events.index, dtype="str") for name, column in columns.items()})


def _phrases(rows: np.ndarray, tokens: pd.DataFrame, texts: pd.Series) -> pd.DataFrame:
    """Phrase of each noun: doc_id, words (all), head (up to the noun), of (the phrase after its "of")."""
    first, of = noun_phrases(tokens)
    starts, ends = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    doc_ids = tokens["doc_id"].iloc[rows].astype("str").to_numpy(dtype=object)
    phrases = []
    for doc_id, row in zip(doc_ids, rows, strict=True):
        text, start, noun = texts[doc_id], starts[first[row]], of[row]
        after_of = text[starts[first[noun]] : ends[noun]] if noun >= 0 else ""
        words = text[start : max(ends[row], ends[noun] if noun >= 0 else 0)]
        phrases.append((doc_id, " ".join(words.split()), text[start : ends[row]], after_of))
    return pd.DataFrame(phrases, index=rows, columns=["doc_id", "words", "head", "of"])


def _groups(phrases: pd.DataFrame, texts: pd.Series, groups: ActorGroups) -> list[str | None]:
    known = {doc_id: groups.contexts_in(texts[doc_id]) for doc_id in phrases["doc_id"].unique()}
    cases = [
        (head, of, known[doc_id]) for doc_id, head, of in phrases[["doc_id", "head", "of"]].itertuples(index=False)
    ]
    found = {case: groups.group_of(*case) for case in dict.fromkeys(cases)}
    return [found[case] for case in cases]
