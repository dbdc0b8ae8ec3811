"""The effect that is tested: log-odds with an informative Dirichlet prior."""

from dataclasses import dataclass

import numpy as np

from analysis.inference.cells import Cells

__all__ = ["LogOdds"]


@dataclass(frozen=True, eq=False)
class LogOdds:
    """Log-odds ratio of each term, shrunk towards no difference by a prior worth ``a0`` tokens.

    Parameters
    ----------
    prior : ndarray of shape (n_terms,)
        a_w = a0 * share of the term in the compared groups pooled.
    a0 : float
        Weight of the prior, in words, or in stories when stories are counted.

    Notes
    -----
    d_w = ln[(C_A + a_w) / (N_A + a0 - C_A - a_w)] - ln[(C_B + a_w) / (N_B + a0 - C_B - a_w)], with C the counts of the
    term and N all tokens of a group (Monroe, Colaresi and Quinn 2008, Political Analysis 16(4), equation 16). The
    z-score of that paper treats words as independent draws and is not used: here the deviation comes from permuting
    stories.

    Examples
    --------
    >>> effect = LogOdds(prior=np.array([3.0]), a0=10)
    >>> effect(np.array([5.0]), 10.0, np.array([1.0]), 10.0, slice(0, 1)).round(4)  # ln(8/12) - ln(4/16)
    array([0.9808])
    """

    prior: np.ndarray
    a0: float

    @classmethod
    def of_cells(cls, cells: Cells, a0: float) -> "LogOdds":
        """Prior from the compared stories pooled."""
        return cls(a0 * cells.pooled() / max(cells.size.sum(), 1), a0)

    def __call__(self, c_target, n_target, c_reference, n_reference, terms: slice = slice(None)) -> np.ndarray:
        """d_w for counts of shape (n_terms,) or (n_terms, n_draws) and sizes of shape () or (n_draws,)."""
        prior = self.prior[terms].reshape((-1,) + (1,) * (np.ndim(c_target) - 1))
        odds_target = (c_target + prior) / (n_target + self.a0 - c_target - prior)
        odds_reference = (c_reference + prior) / (n_reference + self.a0 - c_reference - prior)
        return np.log(odds_target / odds_reference)
