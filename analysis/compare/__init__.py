"""Which words one outlet uses more, and how far apart two outlets are.

======================  ==========================================================================
``compare_outlets``     log-odds, permutation p-values in one family, intervals -> Comparison
``outlet_distance``     how well one random word tells two outlets apart -> Distance
``find_events``         articles of several outlets about the same event, within a few days -> Events
``null_splits``          random halves of one outlet: does the method find what is not there?
``token_level``         G2 and log ratio: token-level scores for comparison with other tools, no p
``dispersion``          DP_norm: how evenly a term is spread over an outlet's stories
======================  ==========================================================================
"""

from analysis.compare.calibration import null_splits
from analysis.compare.comparison import Comparison
from analysis.compare.dispersion import dispersion
from analysis.compare.distance import Distance, outlet_distance
from analysis.compare.events import Events, find_events
from analysis.compare.keyness import compare_outlets
from analysis.compare.one_word import partisanship
from analysis.compare.token_level import token_level

__all__ = [
    "Comparison",
    "Distance",
    "Events",
    "compare_outlets",
    "dispersion",
    "find_events",
    "null_splits",
    "outlet_distance",
    "partisanship",
    "token_level",
]
