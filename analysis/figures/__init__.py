"""Results -> figures and tables with the same bytes every time.

- ``style``, ``figure``, ``PALETTE``: one look, printed sizes, colours that everybody can tell apart
- ``save_figure``, ``save_table``: SVG and CSV files, their digest as text, their origin in ``figures/manifest.json``
- ``draw_keyness``, ``draw_distance``, ``draw_prevalence``, ``draw_top_terms``: results -> axes
- ``draw_map``: articles between their topics, one panel per outlet -> axes
- ``draw_naming``, ``draw_speakers``: which names an outlet gives a concept, who is quoted -> axes
- ``draw_frames``: words of frames -> axes
- ``draw_actors``: who acts and who is acted upon -> axes
- ``draw_stability``, ``draw_topic_cards``, ``draw_topics_over_time``, ``draw_gap``: topics -> axes
- ``draw_calendar``, ``draw_lengths``: what a corpus holds -> axes
- ``draw_design``, ``draw_calibration``: what a corpus can show, whether error bars hold -> axes
- ``read_manifest``: what made each file
"""

from analysis.figures.draw_actors import draw_actors
from analysis.figures.draw_calibration import draw_calibration
from analysis.figures.draw_corpus import draw_calendar, draw_lengths
from analysis.figures.draw_design import draw_design
from analysis.figures.draw_distance import draw_distance
from analysis.figures.draw_frames import draw_frames
from analysis.figures.draw_gap import draw_gap
from analysis.figures.draw_keyness import draw_keyness
from analysis.figures.draw_map import draw_map
from analysis.figures.draw_naming import draw_naming
from analysis.figures.draw_prevalence import draw_prevalence
from analysis.figures.draw_speakers import draw_speakers
from analysis.figures.draw_stability import draw_stability
from analysis.figures.draw_terms import draw_top_terms
from analysis.figures.draw_topics import draw_topic_cards, draw_topics_over_time
from analysis.figures.manifest import corpora_of, read_manifest, record
from analysis.figures.save import Digest, save_figure, save_table
from analysis.figures.style import PALETTE, WIDTHS_MM, figure, style

__all__ = [
    "PALETTE",
    "WIDTHS_MM",
    "Digest",
    "corpora_of",
    "draw_actors",
    "draw_calendar",
    "draw_calibration",
    "draw_design",
    "draw_distance",
    "draw_frames",
    "draw_gap",
    "draw_keyness",
    "draw_lengths",
    "draw_map",
    "draw_naming",
    "draw_prevalence",
    "draw_speakers",
    "draw_stability",
    "draw_top_terms",
    "draw_topic_cards",
    "draw_topics_over_time",
    "figure",
    "read_manifest",
    "record",
    "save_figure",
    "save_table",
    "style",
]
