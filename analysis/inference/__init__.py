"""What a corpus can show, and how sure one can be: resampling over stories. Knows counts and groups, nothing of news.

======================  ======================================================================
``check_design``        articles, stories, months and detectable effects per group -> Design
``story_cells``         counts -> one row per story and group, copies counted once
``make_contrasts``      which groups are held against which
``matched``             stories of strata that both sides have, such as events
``permutation_family``  labels permuted over stories: single p, family-wise p, pooled q
``bootstrap_interval``  stories redrawn within each group: percentile intervals
``LogOdds``             log-odds with an informative Dirichlet prior, the effect that is tested
======================  ======================================================================
"""

from analysis.inference.blocks import in_threads
from analysis.inference.bootstrap import bootstrap_interval, percentiles, redrawn_strata, redraws
from analysis.inference.cells import Cells, column_of, known_groups, story_cells
from analysis.inference.contrasts import REST, Contrast, groups_of, make_contrasts
from analysis.inference.design import MIN_STORIES, Design, check_design, design_of, detectable_ratios
from analysis.inference.log_odds import LogOdds
from analysis.inference.matching import balance, matched, sides
from analysis.inference.permutation import NullDistribution, labellings, permutation_family

__all__ = [
    "MIN_STORIES",
    "REST",
    "Cells",
    "Contrast",
    "Design",
    "LogOdds",
    "NullDistribution",
    "balance",
    "bootstrap_interval",
    "check_design",
    "column_of",
    "design_of",
    "detectable_ratios",
    "groups_of",
    "in_threads",
    "known_groups",
    "labellings",
    "make_contrasts",
    "matched",
    "percentiles",
    "permutation_family",
    "redrawn_strata",
    "redraws",
    "sides",
    "story_cells",
]
