"""Documents -> counts of terms.

``analysis.terms.counter`` holds TermCounter, the compiled CountVectorizer; it is loaded when first used.

===================  ==========================================================================
``count_terms``      documents -> DocumentTerms
``DocumentTerms``    counts (sparse), the documents they belong to, TF-IDF, totals by group
``collocations``     two-word terms scored by log-Dice
``story_weights``    1 / copies of the article's story in its outlet
``voices_of``        the voices of articles: those known, checked, or split now
===================  ==========================================================================
"""

from analysis.terms.collocations import collocations
from analysis.terms.count import count_terms, terms_from_counts
from analysis.terms.document_terms import DocumentTerms
from analysis.terms.grouping import group_sums, sum_rows
from analysis.terms.voice import voices_of
from analysis.terms.weights import doc_ids, story_of, story_weights

__all__ = [
    "DocumentTerms",
    "collocations",
    "count_terms",
    "doc_ids",
    "group_sums",
    "story_of",
    "story_weights",
    "sum_rows",
    "terms_from_counts",
    "voices_of",
]
