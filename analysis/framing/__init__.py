"""Ways of framing, and the sentences behind a number.

================  ===========================================================
``concordance``   a pattern in context, one row per occurrence
``name_choices``  which of its names an outlet gives a concept
``speakers``      who is quoted, and the share of each group of speakers
``split_gap``     a word's gap between two outlets: agenda or wording? -> Gap
================  ===========================================================
"""

from analysis.framing.concordance import concordance
from analysis.framing.gap import Gap, split_gap
from analysis.framing.naming import Naming, name_choices
from analysis.framing.naming_concepts import Concept, load_concepts
from analysis.framing.speakers import Speakers, speakers

__all__ = [
    "Concept",
    "Gap",
    "Naming",
    "Speakers",
    "concordance",
    "load_concepts",
    "name_choices",
    "speakers",
    "split_gap",
]
