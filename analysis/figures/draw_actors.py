"""Who acts and who is acted upon."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_actors"]

MARKERS = "osD^vP*Xh"
AXES = {
    "agent": "share of the group's events in which it acts (%)",
    "patient": "share of the group's events in which it is acted upon (%)",
    "agentless": "share of passives that do not say who did it (%)",
}


@style()
def draw_actors(result, ax: "Axes | None" = None, *, role: str = "agent", n: int = 6) -> "Axes":
    """Draw a share of each group of actors in each outlet, with 95 % intervals where there are any.

    Parameters
    ----------
    result : Actors
    ax : Axes, optional
    role : {"agent", "patient", "agentless"}
    n : int
        Groups shown: those with most events; how many they have stands below their name.

    Returns
    -------
    Axes
    """
    if role not in AXES:
        raise FramingError(f"role={role!r} is not known: choose one of {', '.join(AXES)}")
    by = result.parameters["by"]
    table = result.table[result.table["role"] == role]
    groups, outlets = _most_named(table, n), sorted(table[by].unique())
    ax = figure("column", height=28 + len(groups) * (5 + 2.2 * len(outlets)))[1] if ax is None else ax
    step = 0.8 / max(len(outlets), 1)
    for i, outlet in enumerate(outlets):
        rows = table[table[by] == outlet].set_index("group").reindex(groups)
        _draw_outlet(ax, rows, -np.arange(len(groups)) - (i - (len(outlets) - 1) / 2) * step, outlet, i)
    for border in np.arange(len(groups) - 1):
        ax.axhline(-border - 0.5, color="#DDDDDD", linewidth=0.5)
    ax.set_yticks(-np.arange(len(groups)), [_label(result, table, group) for group in groups])
    ax.set_ylim(-max(len(groups), 1) + 0.5, 0.5)
    ax.set_xlim(-2, 102)
    ax.grid(visible=True)
    ax.set_xlabel(AXES[role], loc="right")
    some = table["low"].notna().any()
    lines = "lines: 95 %\nhollow: fewer than 5 stories" if some else "too few stories for intervals"
    ncols = 3 if max(map(len, outlets), default=0) < 14 else 2
    ax.legend(title=f"{by}; {lines}", loc="lower left", bbox_to_anchor=(0, 1), ncols=ncols, borderaxespad=0.3,
              columnspacing=1, handletextpad=0.2, title_fontsize=7, alignment="left")  # fmt: skip
    return ax


def _most_named(table: pd.DataFrame, n: int) -> list[str]:
    events = table.groupby("group", sort=False)["n_all"].sum().round(9).rename("events").reset_index()
    most = events.sort_values(["events", "group"], ascending=[False, True])["group"].head(n)
    return [group for group in events["group"] if group in set(most)]


def _draw_outlet(ax: "Axes", rows: pd.DataFrame, y: np.ndarray, outlet: str, i: int) -> None:
    colour, marker = PALETTE[i % len(PALETTE)], MARKERS[i % len(MARKERS)]
    ax.hlines(y, 100 * rows["low"], 100 * rows["high"], colors=colour, linewidth=1)
    sure = rows["low"].notna()
    # A share of fewer than 5 stories has no interval and is drawn hollow, so that it is not read as one of many.
    ax.scatter(100 * rows["share"], y, s=12, marker=marker, facecolors=np.where(sure, colour, "white"),
               edgecolors=colour, linewidths=0.8, zorder=3)  # fmt: skip
    ax.scatter([], [], s=12, marker=marker, color=colour, label=outlet)


def _label(result, table: pd.DataFrame, group: str) -> str:
    from textwrap import wrap

    events = table.loc[table["group"] == group, "n_all"].sum()
    return "\n".join([*wrap(result.groups.groups[group].title, 16), f"({events:,.0f})"])
