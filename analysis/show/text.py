"""Values as text: what may stand in a page, and how numbers are written."""

import re
from html import escape

import numpy as np
import pandas as pd

__all__ = ["plain", "text_html"]

# What HTML allows nowhere: control characters, noncharacters, halves of a pair; and marks that turn the writing around.
_UNRULY = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)


def text_html(value) -> str:
    """A value as text that cannot become markup, break the page, or turn its writing around.

    Parameters
    ----------
    value : object
        Missing values are a dash; numbers have four decimals at most and commas.

    Returns
    -------
    str
        Escaped for element content and for attributes in double quotes.

    Examples
    --------
    >>> text_html("<b>\u202etxet"), text_html(1234.5), text_html(None)
    ('&lt;b&gt; txet', '1,234.5', '–')
    """
    return escape(_UNRULY.sub(" ", plain(value)))


def plain(value) -> str:
    """A value as it is read: numbers with four decimals at most, a dash for what is missing."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return "–"
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, float | np.floating):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    return f"{value:,}" if isinstance(value, int | np.integer) else str(value)
