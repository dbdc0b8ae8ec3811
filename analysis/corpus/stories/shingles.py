"""Word 5-grams as sorted arrays of 64-bit hashes, and which articles share many of them."""

import numpy as np

__all__ = ["covered", "is_copy", "make_sketch", "overlap", "partners", "shingle_hashes", "word_hashes"]

ONE_IN = 4
COPY = 0.8
JACCARD = 0.7
BRIEF, COVERED = 100, 0.95  # words of a text so short that two shared sentences are most of it
MIN_SHARED = 0.4  # of the smaller set
WINDOW = 1000  # longest look back along the articles that hold one 5-gram
RANGE = 2**28  # of the hashes put in order at a time
N_BEST = 8  # copies of copies are found through each other


def word_hashes(words: bytes) -> np.ndarray:
    """Hashes of blank-separated words, in order; the same on every machine."""
    from analysis.corpus.stories.kernels import hash_words

    return hash_words(np.frombuffer(words + b" ", dtype=np.uint8)) if words else np.empty(0, np.uint64)


def shingle_hashes(words: np.ndarray) -> np.ndarray:
    """Sorted distinct hashes of the 5-grams of hashed words.

    Examples
    --------
    >>> len(shingle_hashes(word_hashes(b"to be or not to be or not to be")))
    4
    """
    from analysis.corpus.stories.kernels import hash_shingles

    hashes = np.sort(hash_shingles(words))
    return hashes[np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)]]


def make_sketch(words: bytes, fewest: int = 0) -> tuple[int, np.ndarray]:
    """Number of blank-separated words, and one in four of the hashes of their 5-grams, cut to 32 bits.

    They are chosen by value, so that copies choose the same; of fewer words than `fewest` none is.
    """
    from analysis.corpus.stories.kernels import sketch

    return sketch(np.frombuffer(words + b" " if words else b"", dtype=np.uint8), ONE_IN, fewest)


def is_copy(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether two texts, as hashed words, are copies: the definition in `stories.find_stories`."""
    from analysis.corpus.stories.kernels import words_in_order

    sets = shingle_hashes(a), shingle_hashes(b)
    shared = overlap(*sets)
    if shared >= COPY:
        smaller = a if len(sets[0]) <= len(sets[1]) else b
        return len(smaller) >= BRIEF or _jaccard(*sets) >= JACCARD or covered(smaller, *sets) >= COVERED
    return shared >= MIN_SHARED and words_in_order(a, b) >= COPY * max(len(a), len(b))


def covered(words: np.ndarray, a: np.ndarray, b: np.ndarray) -> float:
    """Share of the words of a text that stand in a 5-gram of both sets."""
    from analysis.corpus.stories.kernels import LENGTH, hash_shingles

    both = np.isin(hash_shingles(words), np.intersect1d(a, b, assume_unique=True))
    return float((np.convolve(both, np.ones(LENGTH)) > 0).mean())


def _jaccard(a: np.ndarray, b: np.ndarray) -> float:
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared / (len(a) + len(b) - shared)


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    """Share of the smaller of two sorted sets that lies in the other; 0 when one is empty.

    Examples
    --------
    >>> overlap(np.array([1, 2, 3]), np.array([2, 3, 4, 5]))
    0.6666666666666666
    """
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0


def partners(cells: np.ndarray, begins: np.ndarray, sizes: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """For each row the rows whose sketches say that they may be copies.

    Parameters
    ----------
    cells : array of uint32
        The sketches, one after the other; overwritten.
    begins, sizes : array of int
        Where the sketch of each row begins, and how many hashes it has.
    lengths : array of int
        Words of each text.

    Returns
    -------
    array of shape (rows, 8)
        Row numbers, the largest shared part of the smaller sketch first, -1 where there are fewer. A pair is listed
        with the row of the larger sketch.

    Notes
    -----
    Counts shared hashes along an inverted index (ScanCount; Li, Lu and Lu 2008). Rows are taken in order of sketch
    size, so that near copies are neighbours, and a hash held by more than a thousand rows is followed only to the
    thousand before: the work stays linear when one legal notice ends every article. The shared part of a sketch of
    m hashes misses that of all 5-grams by 1.3 / sqrt(m), more than three standard errors, once in a thousand pairs.
    """
    from analysis.corpus.stories.kernels import best_partners

    order = np.argsort(sizes, kind="stable")
    bounds = begins[order], begins[order] + sizes[order]
    holders = _invert(cells, *bounds)
    found = best_partners(holders, cells, *bounds, lengths[order].astype(np.int64), COPY, MIN_SHARED, WINDOW, N_BEST)
    result = np.empty_like(found)
    result[order] = np.where(found >= 0, order.astype(np.int32)[found], -1) if len(order) else found
    return result


def _invert(cells: np.ndarray, begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The inverted index: who holds each hash, one hash after the other; cells become places in it.

    It is built for one range of hashes at a time, so that the sorted pairs of hash and row are never in memory whole.
    """
    from analysis.corpus.stories.kernels import gather, place

    holders = np.empty((ends - begins).sum(), np.uint32)
    done, n_placed = begins.copy(), 0
    for limit in range(RANGE, 2**32 + 1, RANGE):
        postings = gather(cells, done, ends, np.uint64(limit))
        postings.sort()
        place(postings, n_placed, holders, cells, done)
        n_placed += len(postings)
    return holders
