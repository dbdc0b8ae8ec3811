"""How far apart the outlets are, with the band that chance makes."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_distance"]


@style()
def draw_distance(result, ax: "Axes | None" = None) -> "Axes":
    """Draw pi of each contrast with its 95 % interval, on the grey band that permuted labels give.

    A distance matched on topics is drawn below it, hollow, on a band of its own.

    Parameters
    ----------
    result : Distance
    ax : Axes, optional

    Returns
    -------
    Axes
    """
    table, matched = result.table, "matched" in result.table
    ax = figure("column", height=30 + (9 if matched else 6) * len(table))[1] if ax is None else ax
    y = -np.arange(len(table))
    _draw_series(ax, table, y + 0.2 * matched, "", PALETTE[0], "pi and its 95 % interval")
    if matched:
        _draw_series(ax, table, y - 0.2, "matched_", PALETTE[1], "the same with equal topics")
    ax.axvline(0.5, color="black", linewidth=0.6)
    sizes = zip(table["target"], table["reference"], table["stories_target"], table["stories_reference"], strict=True)
    ax.set_yticks(y, [f"{a} ({n}) vs {b} ({m})" for a, b, n, m in sizes])
    ax.set_ylim(-len(table) + 0.4, 0.6)
    ax.grid(visible=True)
    ax.set_xlabel("chance to guess the outlet from one word", loc="right")
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.3, handletextpad=0.5)
    return ax


def _draw_series(ax: "Axes", table: pd.DataFrame, y: np.ndarray, prefix: str, colour: str, label: str) -> None:
    band = "no difference (95 %)" if not prefix else None
    width = 7 if "matched" not in table else 5
    ax.hlines(
        y, table[f"{prefix}placebo_low"], table[f"{prefix}placebo_high"], colors="#BBBBBB", linewidth=width, label=band
    )
    ax.hlines(y, table[f"{prefix}low"], table[f"{prefix}high"], colors=colour, linewidth=1.2)
    face = "white" if prefix else colour
    values = table[prefix.rstrip("_") or "pi"]
    if prefix:  # too few effective stories: the number stays in the table, where its warning is
        values = values.where(table[f"{prefix}low"].notna() | table["low"].isna())
    ax.scatter(values, y, s=16, facecolor=face, edgecolor=colour, linewidth=1, zorder=3, label=label)
