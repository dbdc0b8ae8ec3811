"""Do the error bars hold? Share of words called different where nothing differs."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_calibration"]


@style()
def draw_calibration(table: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw for each method and split the share of terms with p < .05, and the mean of each method.

    Parameters
    ----------
    table : DataFrame
        As returned by ``analysis.compare.null_splits``.
    ax : Axes, optional

    Returns
    -------
    Axes
    """
    methods = list(table["method"].drop_duplicates())
    ax = figure("column", height=26 + 7 * len(methods))[1] if ax is None else ax
    for y, method in enumerate(methods):
        shares = 100 * table.loc[table["method"] == method, "below_05"]
        ax.scatter(shares, [-y] * len(shares), s=10, facecolors="none", edgecolors=PALETTE[0], linewidths=0.5)
        ax.plot([shares.mean()] * 2, [-y - 0.3, -y + 0.3], color=PALETTE[1], linewidth=1.6)
        ax.text(shares.mean(), -y + 0.32, f"{shares.mean():.1f}", ha="center", va="bottom", fontsize=7,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})  # fmt: skip
    ax.axvline(5, color="black", linewidth=0.6, linestyle=(0, (4, 2)))
    ax.set_yticks([-y for y in range(len(methods))], methods)
    ax.set_ylim(-len(methods) + 0.4, 0.8)
    ax.set_xlim(left=0)
    ax.grid(visible=True)
    n = table.groupby("method").size().iloc[0]
    ax.set_title(f"{n} splits; bar: mean; dashed: the promised 5 %", fontsize=7, fontweight="normal")
    ax.set_xlabel("words with p < .05 where nothing differs (%)")
    return ax
