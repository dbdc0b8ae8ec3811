"""Who is quoted in each outlet."""

from typing import TYPE_CHECKING

from analysis.errors import FramingError
from analysis.figures.lanes import ROW, draw_lanes
from analysis.figures.style import figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_speakers"]


@style()
def draw_speakers(result, ax: "Axes | None" = None, *, groups: list[str] | None = None, most: int = 6) -> "Axes":
    """Draw the share of each group of speakers in the quoted words of each outlet, with 95 % intervals.

    Parameters
    ----------
    result : Speakers
    ax : Axes, optional
    groups : list of str, optional
        Groups that get a lane; by default those with most words over all outlets.
    most : int
        How many of them.

    Returns
    -------
    Axes
        One row per outlet, its stories with a quotation in brackets. A hollow dot has no interval: fewer than 5
        stories quote anybody.

    Raises
    ------
    FramingError
        When a group is not in the result.
    """
    table, by = result.table, result.parameters["by"]
    present = list(table["group"].drop_duplicates())
    unknown = [group for group in groups or [] if group not in present]
    if unknown:
        raise FramingError(f"group {unknown[0]!r} is not in the result: choose some of {', '.join(present)}")
    lanes = groups or present[:most]
    stories = table.drop_duplicates(by).sort_values(by).set_index(by)["stories_quoting"]
    ax = figure("page", height=33 + ROW * len(stories))[1] if ax is None else ax
    draw_lanes(ax, table, lanes, "group", by, stories)
    spoken = {"quoted": "quoted words", "reported": "words of reported clauses", "both": "quoted and reported words"}
    left = 100 * (1 - table.loc[table["group"].isin(lanes), "words"].sum() / table["words"].sum())
    rest = f"; others than these: {left:.0f} % of all" if left >= 0.5 else ""
    words = spoken[result.parameters["voice"]]
    ax.set_xlabel(f"% of the {words}; lines: 95 %{rest}\nin brackets: stories with a quotation; hollow: fewer than 5")
    ax.set_title("Who speaks", pad=26)
    return ax
