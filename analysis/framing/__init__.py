"""Ways of framing, and the sentences behind a number.

================  ===========================================================
``actors``        who does what to whom: groups as agents and patients
``concordance``   a pattern in context, one row per occurrence
``name_choices``  which of its names an outlet gives a concept
``speakers``      who is quoted, and the share of each group of speakers
``split_gap``     a word's gap between two outlets: agenda or wording? -> Gap
================  ===========================================================
"""

from analysis.framing.actor_files import load_actors
from analysis.framing.actors import Actors, actors
from analysis.framing.concordance import concordance
from analysis.framing.gap import Gap, split_gap
from analysis.framing.naming import Naming, name_choices
from analysis.framing.naming_concepts import Concept, load_concepts
from analysis.framing.speakers import Speakers, speakers

__all__ = [
    "Actors",
    "Concept",
    "Gap",
    "Naming",
    "Speakers",
    "actors",
    "concordance",
    "load_actors",
    "load_concepts",
    "name_choices",
    "speakers",
    "split_gap",
]
