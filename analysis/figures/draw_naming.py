"""Which of its names each outlet gives a concept."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import FramingError
from analysis.figures.lanes import ROW, draw_lanes
from analysis.figures.style import figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_naming"]


@style()
def draw_naming(result, concept: str | None = None, ax: "Axes | None" = None, *, most_names: int = 6) -> "Axes":
    """Draw the share of each name of a concept in each outlet, with 95 % intervals, one lane per name.

    Parameters
    ----------
    result : Naming
    concept : str, optional
        Key of the concept; by default the one with most mentions, and where there are others the title says so.
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
        When the chosen concept is not in the result, or it is never named, or none is.
    """
    key = _chosen(result, concept)
    table = result.table[(result.table["concept"] == key) & (result.table["n_concept"] > 0)]
    if table.empty:
        raise FramingError(f"concept {key!r} is never named: choose another one")
    by = result.parameters["by"]
    groups = table.drop_duplicates(by)
    total = table.groupby("name", sort=False)["n"].sum()
    names = list(total[total > 0].sort_values(ascending=False, kind="stable").index[:most_names])
    ax = figure("page", height=33 + ROW * len(groups))[1] if ax is None else ax
    draw_lanes(ax, table, names, "name", by, groups.set_index(by)["stories_concept"])
    ax.set_xlabel(_caption(result, total, names))
    title = f"{result.concepts[key].title}: its names, share of all mentions"
    ax.set_title(title + _of_how_many(result, concept), pad=26)
    return ax


def _chosen(result, concept: str | None) -> str:
    keys = list(result.concepts)
    if concept is None:
        return _most_named(result.table)
    if concept not in keys:
        raise FramingError(f"concept={concept!r} cannot be drawn: choose one of {', '.join(keys)}")
    return concept


def _most_named(table: pd.DataFrame) -> str:
    mentions = table.groupby("concept", sort=False)["n"].sum().round(9)
    if not mentions.any():
        raise FramingError("no concept is named in these articles: nothing can be drawn")
    return min(mentions.index, key=lambda key: (-mentions[key], key))


def _of_how_many(result, concept: str | None) -> str:
    others = len(result.concepts) - 1
    return f" (named most; {others} more: concept=...)" if concept is None and others else ""


def _caption(result, total: pd.Series, names: list[str]) -> str:
    rest = 100 * (1 - total[names].sum() / total.sum())
    voice = {"own": "own words", "all": "all voices"}.get(
        result.parameters["voice"], f"{result.parameters['voice']} words"
    )
    left = f"; other names: {rest:.0f} % of all mentions" if rest >= 0.5 else ""
    return f"% of the mentions, {voice}; lines: 95 %{left}\nin brackets: stories that name it; hollow: fewer than 5"
