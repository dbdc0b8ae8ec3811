"""Work on many terms in blocks of similar frequency, on two threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from analysis.progress import watched

__all__ = ["blocks", "in_threads"]

BLOCK = 100  # terms per block: enough draws for a tail, few enough to be of one frequency and to stay in the cache


def blocks(frequency: np.ndarray) -> list[np.ndarray]:
    """Positions of the terms in blocks of about 100 that occur about equally often.

    >>> [block.tolist() for block in blocks(np.array([3, 1, 2]))]
    [[1, 2, 0]]
    """
    order = np.argsort(frequency, kind="stable")
    return np.array_split(order, max(1, len(order) // BLOCK))


def in_threads(function: Callable, items: list, label: str = "drawing stories again") -> list:
    """Results in the order of the items, so threads change nothing; numpy and scipy release the interpreter lock."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        try:
            return list(watched(pool.map(function, items), len(items), label))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # stopped: what has not begun shall not begin
            raise
