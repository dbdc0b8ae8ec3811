"""What a corpus can show: stories behind each contrast and the smallest difference that would be found."""

from typing import TYPE_CHECKING

import numpy as np

from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_design"]

MARKERS = {"at_10": "^", "at_100": "s", "at_1000": "o"}


@style()
def draw_design(design, ax: "Axes | None" = None) -> "Axes":
    """Draw for each contrast the smallest rate ratio that would be found four times in five.

    Parameters
    ----------
    design : Design
    ax : Axes, optional

    Returns
    -------
    Axes
    """
    rows = design.contrasts.merge(design.detectable, how="left", on=["target", "reference"])
    ax = figure("column", height=34 + 6 * len(rows))[1] if ax is None else ax
    y = -np.arange(len(rows))
    for i, (column, marker) in enumerate(MARKERS.items()):
        rate = column.removeprefix("at_")
        if rows[column].isna().all():
            continue
        ax.scatter(rows[column], y, s=16, marker=marker, color=PALETTE[i], label=f"{int(rate):,}", zorder=3)
    ax.set_xscale("log")
    ticks = [
        tick for tick in (1, 1.5, 2, 3, 5, 10, 20, 50, 100, 1000) if tick <= 1.3 * rows[list(MARKERS)].max(axis=None)
    ]
    ax.set_xticks(ticks or [1, 2], [f"{tick:g}" for tick in ticks or [1, 2]])
    ax.minorticks_off()
    ax.set_xlim(left=1)
    for position, able in zip(y, rows["inference"], strict=True):
        if not able:
            ax.text(1.02, position, " too few stories: no test", va="center", fontsize=7)
    sizes = zip(rows["target"], rows["reference"], rows["stories_target"], rows["stories_reference"], strict=True)
    ax.set_yticks(y, [f"{a} ({n}) vs {b} ({m})" for a, b, n, m in sizes])
    ax.set_ylim(-len(rows) + 0.4, 0.6)
    ax.grid(visible=True)
    ax.set_xlabel("smallest rate ratio found with 80 % power", loc="right")
    if len(ax.collections):
        _legend(ax)
    return ax


def _legend(ax: "Axes") -> None:
    ax.legend(title="occurrences per million words", loc="lower left", bbox_to_anchor=(0, 1), ncols=3,
              borderaxespad=0.3, columnspacing=1, handletextpad=0.2, title_fontsize=7, alignment="left")  # fmt: skip
