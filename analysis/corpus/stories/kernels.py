"""Compiled loops of the search for copies; imported where they are used, since numba is slow to import."""

import numpy as np
from numba import njit

__all__ = [
    "best_partners",
    "close_gaps",
    "count_long_words",
    "gather",
    "hash_shingles",
    "hash_words",
    "place",
    "sketch",
    "words_in_order",
]

LENGTH = 5
FIRST, ROW = 2**31, 2**31 - 1  # of a run of rows that hold the same hash; and the row itself


@njit(cache=True)
def close_gaps(data, in_words):
    """The bytes that stand in words, one blank (32) between words; `in_words` tells the bytes apart."""
    kept = np.empty(len(data), np.uint8)
    size = 0
    for byte in data:
        if in_words[byte]:
            kept[size] = byte
            size += 1
        elif size > 0 and kept[size - 1] != 32:
            kept[size] = 32
            size += 1
    if size > 0 and kept[size - 1] == 32:
        size -= 1
    return kept[:size].copy()


@njit(cache=True)
def count_long_words(data, in_words):
    """Number of runs of two or more bytes that stand in words."""
    n_words, length = 0, 0
    for byte in data:
        length = length + 1 if in_words[byte] else 0
        n_words += length == 2
    return n_words


@njit(cache=True)
def hash_words(data):
    """Hash of every word, in order, of UTF-8 bytes in which a blank (32) ends each word (FNV-1a)."""
    words = np.empty(len(data), np.uint64)
    word, n_words = np.uint64(14695981039346656037), 0
    for byte in data:
        if byte != 32:
            word = (word ^ np.uint64(byte)) * np.uint64(1099511628211)
            continue
        words[n_words] = word
        word, n_words = np.uint64(14695981039346656037), n_words + 1
    return words[:n_words].copy()


@njit(cache=True)
def hash_shingles(words):
    """Hash of every run of five words, in order."""
    shingles = np.empty(max(0, len(words) - LENGTH + 1), np.uint64)
    for start in range(len(shingles)):
        mixed = np.uint64(0)
        for word in words[start : start + LENGTH]:
            mixed = (mixed ^ word) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        shingles[start] = mixed
    return shingles


@njit(cache=True)
def words_in_order(a, b):
    """Length of the longest common subsequence of two sequences of word hashes.

    One bit per word of `a`, 64 of them at once (Hyyrö 2004, "Bit-parallel LCS-length computation revisited"): a bit
    is cleared when its word becomes part of the subsequence.
    """
    order = np.argsort(a)
    ordered = a[order]
    unmatched = np.full(len(a) // 64 + 1, np.uint64(0xFFFFFFFFFFFFFFFF))
    places = np.zeros_like(unmatched)
    for word in b:
        first = np.searchsorted(ordered, word)
        if first == len(a) or ordered[first] != word:
            continue
        places[:] = 0
        while first < len(a) and ordered[first] == word:
            places[order[first] >> 6] |= np.uint64(1) << np.uint64(order[first] & 63)
            first += 1
        _advance(unmatched, places)
    n_matched = 0
    for place in range(len(a)):
        n_matched += 1 - np.int64(unmatched[place >> 6] >> np.uint64(place & 63) & np.uint64(1))
    return n_matched


@njit(cache=True)
def _advance(unmatched, places):
    carry = np.uint64(0)
    for block in range(len(unmatched)):
        old = unmatched[block]
        matched = old & places[block]
        total = old + matched
        overflow = total < old
        total += carry
        carry = np.uint64(overflow or total < carry)
        unmatched[block] = total | (old & ~matched)


@njit(cache=True)
def sample(hashes, one_in):
    """Sorted distinct hashes divisible by `one_in`, divided by it and cut to 32 bits."""
    chosen = np.empty(len(hashes), np.uint32)
    size = 0
    for hashed in hashes:
        if hashed % np.uint64(one_in) == 0:
            chosen[size] = np.uint32(hashed // np.uint64(one_in) & np.uint64(0xFFFFFFFF))
            size += 1
    chosen = np.sort(chosen[:size])
    kept = min(size, 1)
    for at in range(1, size):
        if chosen[at] != chosen[at - 1]:
            chosen[kept] = chosen[at]
            kept += 1
    return chosen[:kept].copy()


@njit(cache=True)
def sketch(data, one_in, fewest):
    """Number of words, and the sample of their 5-gram hashes; none of a text of fewer words than `fewest`.

    In one call, since each array handed to Python costs as much as the loops over a short text.
    """
    words = hash_words(data)
    return len(words), sample(hash_shingles(words if len(words) >= fewest else words[:0]), one_in)


@njit(cache=True, nogil=True)
def gather(cells, begins, ends, limit):
    """Of each row the hashes below a limit, the hash in the upper and the row in the lower 32 bits."""
    size = 0
    for row in range(len(begins)):
        cell = begins[row]
        while cell < ends[row] and cells[cell] < limit:
            cell += 1
        size += cell - begins[row]
    postings = np.empty(size, np.uint64)
    at = 0
    for row in range(len(begins)):
        cell = begins[row]
        while cell < ends[row] and cells[cell] < limit:
            postings[at] = np.uint64(cells[cell]) << np.uint64(32) | np.uint64(row)
            at += 1
            cell += 1
    return postings


@njit(cache=True, nogil=True)
def place(postings, n_placed, holders, cells, done):
    """Write the rows of sorted postings to `holders`, and into the next cell of each row at which place it is there.

    The first row of each hash carries the highest bit.
    """
    before = ~np.uint64(0)
    for at in range(len(postings)):
        hashed, row = postings[at] >> np.uint64(32), postings[at] & np.uint64(ROW)
        holders[n_placed + at] = row if hashed == before else row | np.uint64(FIRST)
        cells[done[row]] = n_placed + at
        done[row] += 1
        before = hashed


@njit(cache=True, nogil=True)
def best_partners(holders, cells, begins, ends, lengths, copy, edited, window, n_best):
    """For each row the earlier rows that may be copies, the largest shared part first, -1 where there is none.

    A row may be a copy when the shared part of its sketch is `copy`, less the error of a sample of this size, or
    when it is `edited` and the texts differ little in length. A hash that more than `window` rows hold is followed
    to the `window` rows before.
    """
    n_rows = len(begins)
    shared = np.zeros(n_rows, np.int32)
    touched = np.empty(n_rows, np.int32)
    partners = np.full((n_rows, n_best), -1, np.int32)
    shares = np.zeros(n_best)
    for row in range(n_rows):
        n_touched = _count_shared(cells[begins[row] : ends[row]], holders, window, shared, touched)
        shares[:] = 0
        for other in touched[:n_touched]:
            size = ends[other] - begins[other]
            share = shared[other] / size
            shared[other] = 0
            alike = copy * max(lengths[row], lengths[other]) <= min(lengths[row], lengths[other])
            if share >= copy - 1.3 / np.sqrt(size) or (alike and share >= edited):
                _insert(shares, partners[row], share, other)
    return partners


@njit(cache=True)
def _count_shared(places, holders, window, shared, touched):
    """Count in `shared` the hashes that earlier rows have in common with this one; list these rows in `touched`."""
    n_touched = 0
    for place in places:
        earliest = max(np.int64(place) - window, 0)
        other_place = np.int64(place)
        while other_place > earliest and holders[other_place] & np.uint32(FIRST) == 0:
            other_place -= 1
            other = np.int64(holders[other_place] & np.uint32(ROW))
            if shared[other] == 0:
                touched[n_touched] = other
                n_touched += 1
            shared[other] += 1
    return n_touched


@njit(cache=True)
def _insert(shares, partners, share, other):
    """Put a partner at its place among the best; of equal shares the earlier row comes first."""
    at = len(shares)
    while at > 0 and (share > shares[at - 1] or (share == shares[at - 1] and other < partners[at - 1])):
        at -= 1
    if at == len(shares):
        return
    shares[at + 1 :] = shares[at:-1].copy()
    partners[at + 1 :] = partners[at:-1].copy()
    shares[at], partners[at] = share, other
