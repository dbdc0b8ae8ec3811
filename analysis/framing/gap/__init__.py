"""Agenda or wording: the difference in a word's rate, split by topic.

::

    assign      every word of every article -> topics
    kitagawa    rates inside topics -> agenda and wording, for many redraws at once
    tables      the parts by term, of all terms together, and the topics
    gap         all of it                                        split_gap
"""
