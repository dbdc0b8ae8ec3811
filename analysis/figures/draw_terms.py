"""The terms with the largest TF-IDF of each group, as small multiples."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_top_terms"]


@style()
def draw_top_terms(table: pd.DataFrame, *, by: str = "outlet", beside: str = "stories", ncols: int = 3) -> "Axes":
    """Draw the top terms of each group in a panel of its own, with a count beside each bar.

    Parameters
    ----------
    table : DataFrame
        As returned by ``DocumentTerms.top_terms``: the group, rank, term, tfidf, n, stories, group_stories.
    by : str
        Column that names the group.
    beside : {"stories", "n"}
        What stands beside a bar: the stories that use the term, or how often it occurs.
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
        for position, value, count in zip(y, rows["tfidf"], rows[beside], strict=True):
            ax.text(value, position, f" {count:,.0f}", va="center", fontsize=7)
        ax.set_title(f"{group} ({rows['group_stories'].iloc[0]})")
    for ax in panels[len(groups) :]:
        ax.set_axis_off()
    for ax in panels[max(len(groups) - ncols, 0) : len(groups)]:
        ax.tick_params(labelbottom=True)
    meaning = {"stories": "stories that use the term", "n": "occurrences"}[beside]
    fig.supxlabel(f"mean TF-IDF over stories; beside the bar: {meaning}; in brackets: all stories", fontsize=8)
    return panels[0]
