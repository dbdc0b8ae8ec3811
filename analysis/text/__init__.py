"""Article text -> the units that can be counted, and whose words they are.

====================  ====================================================
``segment``           articles -> one row per article, paragraph, sentence
``parse``             articles -> tokens with lemma, part of speech, dependency (needs spaCy)
``split_voices``      articles -> spans: own, quoted, reported, scare
``voice_at``          places -> the voice in which each begins
====================  ====================================================
"""

from analysis.text.parse import parse
from analysis.text.places import voice_at
from analysis.text.segments import UNITS, segment
from analysis.text.voices import VOICES, split_voices

__all__ = ["UNITS", "VOICES", "parse", "segment", "split_voices", "voice_at"]
