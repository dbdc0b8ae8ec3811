"""Tables as HTML that reads well in light and dark, by keyboard and by ear; text in them stays text."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api.types import is_float_dtype, is_numeric_dtype

__all__ = ["Interval", "bare_table", "table_html", "text_html"]

MOST_ROWS = 200
_WIDTH, _HEIGHT = 120, 14
# What HTML allows nowhere: control characters, noncharacters, halves of a pair; and marks that turn the writing around.
_UNRULY = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
# Colours are those of the page, so that a dark theme needs nothing else.
_STYLE = (
    "<style>.framing{overflow-x:auto}.framing table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
    ".framing caption{text-align:left;font-weight:600;padding:.4em 0}.framing th,.framing td{padding:.15em .6em;"
    "text-align:left;vertical-align:middle}.framing .n{text-align:right}.framing tbody th{font-weight:inherit}"
    ".framing tbody tr{border-top:1px solid color-mix(in srgb,currentColor 20%,transparent)}"
    ".framing svg{display:block;color:inherit}</style>"
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
    listed = "".join(f"<li>{text_html(note)}</li>" for note in notes)
    body = bare_table(shown, interval, title)
    return f'<div class="framing">{_STYLE}{body}{rest}<ul>{listed}</ul></div>'


def text_html(value) -> str:
    """A value as text that cannot become markup, break the page, or turn its writing around.

    Parameters
    ----------
    value : object
        Missing values are a dash; numbers have four decimals at most and commas.

    Returns
    -------
    str
        Escaped for element content and for attributes in double quotes.

    Examples
    --------
    >>> text_html("<b>\u202etxet"), text_html(1234.5), text_html(None)
    ('&lt;b&gt; txet', '1,234.5', '–')
    """
    return escape(_UNRULY.sub(" ", _text(value)))


def bare_table(
    table: pd.DataFrame,
    interval: Interval | None = None,
    title: str = "",
    links: Sequence[str | None] = (),
) -> str:
    """The table element alone, without notes, without a style.

    Parameters
    ----------
    table : DataFrame
        The first column names its row.
    interval : Interval, optional
        Draw a bar in each row that has these columns.
    title : str
    links : sequence of str or None
        For each row the address that its name leads to, if there is one.

    Returns
    -------
    str

    Examples
    --------
    >>> '<a href="#here">red</a>' in bare_table(pd.DataFrame({"term": ["red"]}), links=["#here"])
    True
    """
    drawn = interval if interval and set(interval[:3]) <= set(table.columns) else None
    numeric = [is_numeric_dtype(table[name]) for name in table]
    head = "".join(
        f'<th scope="col"{_side(number)}>{text_html(name)}</th>' for name, number in zip(table, numeric, strict=True)
    )
    written = pd.DataFrame({name: _alike(table[name]) for name in table}) if len(table) else table
    scale = _scale(table, drawn) if drawn else None
    addresses = [*links, *[None] * (len(table) - len(links))]
    records = zip(written.to_dict("records"), table.to_dict("records"), addresses, strict=True)
    rows = "".join(
        _row(cells, numeric, _bar(row, drawn, scale) if drawn else None, address) for cells, row, address in records
    )
    caption = f"<caption>{text_html(title)}</caption>" if title else ""
    bar = '<th scope="col">95 % interval</th>' if drawn else ""
    return f"<table>{caption}<thead><tr>{head}{bar}</tr></thead><tbody>{rows}</tbody></table>"


def _folded(every: pd.DataFrame, interval: Interval | None) -> str:
    part = every.head(MOST_ROWS)
    words = f"Show all {len(every):,} rows" if len(part) == len(every) else f"Show {len(part):,} of {len(every):,} rows"
    return f"<details><summary>{words}</summary>{bare_table(part, interval)}</details>"


def _row(cells: dict, numeric: list[bool], bar: str | None, address: str | None) -> str:
    written = zip(cells.values(), numeric, strict=True)
    name, *values = (f"{_side(number)}>{text_html(value)}" for value, number in written)
    if address is not None:
        side, text = name.split(">", 1)
        name = f'{side}><a href="{text_html(address)}">{text}</a>'
    drawn = "" if bar is None else f"<td>{bar}</td>"
    return f'<tr><th scope="row"{name}</th>{"".join(f"<td{value}</td>" for value in values)}{drawn}</tr>'


def _alike(column: pd.Series) -> list:
    """Numbers of a column with the same number of decimals, as many as one of them needs."""
    if not is_float_dtype(column):
        return list(column)
    known = [_text(float(value)) for value in column.dropna()]
    digits = max((len(text.partition(".")[2]) for text in known), default=0)
    return [None if pd.isna(value) else f"{value:,.{digits}f}" for value in column]


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
    return f'<svg {size} role="img" aria-label="{text_html(said)}">{"".join(parts)}</svg>'


def _place(value: float, scale: tuple[float, float]) -> float:
    low, high = scale
    return round(4 + (_WIDTH - 8) * (value - low) / (high - low), 1)
