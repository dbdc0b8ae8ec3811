"""Counting choices and telling outlets apart by them: what names, speakers and actors have in common.

A choice is one of several things an outlet can take for the same purpose: a name for a concept, a speaker to quote, a
role for a group. An outcome is P(choice | concept, outlet)::

    question    articles with text; the contrasts that are asked for
    voices      places of one voice
    choices     counts per story of the choices of one concept; labels permuted
    intervals   stories redrawn -> the interval of a share
    family      permuted statistics -> p, p_fwer and q of one family
    tables      all of it -> a table of shares and a table of contrasts
"""
