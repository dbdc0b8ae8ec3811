"""Which of its names each outlet gives a concept."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_naming"]

LANE = 1.25  # width of a name's lane, of which 1 is its scale from 0 to 100 %
ROW = 5  # millimetres


@style()
def draw_naming(result, concept: str | None = None, ax: "Axes | None" = None, *, most_names: int = 6) -> "Axes":
    """Draw the share of each name of a concept in each outlet, with 95 % intervals, one lane per name.

    Parameters
    ----------
    result : Naming
    concept : str, optional
        Key of the concept; not needed where the result has one only.
    ax : Axes, optional
    most_names : int
        Names that get a lane: the most frequent ones.

    Returns
    -------
    Axes
        One row per outlet that names the concept, its stories in brackets. A hollow dot has no interval: fewer than 5
        stories name the concept.

    Raises
    ------
    FramingError
        When no concept is chosen and the result has several, or the chosen one is not in it or never named.
    """
    key = _chosen(result, concept)
    table = result.table[(result.table["concept"] == key) & (result.table["n_concept"] > 0)]
    if table.empty:
        raise FramingError(f"concept {key!r} is never named: choose another one")
    by = result.parameters["by"]
    groups = table.drop_duplicates(by)
    total = table.groupby("name", sort=False)["n"].sum()
    names = list(total[total > 0].sort_values(ascending=False, kind="stable").index[:most_names])
    ax = figure("page", height=26 + ROW * len(groups))[1] if ax is None else ax
    y = pd.Series(-np.arange(len(groups)), index=groups[by])
    for lane, name in enumerate(names):
        _draw_lane(ax, lane * LANE, table[table["name"] == name].set_index(by).loc[y.index], y.to_numpy(), lane)
        ax.text(lane * LANE + 0.5, 0.85, _short(name), ha="center", va="bottom", fontweight="bold")
    ax.set_yticks(y, [f"{g} ({n})" for g, n in zip(groups[by], groups["stories_concept"], strict=True)])
    ax.set_ylim(-len(groups) + 0.4, 0.7)
    ax.set_xlim(-0.08, (len(names) - 1) * LANE + 1.08)
    ticks = [(lane * LANE + part, f"{100 * part:.0f}") for lane in range(len(names)) for part in (0, 0.5, 1)]
    ax.set_xticks([x for x, _ in ticks], [label for _, label in ticks])
    ax.grid(visible=True)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(_caption(result, total, names))
    ax.set_title(f"{result.concepts[key].title}: its names, share of all mentions", pad=16)
    return ax


def _chosen(result, concept: str | None) -> str:
    keys = list(result.concepts)
    if concept is None and len(keys) == 1:
        return keys[0]
    if concept not in keys:
        raise FramingError(f"concept={concept!r} cannot be drawn: choose one of {', '.join(keys)}")
    return concept


def _draw_lane(ax: "Axes", left: float, rows: pd.DataFrame, y: np.ndarray, lane: int) -> None:
    colour = PALETTE[lane % (len(PALETTE) - 1)]
    sure = rows["low"].notna().to_numpy()
    ax.hlines(y[sure], left + rows["low"][sure], left + rows["high"][sure], colors=colour, linewidth=1.2)
    face = [colour if known else "white" for known in sure]
    ax.scatter(left + rows["share"], y, s=16, c=face, edgecolors=colour, linewidths=0.8, zorder=3)


def _short(name: str, most: int = 18) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _caption(result, total: pd.Series, names: list[str]) -> str:
    rest = 100 * (1 - total[names].sum() / total.sum())
    voice = {"own": "own words", "all": "all voices"}.get(
        result.parameters["voice"], f"{result.parameters['voice']} words"
    )
    left = f"; other names: {rest:.0f} % of all mentions" if rest >= 0.5 else ""
    return f"% of the mentions, {voice}; lines: 95 %, in brackets: stories that name it, hollow: fewer than 5{left}"
