"""Tables as HTML that reads well in light and dark, by keyboard and by ear; text in them stays text."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

__all__ = ["Interval", "table_html"]

MOST_ROWS = 200
_WIDTH, _HEIGHT = 120, 14
# Colours are those of the page, so that a dark theme needs nothing else.
_STYLE = (
    "<style>.framing{overflow-x:auto}.framing table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
    ".framing caption{text-align:left;font-weight:600;padding:.4em 0}.framing th,.framing td{padding:.15em .6em;"
    "text-align:left;vertical-align:middle}.framing .n{text-align:right}.framing tbody tr{border-top:1px solid "
    "color-mix(in srgb,currentColor 20%,transparent)}.framing svg{display:block;color:inherit}</style>"
)


class Interval(NamedTuple):
    """Columns that an interval is drawn from, and the value that means no difference."""

    estimate: str
    low: str
    high: str
    null: float | None = None


def table_html(
    title: str,
    shown: pd.DataFrame,
    notes: Iterable[str] = (),
    *,
    every: pd.DataFrame | None = None,
    interval: Interval | None = None,
) -> str:
    """A table with its title, its notes and, folded away, all of its rows.

    Parameters
    ----------
    title : str
    shown : DataFrame
        The rows that are seen at once.
    notes : iterable of str
    every : DataFrame, optional
        All rows, shown on demand; the first 200 of them.
    interval : Interval, optional
        Draw a bar in each row that has these columns.

    Returns
    -------
    str

    Examples
    --------
    >>> html = table_html("Words", pd.DataFrame({"term": ["<b>"], "log_odds": [0.5]}), ["seed=0"])
    >>> "&lt;b&gt;" in html, "<b>" in html
    (True, False)
    """
    rest = _folded(every, interval) if every is not None and len(every) > len(shown) else ""
    listed = "".join(f"<li>{escape(note)}</li>" for note in notes)
    body = _table(shown, interval, title)
    return f'<div class="framing">{_STYLE}{body}{rest}<ul>{listed}</ul></div>'


def _folded(every: pd.DataFrame, interval: Interval | None) -> str:
    part = every.head(MOST_ROWS)
    words = f"Show all {len(every):,} rows" if len(part) == len(every) else f"Show {len(part):,} of {len(every):,} rows"
    return f"<details><summary>{words}</summary>{_table(part, interval)}</details>"


def _table(table: pd.DataFrame, interval: Interval | None, title: str = "") -> str:
    drawn = interval if interval and set(interval[:3]) <= set(table.columns) else None
    numeric = [is_numeric_dtype(table[name]) for name in table]
    head = "".join(
        f'<th scope="col"{_side(number)}>{escape(str(name))}</th>' for name, number in zip(table, numeric, strict=True)
    )
    scale = _scale(table, drawn) if drawn else None
    rows = "".join(_row(row, numeric, drawn, scale) for row in table.to_dict("records"))
    caption = f"<caption>{escape(title)}</caption>" if title else ""
    bar = '<th scope="col">95 % interval</th>' if drawn else ""
    return f"<table>{caption}<thead><tr>{head}{bar}</tr></thead><tbody>{rows}</tbody></table>"


def _row(row: dict, numeric: list[bool], interval: Interval | None, scale) -> str:
    cells = "".join(
        f"<td{_side(number)}>{escape(_text(value))}</td>" for value, number in zip(row.values(), numeric, strict=True)
    )
    bar = f"<td>{_bar(row, interval, scale)}</td>" if interval else ""
    return f"<tr>{cells}{bar}</tr>"


def _side(number: bool) -> str:
    return ' class="n"' if number else ""


def _text(value) -> str:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return "–"
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, float | np.floating):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    return f"{value:,}" if isinstance(value, int | np.integer) else str(value)


def _scale(table: pd.DataFrame, interval: Interval) -> tuple[float, float]:
    ends = table[list(interval[:3])].to_numpy(dtype=float)
    ends = np.append(ends[np.isfinite(ends)], [] if interval.null is None else interval.null)
    low, high = (ends.min(), ends.max()) if len(ends) else (0.0, 1.0)
    return (low, high) if high > low else (low - 1, high + 1)


def _bar(row: dict, interval: Interval, scale: tuple[float, float]) -> str:
    estimate, low, high = (row[name] for name in interval[:3])
    if not np.isfinite(estimate):
        return ""
    middle, said = _HEIGHT / 2, _text(float(estimate))
    parts = []
    if interval.null is not None:
        x = _place(interval.null, scale)
        parts.append(f'<line x1="{x}" x2="{x}" y1="0" y2="{_HEIGHT}" stroke="currentColor" stroke-opacity=".4"/>')
    if np.isfinite(low) and np.isfinite(high):
        ends = f'x1="{_place(low, scale)}" x2="{_place(high, scale)}" y1="{middle}" y2="{middle}"'
        parts.append(f'<line {ends} stroke="currentColor" stroke-width="2"/>')
        said += f", 95 % interval {_text(float(low))} to {_text(float(high))}"
    parts.append(f'<circle cx="{_place(estimate, scale)}" cy="{middle}" r="3" fill="currentColor"/>')
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    return f'<svg {size} role="img" aria-label="{escape(said)}">{"".join(parts)}</svg>'


def _place(value: float, scale: tuple[float, float]) -> float:
    low, high = scale
    return round(4 + (_WIDTH - 8) * (value - low) / (high - low), 1)
