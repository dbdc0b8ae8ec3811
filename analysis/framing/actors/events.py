"""Articles -> events in which a group of actors takes part."""

import pandas as pd

from analysis.framing.actors.clauses import read_clauses
from analysis.framing.actors.groups import ActorGroups
from analysis.framing.actors.nouns import name_nouns
from analysis.framing.shares.voices import in_voice

__all__ = ["EVENTS", "find_events"]

EVENTS = ["doc_id", "start", "end", "agent", "verb", "patient", "agent_group", "patient_group", "passive", "negated"]


def find_events(documents: pd.DataFrame, groups: ActorGroups, voice: str, model: str) -> tuple[pd.DataFrame, dict]:
    """Events of one voice in which a group takes part, and how many others there were."""
    from analysis.text.parse import parse

    tokens = parse(documents, model)
    found = read_clauses(tokens)
    told = found[~found["verb"].isin(groups.left_out)]
    named = name_nouns(told, tokens, documents["text"], groups)
    taking_part = named[named["agent_group"].notna() | named["patient_group"].notna()]
    events = in_voice(documents, taking_part.reset_index(drop=True), voice)
    other_voices = events.attrs.pop("other_voices", 0)
    left_out = {
        "events of verbs that are left out": len(found) - len(told),
        "events without a known actor": len(named) - len(taking_part),
        "events in other voices": other_voices,
        "negated events (shown, not counted)": int(events["negated"].sum()),
    }
    return events[EVENTS], left_out
