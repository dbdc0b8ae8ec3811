"""Tables as HTML that reads well in light and dark, by keyboard and by ear; text in them stays text."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_float_dtype, is_numeric_dtype

from analysis.show.bars import Interval, bar, scale_of
from analysis.show.text import plain, text_html

__all__ = ["bare_table", "table_html"]

MOST_ROWS = 200
# Colours are those of the page, so that a dark theme needs nothing else. Two classes, because JupyterLab sets one.
_STYLE = (
    "<style>.framing-table{overflow-x:auto}.framing .framing-table "
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
    ".framing .framing-table caption{text-align:left;font-weight:600;padding:.4em 0}"
    ".framing .framing-table :is(th,td){padding:.15em .6em;text-align:left;vertical-align:middle}"
    ".framing .framing-table :is(.n,.right){text-align:right}"
    ".framing .framing-table .center{text-align:center;font-weight:600}"
    ".framing .framing-table tbody th{font-weight:inherit}"
    ".framing .framing-table :is(tbody th,td.n,td.line){white-space:nowrap}"
    ".framing .framing-table tbody tr{border-top:1px solid color-mix(in srgb,currentColor 20%,transparent)}"
    ".framing svg{display:block;color:inherit}</style>"
)


def table_html(
    title: str,
    shown: pd.DataFrame,
    notes: Iterable[str] = (),
    *,
    every: pd.DataFrame | None = None,
    interval: Interval | None = None,
    lines: Mapping[str, str] | None = None,
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
    lines : mapping of str to {"left", "center", "right"}, optional
        Columns whose cells stay on one line, and the side that they lean to.

    Returns
    -------
    str

    Examples
    --------
    >>> html = table_html("Words", pd.DataFrame({"term": ["<b>"], "log_odds": [0.5]}), ["seed=0"])
    >>> "&lt;b&gt;" in html, "<b>" in html
    (True, False)
    """
    body = _scrolling(title, bare_table(shown, interval, title, lines=lines))
    rest = _folded(title, every, interval, lines) if every is not None and len(every) > len(shown) else ""
    listed = "".join(f"<li>{text_html(note)}</li>" for note in notes)
    return f'<div class="framing">{_STYLE}{body}{rest}{f"<ul>{listed}</ul>" if listed else ""}</div>'


def bare_table(
    table: pd.DataFrame,
    interval: Interval | None = None,
    title: str = "",
    links: Sequence[str | None] = (),
    lines: Mapping[str, str] | None = None,
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
    lines : mapping of str to {"left", "center", "right"}, optional
        As in ``table_html``.

    Returns
    -------
    str

    Examples
    --------
    >>> '<a href="#here">red</a>' in bare_table(pd.DataFrame({"term": ["red"]}), links=["#here"])
    True
    """
    drawn = interval if interval and set(interval[:3]) <= set(table.columns) else None
    looks = [_look(table[name], (lines or {}).get(name)) for name in table]
    head = "".join(f'<th scope="col"{look}>{text_html(name)}</th>' for name, look in zip(table, looks, strict=True))
    written = pd.DataFrame({name: _alike(table[name]) for name in table}) if len(table) else table
    scale = scale_of(table, drawn) if drawn else None
    addresses = [*links, *[None] * (len(table) - len(links))]
    records = zip(written.to_dict("records"), table.to_dict("records"), addresses, strict=True)
    rows = "".join(
        _row(cells, looks, bar(row, drawn, scale) if drawn else None, address) for cells, row, address in records
    )
    caption = f"<caption>{text_html(title)}</caption>" if title else ""
    last = '<th scope="col">95 % interval</th>' if drawn else ""
    return f"<table>{caption}<thead><tr>{head}{last}</tr></thead><tbody>{rows}</tbody></table>"


def _scrolling(name: str, table: str) -> str:
    """A table that scrolls by itself where it is too wide, by keyboard as well."""
    return f'<div class="framing-table" role="region" tabindex="0" aria-label="{text_html(name)}">{table}</div>'


def _folded(title: str, every: pd.DataFrame, interval: Interval | None, lines: Mapping[str, str] | None) -> str:
    part = every.head(MOST_ROWS)
    words = f"Show all {len(every):,} rows" if len(part) == len(every) else f"Show {len(part):,} of {len(every):,} rows"
    table = _scrolling(f"{title}: more rows", bare_table(part, interval, lines=lines))
    return f"<details><summary>{words}</summary>{table}</details>"


def _row(cells: dict, looks: list[str], bar: str | None, address: str | None) -> str:
    written = zip(cells.values(), looks, strict=True)
    name, *values = (f"{look}>{text_html(value)}" for value, look in written)
    if address is not None:
        side, text = name.split(">", 1)
        name = f'{side}><a href="{text_html(address)}">{text}</a>'
    drawn = "" if bar is None else f"<td>{bar}</td>"
    return f'<tr><th scope="row"{name}</th>{"".join(f"<td{value}</td>" for value in values)}{drawn}</tr>'


def _look(column: pd.Series, side: str | None) -> str:
    if side or is_datetime64_any_dtype(column):
        return f' class="line {side or "left"}"'
    return ' class="n"' if is_numeric_dtype(column) else ""


def _alike(column: pd.Series) -> list:
    """Numbers of a column with the same number of decimals, as many as one of them needs."""
    if not is_float_dtype(column):
        return list(column)
    known = [plain(float(value)) for value in column.dropna()]
    digits = max((len(text.partition(".")[2]) for text in known), default=0)
    return [None if pd.isna(value) else f"{value:,.{digits}f}" for value in column]
