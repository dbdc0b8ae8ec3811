"""Names: which of its names an outlet gives a concept.

How a share comes about, each step in a module of its own::

    pattern     a name as one writes it -> a regular expression
    concepts    referents with their names                       concepts.toml
    mentions    articles -> every place where a concept is named
    naming      counts, shares, contrasts                        name_choices
"""
