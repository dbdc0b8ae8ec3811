"""Agenda or wording: the two parts of the gap in the use of words."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_gap"]

PARTS = {"agenda": (PALETTE[0], 0.2), "wording": (PALETTE[1], -0.2)}
PER = 1000  # words per million -> words per thousand


@style()
def draw_gap(result, ax: "Axes | None" = None, *, n: int = 8) -> "Axes":
    """Draw the two parts of the gap of the terms that lean furthest to each side.

    Upper bar: agenda, what is covered. Lower bar: wording, how it is said. The dot is the gap itself, their sum. Lines:
    95 % intervals. On the right the number of stories that use the term, target and reference.

    Parameters
    ----------
    result : Gap
    ax : Axes, optional
    n : int
        Terms per side.

    Returns
    -------
    Axes
    """
    table = pd.concat([result.table.head(n), result.table.tail(n)])
    table = table[~table["term"].duplicated()].reset_index(drop=True)
    target, reference = table.loc[0, ["target", "reference"]]
    ax = figure("column", height=34 + 4.6 * len(table))[1] if ax is None else ax
    y = np.arange(len(table))[::-1].astype(float)
    for part, (colour, shift) in PARTS.items():
        ax.barh(y + shift, table[part] / PER, height=0.36, color=colour, alpha=0.75, label=part)
        ax.hlines(y + shift, table[f"{part}_low"] / PER, table[f"{part}_high"] / PER, colors="black", linewidth=0.8)
    ax.scatter(table["gap"] / PER, y, s=12, color="black", marker="D", zorder=3, label="gap: their sum")
    ax.axvline(0, color="black", linewidth=0.6)
    ax.set_yticks(y, table["term"])
    ax.set_ylim(-0.7, len(table) - 0.3)
    ax.grid(visible=True)
    ax.set_xlabel(f"← {reference}    words per thousand    {target} →")
    _write_stories(ax, table, y)
    _write_title(ax, result, target, reference)
    return ax


def _write_stories(ax: "Axes", table: pd.DataFrame, position: np.ndarray) -> None:
    side = ax.get_yaxis_transform()
    for y, *stories in zip(position, table["stories_target"], table["stories_reference"], strict=True):
        for x, number in zip((1.02, 1.13), stories, strict=True):
            ax.text(x, y, f"{number}", transform=side, va="center", ha="left", fontsize=7)
    ax.text(1.02, len(table) - 0.3, "stories", transform=side, va="bottom", ha="left", fontsize=7)


def _write_title(ax: "Axes", result, target: str, reference: str) -> None:
    row = result.design.contrasts.iloc[0]
    sizes = f"{target}: {row['stories_target']} stories, {reference}: {row['stories_reference']}"
    lines = "lines: 95 %" if result.table["agenda_low"].notna().any() else "too few stories for intervals"
    ax.legend(title=f"{sizes}; {lines}", loc="lower left", bbox_to_anchor=(-0.3, 1.01), ncols=3, borderaxespad=0.3,
              columnspacing=1, handlelength=1, handletextpad=0.4, title_fontsize=7, alignment="left")  # fmt: skip
