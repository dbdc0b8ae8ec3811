"""Which words one outlet uses more: effects with intervals and the stories behind them."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.figures.style import PALETTE, figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_keyness"]

LEVEL = 0.05


@style()
def draw_keyness(result, ax: "Axes | None" = None, *, n: int = 12) -> "Axes":
    """Draw the terms that lean furthest to each side of one contrast.

    Filled dots: q below .05, so that one in twenty of them is expected to be chance. A star: family-wise p below .05,
    so that not even one of all tested terms is expected. Lines: 95 % intervals. On the right the number of stories
    that use the term, target and reference. Where the corpus allows no inference the dots are crosses.

    Parameters
    ----------
    result : Comparison
        With one contrast; ``result.contrast(target, reference)`` picks it.
    ax : Axes, optional
    n : int
        Terms per side.

    Returns
    -------
    Axes
    """
    table = _one_contrast(result.table, n)
    target, reference = table.loc[0, ["target", "reference"]]
    ax = figure("column", height=30 + 3.6 * len(table))[1] if ax is None else ax
    position = np.arange(len(table))[::-1]
    _draw_dots(ax, table, position)
    ax.axvline(0, color="black", linewidth=0.6)
    star = np.where(table["p_fwer"] < LEVEL, " *", "")
    ax.set_yticks(position, table["term"] + star)
    ax.set_ylim(-0.7, len(table) - 0.3)
    ax.grid(visible=True)
    ax.set_xlabel(f"← {reference}    log-odds ratio    {target} →")
    _write_stories(ax, table, position)
    _write_sizes(ax, result, target, reference)
    return ax


def _one_contrast(table: pd.DataFrame, n: int) -> pd.DataFrame:
    contrasts = table[["target", "reference"]].drop_duplicates()
    if len(contrasts) != 1:
        raise FramingError(
            f"a keyness figure shows one contrast, the result has {len(contrasts)}: "
            "pick one with result.contrast(target, reference)"
        )
    ends = pd.concat([table.head(n), table.tail(n)])
    return ends[~ends.index.duplicated()].reset_index(drop=True)


def _draw_dots(ax: "Axes", table: pd.DataFrame, position: np.ndarray) -> None:
    colour = np.where(table["log_odds"] > 0, PALETTE[0], PALETTE[1])
    if table["q"].isna().all():
        ax.scatter(table["log_odds"], position, s=14, c=colour, marker="x", linewidths=1)
        return
    ax.hlines(position, table["low"], table["high"], colors=colour, linewidth=1)
    face = np.where(table["q"] < LEVEL, colour, "white")
    ax.scatter(table["log_odds"], position, s=14, c=face, edgecolors=colour, linewidths=0.8, zorder=3)


def _write_stories(ax: "Axes", table: pd.DataFrame, position: np.ndarray) -> None:
    side = ax.get_yaxis_transform()
    for y, target, reference in zip(position, table["stories_target"], table["stories_reference"], strict=True):
        ax.text(1.02, y, f"{target}", transform=side, va="center", ha="left", fontsize=7, color=PALETTE[0])
        ax.text(1.14, y, f"{reference}", transform=side, va="center", ha="left", fontsize=7, color=PALETTE[1])
    ax.text(1.02, len(table) - 0.3, "stories", transform=side, va="bottom", ha="left", fontsize=7)


def _write_sizes(ax: "Axes", result, target: str, reference: str) -> None:
    rows = result.design.contrasts
    row = rows[(rows["target"] == target) & (rows["reference"] == reference)].iloc[0]
    sizes = f"{target}: {row['stories_target']} stories, {reference}: {row['stories_reference']}"
    tests = "filled: q < .05; *: family-wise p < .05; lines: 95 %"
    note = tests if row["inference"] else "too few stories to test: descriptive"
    ax.set_title(f"{sizes}\n{note}", fontsize=7, fontweight="normal", loc="left", pad=13)
