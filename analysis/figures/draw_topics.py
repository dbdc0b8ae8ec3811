"""What the topics are: their cards, and their course over time."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_topic_cards", "draw_topics_over_time"]

MARKERS = "osD^vP*Xh"
MEASURES = {
    "stability": ("stability", "o", PALETTE[0]),
    "coherence": ("coherence (NPMI)", "D", PALETTE[2]),
    "outlet_share": ("largest outlet's part", "s", PALETTE[1]),
    "month_share": ("largest month's part", "|", "#777777"),
}


@style()
def draw_topic_cards(card: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Draw the card of each topic: how stable and coherent it is, and how much of it one outlet or month holds.

    Parameters
    ----------
    card : DataFrame
        As returned by ``Topics.card``.
    ax : Axes, optional

    Returns
    -------
    Axes
        With the outlet that holds the largest part on the right; a topic that is one outlet's furniture says so.
    """
    ax = figure("page", height=24 + 4.6 * len(card))[1] if ax is None else ax
    y = -np.arange(len(card))
    for name, (label, marker, colour) in MEASURES.items():
        ax.scatter(card[name], y, s=18, marker=marker, color=colour, linewidths=1.2, label=label, zorder=3)
    names = card["label"] + " (" + card["stories"].map("{:,}".format) + ")"
    ax.set_yticks(y, names)
    for position, (_, row) in zip(y, card.iterrows(), strict=True):
        text = f"{row['outlet']}: furniture" if row["furniture"] else f"{row['outlet']}"
        ax.text(1.01, position, text, transform=ax.get_yaxis_transform(), va="center", fontsize=7, color=PALETTE[1],
                fontweight="bold" if row["furniture"] else "normal")  # fmt: skip
    ax.text(1.01, 0.9, "largest outlet", transform=ax.get_yaxis_transform(), va="bottom", fontsize=7)
    ax.set_xlim(min(0, card["coherence"].min()) - 0.03, 1.03)
    ax.set_ylim(-len(card) + 0.4, 0.6)
    ax.hlines(y, *ax.get_xlim(), colors="#EEEEEE", linewidth=0.5, zorder=0)
    ax.grid(visible=True)
    ax.set_xlabel("in brackets: stories whose largest topic it is")
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=4, borderaxespad=0.3, columnspacing=1, handletextpad=0.2)
    return ax


@style()
def draw_topics_over_time(result, *, topics: list[int] | None = None, ncols: int = 2) -> "Axes":
    """Draw the share of each topic in each week or month, one panel per topic, with 95 % bands.

    Parameters
    ----------
    result : Timeline
        Periods with fewer than 5 stories have no interval and are left out, which breaks the line.
    topics : list of int, optional
        Topics to draw, by default all.
    ncols : int
        Panels per row: 1 or 2 for a column, 3 or more for a page.

    Returns
    -------
    Axes
        The first panel; ``ax.figure`` holds them all.
    """
    table, by = result.table, result.parameters["by"]
    shown = list(table["topic"].drop_duplicates()) if topics is None else topics
    unknown = [topic for topic in shown if topic not in set(table["topic"])]
    if unknown or not shown:
        raise FramingError(f"topics={topics!r} are not all in the result: it holds {table['topic'].nunique()} topics")
    nrows = -(-len(shown) // ncols)
    fig, axes = figure(
        "column" if ncols <= 2 else "page", height=14 + 24 * nrows, nrows=nrows, ncols=ncols, squeeze=False,
        sharex=True, sharey=True,
    )  # fmt: skip
    panels = axes.ravel()
    for ax, topic in zip(panels, shown, strict=False):
        rows = table[table["topic"] == topic]
        _draw_course(ax, rows, by)
        ax.set_title(rows["label"].iloc[0], fontsize=7)
        ax.grid(visible=True, axis="both")
    _finish_dates(panels, len(shown), ncols, table)
    _explain(fig, panels[0], table, result, by)
    return panels[0]


def _draw_course(ax: "Axes", rows: pd.DataFrame, by: str | None) -> None:
    groups = [(None, rows)] if by is None else list(rows.groupby(by, sort=True))
    for i, (group, part) in enumerate(groups):
        enough = part["low"].notna()
        share, low, high = (100 * part[name].where(enough) for name in ("share", "low", "high"))
        colour, marker = PALETTE[i % len(PALETTE)], MARKERS[i % len(MARKERS)]
        ax.fill_between(part["period"], low, high, color=colour, alpha=0.2, linewidth=0)
        ax.plot(part["period"], share, color=colour, marker=marker, markersize=3, linewidth=1, label=group)


def _finish_dates(panels, n_shown: int, ncols: int, table: pd.DataFrame) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    known = table.loc[table["low"].notna(), "period"]
    for ax in panels[n_shown:]:
        ax.set_axis_off()
    for ax in panels[max(n_shown - ncols, 0) : n_shown]:
        ax.tick_params(labelbottom=True)
    locator = AutoDateLocator(minticks=2, maxticks=5)
    panels[0].xaxis.set_major_locator(locator)
    panels[0].xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))
    panels[0].set_ylim(bottom=0)
    if len(known):
        margin = pd.Timedelta(days=4)
        panels[0].set_xlim(known.min() - margin, known.max() + margin)


def _explain(fig, first: "Axes", table: pd.DataFrame, result, by: str | None) -> None:
    one = table[table["topic"] == table["topic"].iloc[0]]
    stories = int(one["stories"].sum())
    fig.supxlabel(f"{result.parameters['freq']} of publication; {stories:,} stories; bands: 95 %", fontsize=7)
    fig.supylabel("mean share in a story (%)", fontsize=7)
    if by is not None:
        sizes = one.groupby(by)["stories"].sum()
        handles, names = first.get_legend_handles_labels()
        labels = [f"{name} ({sizes[name]:,})" for name in names]
        fig.legend(handles, labels, loc="outside upper left", ncols=3, handletextpad=0.3, columnspacing=1)
