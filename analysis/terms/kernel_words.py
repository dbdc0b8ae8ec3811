"""Compiled search for words in UTF-8 text: a table over code points says what is a letter and what it counts as.

Loops over bytes and words call no function that takes an array: numba would count its references at every step.
``kernel.py`` compiles ``bytes_at`` and ``mixed`` in: after a change to them its cached machine code is out of date too.
"""

import numpy as np
from numba import njit

from analysis.terms.kernel_unicode import BETWEEN_WORDS, SPOILS_WORD

__all__ = ["bytes_at", "compiled", "find_words", "has_either_pair", "hash_words", "mixed"]

SPOILER = SPOILS_WORD & 0xFF  # as a byte; UTF-8 never has it


def compiled(function):
    """Compile without holding the GIL, and keep the machine code for the next start."""
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:  # numba can write neither to the package's folder nor to the user's cache folder
        return njit(nogil=True)(function)


@njit
def _write_letters(data, begin, end, letter_of, letters, tail):
    """Write the letters of a document and an end mark; returns where they end, and whether all are ASCII."""
    at, is_ascii = begin, True
    while at < end:
        lead = np.int64(data[at])
        at += 1
        if lead < 0x80:
            letters[tail] = letter_of[lead]
            tail += 1
            continue
        n_more = 1 + (lead >= 0xE0) + (lead >= 0xF0)
        code = lead & 0x7F >> n_more
        for i in range(at, at + n_more):
            code = code << 6 | data[i] & 0x3F
        at += n_more
        letter = np.int64(letter_of[code])
        if letter < 0x80:  # also BETWEEN_WORDS, and SPOILS_WORD as its last byte
            letters[tail] = letter
            tail += 1
            continue
        n_more = 1 + (letter >= 0x800) + (letter >= 0x10000)
        letters[tail] = 0xFF00 >> n_more + 1 | letter >> 6 * n_more
        for i in range(n_more):
            letters[tail + n_more - i] = 0x80 | letter >> 6 * i & 0x3F
        tail += 1 + n_more
        is_ascii = False
    letters[tail] = BETWEEN_WORDS
    return tail + 1, is_ascii


@njit
def _find_edges(letters, begin, end, edges):
    """Where words begin and end, in turn; returns how many. Without branches: no processor can guess a word's end."""
    n_edges, was_inside = 0, False
    for at in range(begin, end):
        is_inside = letters[at] != BETWEEN_WORDS
        edges[n_edges] = at
        n_edges += is_inside != was_inside
        was_inside = is_inside
    return n_edges


@njit
def _keep_words(letters, edges, shortest, is_plain):
    """Move the edges of words to the front: letters enough, and none that spoils the word. Returns how many."""
    n_kept = 0
    for i in range(0, len(edges), 2):
        begin, end = edges[i], edges[i + 1]
        n_letters = end - begin
        if not is_plain and n_letters >= shortest:
            for at in range(begin, end):
                n_letters = 0 if letters[at] == SPOILER else n_letters - (letters[at] & 0xC0 == 0x80)
        edges[n_kept], edges[n_kept + 1] = begin, end
        n_kept += 2 * (n_letters >= shortest)
    return n_kept


@compiled
def find_words(data, offsets, letter_of, shortest, may_spoil):
    """Words of some documents.

    Returns the letters of the words (as 64-bit numbers, for reading eight bytes at a time), where words begin and end
    in them, in turn, and where the words of each document begin among those.
    """
    # lower case takes up to one and a half times the bytes: letters of two bytes may become letters of three
    n_bytes = offsets[-1] - offsets[0]
    chunks = np.empty((n_bytes + n_bytes // 2 + len(offsets)) // 8 + 2, np.uint64)
    letters, edges = chunks.view(np.uint8), np.empty(n_bytes + len(offsets), np.int64)
    first_edge, tail = np.zeros(len(offsets), np.int64), 0
    for doc in range(len(offsets) - 1):
        begin, found = tail, edges[first_edge[doc] :]
        tail, is_ascii = _write_letters(data, offsets[doc], offsets[doc + 1], letter_of, letters, begin)
        found = found[: _find_edges(letters, begin, tail, found)]
        first_edge[doc + 1] = first_edge[doc] + _keep_words(letters, found, shortest, is_ascii and not may_spoil)
    return chunks, edges[: first_edge[-1]], first_edge


@njit
def bytes_at(low, high, skipped, n_bytes):
    """Up to eight bytes as one number, zeros behind, given the two aligned numbers that they lie in."""
    shift, unused = np.uint64(8 * skipped), np.uint64(8 * max(0, 8 - n_bytes))
    read = low >> shift | high << np.uint64(1) << np.uint64(63) - shift
    return read << unused >> unused


@njit
def mixed(state):
    """31 bits in which every bit of the state counts. Unsigned, since signed numbers must not overflow."""
    state = (state ^ state >> np.uint64(32)) * np.uint64(0x2545F4914F6CDD1D)
    return np.int64(state >> np.uint64(33))


@compiled
def hash_words(chunks, edges):
    """Hash of each word, 31 bits."""
    hashes = np.empty(len(edges) // 2, np.int64)
    for i in range(len(hashes)):
        begin, end, state = edges[2 * i], edges[2 * i + 1], np.uint64(0)
        for at in range(begin, end, 8):
            read = bytes_at(chunks[at >> 3], chunks[(at >> 3) + 1], at & 7, end - at)
            state = (state ^ read) * np.uint64(0x9E3779B97F4A7C15)
        hashes[i] = mixed(state)
    return hashes


@compiled
def has_either_pair(data, pairs):
    """Whether one of two pairs of bytes occurs; without an early exit, so that it runs on vectors of bytes."""
    found = False
    for at in range(len(data) - 1):
        first, second = data[at], data[at + 1]
        found |= (first == pairs[0]) & (second == pairs[1]) | (first == pairs[2]) & (second == pairs[3])
    return found
