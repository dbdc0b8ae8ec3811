"""Frames: how much of an outlet's wording belongs to a word list, and what a coded sample says of the list.

::

    lexicon      frames with their words                         frames.toml
    rates        how often the words of a frame stand in each story
    agreement    do coders agree?                                krippendorff_alpha
    validation   errors of a list in a coded sample
    prevalence   the share of stories with a frame, errors of the list taken off
    frames       all of it                                       frame_scores
"""
