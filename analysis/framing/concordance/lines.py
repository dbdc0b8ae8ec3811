"""Places in articles -> lines with their context, aligned at the match."""

import re

import pandas as pd

from analysis.show import table_html

__all__ = ["COLUMNS", "SORTS", "Concordance", "with_context"]

MOST_LINES = 20
SIDES = ["left", "match", "right"]
COLUMNS = ["doc_id", "start", "end", "voice", *SIDES]
SORTS = {
    "place": lambda rows: rows.index,
    "left": lambda rows: rows["left"].str.split().str[::-1].str.join(" ").str.casefold(),
    "right": lambda rows: rows["right"].str.strip().str.casefold(),
}
# White space breaks the line, marks of writing direction turn it around.
_UNRULY = re.compile("[\\s\\x00-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Concordance(pd.DataFrame):
    """A table of places in articles; in a notebook its lines are aligned at the match."""

    @property
    def _constructor(self):
        return Concordance

    def _repr_html_(self) -> str:
        if not {"doc_id", *SIDES} <= set(self.columns):
            return pd.DataFrame(self)._repr_html_()
        lines = pd.DataFrame(self).drop(columns=["start", "end"], errors="ignore")
        lines[SIDES] = lines[SIDES].apply(lambda side: side.str.strip())
        title = f"Concordance: {len(lines):,} places in {lines['doc_id'].nunique():,} articles"
        sides = dict(zip(SIDES, ("right", "center", "left"), strict=True))
        return table_html(title, _some(lines), every=lines, lines=sides)


def _some(lines: pd.DataFrame) -> pd.DataFrame:
    """The first lines of every group, which is the first column: as many of each as make a short table."""
    grouped = lines.groupby(lines.columns[0], dropna=False)
    return grouped.head(max(1, MOST_LINES // max(1, grouped.ngroups)))


def with_context(documents: pd.DataFrame, places: pd.DataFrame, by: str, width: int, sort: str) -> Concordance:
    """Lines of places that have a voice, sorted by group, then as asked; parameters as in concordance."""
    texts = documents["text"]
    context = [_context(texts.at[p.doc_id], p.start, p.end, width) for p in places.itertuples()]
    sides = pd.DataFrame(context, columns=SIDES, index=places.index)
    lines = pd.concat([places, sides], axis=1)
    lines.insert(0, by, documents[by].reindex(lines["doc_id"]).to_numpy())
    lines = lines.sort_values([by, "doc_id", "start", "end"], ignore_index=True)
    lines = lines.assign(_order=SORTS[sort](lines)).sort_values([by, "_order"], kind="stable", ignore_index=True)
    return Concordance(lines[[by, *COLUMNS]])


def _context(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    left, right = text[max(start - width, 0) : start], text[end : end + width]
    return _one_line(left).rjust(width), _one_line(text[start:end]), _one_line(right).ljust(width)


def _one_line(text: str) -> str:
    return _UNRULY.sub(" ", text)
