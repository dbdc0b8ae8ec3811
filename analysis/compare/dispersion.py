"""How evenly a term is spread over the stories of a group."""

import numpy as np
from scipy import sparse

__all__ = ["dispersion"]


def dispersion(counts: sparse.csr_array) -> np.ndarray:
    """DP_norm of each term: 0 = spread over the stories like all words, 1 = all in the shortest story.

    Parameters
    ----------
    counts : csr_array of shape (n_stories, n_terms)
        All terms of the stories, since their sizes are the expected shares.

    Returns
    -------
    ndarray of shape (n_terms,)
        NaN for a term that does not occur, and throughout when there is one story only.

    Notes
    -----
    DP = 1/2 sum_i |v_i - s_i|, v_i the share of the term's occurrences that are in story i and s_i the share of all
    tokens; DP_norm = DP / (1 - min s) (Gries 2008, International Journal of Corpus Linguistics 13(4); normalisation:
    Lijffijt and Gries 2012, 17(1)).

    Examples
    --------
    >>> dispersion(sparse.csr_array([[1, 3], [1, 1]])).round(4)  # sizes 4 and 2
    array([0.25 , 0.125])
    """
    size = np.asarray(counts.sum(axis=1)).ravel()
    totals = np.asarray(counts.sum(axis=0)).ravel()
    if not size.sum():
        return np.full(counts.shape[1], np.nan)
    expected = size / size.sum()
    cells = counts.tocoo()
    story, term = cells.coords
    with np.errstate(invalid="ignore", divide="ignore"):
        # Stories without the term contribute their expected share; those with it |v - s| instead.
        difference = np.abs(cells.data / totals[term] - expected[story]) - expected[story]
        dp = (1 + np.bincount(term, difference, minlength=len(totals))) / 2
        return np.where(totals > 0, dp / (1 - expected.min()), np.nan)
