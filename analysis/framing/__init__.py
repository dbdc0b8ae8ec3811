"""Ways of framing, and the sentences behind a number.

================  ===========================================================
``actors``        who does what to whom: groups as agents and patients
``concordance``   a pattern in context, one row per occurrence
``frame_scores``  how often the words of a frame stand in an outlet
``name_choices``  which of its names an outlet gives a concept
``speakers``      who is quoted, and the share of each group of speakers
``split_gap``     a word's gap between two outlets: agenda or wording? -> Gap
================  ===========================================================
"""

from analysis.framing.actors.actors import Actors, actors
from analysis.framing.actors.files import load_actors
from analysis.framing.concordance.concordance import concordance
from analysis.framing.concordance.lines import Concordance
from analysis.framing.frames.agreement import krippendorff_alpha
from analysis.framing.frames.frames import Frames, frame_scores
from analysis.framing.frames.lexicon import Frame, load_frames
from analysis.framing.gap.gap import Gap, split_gap
from analysis.framing.naming.concepts import Concept, load_concepts
from analysis.framing.naming.naming import Naming, name_choices
from analysis.framing.speakers.speakers import Speakers, speakers

__all__ = [
    "Actors",
    "Concept",
    "Concordance",
    "Frame",
    "Frames",
    "Gap",
    "Naming",
    "Speakers",
    "actors",
    "concordance",
    "frame_scores",
    "krippendorff_alpha",
    "load_actors",
    "load_concepts",
    "load_frames",
    "name_choices",
    "speakers",
    "split_gap",
]
