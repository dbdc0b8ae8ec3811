"""Compiled loops over the letters of a page; imported where they are used, since numba is slow to import."""

import numpy as np
from numba import njit

__all__ = ["openings", "walk"]


@njit(cache=True)
def openings(data):
    """A number of 16 bits for each run of four letters, the same for both cases of a letter."""
    hashes = np.empty(max(0, len(data) - 3), np.uint16)
    four = np.uint32(0)
    for at in range(len(data)):
        four = (four << np.uint32(5) | data[at] & np.uint32(31)) & np.uint32(0xFFFFF)
        if at >= 3:
            hashes[at - 3] = (four * np.uint32(0x9E3779B1)) >> np.uint32(16)
    return hashes


@njit(cache=True)
def walk(data, opens, classes, step, ending):
    """(phrase, offset) wherever phrases of a tree begin (see `phrases`): the longest of each place."""
    hashes = openings(data)
    found = np.empty((len(hashes), 2), np.int64)
    size = 0
    for at in range(len(hashes)):
        if not opens[hashes[at]]:
            continue
        state, reached, longest = step[0, classes[data[at]]], at + 1, -1
        while state > 0:
            longest = max(longest, ending[state])
            if reached == len(data):
                break
            state = step[state, classes[data[reached]]]
            reached += 1
        if longest >= 0:
            found[size, 0], found[size, 1] = longest, at
            size += 1
    return found[:size]
