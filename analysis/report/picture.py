"""Figures and tables of a page."""

import warnings
from base64 import b64encode
from collections.abc import Sequence

import pandas as pd
from matplotlib.text import Text

from analysis.figures.save import as_svg
from analysis.report.markup import Html, element
from analysis.show import Interval, bare_table

__all__ = ["folded", "picture", "table"]

PIXELS = 130  # per inch of paper: letters of 7 points come out as large as those of the text around them


def picture(ax, described: str, caption: str = "") -> Html:
    """A drawing as SVG inside an image, which runs nothing and whose identifiers meet no others.

    Parameters
    ----------
    ax : Axes
    described : str
        What a reader learns who does not see it.
    caption : str
        By default the description.
    """
    drawn = b64encode(_svg(ax)).decode()
    width, height = (round(inches * PIXELS) for inches in ax.get_figure(root=True).get_size_inches())
    image = element("img", alt=described, src=f"data:image/svg+xml;base64,{drawn}", width=width, height=height)
    return element("figure", image, element("figcaption", caption or described))


def _svg(ax) -> bytes:
    for text in ax.get_figure(root=True).findobj(Text):
        text.set_parse_math(False)  # a dollar sign in a name is a dollar sign
    with warnings.catch_warnings():
        # Letters that the fonts lack are drawn as boxes, names that fill the paper without their axes: so be it.
        for message in ("Glyph", "constrained_layout not applied"):
            warnings.filterwarnings("ignore", message=message, category=UserWarning)
        return as_svg(ax)


def table(title: str, rows: pd.DataFrame, interval: Interval | None = None, links: Sequence[str | None] = ()) -> Html:
    """A table that scrolls by itself where the window is narrow, by keyboard as well."""
    written = Html(bare_table(rows, interval, title, links))
    return element("div", written, class_="table", tabindex=0, role="group", aria_label=title)


def folded(summary: str, *children) -> Html:
    """Shown on demand, and on paper."""
    return element("details", element("summary", summary), *children)
