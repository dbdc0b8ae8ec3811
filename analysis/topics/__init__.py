"""What the outlets write about.

===================  ===============================================================
``stable_k``         how many topics come back on other stories, beyond chance?
``fit_topics``       TF-IDF -> NMF or k-means on the LSA space -> Topics
``Topics``           terms, weights, labels, card; methods for all below
``topic_stability``  how well does each topic come back on other stories?
``prevalence``       mean share of each topic in each group, stories redrawn
``differences``      where two groups differ, stories permuted, one family
``over_time``        mean share of each topic in each week or month -> Timeline
``map_articles``     every article between its topics, in two dimensions
===================  ===============================================================
"""

from analysis.topics.fit import fit_topics
from analysis.topics.map import map_articles
from analysis.topics.model import Topics
from analysis.topics.prevalence import differences, prevalence
from analysis.topics.refits import topic_stability
from analysis.topics.stability import StableK, stable_k
from analysis.topics.timeline import Timeline, over_time

__all__ = [
    "StableK",
    "Timeline",
    "Topics",
    "differences",
    "fit_topics",
    "map_articles",
    "over_time",
    "prevalence",
    "stable_k",
    "topic_stability",
]
