"""How many topics come back on other stories, beyond what chance gives."""

from typing import TYPE_CHECKING

import numpy as np

from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_stability"]


@style()
def draw_stability(result, ax: "Axes | None" = None) -> "Axes":
    """Draw the stability of each number of topics against that of null corpora, and kappa.

    Grey: null corpora, from their mean to their 95th percentile. Filled dots: kappa is supported; the ring is the
    number of topics to take.

    Parameters
    ----------
    result : StableK
    ax : Axes, optional

    Returns
    -------
    Axes
    """
    table = result.table
    ax = figure("column", height=62)[1] if ax is None else ax
    x = np.arange(len(table))
    ax.fill_between(x, table["null"], table["null_high"], color="#CCCCCC", linewidth=0, label="null corpora")
    ax.plot(x, table["null"], color="#888888", linewidth=0.8)
    ax.plot(x, table["stability"], color=PALETTE[0], marker="s", label="stability s")
    ax.plot(x, table["kappa"], color=PALETTE[1], linewidth=1, label="kappa, above chance", zorder=2)
    face = np.where(table["supported"], PALETTE[1], "white")
    ax.scatter(x, table["kappa"], s=18, c=face, edgecolors=PALETTE[1], linewidths=0.8, zorder=3)
    ax.axhline(result.threshold, color=PALETTE[1], linewidth=0.7, linestyle=(0, (4, 2)))
    ax.text(len(x) - 0.6, result.threshold, "needed", ha="right", va="bottom", fontsize=7, color=PALETTE[1])
    if result.k is not None:
        chosen = table["k"].to_numpy() == result.k
        ax.scatter(
            x[chosen], table["kappa"][chosen], s=70, facecolors="none", edgecolors="black", linewidths=0.8, zorder=4
        )
    ax.set_xticks(x, table["k"])
    ax.set_xlim(-0.4, len(x) - 0.6)
    ax.set_ylim(min(0, table["kappa"].min() - 0.05), 1)
    ax.grid(visible=True, axis="y")
    ax.set_xlabel("number of topics k")
    ax.set_ylabel("agreement of top terms")
    answer = f"{result.k} topics are supported" if result.k else "no number of topics is supported"
    ax.legend(title=answer, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, borderaxespad=0.3, columnspacing=1,
              handlelength=1.5, handletextpad=0.4, title_fontsize=7, alignment="left")  # fmt: skip
    return ax
