"""Word 5-grams as sorted arrays of 64-bit hashes, and which articles share many of them."""

from collections.abc import Sequence

import numpy as np

__all__ = ["candidate_pairs", "overlap", "shingle_hashes"]

MIN_SHARED = 0.3  # of the smaller sketch: well below 0.8, since a sketch sees only a sample
WINDOW = 1000  # longest look back along the articles that hold one 5-gram


def shingle_hashes(words: str) -> np.ndarray:
    """Sorted distinct hashes of the 5-grams of blank-separated words; the same on every machine.

    Examples
    --------
    >>> len(shingle_hashes("to be or not to be or not to be"))
    4
    """
    from analysis.corpus.kernels import hash_shingles

    return np.unique(hash_shingles(np.frombuffer(words.encode() + b" ", dtype=np.uint8)))


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    """Share of the smaller set that lies in the other; 0 when one is empty.

    Examples
    --------
    >>> overlap(np.array([1, 2, 3]), np.array([2, 3, 4, 5]))
    0.6666666666666666
    """
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0


def candidate_pairs(sketches: Sequence[np.ndarray]) -> np.ndarray:
    """Pairs of rows whose sketches share at least three tenths of the smaller one.

    Returns
    -------
    array of shape (pairs, 2)
        Each pair once, smaller row number first.

    Notes
    -----
    Counts shared hashes along an inverted index (ScanCount; Li, Lu and Lu 2008). Rows are taken in order of sketch
    size, so that near copies are neighbours, and a hash held by more than a thousand rows is followed only to the
    thousand before: the work stays linear when one legal notice ends every article.
    """
    from analysis.corpus.kernels import count_shared

    sizes = np.array([len(sketch) for sketch in sketches], dtype=np.int64)
    order = np.argsort(sizes, kind="stable")
    if not sizes.sum():
        return np.empty((0, 2), np.int64)
    hashes = np.concatenate([sketches[row] for row in order])
    owner = np.repeat(np.arange(len(order)), sizes[order])
    postings, starts, position = _invert(hashes)
    pairs = count_shared(owner[postings], starts, position, np.append(0, np.cumsum(sizes[order])), MIN_SHARED, WINDOW)
    return np.sort(order[pairs], axis=1)


def _invert(hashes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Positions sorted by hash; where the run of equal hashes begins; where each position lies in that order."""
    postings = np.argsort(hashes, kind="stable")
    ordered = hashes[postings]
    new = np.append(True, ordered[1:] != ordered[:-1])
    starts = np.maximum.accumulate(np.where(new, np.arange(len(new)), 0))
    position = np.empty_like(postings)
    position[postings] = np.arange(len(postings))
    return postings, starts, position
