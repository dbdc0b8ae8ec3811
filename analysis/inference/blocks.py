"""Work on many terms in blocks, on two threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

__all__ = ["blocks", "in_threads"]

BLOCK = 256  # terms per block: a block of draws stays within the processor's cache


def blocks(n_terms: int) -> list[slice]:
    """Cut 0 ... n_terms into slices.

    >>> blocks(300)
    [slice(0, 256, None), slice(256, 300, None)]
    """
    return [slice(start, min(start + BLOCK, n_terms)) for start in range(0, n_terms, BLOCK)]


def in_threads(function: Callable, items: list) -> list:
    """Results in the order of the items, so threads change nothing; numpy and scipy release the interpreter lock."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(function, items))
