"""Tables as plain data: what is shown in a cell is decided here, how it looks in panel.js."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

__all__ = ["bar", "column", "look", "number", "p_value", "plain", "table"]

# Control characters, and marks of writing direction, which turn the words around them about.
_UNRULY = re.compile("[\\s\\x00-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def plain(value) -> str:
    """A value as one line of text.

    >>> plain("a\\u202eb\\n c"), plain(pd.NaT), plain(pd.Timestamp("2017-01-02"))
    ('a b c', '–', '2017-01-02')
    """
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return "–"
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else _UNRULY.sub(" ", str(value))


def number(value, digits: int = 0) -> str:
    """A number for reading: thousands apart, so many digits, a dash where it is missing.

    >>> number(1234.5), number(0.05, 2), number(float("nan"))
    ('1,234', '0.05', '–')
    """
    return "–" if value is None or pd.isna(value) else f"{float(value):,.{digits}f}"


def p_value(value) -> str:
    """A p-value; one below a thousandth is not spelled out.

    >>> p_value(0.0004), p_value(0.2), p_value(float("nan"))
    ('< .001', '.200', '–')
    """
    if pd.isna(value):
        return "–"
    return "< .001" if value < 0.001 else f"{value:.3f}".replace("0.", ".", 1)


def look(label, **sought) -> dict:
    """A button that shows the sentences of what is sought."""
    return {"label": plain(label), "look": {name: str(value) for name, value in sought.items()}}


def bar(value, low, high, digits: int = 2, band: tuple | None = None) -> dict:
    """An estimate with its interval, and the band that chance makes, as numbers and in words."""
    said = number(value, digits)
    if pd.notna(low) and pd.notna(high):
        said += f" [{number(low, digits)}, {number(high, digits)}]"
    ends = band if band is not None and pd.notna(band[0]) else None
    drawn = {"value": _finite(value), "low": _finite(low), "high": _finite(high), "text": said}
    return drawn | {"band": [float(end) for end in ends] if ends else None}


def column(label: str, kind: str = "text", null: float | None = None) -> dict:
    """A column; its kind says how cells look.

    head names the row, group is the same for several rows, facts stay on one line; text, number, look, looks, bar.
    """
    return {"label": plain(label), "kind": kind, "null": null}


def table(
    caption: str, columns: Sequence[dict], rows: Sequence[Sequence], *, choice: str = "", shown: int = 20
) -> dict:
    """Columns and rows of cells; of several tables with a choice one is seen at a time, of many rows the first."""
    drawn = [{**one, "scale": _scale(rows, at, one["null"])} for at, one in enumerate(columns)]
    return {
        "caption": plain(caption),
        "columns": drawn,
        "rows": [list(row) for row in rows],
        "choice": choice,
        "shown": shown,
    }


def _finite(value) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _scale(rows: Sequence[Sequence], at: int, null: float | None) -> list[float] | None:
    bars = [row[at] for row in rows if at < len(row) and isinstance(row[at], dict) and "value" in row[at]]
    ends = [
        end for one in bars for end in (one["value"], one["low"], one["high"], *(one["band"] or ())) if end is not None
    ]
    ends += [] if null is None else [null]
    if not ends:
        return None
    low, high = min(ends), max(ends)
    return [low, high] if high > low else [low - 1, high + 1]
