"""The sentences behind a number.

================  ====================================================
``concordance``   a pattern in context, one row per occurrence
``name_choices``  which of its names an outlet gives a concept
``speakers``      who is quoted, and in how many words
================  ====================================================
"""

from analysis.framing.concordance import concordance
from analysis.framing.naming import Naming, name_choices
from analysis.framing.naming_concepts import Concept, load_concepts
from analysis.framing.speakers import Speakers, speakers

__all__ = ["Concept", "Naming", "Speakers", "concordance", "load_concepts", "name_choices", "speakers"]
