"""Whose words: the outlet's own, quoted, reported, or in scare quotes.

How an article is read, each step in a module of its own::

    marks         which marks open, which close                  apostrophes and inches do neither
    quotations    marks -> quotations                            nested, over paragraphs
    unclosed                                                     one mark is missing
    tokens        sentences and words around the quotations
    lexicon       verbs of saying and their kinds                verbs.toml
    cues          attributions: speaker, verb, clause            by rule:
                  direct, inverted, nonfinite, according         the ways to word one
                  subjects, phrases                              who
                  clauses, beginnings, scope                     what, and how far it reaches
                  lookalikes                                     what is no attribution
    turns         conversations, headlines, stances              a colon in place of a verb
    attribution   which attribution a quotation belongs to
    labels        a name beside a quotation, without a verb
    speech        titles, nicknames, placards, scare quotes      what is between marks and no one's speech
    speakers      phrases -> one name per person
    spans         all of it -> a partition of the text
"""

from analysis.text.voices.split import VOICES, split_voices

__all__ = ["VOICES", "split_voices"]
