"""Word 5-grams as sorted arrays of 64-bit hashes, and which articles share many of them."""

from collections.abc import Sequence

import numpy as np

__all__ = ["covered", "is_copy", "make_sketch", "overlap", "partners", "shingle_hashes", "word_hashes"]

ONE_IN = 4
COPY = 0.8
JACCARD = 0.7
BRIEF, COVERED = 100, 0.95  # words of a text so short that two shared sentences are most of it
MIN_SHARED = 0.4  # of the smaller set
WINDOW = 1000  # longest look back along the articles that hold one 5-gram
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


def make_sketch(words: np.ndarray) -> np.ndarray:
    """One in four of the 5-gram hashes, chosen by value so that copies choose the same, cut to 32 bits."""
    from analysis.corpus.stories.kernels import hash_shingles, sample

    return sample(hash_shingles(words), ONE_IN)


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


def partners(sketches: Sequence[np.ndarray], lengths: Sequence[int]) -> np.ndarray:
    """For each row the rows whose sketches say that they may be copies.

    Parameters
    ----------
    sketches : sequence of array
    lengths : sequence of int
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
    from analysis.corpus.stories.kernels import best_partners, place_of_cells

    sizes = np.array([len(sketch) for sketch in sketches], dtype=np.int64)
    order = np.argsort(sizes, kind="stable")
    bounds = np.append(0, np.cumsum(sizes[order]))
    postings = _postings(sketches, order, bounds)
    ordered_lengths = np.asarray(lengths, dtype=np.int64)[order]
    cells = (postings, *place_of_cells(postings, bounds), bounds)
    found = best_partners(*cells, ordered_lengths, COPY, MIN_SHARED, WINDOW, N_BEST)
    result = np.full((len(sizes), N_BEST), -1)
    result[order] = np.where(found >= 0, order[found] if len(order) else found, -1)
    return result


def _postings(sketches, order: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """Sorted: a hash in the upper 32 bits, the place of its row in the order in the lower ones."""
    postings = np.empty(bounds[-1], np.uint64)
    for place, row in enumerate(order.tolist()):
        cells = sketches[row].astype(np.uint64) << np.uint64(32)
        postings[bounds[place] : bounds[place + 1]] = cells | np.uint64(place)
    postings.sort()
    return postings
