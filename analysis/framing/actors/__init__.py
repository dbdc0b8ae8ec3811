"""Actors: who does what to whom.

How a share comes about, each step in a module of its own::

    clauses     parsed tokens -> verbs with agent and patient
    groups      a noun phrase -> the group that it names
    files       groups of a file                                 actors.toml
    nouns       clauses -> the words and groups of agents and patients
    events      articles -> events in which a group takes part, of one voice
    tables      events -> counts of roles, and tables of shares
    actors      counts, shares, contrasts                        actors
"""
