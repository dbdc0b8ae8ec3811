"""Figures and tables as files that are the same, byte for byte, whenever the numbers are."""

import hashlib
import io
import re
from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.figures.manifest import record
from analysis.figures.style import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Digest", "as_csv", "as_svg", "save_figure", "save_table"]

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HASHED_ID = re.compile(r'(id="|url\(#|href="#)(\w*[0-9a-f]{10})(?=["\)])')
_KEPT_OR_NUMBER = re.compile(r"<!--.*?-->|scale\([^)]*\)|(-?\d+\.\d{3,})", re.DOTALL)


class Digest(str):
    """The line ``name sha256:first-12-digits``; in a notebook it also shows the picture.

    Notebook tests compare this text and the picture strictly. The picture is an ``<img>`` that holds the SVG: notebook
    viewers show it, while they strip the inner references of an SVG that stands in the page itself.

    Examples
    --------
    >>> Digest.of("03-topics", b"<svg/>")
    03-topics sha256:d4dc56669143
    """

    picture: bytes | None = None

    @classmethod
    def of(cls, name: str, content: bytes, picture: bytes | None = None) -> "Digest":
        """Make the digest of a file's content."""
        digest = cls(f"{name} sha256:{hashlib.sha256(content).hexdigest()[:12]}")
        digest.picture = picture
        return digest

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str | None:
        if self.picture is None:
            return None
        name = self.split()[0]
        return f'<img alt="{name}" src="data:image/svg+xml;base64,{b64encode(self.picture).decode()}">'


def save_figure(
    fig: "Figure | Axes",
    name: str,
    table: pd.DataFrame | None = None,
    corpora=None,
    parameters: Mapping | None = None,
) -> Digest:
    """Write a figure as SVG, the table behind it as CSV, and enter both in ``figures/manifest.json``.

    Parameters
    ----------
    fig : matplotlib.figure.Figure or matplotlib.axes.Axes
        What to save; axes stand for their whole figure.
    name : str
        File name without ending, lower case with hyphens. ``03-topics`` belongs to the notebook numbered 03.
    table : pandas.DataFrame, optional
        The numbers that the figure shows; written with 6 significant digits.
    corpora : optional
        The documents table (or a list of them, or ``{name: sha256}``) that the numbers come from.
    parameters : mapping, optional
        Seed, permutations, thresholds: what a reader needs to get the same numbers.

    Returns
    -------
    Digest
        ``name sha256:first-12-digits`` of the SVG. Make it the last value of the cell.

    Raises
    ------
    FramingError
        When the name cannot be a file name, or the corpora are not named.

    Notes
    -----
    Same bytes every time: fixed size, outlined letters of the bundled DejaVu fonts, no date, numbered identifiers,
    coordinates to a hundredth of a point.
    """
    svg = as_svg(fig)
    files = {f"{_checked(name)}.svg": svg}
    if table is not None:
        files[f"{name}.csv"] = as_csv(table)
    record(name, files, corpora, parameters)
    return Digest.of(name, svg, picture=svg)


def save_table(table: pd.DataFrame, name: str, corpora=None, parameters: Mapping | None = None) -> Digest:
    """Write a table that has no figure as CSV and enter it in ``figures/manifest.json``.

    Parameters, result and errors are those of :func:`save_figure`; the digest is that of the CSV.
    """
    content = as_csv(table)
    record(_checked(name), {f"{name}.csv": content}, corpora, parameters)
    return Digest.of(name, content)


def as_svg(fig: "Figure | Axes") -> bytes:
    """Render a figure to SVG with stable bytes.

    Coordinates are rounded to a hundredth of a point, far below what print or screen can show, and identifiers are
    numbered: the last bits of a number, which may differ between processors, cannot reach the file.
    """
    buffer = io.StringIO()
    with style():
        fig.get_figure(root=True).savefig(buffer, format="svg", metadata={"Creator": None, "Date": None})
    return _KEPT_OR_NUMBER.sub(_hundredths, _numbered_ids(buffer.getvalue())).encode()


def _numbered_ids(svg: str) -> str:
    """Matplotlib hashes unrounded coordinates into the identifiers of markers and clipping paths."""
    numbers: dict[str, str] = {}
    return _HASHED_ID.sub(lambda found: found[1] + numbers.setdefault(found[2], f"part{len(numbers)}"), svg)


def _hundredths(found: re.Match) -> str:
    return found[0] if found[1] is None else f"{round(float(found[1]), 2) + 0.0:.8g}"


def as_csv(table: pd.DataFrame) -> bytes:
    """Render a table to CSV with stable bytes.

    Numbers are rounded to 12 decimals and 6 significant digits, so that neither their last bits nor a zero that came
    out as 1e-17 can reach the file. Named levels of the index become columns; a nameless index is left out.

    Examples
    --------
    >>> as_csv(pd.DataFrame({"term": ["truce"], "rate": [1 / 3]}))
    b'term,rate\\ntruce,0.333333\\n'
    """
    named = [level for level in table.index.names if level is not None]
    columns = table.reset_index(level=named) if named else table
    return columns.apply(lambda column: column.map(_rounded)).to_csv(index=False, lineterminator="\n").encode()


def _rounded(value):
    return f"{round(value, 12) + 0.0:.6g}" if isinstance(value, float | np.floating) and value == value else value


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise FramingError(f"figure name {name!r} cannot be used: write lower-case words with hyphens, as in 03-topics")
    return name
