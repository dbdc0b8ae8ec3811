"""Compiled loops of the search for copies; imported where they are used, since numba is slow to import."""

import numpy as np
from numba import njit

__all__ = ["count_shared", "hash_shingles"]

LENGTH = 5


@njit(cache=True)
def hash_shingles(data):
    """Hash of every word 5-gram, in order, of UTF-8 bytes in which a blank (32) ends each word (FNV-1a, mixed)."""
    out = np.empty(len(data), np.uint64)
    recent = np.zeros(LENGTH, np.uint64)
    word, n_words = np.uint64(14695981039346656037), 0
    for byte in data:
        if byte != 32:
            word = (word ^ np.uint64(byte)) * np.uint64(1099511628211)
            continue
        recent[n_words % LENGTH] = word
        word, n_words = np.uint64(14695981039346656037), n_words + 1
        if n_words >= LENGTH:
            out[n_words - LENGTH] = _mix(recent, n_words % LENGTH)
    return out[: max(0, n_words - LENGTH + 1)]


@njit(cache=True)
def _mix(words, oldest):
    mixed = np.uint64(0)
    for step in range(LENGTH):
        mixed = (mixed ^ words[(oldest + step) % LENGTH]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


@njit(cache=True)
def count_shared(owners, starts, position, bounds, min_shared, window):
    """Pairs (earlier row, row) that share at least `min_shared` of the earlier row's hashes.

    `owners` lists rows hash by hash; cell c of row r (bounds[r] <= c < bounds[r + 1]) stands at position[c] of that
    list, in the run that begins at starts[position[c]].
    """
    shared = np.zeros(len(bounds) - 1, np.int64)
    touched = np.empty(len(bounds) - 1, np.int64)
    found = [(np.int64(0), np.int64(0)) for _ in range(0)]
    for row in range(len(bounds) - 1):
        n_touched = 0
        for place in position[bounds[row] : bounds[row + 1]]:
            for other in owners[max(starts[place], place - window) : place]:
                if shared[other] == 0:
                    touched[n_touched] = other
                    n_touched += 1
                shared[other] += 1
        for other in touched[:n_touched]:
            if shared[other] >= min_shared * (bounds[other + 1] - bounds[other]):
                found.append((other, row))
            shared[other] = 0
    pairs = np.empty((len(found), 2), np.int64)
    for number, (earlier, later) in enumerate(found):
        pairs[number, 0], pairs[number, 1] = earlier, later
    return pairs
