"""Article text -> the units that can be counted.

========================  ====================================================
``segment``               articles -> one row per article, paragraph, sentence
========================  ====================================================
"""

from analysis.text.segments import UNITS, segment

__all__ = ["UNITS", "segment"]
