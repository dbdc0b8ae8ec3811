"""The terms with the largest TF-IDF of each group, as small multiples."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_top_terms"]


@style()
def draw_top_terms(table: pd.DataFrame, *, by: str = "outlet", ncols: int = 3) -> "Axes":
    """Draw the top terms of each group in a panel of its own; the number of stories stands beside each bar.

    Parameters
    ----------
    table : DataFrame
        As returned by ``DocumentTerms.top_terms``: the group, rank, term, tfidf, n, stories.
    by : str
        Column that names the group.
    ncols : int
        Panels per row.

    Returns
    -------
    Axes
        The first panel; ``ax.figure`` holds them all.
    """
    groups = list(table[by].drop_duplicates())
    nrows, n = -(-len(groups) // ncols), table["rank"].max()
    fig, axes = figure("page", height=nrows * (14 + 3.3 * n), nrows=nrows, ncols=ncols, sharex=True, squeeze=False)
    panels = axes.ravel()
    for ax, group in zip(panels, groups, strict=False):
        rows = table[table[by] == group]
        y = -np.arange(len(rows))
        ax.barh(y, rows["tfidf"], color=PALETTE[5], height=0.75)
        ax.set_yticks(y, rows["term"])
        for position, value, stories in zip(y, rows["tfidf"], rows["stories"], strict=True):
            ax.text(value, position, f" {stories}", va="center", fontsize=7)
        ax.set_title(group)
    for ax in panels[len(groups) :]:
        ax.set_axis_off()
    fig.supxlabel("mean TF-IDF over stories; beside the bar: stories that use the term", fontsize=8)
    return panels[0]
