"""Copies of one text share a story.

Start reading at ``copies``; ``shingles`` finds candidates and decides on the exact sets, ``kernels`` are its loops,
``fingerprints`` keeps what they need of each text.
"""
