"""How far apart the outlets are, with the band that chance makes."""

from typing import TYPE_CHECKING

import numpy as np

from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_distance"]


@style()
def draw_distance(result, ax: "Axes | None" = None) -> "Axes":
    """Draw pi of each contrast with its 95 % interval, on the grey band that permuted labels give.

    Parameters
    ----------
    result : Distance
    ax : Axes, optional

    Returns
    -------
    Axes
    """
    table = result.table
    ax = figure("column", height=30 + 6 * len(table))[1] if ax is None else ax
    y = -np.arange(len(table))
    ax.hlines(
        y, table["placebo_low"], table["placebo_high"], colors="#BBBBBB", linewidth=7, label="no difference (95 %)"
    )
    ax.hlines(y, table["low"], table["high"], colors=PALETTE[0], linewidth=1.2)
    ax.scatter(table["pi"], y, s=16, color=PALETTE[0], zorder=3, label="pi and its 95 % interval")
    ax.axvline(0.5, color="black", linewidth=0.6)
    sizes = zip(table["target"], table["reference"], table["stories_target"], table["stories_reference"], strict=True)
    ax.set_yticks(y, [f"{a} ({n}) vs {b} ({m})" for a, b, n, m in sizes])
    ax.set_ylim(-len(table) + 0.4, 0.6)
    ax.grid(visible=True)
    ax.set_xlabel("chance to guess the outlet from one word", loc="right")
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.3, handletextpad=0.5)
    return ax
