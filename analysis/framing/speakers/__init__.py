"""Speakers: who is quoted, and how much.

How a share comes about, each step in a module of its own::

    gazetteer   a speaker -> group, country, office              gazetteer.toml
    quotes      articles -> quotations with their speaker's group and their words
    speakers    counts, shares, contrasts                        speakers
"""
