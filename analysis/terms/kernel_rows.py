"""Compiled work on the rows of the counts: order, document frequency, columns that are kept."""

import numpy as np
from numba import njit

from analysis.terms.kernel_words import compiled

__all__ = ["count_columns", "renumber", "row_bounds", "sorted_rows"]

DIGIT_BITS = 16
DIGIT = (1 << DIGIT_BITS) - 1


@njit
def _sorted_by(cells, keys, n_keys):
    """Stable radix sort of cells by their keys, all below n_keys."""
    shift = 0
    while n_keys >> shift > 0:
        begins = np.zeros(DIGIT + 2, np.int32)
        for cell in cells:
            begins[(keys[cell] >> shift & DIGIT) + 1] += 1
        for digit in range(DIGIT):
            begins[digit + 1] += begins[digit]
        result = np.empty_like(cells)
        for cell in cells:
            digit = keys[cell] >> shift & DIGIT
            result[begins[digit]] = cell
            begins[digit] += 1
        cells, shift = result, shift + DIGIT_BITS
    return cells


@compiled
def sorted_rows(terms, counts, lengths, column_of, n_columns):
    """Rows with their columns in ascending order; terms without a column (-1) are dropped.

    All rows of a block are sorted together, by column first and by row last: two or three passes in all.
    """
    rows, columns = np.empty(len(terms), np.int32), np.empty(len(terms), np.int32)
    cells = np.empty(len(terms), np.int32)
    new_lengths = np.zeros_like(lengths)
    cell = n_kept = 0
    for row in range(len(lengths)):
        for _ in range(lengths[row]):
            rows[cell], columns[cell], cells[n_kept] = row, column_of[terms[cell]], cell
            is_kept = columns[cell] >= 0
            new_lengths[row] += is_kept
            n_kept += is_kept
            cell += 1
    cells = _sorted_by(_sorted_by(cells[:n_kept], columns, n_columns), rows, len(lengths))
    return columns[cells], counts[cells], new_lengths


@compiled
def count_columns(columns, n_columns):
    """How often each column occurs (numpy.bincount would first copy the columns to 64 bits)."""
    counts = np.zeros(n_columns, np.int64)
    for column in columns:
        counts[column] += 1
    return counts


@compiled
def renumber(indices, new_column):
    """Give every column its new number, in place."""
    for cell in range(len(indices)):
        indices[cell] = new_column[indices[cell]]


@compiled
def row_bounds(indptr, stays):
    """Bounds of the rows when only some cells stay."""
    bounds = np.zeros_like(indptr)
    for row in range(len(indptr) - 1):
        bounds[row + 1] = bounds[row]
        for cell in range(indptr[row], indptr[row + 1]):
            bounds[row + 1] += stays[cell]
    return bounds
