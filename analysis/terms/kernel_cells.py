"""Cells of a sparse matrix, in memory that grows and shrinks in place: a second copy would be the peak of it all."""

import numpy as np
from scipy.sparse import csr_array

__all__ = ["Cells", "drop_cells"]

FEW_CELLS = 1 << 16
EXACT_TYPES = (np.int64, np.float64)  # hold every count; others are left to SciPy, which converts all at the end


class Cells:
    """Columns and counts of rows, block by block.

    Parameters
    ----------
    dtype : dtype
        Type that the counts will have in the end.
    """

    def __init__(self, dtype):
        self.columns = np.empty(0, np.int32)
        self.counts = np.empty(0, dtype if dtype in EXACT_TYPES else np.intc)
        self.lengths: list[np.ndarray] = []
        self.ends = [0]

    def append(self, columns: np.ndarray, counts: np.ndarray, lengths: np.ndarray) -> None:
        """Add the rows of a block."""
        begin, end = self.ends[-1], self.ends[-1] + len(columns)
        if end > len(self.columns):
            self._resize(end + end // 8 + FEW_CELLS)
        self.columns[begin:end], self.counts[begin:end] = columns, counts
        self.lengths.append(lengths)
        self.ends.append(end)

    def block(self, number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Rows of a block as they were added."""
        cells = slice(self.ends[number], self.ends[number + 1])
        return self.columns[cells], self.counts[cells].astype(np.intc), self.lengths[number]

    def replace(self, number: int, columns: np.ndarray, counts: np.ndarray) -> None:
        """Put other columns and counts into the rows of a block; the lengths of the rows stay."""
        cells = slice(self.ends[number], self.ends[number + 1])
        self.columns[cells], self.counts[cells] = columns, counts

    def compressed(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Counts, columns and row bounds, as SciPy's compressed rows want them; nothing can be added afterwards."""
        self._resize(self.ends[-1])
        index_type = np.int32 if self.ends[-1] <= np.iinfo(np.int32).max else np.int64
        lengths = np.concatenate([np.zeros(1, np.int64), *self.lengths])
        return self.counts, self.columns.astype(index_type, copy=False), np.cumsum(lengths, dtype=index_type)

    def _resize(self, n_cells: int) -> None:
        self.columns.resize(n_cells, refcheck=False)
        self.counts.resize(n_cells, refcheck=False)


def drop_cells(counts: csr_array, stays: np.ndarray) -> None:
    """Drop the cells that do not stay from a matrix made of ``Cells``; its row bounds are left as they are.

    SciPy holds views of the arrays that it was given: they are replaced by the arrays themselves, which can shrink.
    """
    for name in ("indices", "data"):
        view = getattr(counts, name)
        setattr(counts, name, view if view.base is None else view.base)
        del view
        _compress(getattr(counts, name), stays)


def _compress(array: np.ndarray, stays: np.ndarray) -> None:
    end = 0
    for begin in range(0, len(array), FEW_CELLS):
        kept = array[begin : begin + FEW_CELLS][stays[begin : begin + FEW_CELLS]]
        array[end : end + len(kept)] = kept
        end += len(kept)
    array.resize(end, refcheck=False)
