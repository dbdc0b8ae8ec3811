"""Hear one random word of a story and guess its outlet: leave-one-story-out partisanship of one labelling."""

import numpy as np

from analysis.inference import Cells

__all__ = ["Words", "partisanship"]


def partisanship(cells: Cells, is_target: np.ndarray, times: np.ndarray | None = None, leave_out: bool = True) -> float:
    """Leave-one-story-out pi of one labelling.

    Parameters
    ----------
    cells : Cells
        Stories of both sides.
    is_target : ndarray of bool, shape (n_cells,)
    times : ndarray of shape (n_cells,), optional
        How often each story counts; a story that counts m times is left out m times together.
    leave_out : bool
        False gives the plug-in version, which sees a difference where there is none; it is offered to show that.
    """
    return Words(cells).partisanship(is_target, np.ones(len(is_target)) if times is None else times, leave_out)


class Words:
    """Every word of a set of stories, laid out for many labellings and weights."""

    def __init__(self, cells: Cells):
        cells = cells.where(cells.size > 0)
        counts = cells.counts.tocoo()
        (self.story, self.word), self.count = counts.coords, counts.data
        self.size, self.n_words = cells.size, cells.counts.shape[1]
        self.share = self.count / self.size[self.story]

    def partisanship(self, is_target: np.ndarray, times: np.ndarray, leave_out: bool = True) -> float:
        side = is_target.astype(np.intp)
        own_side = side[self.story]
        counted = self.count * times[self.story]
        totals = np.stack([np.bincount(self.word, counted * (own_side == group), self.n_words) for group in (0, 1)])
        sizes = np.bincount(side, self.size * times, 2)
        own = _rate(
            totals[own_side, self.word] - leave_out * counted,
            (sizes[side] - leave_out * self.size * times)[self.story],
        )
        other = _rate(totals[1 - own_side, self.word], sizes[1 - own_side])
        either = own + other
        guess = np.divide(own, either, out=np.full_like(own, 0.5), where=either > 0)
        right = np.bincount(self.story, self.share * guess, len(self.size))
        return float(np.mean([np.average(right[side == group], weights=times[side == group]) for group in (0, 1)]))


def _rate(count: np.ndarray, size: np.ndarray) -> np.ndarray:
    # Taking a story out of a total can leave a rounding error below zero.
    return np.divide(np.maximum(count, 0), size, out=np.zeros_like(count), where=size > 0)
