"""Non-negative matrix factorisation by coordinate descent, as scikit-learn's solver "cd", on several cores.

The iterates are scikit-learn's: same updates in the same order, same measure of convergence. What differs is the work:
the rows of a factor do not depend on each other, so each row takes its part of the sparse product and its step at once,
while it is in the processor's registers, and blocks of rows go to threads that release the interpreter lock.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy import sparse

from analysis import progress
from analysis.terms.kernel_words import compiled

__all__ = ["SVD", "nmf", "nndsvda", "truncated_svd"]

BLOCK = 500_000  # cells per block of rows; blocks depend on the matrix alone, so that threads change no sum


class SVD(NamedTuple):
    """Truncated singular value decomposition: left (n_rows, d), values (d,), right (n_columns, d)."""

    left: np.ndarray
    values: np.ndarray
    right: np.ndarray


def truncated_svd(matrix: sparse.csr_array, d: int, seed: int, n_iter: int | str = "auto") -> SVD:
    """The d largest singular values with their vectors (Halko, Martinsson and Tropp 2011)."""
    from sklearn.utils.extmath import randomized_svd

    left, values, right = randomized_svd(matrix, d, n_iter=n_iter, random_state=seed)
    return SVD(left, values, right.T)


def nndsvda(svd: SVD, k: int, mean: float) -> tuple[np.ndarray, np.ndarray]:
    """Where the factorisation starts (Boutsidis and Gallopoulos 2008), zeros filled with the mean of the matrix.

    Parameters
    ----------
    svd : SVD
        With k or more singular values; the first k are used, so one decomposition serves several k.
    k : int
    mean : float

    Returns
    -------
    rows, columns : ndarray of shape (n_rows, k) and (n_columns, k)

    Notes
    -----
    Each singular triplet gives a rank-one matrix of both signs. Its positive part is the sum of two non-negative
    rank-one matrices, one of the positive and one of the negative halves of the vectors; the larger is taken.
    """
    left, values, right = svd.left[:, :k], svd.values[:k], svd.right[:, :k]
    halves = [(np.maximum(sign * left, 0), np.maximum(sign * right, 0)) for sign in (1, -1)]
    lengths = [[np.linalg.norm(part, axis=0) for part in half] for half in halves]
    sizes = [a * b for a, b in lengths]
    positive = sizes[0] > sizes[1]
    scale = np.sqrt(values * np.where(positive, *sizes))
    starts = []
    for (up, down), (long, short) in zip(zip(*halves, strict=True), zip(*lengths, strict=True), strict=True):
        length = np.where(positive, long, short)
        start = np.where(positive, up, down) * (scale / np.where(length > 0, length, 1))
        starts.append(np.where(start < 1e-6, mean, start))
    return starts[0], starts[1]


def nmf(
    matrix: sparse.csr_array,
    start: tuple[np.ndarray, np.ndarray],
    max_iter: int,
    tolerance: float,
    workers: int = 1,
) -> tuple[np.ndarray, np.ndarray, bool]:
    """Factors W and H that make the squared error of matrix - W H' small.

    Parameters
    ----------
    matrix : csr_array of shape (n_rows, n_columns)
    start : ndarrays of shape (n_rows, k) and (n_columns, k)
        Left as they are.
    max_iter : int
    tolerance : float
        The iterations stop when the projected gradient has shrunk to this part of what it was in the first.
    workers : int
        Threads; their number does not change the result.

    Returns
    -------
    rows, columns : ndarray of shape (n_rows, k) and (n_columns, k), of the type of the matrix
    converged : bool

    Notes
    -----
    Coordinate descent (Cichocki and Phan 2009; Hsieh and Dhillon 2011): one pass over all coordinates of a factor, then
    one over those of the other, as in scikit-learn.
    """
    rows, columns = (np.array(factor, dtype=matrix.dtype, order="C") for factor in start)
    sides = [_blocks(matrix), _blocks(sparse.csr_array(matrix.T))]
    first = None
    with ThreadPoolExecutor(workers) if workers > 1 else nullcontext() as pool:
        each = pool.map if pool else map
        for done in range(max_iter):
            progress.step(done, max_iter, "finding topics")
            violation = _half_step(sides[0], rows, columns, each) + _half_step(sides[1], columns, rows, each)
            first = violation if first is None else first
            if violation <= tolerance * first:
                return rows, columns, True
    return rows, columns, False


class _Block(NamedTuple):
    """Some rows of a sparse matrix."""

    begin: int
    end: int
    matrix: sparse.csr_array


def _blocks(matrix: sparse.csr_array) -> list[_Block]:
    edges = np.searchsorted(matrix.indptr, np.arange(BLOCK, matrix.nnz, BLOCK))
    edges = np.unique([0, *edges, matrix.shape[0]]).tolist()
    return [_Block(begin, end, matrix) for begin, end in pairwise(edges)]


def _half_step(blocks: list[_Block], factor: np.ndarray, other: np.ndarray, each: Callable) -> float:
    """Improve one factor with the other held; returns the size of the projected gradient met on the way."""
    gram = _gram(other)

    def step(block: _Block) -> float:
        matrix = block.matrix
        return _update_rows(matrix.indptr, matrix.indices, matrix.data, block.begin, block.end, other, gram, factor)

    return sum(each(step, blocks))


@compiled
def _update_rows(indptr, indices, data, begin, end, other, gram, factor):
    """One pass of coordinate descent over rows begin ... end of the factor.

    All inner loops run along k and add in place, so that the compiler can use vectors without changing a sum. Four
    cells are added at a time, which spares reading and writing the slope.
    """
    k = other.shape[1]
    slope = np.empty(k, factor.dtype)
    zero = factor.dtype.type(0)
    violation = 0.0
    for row in range(begin, end):
        slope[:] = zero
        cell, last = indptr[row], indptr[row + 1]
        while cell + 4 <= last:
            a, b, c, d = data[cell], data[cell + 1], data[cell + 2], data[cell + 3]
            in_a, in_b, in_c, in_d = indices[cell], indices[cell + 1], indices[cell + 2], indices[cell + 3]
            for t in range(k):
                slope[t] -= a * other[in_a, t] + b * other[in_b, t] + c * other[in_c, t] + d * other[in_d, t]
            cell += 4
        for rest in range(cell, last):
            a, in_a = data[rest], indices[rest]
            for t in range(k):
                slope[t] -= a * other[in_a, t]
        for s in range(k):
            value = factor[row, s]
            if value > 0:
                for t in range(k):
                    slope[t] += value * gram[s, t]
        for t in range(k):
            value, descent, curvature = factor[row, t], -slope[t], gram[t, t]
            if (value == 0 and descent <= 0) or curvature == 0:
                continue
            violation += abs(descent)
            factor[row, t] = max(value + descent / curvature, zero)
            change = factor[row, t] - value
            if change != 0:
                for s in range(k):
                    slope[s] += change * gram[t, s]
    return violation


@compiled
def _gram(factor):
    """factor' factor; without BLAS, whose sums differ between processors."""
    n, k = factor.shape
    gram = np.zeros((k, k), factor.dtype)
    for row in range(n):
        for s in range(k):
            value = factor[row, s]
            if value > 0:
                for t in range(k):
                    gram[s, t] += value * factor[row, t]
    return gram
