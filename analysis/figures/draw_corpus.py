"""What a corpus holds: when, and how long."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_calendar", "draw_lengths"]


@style()
def draw_calendar(counts: pd.DataFrame, ax: "Axes | None" = None, *, unit: str = "stories per week") -> "Axes":
    """Draw how many stories each group has in each period, as a table of shaded cells.

    Parameters
    ----------
    counts : DataFrame
        One row per group, one column per period (any label that prints).
    ax : Axes, optional
    unit : str
        What a cell counts.

    Returns
    -------
    Axes
    """
    ax = figure("page", height=22 + 5 * len(counts))[1] if ax is None else ax
    values = counts.to_numpy()
    ax.pcolormesh(values, cmap="Blues", vmin=0, vmax=values.max() * 1.8, edgecolors="white", linewidth=0.5)
    for (row, column), value in np.ndenumerate(values):
        ax.text(column + 0.5, row + 0.5, f"{value}" if value else "", ha="center", va="center", fontsize=7)
    ax.set_yticks(np.arange(len(counts)) + 0.5, counts.index)
    ax.set_xticks(np.arange(counts.shape[1]) + 0.5, [str(column) for column in counts], rotation=90)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.invert_yaxis()
    ax.set_title(f"{unit}; {values.sum():,} in all", fontweight="normal")
    return ax


@style()
def draw_lengths(table: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw the spread of article lengths: median, middle half, and from the 5th to the 95th percentile.

    Parameters
    ----------
    table : DataFrame
        One row per group with the columns articles, 5%, 25%, 50%, 75%, 95% (words).
    ax : Axes, optional

    Returns
    -------
    Axes
    """
    ax = figure("column", height=22 + 5 * len(table))[1] if ax is None else ax
    y = -np.arange(len(table))
    ax.hlines(y, table["5%"], table["95%"], colors=PALETTE[0], linewidth=0.8)
    ax.hlines(y, table["25%"], table["75%"], colors=PALETTE[0], linewidth=4)
    ax.scatter(table["50%"], y, s=12, color="white", edgecolors="black", linewidths=0.6, zorder=3)
    ax.set_yticks(y, [f"{group} ({n:,})" for group, n in zip(table.index, table["articles"], strict=True)])
    ax.set_xlim(left=0)
    ax.grid(visible=True)
    ax.set_xlabel("words (median, middle half, 5 to 95 %)")
    return ax
