"""Concordance: the sentences behind a number.

::

    patterns      a term, a word of a frame -> a regular expression
    rows          a row of a result -> the places that it counts
    lines         places -> lines with their context           Concordance
    concordance   all of it                                    concordance
"""

from analysis.framing.concordance.concordance import concordance
from analysis.framing.concordance.lines import Concordance

__all__ = ["Concordance", "concordance"]
