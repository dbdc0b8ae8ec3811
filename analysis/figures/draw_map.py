"""A map of articles, one panel per outlet."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_map"]

COLOURS = PALETTE[:7]  # without the yellow, which small dots lose on white
COLUMNS = 5
PANEL_MM = 38


@style()
def draw_map(table: pd.DataFrame, axes: "np.ndarray | None" = None, *, by: str = "outlet") -> "Axes":
    """Draw where the articles of each outlet lie between the topics; the last panel says which topic is which.

    Parameters
    ----------
    table : DataFrame
        As returned by ``map_articles``.
    axes : ndarray of Axes, optional
        One for each outlet and one for the key; by default a new figure of the page's width.
    by : str
        Column of the panels.

    Returns
    -------
    Axes
        The first panel.
    """
    groups = sorted(table[by].dropna().unique())
    topics = _around(table)
    panels = _panels(len(groups) + 1) if axes is None else np.ravel(axes)
    for ax, group in zip(panels, groups, strict=False):
        part = table[table[by] == group]
        _frame(ax, topics)
        for topic, row in topics.iterrows():
            _dots(ax, part[part["topic"] == topic], row["colour"])
        ax.set_title(f"{group} ({len(part):,})", pad=8)
    _key(panels[len(groups)], topics)
    for ax in panels[len(groups) :]:
        ax.set_axis_off()
    return panels[0]


def _panels(n: int) -> np.ndarray:
    rows = -(-n // COLUMNS)
    return np.ravel(figure("page", height=PANEL_MM * rows, nrows=rows, ncols=min(n, COLUMNS), squeeze=False)[1])


def _around(table: pd.DataFrame) -> pd.DataFrame:
    """Topics clockwise from the top, numbered by topic, with colours that differ between neighbours."""
    topics = table.drop_duplicates("topic").set_index("topic")[["label", "anchor_x", "anchor_y"]]
    clockwise = np.arctan2(topics["anchor_x"], topics["anchor_y"]).round(6) % (2 * np.pi)
    topics = topics.assign(angle=clockwise).sort_values("angle")
    n = len(COLOURS) - (len(topics) % len(COLOURS) == 1)
    return topics.assign(colour=[COLOURS[i % n] for i in range(len(topics))])


def _frame(ax: "Axes", topics: pd.DataFrame) -> None:
    angle = np.linspace(0, 2 * np.pi, 61)
    ax.plot(np.cos(angle), np.sin(angle), color="#BBBBBB", linewidth=0.5)
    for topic, row in topics.iterrows():
        where = 1.14 * row["anchor_x"], 1.14 * row["anchor_y"]
        ax.text(*where, str(topic), color=row["colour"], fontsize=7, ha="center", va="center", fontweight="bold")
    ax.set(xlim=(-1.25, 1.25), ylim=(-1.25, 1.25), aspect="equal")
    ax.set_axis_off()


def _dots(ax: "Axes", part: pd.DataFrame, colour: str) -> None:
    """Thousands of dots as one path: strokes of hardly any length with round ends, a third of the bytes of markers."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if part.empty:
        return
    ends = np.repeat(part[["x", "y"]].sort_values(["x", "y"]).to_numpy(), 2, axis=0)
    ends[1::2, 0] += 0.001
    path = Path(ends, np.tile([Path.MOVETO, Path.LINETO], len(part)))
    path.should_simplify = False
    ax.add_patch(PathPatch(path, fill=False, edgecolor=colour, linewidth=1.3, capstyle="round", snap=False))


def _key(ax: "Axes", topics: pd.DataFrame) -> None:
    step = 1 / max(len(topics), 8)
    for line, (topic, row) in enumerate(topics.sort_index().iterrows()):
        where = {"y": 1 - line * step, "fontsize": 7, "va": "top", "transform": ax.transAxes}
        ax.text(0, s=str(topic), color=row["colour"], fontweight="bold", **where)
        ax.text(0.12, s=row["label"], **where)
