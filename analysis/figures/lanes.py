"""Shares of several things in several outlets: one row per outlet, one lane per thing."""

from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.figures.style import PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["LANE", "ROW", "draw_lanes"]

LANE = 1.25  # width of a lane, of which 1 is its scale from 0 to 100 %
ROW = 5  # millimetres


def draw_lanes(ax: "Axes", table: pd.DataFrame, names: list[str], name: str, by: str, stories: pd.Series) -> None:
    """Draw shares with their intervals; a hollow dot has none.

    Parameters
    ----------
    ax : Axes
    table : DataFrame
        Columns ``name``, ``by``, share, low, high.
    names : list of str
        What gets a lane, from left to right.
    name, by : str
        Columns of the lanes and of the rows.
    stories : Series
        Number of stories of each row, in the order of the rows; shown behind its label.
    """
    y = pd.Series(-np.arange(len(stories)), index=stories.index)
    for lane, value in enumerate(names):
        _draw_lane(ax, lane * LANE, table[table[name] == value].set_index(by).loc[y.index], y.to_numpy(), lane)
        ax.text(lane * LANE + 0.5, 0.85, _short(value), ha="center", va="bottom", fontweight="bold")
    ax.set_yticks(y, [f"{group} ({n})" for group, n in stories.items()])
    ax.set_ylim(-len(y) + 0.4, 0.7)
    ax.set_xlim(-0.08, (len(names) - 1) * LANE + 1.08)
    ticks = [(lane * LANE + part, f"{100 * part:.0f}") for lane in range(len(names)) for part in (0, 0.5, 1)]
    ax.set_xticks([x for x, _ in ticks], [label for _, label in ticks])
    ax.grid(visible=True)
    ax.spines["left"].set_visible(False)


def _draw_lane(ax: "Axes", left: float, rows: pd.DataFrame, y: np.ndarray, lane: int) -> None:
    colour = PALETTE[lane % (len(PALETTE) - 1)]
    sure = rows["low"].notna().to_numpy()
    ax.hlines(y[sure], left + rows["low"][sure], left + rows["high"][sure], colors=colour, linewidth=1.2)
    face = [colour if known else "white" for known in sure]
    ax.scatter(left + rows["share"], y, s=16, c=face, edgecolors=colour, linewidths=0.8, zorder=3)


def _short(name: str, width: int = 15) -> str:
    """At most two lines."""
    return "\n".join(wrap(name, width, max_lines=2, placeholder="…"))
