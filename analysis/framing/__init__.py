"""The sentences behind a number.

================  ====================================================
``concordance``   a pattern in context, one row per occurrence
================  ====================================================
"""

from analysis.framing.concordance import concordance

__all__ = ["concordance"]
