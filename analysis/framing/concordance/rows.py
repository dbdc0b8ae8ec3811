"""A row of a result -> the places in the articles that it counts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.compare.question import choose
from analysis.errors import FramingError
from analysis.framing.actors.events import EVENTS, find_events
from analysis.framing.actors.files import load_actors
from analysis.framing.actors.groups import ActorGroups
from analysis.framing.concordance.patterns import of_term, of_words
from analysis.framing.frames.lexicon import Frame, load_frames
from analysis.framing.naming.concepts import Concept, load_concepts
from analysis.framing.naming.mentions import find_mentions
from analysis.framing.speakers.gazetteer import load_gazetteer
from analysis.terms import voices_of

__all__ = ["Rows", "matches"]

PLACE = ["doc_id", "start", "end"]
MODEL = "en_core_web_sm"
_TOLD = ["agent", "verb", "patient", "agent_group", "patient_group", "passive", "negated"]


def matches(documents: pd.DataFrame, pattern: re.Pattern) -> pd.DataFrame:
    """Places of a regular expression; those of no length are passed over."""
    found = [
        (doc_id, match.start(), match.end())
        for doc_id, text in documents["text"].items()
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
    return pd.DataFrame(found, columns=PLACE)


@dataclass(frozen=True, eq=False)
class Rows:
    """What rows of results refer to; parameters as in concordance."""

    concepts: str | Path | Mapping[str, Concept] | None = None
    frames: str | Path | Mapping[str, Frame] | None = None
    groups: str | Path | ActorGroups | None = None
    gazetteer: str | Path | None = None
    model: str | None = None
    spans: pd.DataFrame | None = None

    def places(self, documents: pd.DataFrame, row: Mapping) -> pd.DataFrame:
        """The places that a row counts, of articles that have a text."""
        kinds: list[tuple[set[str], Callable]] = [
            (set(PLACE), self._place),
            ({"term"}, self._term),
            ({"concept", "name"}, self._name),
            ({"frame"}, self._frame),
            ({"group", "role"}, self._role),
            ({"verb", "agent"}, self._event),
            ({"verb", "patient"}, self._event),
            ({"speaker"}, self._speaker),
            ({"group"}, self._speaking_group),
        ]
        find = next((find for names, find in kinds if names <= row.keys()), None)
        if find is None:
            raise FramingError(
                f"a row with {', '.join(map(str, row))} cannot be looked up: give one with a term; a concept and a "
                "name; a frame; a speaker or a group of speakers; a group and a role, or an agent, verb and patient; "
                "or with doc_id, start and end"
            )
        return find(documents, row)

    def _place(self, documents: pd.DataFrame, row: Mapping) -> pd.DataFrame:
        return pd.DataFrame([{name: row[name] for name in PLACE}])

    def _term(self, documents: pd.DataFrame, row: Mapping) -> pd.DataFrame:
        return matches(documents, of_term(str(row["term"])))

    def _name(self, documents: pd.DataFrame, row: Mapping) -> pd.DataFrame:
        known = self.concepts if isinstance(self.concepts, Mapping) else load_concepts(self.concepts)
        key = choose("concept", row["concept"], known)
        choose("name", row["name"], known[key].labels)
        mentions = find_mentions(documents, {key: known[key]})
        return mentions.loc[mentions["name"] == row["name"], PLACE]

    def _frame(self, documents: pd.DataFrame, row: Mapping) -> pd.DataFrame:
        known = self.frames if isinstance(self.frames, Mapping) else load_frames(self.frames)
        words = known[choose("frame", row["frame"], known)].words
        words = [choose("word", row["word"], words)] if "word" in row else words
        return matches(documents, of_words(words)) if words else pd.DataFrame(columns=PLACE)

    def _speaker(self, documents: pd.DataFrame, row: Mapping) -> pd.DataFrame:
        speaker = row["speaker"]
        # The name stands in the article word by word, so that most articles need not be read.
        words = str(speaker).split()
        near = documents[[all(word in text for word in words) for text in documents["text"]]]
        spans = voices_of(near, self.spans, self.model)
        return spans.loc[spans["speaker"] == speaker, PLACE]

    def _speaking_group(self, documents: pd.DataFrame, row: Mapping) -> pd.DataFrame:
        known = load_gazetteer(self.gazetteer)
        spans = voices_of(documents, self.spans, self.model)
        spoken = spans[spans["voice"].isin(["quoted", "reported"])]
        return spoken.loc[[known.look_up(one).group == row["group"] for one in spoken["speaker"]], PLACE]

    def _role(self, documents: pd.DataFrame, row: Mapping) -> pd.DataFrame:
        events = self._events(documents)
        told = events[~events["negated"]]
        role = choose("role", row["role"], ("agent", "patient", "agentless"))
        kept = told["agent_group" if role == "agent" else "patient_group"] == row["group"]
        if role == "agentless":
            kept &= told["passive"] & told["agent"].isna()
        return told.loc[kept, PLACE].drop_duplicates()

    def _event(self, documents: pd.DataFrame, row: Mapping) -> pd.DataFrame:
        events = self._events(documents)
        for name in (name for name in _TOLD if name in row):
            same = events[name].isna() if pd.isna(row[name]) else events[name] == row[name]
            events = events[same]
        return events[PLACE].drop_duplicates()

    def _events(self, documents: pd.DataFrame) -> pd.DataFrame:
        groups = self.groups if isinstance(self.groups, ActorGroups) else load_actors(self.groups)
        return find_events(documents, groups, "all", self.model or MODEL)[0] if len(documents) else _no_events()


def _no_events() -> pd.DataFrame:
    return pd.DataFrame(columns=EVENTS).astype({"negated": bool, "passive": bool})
