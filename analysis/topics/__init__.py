"""What the outlets write about.

===================  ===============================================================
``stable_k``         how many topics come back on other stories, beyond chance?
``fit_topics``       TF-IDF -> NMF or k-means on the LSA space -> Topics
``Topics``           terms, weights, card, prevalence by outlet with intervals
``topic_stability``  how well does each topic come back on other stories?
``prevalence``       mean share of each topic in each group, stories redrawn
===================  ===============================================================
"""

from analysis.topics.fit import fit_topics
from analysis.topics.model import Topics
from analysis.topics.prevalence import prevalence
from analysis.topics.refits import topic_stability
from analysis.topics.stability import StableK, stable_k

__all__ = ["StableK", "Topics", "fit_topics", "prevalence", "stable_k", "topic_stability"]
