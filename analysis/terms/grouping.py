"""Sums of rows that belong together."""

import numpy as np
import pandas as pd
from scipy import sparse

__all__ = ["group_sums", "sum_rows"]


def sum_rows(codes: np.ndarray, n_groups: int, matrix: sparse.csr_array) -> sparse.csr_array:
    """Sum the rows of ``matrix`` (n_rows, n_terms) that share a code; shape (n_groups, n_terms).

    >>> sum_rows(np.array([0, 1, 0]), 2, sparse.csr_array([[1, 0], [2, 2], [3, 0]])).toarray().tolist()
    [[4, 0], [2, 2]]
    """
    ones = np.ones(len(codes), dtype=matrix.dtype)
    indicator = sparse.csr_array((ones, (codes, np.arange(len(codes)))), shape=(n_groups, len(codes)))
    return sparse.csr_array(indicator @ matrix)


def group_sums(labels, matrix: sparse.csr_array) -> tuple[sparse.csr_array, pd.Index]:
    """Sum rows by label; rows whose label is missing are left out. Groups come sorted."""
    codes, groups = pd.factorize(pd.Series(labels), sort=True)
    known = codes >= 0
    return sum_rows(codes[known], len(groups), matrix[known]), pd.Index(groups)
