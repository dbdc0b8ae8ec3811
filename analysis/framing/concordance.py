"""Keyword in context: the sentences behind a number."""

import re
from collections.abc import Iterator, Mapping
from html import escape

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.framing.naming.concepts import load_concepts
from analysis.framing.naming.mentions import find_mentions
from analysis.text import VOICES, split_voices, voice_at

__all__ = ["Concordance", "concordance"]

COLUMNS = ["doc_id", "start", "end", "voice", "left", "match", "right"]
SORTS = {
    "place": lambda rows: rows.index,
    "left": lambda rows: rows["left"].str.split().str[::-1].str.join(" ").str.casefold(),
    "right": lambda rows: rows["right"].str.strip().str.casefold(),
}
# White space breaks the line, marks of writing direction turn it around.
_UNRULY = re.compile("[\\s\\x00-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

Place = tuple[str, int, int]


class Concordance(pd.DataFrame):
    """A table of places in articles; in a notebook its lines are aligned at the match."""

    @property
    def _constructor(self):
        return Concordance

    def _repr_html_(self) -> str:
        if not {"left", "match", "right"} <= set(self.columns):
            return pd.DataFrame(self)._repr_html_()
        facts = [column for column in self.columns if column not in ("left", "match", "right", "start", "end")]
        head = "".join(f"<th>{escape(str(name))}</th>" for name in [*facts, "start"])
        shown = self.head(pd.get_option("display.max_rows") or len(self))
        lines = "".join(_html_line(row, facts) for row in shown.to_dict("records"))
        more = f"<p>{len(self) - len(shown):,} more of {len(self):,}</p>" if len(shown) < len(self) else ""
        return (
            f"<table><thead><tr>{head}<th></th><th>match</th><th></th></tr></thead><tbody>{lines}</tbody></table>{more}"
        )


def concordance(
    documents: pd.DataFrame, pattern, by: str = "outlet", *, voice: str = "all", width: int = 60, sort: str = "place"
) -> Concordance:
    r"""Every occurrence of a pattern with its surroundings.

    Parameters
    ----------
    documents : DataFrame
        Documents table; articles without text are passed over.
    pattern : str, row or DataFrame
        A regular expression, upper and lower case alike; or a row of a result: of a comparison (its ``term``), of name
        choices (its ``concept`` and ``name``, of the concepts that come with the library) or of speakers (its
        ``speaker``). Where the row names a group, only that group's articles are read. Or a table of places with
        columns doc_id, start and end, such as the mentions of name choices.
    by : str
        Column to sort by first.
    voice : {"all", "own", "quoted", "reported", "scare"}
        Keep the occurrences that begin in this voice; "own" includes scare quotes.
    width : int
        Characters shown on each side.
    sort : {"place", "left", "right"}
        Order inside a group: by article and place, by the words before the match from the nearest on, or by those
        after it.

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

    Examples
    --------
    >>> documents = pd.DataFrame(
    ...     {"outlet": ["y", "x"], "text": ["The talks failed.", "New talks,\nold talks."]},
    ...     index=pd.Index(["a", "b"], name="doc_id"),
    ... )
    >>> concordance(documents, r"\btalks\b", width=5)[["outlet", "left", "match", "right"]].values.tolist()
    [['x', ' New ', 'talks', ', old'], ['x', ' old ', 'talks', '.    '], ['y', ' The ', 'talks', ' fail']]
    """
    _check(documents, by, voice, sort)
    readable = documents[documents["text"].notna()]
    if isinstance(pattern, Mapping | pd.Series):
        row = dict(pattern)
        readable = readable[readable[by] == row[by]] if by in row else readable
        places = _places_of_row(readable, row)
    elif isinstance(pattern, pd.DataFrame):
        places = _places_of_table(readable, pattern)
    else:
        places = _places_of_expression(readable, pattern)
    return _lines(readable, list(places), by, voice, width, sort)


def _check(documents: pd.DataFrame, by: str, voice: str, sort: str) -> None:
    if by not in documents:
        raise FramingError(f"by={by!r} is not a column of the documents: choose one of {', '.join(documents.columns)}")
    for name, value, allowed in (("voice", voice, ("all", *VOICES)), ("sort", sort, SORTS)):
        if value not in allowed:
            raise FramingError(f"{name}={value!r} is not known: choose one of {', '.join(allowed)}")


def _places_of_expression(documents: pd.DataFrame, pattern: str) -> Iterator[Place]:
    try:
        search = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise FramingError(f"pattern {pattern!r} is not a regular expression: {error}") from error
    for doc_id, text in documents["text"].items():
        yield from ((doc_id, m.start(), m.end()) for m in search.finditer(text) if m.end() > m.start())


def _places_of_row(documents: pd.DataFrame, row: dict) -> Iterator[Place]:
    if "term" in row:
        words = r"\W+".join(map(re.escape, str(row["term"]).split()))
        return _places_of_expression(documents, rf"(?<!\w){words}(?!\w)")
    if {"concept", "name"} <= set(row):
        mentions = find_mentions(documents, load_concepts())
        named = (mentions["concept"] == row["concept"]) & (mentions["name"] == row["name"])
        return _places_of_table(documents, mentions[named])
    if "speaker" in row:
        spans = split_voices(documents)
        return _places_of_table(documents, spans[spans["speaker"] == row["speaker"]])
    raise FramingError(
        f"a row with {', '.join(map(str, row))} cannot be looked up: give one with a term, a concept and a name, or a "
        "speaker; or a table with doc_id, start and end"
    )


def _places_of_table(documents: pd.DataFrame, table: pd.DataFrame) -> Iterator[Place]:
    missing = [name for name in ("doc_id", "start", "end") if name not in table]
    if missing:
        raise FramingError(f"a table of places needs the columns doc_id, start and end: {missing[0]} is missing")
    known = table[table["doc_id"].isin(documents.index)]
    return zip(known["doc_id"], known["start"].astype(int), known["end"].astype(int), strict=True)


def _lines(documents: pd.DataFrame, places: list[Place], by: str, voice: str, width: int, sort: str) -> Concordance:
    found = pd.DataFrame(places, columns=["doc_id", "start", "end"])
    found["voice"] = _voices(documents, found)
    if voice != "all":
        kept = {"own", "scare"} if voice == "own" else {voice}
        found = found[found["voice"].isin(kept)]
    texts = documents["text"]
    context = [_context(texts.at[p.doc_id], p.start, p.end, width) for p in found.itertuples()]
    found[["left", "match", "right"]] = pd.DataFrame(context, columns=["left", "match", "right"], index=found.index)
    found.insert(0, by, documents[by].reindex(found["doc_id"]).to_numpy())
    found = found.sort_values([by, "doc_id", "start", "end"], ignore_index=True)
    found = found.assign(_order=SORTS[sort](found)).sort_values([by, "_order"], kind="stable", ignore_index=True)
    return Concordance(found[[by, *COLUMNS]])


def _voices(documents: pd.DataFrame, places: pd.DataFrame) -> np.ndarray:
    """The voice in which each place begins."""
    read = documents.loc[documents.index.isin(places["doc_id"])]
    return voice_at(split_voices(read), places) if len(read) else np.array([], dtype=object)


def _context(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    left, right = text[max(start - width, 0) : start], text[end : end + width]
    return _one_line(left).rjust(width), _one_line(text[start:end]), _one_line(right).ljust(width)


def _one_line(text: str) -> str:
    return _UNRULY.sub(" ", text)


def _html_line(row: dict, facts: list[str]) -> str:
    cells = [str(row[name]) for name in [*facts, "start"] if name in row]
    plain = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    aligned = zip(("left", "match", "right"), ("right", "center", "left"), strict=True)
    context = "".join(
        f'<td style="text-align:{side};white-space:nowrap"><bdi>{escape(row[name].strip())}</bdi></td>'
        for name, side in aligned
    )
    return f"<tr>{plain}{context}</tr>"
