"""How much of each outlet's coverage a topic takes."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_prevalence"]

MARKERS = "osD^vP*Xh"
LEVEL = 0.05


@style()
def draw_prevalence(table: pd.DataFrame, ax: "Axes | None" = None, *, by: str = "outlet") -> "Axes":
    """Draw the share of each topic in each group, with 95 % intervals where there are any.

    Filled: the group differs from all others together, family-wise p below .05 over all topics and groups. Hollow: it
    may not, or was not tested.

    Parameters
    ----------
    table : DataFrame
        As returned by ``Topics.prevalence``: topic, label, the group, stories, share, low, high.
    ax : Axes, optional
    by : str
        Column that names the group.

    Returns
    -------
    Axes
    """
    topics, groups = table.drop_duplicates("topic"), list(table[by].drop_duplicates())
    height = 24 + len(topics) * (4 + 2.4 * len(groups))
    ax = figure("column", height=height)[1] if ax is None else ax
    step = 0.8 / len(groups)
    for i, group in enumerate(groups):
        rows = table[table[by] == group]
        y = -np.arange(len(rows)) - (i - (len(groups) - 1) / 2) * step
        colour, marker = PALETTE[i % len(PALETTE)], MARKERS[i % len(MARKERS)]
        ax.hlines(y, 100 * rows["low"], 100 * rows["high"], colors=colour, linewidth=1)
        label = f"{group} ({rows['stories'].iloc[0]})"
        differs = rows["p_fwer"] < LEVEL if "p_fwer" in rows else np.zeros(len(rows), dtype=bool)
        face = np.where(differs, colour, "white")
        ax.scatter(100 * rows["share"], y, s=12, c=face, edgecolors=colour, linewidths=0.8, marker=marker, zorder=3)
        ax.plot([], [], linestyle="none", color=colour, marker=marker, label=label)
    for border in np.arange(len(topics) - 1):
        ax.axhline(-border - 0.5, color="#DDDDDD", linewidth=0.5)
    ax.set_yticks(-np.arange(len(topics)), topics["label"].str.replace(" ", "\n"))
    ax.set_ylim(-len(topics) + 0.5, 0.5)
    ax.set_xlim(left=0)
    ax.grid(visible=True)
    ax.set_xlabel("mean share of the topic in a story (%)")
    lines = "lines: 95 %" if table["low"].notna().any() else "too few stories for intervals"
    if "p_fwer" in table and table["p_fwer"].notna().any():
        lines += "\nfilled: unlike all others together, family-wise p < .05"
    ncols = 3 if max(map(len, groups)) < 14 else 2
    ax.legend(title=f"{by} (stories); {lines}", loc="lower left", bbox_to_anchor=(0, 1), ncols=ncols,
              borderaxespad=0.3, columnspacing=1, handletextpad=0.2, title_fontsize=7, alignment="left")  # fmt: skip
    return ax
