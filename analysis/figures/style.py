"""One look for every figure, whatever matplotlib settings the reader's machine has."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from analysis.errors import FramingError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["PALETTE", "WIDTHS_MM", "figure", "style"]

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
"""Colours that stay apart under the common colour-vision deficiencies (Okabe and Ito 2008), strongest first."""

WIDTHS_MM = {"column": 89.0, "page": 183.0}
"""Printed widths: one column of a two-column page, and the whole page."""

_MM_PER_INCH = 25.4

_SETTINGS = {
    "axes.axisbelow": True,
    "axes.grid.axis": "x",
    "axes.labelsize": 8,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 8,
    "axes.titleweight": "bold",
    "figure.titlesize": 9,
    "font.family": ["DejaVu Sans"],
    "font.size": 8,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.5,
    "legend.fontsize": 7,
    "legend.frameon": False,
    "lines.linewidth": 1.2,
    "lines.markersize": 4,
    "svg.fonttype": "path",
    "svg.hashsalt": "source-framing",
    "text.parse_math": False,  # a name with two dollar signs is a name
    "xtick.labelsize": 7,
    "xtick.major.width": 0.6,
    "ytick.labelsize": 7,
    "ytick.major.width": 0.6,
}


@contextmanager
def style() -> Iterator[None]:
    """Draw inside this context: the library's look on top of matplotlib's defaults, undone on leaving.

    Settings of a personal ``matplotlibrc`` do not reach in, so a figure has the same bytes on every machine. Letters
    are drawn as outlines of the DejaVu fonts that come with matplotlib: no font of the reader is needed or used.
    ``@style()`` above a drawing function does the same for the whole function.

    Examples
    --------
    >>> import matplotlib
    >>> with style():
    ...     matplotlib.rcParams["font.size"]
    8.0
    """
    import matplotlib
    from cycler import cycler

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS | {"axes.prop_cycle": cycler(color=PALETTE)})
        yield


def figure(width: str = "column", height: float | None = None, nrows: int = 1, ncols: int = 1, **grid):
    """Make an empty figure of a printed size; its smallest letters are 7 pt at that size.

    Parameters
    ----------
    width : {"column", "page"}
        89 mm or 183 mm.
    height : float, optional
        In millimetres; by default two thirds of the width.
    nrows, ncols : int
        Panels.
    **grid
        Passed to :meth:`matplotlib.figure.Figure.subplots` (``sharex``, ``width_ratios``, ...).

    Returns
    -------
    matplotlib.figure.Figure
    matplotlib.axes.Axes
        Or an array of them when there are several panels.

    Raises
    ------
    FramingError
        When the width is neither of the two.

    Examples
    --------
    >>> fig, ax = figure("column", height=60)
    >>> [round(inches * 25.4) for inches in fig.get_size_inches()]
    [89, 60]
    """
    if width not in WIDTHS_MM:
        raise FramingError(f"figure width {width!r} is not known: use 'column' (89 mm) or 'page' (183 mm)")
    with style():
        fig = _empty(WIDTHS_MM[width], height or WIDTHS_MM[width] * 2 / 3)
        return fig, fig.subplots(nrows, ncols, **grid)


def _empty(width_mm: float, height_mm: float) -> "Figure":
    from matplotlib.figure import Figure

    # A Figure made by hand is unknown to pyplot, so no notebook shows it a second time and nothing has to close it.
    return Figure(figsize=(width_mm / _MM_PER_INCH, height_mm / _MM_PER_INCH), layout="constrained")
