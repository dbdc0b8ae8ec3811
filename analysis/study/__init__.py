"""One question put to one corpus: the outlets, words, period and voice, and everything that can be asked of them.

``Study`` is the one public name. Its answers are computed when first asked for and kept:

=====================================  ===============================================================
``compared``                           the outlets, in order; by default the three with most stories
``articles``, ``terms``                the selected documents table; their counts
``outline``                            Design without what needs words, at once
``design``                             Design: what this selection can and cannot show
``distance``                           Distance: pi, interval, placebo band
``keyness``                            Comparison: the pair, or every pair and each against the rest
``content``, ``topics``                counts without stop words and rare terms; Topics fitted to them
``prevalence``                         DataFrame: share of each topic in each outlet
``gap(target, reference)``             Gap: agenda or wording
``naming``, ``speaking``               Naming and Speakers; they need texts
``evidence(row_or_pattern, n)``        Concordance: the sentences behind a number, n stories per outlet
``code(step)``                         a cell that gives the same table; `STEPS` lists the steps
=====================================  ===============================================================

``dataclasses.replace(study, outlets=("tass", "dw"))`` is another question to the same corpus; what was counted, split
or computed before and still holds is used again.
"""

from analysis.study.selection import STEPS
from analysis.study.study import Study

__all__ = ["STEPS", "Study"]
