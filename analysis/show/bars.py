"""Intervals as bars beside their numbers."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.show.text import plain, text_html

__all__ = ["Interval", "bar", "scale_of"]

_WIDTH, _HEIGHT = 120, 14


class Interval(NamedTuple):
    """Columns that an interval is drawn from, and the value that means no difference."""

    estimate: str
    low: str
    high: str
    null: float | None = None


def scale_of(table: pd.DataFrame, interval: Interval) -> tuple[float, float]:
    """The smallest and the largest value that the bars of a table reach."""
    ends = table[list(interval[:3])].to_numpy(dtype=float)
    ends = np.append(ends[np.isfinite(ends)], [] if interval.null is None else interval.null)
    low, high = (ends.min(), ends.max()) if len(ends) else (0.0, 1.0)
    return (low, high) if high > low else (low - 1, high + 1)


def bar(row: dict, interval: Interval, scale: tuple[float, float]) -> str:
    """The interval of one row as a picture that says its numbers."""
    estimate, low, high = (row[name] for name in interval[:3])
    if not np.isfinite(estimate):
        return ""
    middle, said = _HEIGHT / 2, plain(float(estimate))
    parts = []
    if interval.null is not None:
        x = _place(interval.null, scale)
        parts.append(f'<line x1="{x}" x2="{x}" y1="0" y2="{_HEIGHT}" stroke="currentColor" stroke-opacity=".4"/>')
    if np.isfinite(low) and np.isfinite(high):
        ends = f'x1="{_place(low, scale)}" x2="{_place(high, scale)}" y1="{middle}" y2="{middle}"'
        parts.append(f'<line {ends} stroke="currentColor" stroke-width="2"/>')
        said += f", 95 % interval {plain(float(low))} to {plain(float(high))}"
    parts.append(f'<circle cx="{_place(estimate, scale)}" cy="{middle}" r="3" fill="currentColor"/>')
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    return f'<svg {size} role="img" aria-label="{text_html(said)}">{"".join(parts)}</svg>'


def _place(value: float, scale: tuple[float, float]) -> float:
    low, high = scale
    return round(4 + (_WIDTH - 8) * (value - low) / (high - low), 1)
