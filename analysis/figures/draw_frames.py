"""How often the words of frames stand in each outlet."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.figures.lanes import LANE, ROW, draw_lanes
from analysis.figures.style import figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_frames"]


@style()
def draw_frames(result, frames: list[str] | None = None, ax: "Axes | None" = None) -> "Axes":
    """Draw the rate of each frame's words in each outlet, one lane per frame, each with a scale of its own.

    Parameters
    ----------
    result : Frames
    frames : list of str, optional
        Keys of the frames, six at most; by default the first five with words.
    ax : Axes, optional

    Returns
    -------
    Axes
        Dots: mean rate; thin lines: 95 %; grey bars: where the rate lies when any one word is left out. The title says
        which of the word lists are validated.

    Raises
    ------
    FramingError
        For a frame that is not in the result or has no words, or for more than six.
    """
    keys = _chosen(result, frames)
    by = result.parameters["by"]
    table = result.table[result.table["frame"].isin(keys) & (result.table["stories"] > 0)]
    stories = table.drop_duplicates(by).set_index(by)["stories"]
    ax = figure("page", height=33 + ROW * len(stories))[1] if ax is None else ax
    tops = table.groupby("frame")[["rate", "high"]].max().max(axis=1).map(_round_up)
    lanes = _scaled(table, tops, result.frames)
    for lane, key in enumerate(keys):
        rows = lanes[lanes["frame"] == key].set_index(by).loc[stories.index]
        ends = (lane * LANE + rows[f"{end}_without_a_word"] for end in ("least", "most"))
        ax.hlines(-np.arange(len(rows)), *ends, colors="#BBBBBB", linewidth=5)
    draw_lanes(ax, lanes, [result.frames[key].title for key in keys], "title", by, stories)
    ticks = [(lane * LANE + part, f"{part * tops[key]:g}") for lane, key in enumerate(keys) for part in (0, 1)]
    ax.set_xticks([x for x, _ in ticks], [label for _, label in ticks])
    ax.set_xlabel(
        "frame words per 1,000, mean over stories (in brackets); lines: 95 %; grey: with any one word left out"
    )
    ax.set_title(_state(table, result.frames), pad=26)
    return ax


def _scaled(table: pd.DataFrame, tops: pd.Series, frames) -> pd.DataFrame:
    """Rates as parts of the end of their frame's scale."""
    rates = ["rate", "low", "high", "least_without_a_word", "most_without_a_word"]
    parts = table[rates].div(table["frame"].map(tops), axis=0).rename(columns={"rate": "share"})
    return pd.concat([table.drop(columns=rates), parts], axis=1).assign(
        title=table["frame"].map(lambda key: frames[key].title)
    )


def _state(table: pd.DataFrame, frames) -> str:
    unchecked = table.loc[table["validated"] == "not validated", "frame"].unique()
    if len(unchecked) == table["frame"].nunique():
        return "Words of frames; the word lists are not validated"
    names = ", ".join(frames[key].title for key in unchecked)
    return f"Words of frames; not validated: {names}" if names else "Words of frames"


def _chosen(result, frames: list[str] | None) -> list[str]:
    able = [key for key, frame in result.frames.items() if frame.words]
    keys = able[:5] if frames is None else list(frames)
    unknown = [key for key in keys if key not in able]
    if unknown or not 1 <= len(keys) <= 6:
        what = f"frame {unknown[0]!r} cannot be drawn" if unknown else f"{len(keys)} frames are asked for"
        raise FramingError(f"{what}: choose one to six of {', '.join(able)}")
    return keys


def _round_up(value: float) -> float:
    if not np.isfinite(value) or value <= 0:
        return 1.0
    step = 10 ** np.floor(np.log10(value)) / 2
    return float(np.ceil(value / step) * step)
