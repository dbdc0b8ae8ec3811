"""Keyword in context: the sentences behind a number."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.compare.question import choose
from analysis.errors import FramingError, expect
from analysis.framing.actors.groups import ActorGroups
from analysis.framing.concordance.lines import SORTS, Concordance, with_context
from analysis.framing.concordance.patterns import compiled
from analysis.framing.concordance.rows import PLACE, Rows, matches
from analysis.framing.frames.lexicon import Frame
from analysis.framing.naming.concepts import Concept
from analysis.terms import voices_of
from analysis.text import VOICES, voice_at

__all__ = ["concordance"]


def concordance(
    documents: pd.DataFrame,
    pattern,
    by: str = "outlet",
    *,
    voice: str = "all",
    width: int = 60,
    sort: str = "place",
    concepts: str | Path | Mapping[str, Concept] | None = None,
    frames: str | Path | Mapping[str, Frame] | None = None,
    groups: str | Path | ActorGroups | None = None,
    gazetteer: str | Path | None = None,
    model: str | None = None,
    spans: pd.DataFrame | None = None,
) -> Concordance:
    r"""Every occurrence of a pattern with its surroundings.

    Parameters
    ----------
    documents : DataFrame
        Documents table; articles without text are passed over.
    pattern : str, row or DataFrame
        A regular expression, upper and lower case alike; or a row of a result, as a mapping or a Series, see the notes;
        or a table of places with columns doc_id, start and end, such as the mentions of name choices. Where a row
        names a group in the column ``by``, only that group's articles are read.
    by : str
        Column to sort by first.
    voice : {"all", "own", "quoted", "reported", "scare"}
        Keep the occurrences that begin in this voice; "own" includes scare quotes.
    width : int
        Characters shown on each side.
    sort : {"place", "left", "right"}
        Order inside a group: by article and place, by the words before the match from the nearest on, or by those
        after it.
    concepts, frames, groups, gazetteer, model
        What the result was made with, as in ``name_choices``, ``frame_scores``, ``actors`` and ``speakers``; by default
        what comes with the library.
    spans : DataFrame, optional
        Voices of these articles, as from ``split_voices``, where they are known already. Otherwise they are told apart
        in the articles that have an occurrence.

    Returns
    -------
    Concordance
        A DataFrame. Columns: the group, doc_id, start, end (character offsets of the match), voice, left, match, right.
        The context is on one line, plain text throughout: markup in an article stays text.

    Raises
    ------
    FramingError
        When the pattern is not a regular expression, a row names nothing that can be looked up, or another parameter
        is not known.

    Notes
    -----
    What a row leads to, by the first of these sets of columns that it has:

    =====================  ==========================================================================================
    doc_id, start, end     this place: a mention, a quotation, an event
    term                   the term: a row of a comparison, of a gap, of the terms of a topic
    concept, name          the mentions under this name
    frame, word            the word of the list; with a frame alone all of its words
    group, role            the verbs of the events in which a group of actors has the role (needs spaCy)
    agent, verb, patient   the verbs of the events that are told so; agent or patient may be left away (needs spaCy)
    speaker                what the speaker says
    group                  what a group of speakers says
    =====================  ==========================================================================================

    Examples
    --------
    >>> documents = pd.DataFrame(
    ...     {"outlet": ["y", "x"], "text": ["The talks failed.", "New talks,\nold talks."]},
    ...     index=pd.Index(["a", "b"], name="doc_id"),
    ... )
    >>> concordance(documents, r"\btalks\b", width=5)[["outlet", "left", "match", "right"]].values.tolist()
    [['x', ' New ', 'talks', ', old'], ['x', ' old ', 'talks', '.    '], ['y', ' The ', 'talks', ' fail']]
    >>> concordance(documents, {"term": "old talks"})["match"].tolist()
    ['old talks']
    """
    _check(documents, by, voice, sort)
    readable = documents[documents["text"].notna()]
    if isinstance(pattern, Mapping | pd.Series):
        row = dict(pattern)
        readable = readable[readable[by] == row[by]] if by in row else readable
        places = Rows(concepts, frames, groups, gazetteer, model, spans).places(readable, row)
    elif isinstance(pattern, pd.DataFrame):
        places = _of_table(pattern)
    else:
        places = matches(readable, compiled(pattern))
    known = places[places["doc_id"].isin(readable.index)].astype({"start": int, "end": int})
    return with_context(readable, _in_voice(readable, known, voice, model, spans), by, width, sort)


def _check(documents: pd.DataFrame, by: str, voice: str, sort: str) -> None:
    expect(documents, pd.DataFrame, "load_corpus")
    if "text" not in documents:
        raise FramingError("the documents have no text: load them with load_corpus or ingest")
    if by not in documents:
        raise FramingError(f"by={by!r} is not a column of the documents: choose one of {', '.join(documents.columns)}")
    choose("voice", voice, ("all", *VOICES))
    choose("sort", sort, SORTS)


def _of_table(table: pd.DataFrame) -> pd.DataFrame:
    missing = [name for name in PLACE if name not in table]
    if missing:
        raise FramingError(f"a table of places needs the columns doc_id, start and end: {missing[0]} is missing")
    return table[PLACE]


def _in_voice(documents: pd.DataFrame, places: pd.DataFrame, voice: str, model, spans) -> pd.DataFrame:
    """Places that begin in the voice, with a column that says which."""
    read = documents[documents.index.isin(places["doc_id"])]
    marked = places.assign(voice=voice_at(voices_of(read, spans, model), places))
    kept = {"all": VOICES, "own": ("own", "scare")}.get(voice, (voice,))
    return marked[marked["voice"].isin(kept)]
