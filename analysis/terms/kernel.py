"""Compiled counting of words and word n-grams.

The terms form a trie. A word hangs from the root and is found by its bytes; an n-gram hangs from its first n - 1 words
and is found by its parent and its last word, so that no n-gram is ever spelled out while counting. Nodes are numbered
as they are met, which is the order in which scikit-learn numbers its terms.

Loops over words call no function that takes an array, except where a term is new: numba would count its references at
every step. All functions that touch a trie live in this module: numba renews its cache for the module that changed
only.
"""

from collections import namedtuple

import numpy as np
from numba import njit

from analysis.terms.kernel_words import bytes_at, compiled, mixed

__all__ = [
    "CHUNKS_END",
    "COUNTED_AT",
    "LAST_WORD",
    "N_NODES",
    "PARENT",
    "ROOT",
    "Rules",
    "Trie",
    "count_block",
    "extend_grams",
    "look_up_words",
    "new_trie",
    "spell",
]

ROOT, UNKNOWN = 0, -1
BLANK = 32

# slots: hash table, 31 bits of hash and the node; 0 is empty
# nodes: one row per node, with the columns below
# arena: bytes of the words, eight to a chunk, zeros behind
# size:  number of nodes, chunks and counted cells; an array, since it changes
Trie = namedtuple("Trie", "slots nodes arena size")
N_NODES, N_CHUNKS, N_CELLS = 0, 1, 2

# PARENT:     node of the first n - 1 words; ROOT for a word
# LAST_WORD:  node of the last word
# CHUNKS_END: where the chunks of a word end; they begin where those of the node before end
# COUNTED_AT: cell that was last opened for the node; tells whether this document has it already
PARENT, LAST_WORD, CHUNKS_END, COUNTED_AT = 0, 1, 2, 3

# n_stop:       nodes up to this number are stop words
# grows:        whether unknown terms are added (fit) or passed over (fixed vocabulary)
# min_n, max_n: lengths of the n-grams
Rules = namedtuple("Rules", "n_stop grows min_n max_n")


def new_trie(n_nodes: int = 1 << 12) -> Trie:
    """Return a trie without terms."""
    nodes = np.zeros((n_nodes, 4), np.int64)
    return Trie(np.zeros(2 * n_nodes, np.int64), nodes, np.empty(n_nodes, np.uint64), np.array([1, 0, 0]))


@njit
def _lengthened(array, length):
    longer = np.empty((length, *array.shape[1:]), array.dtype)
    for i, value in enumerate(array.flat):  # an assignment of slices would take seconds to compile
        longer.flat[i] = value
    return longer


@njit
def _with_room(trie, n_nodes, n_chunks):
    """Room for more nodes and chunks; half of the slots stay empty, so that a search ends after a step or two."""
    slots, nodes, arena, size = trie
    if size[N_CHUNKS] + n_chunks >= len(arena):  # reading a word may touch the chunk after it
        arena = _lengthened(arena, 2 * (size[N_CHUNKS] + n_chunks))
    if size[N_NODES] + n_nodes > len(nodes):
        nodes = _lengthened(nodes, 2 * len(nodes) + n_nodes)
    while 2 * len(nodes) > len(slots):
        old, slots = slots, np.zeros(2 * len(slots), np.int64)
        for entry in old:
            slot = (entry >> 32) & (len(slots) - 1)
            while entry != 0 and slots[slot] != 0:
                slot = (slot + 1) & (len(slots) - 1)
            if entry != 0:
                slots[slot] = entry
    return Trie(slots, nodes, arena, size)


@njit
def _add_node(slots, nodes, size, slot, hashed, parent, word):
    node = size[N_NODES]
    slots[slot] = hashed << 32 | node
    nodes[node, PARENT], nodes[node, LAST_WORD] = parent, word
    nodes[node, CHUNKS_END], nodes[node, COUNTED_AT] = size[N_CHUNKS], -1
    size[N_NODES] = node + 1
    return node


@njit
def _add_word(slots, nodes, arena, size, slot, hashed, chunks, begin, end):
    for at in range(begin, end, 8):
        arena[size[N_CHUNKS]] = bytes_at(chunks[at >> 3], chunks[(at >> 3) + 1], at & 7, end - at)
        size[N_CHUNKS] += 1
    return _add_node(slots, nodes, size, slot, hashed, ROOT, size[N_NODES])


@compiled
def look_up_words(trie, chunks, edges, hashes, grows):
    """Nodes of words, which are given as `find_words` and `hash_words` return them; and the trie, which may move."""
    n_chunks = len(hashes) + (edges[-1] - edges[0]) // 8 if len(edges) else 0
    trie = _with_room(trie, len(hashes) * grows, n_chunks * grows)
    slots, nodes, arena, size = trie
    found = np.full(len(hashes), UNKNOWN, np.int32)
    for i in range(len(hashes)):
        begin, end, hashed = edges[2 * i], edges[2 * i + 1], hashes[i]
        slot = hashed & (len(slots) - 1)
        while slots[slot] != 0:
            node = slots[slot] & 0xFFFFFFFF
            known, at = nodes[node - 1, CHUNKS_END], begin
            n_chunks = nodes[node, CHUNKS_END] - known
            if slots[slot] >> 32 == hashed and nodes[node, PARENT] == ROOT and n_chunks == (end - begin + 7) >> 3:
                while at < end and arena[known] == bytes_at(chunks[at >> 3], chunks[(at >> 3) + 1], at & 7, end - at):
                    at, known = at + 8, known + 1
                if at >= end:
                    found[i] = node
                    break
            slot = (slot + 1) & (len(slots) - 1)
        if slots[slot] == 0 and grows:
            found[i] = _add_word(slots, nodes, arena, size, slot, hashed, chunks, begin, end)
    return trie, found


@compiled
def extend_grams(trie, grams, words, grows):
    """Nodes of n-grams with one more word each; and the trie, which may move."""
    trie = _with_room(trie, len(grams) * grows, 0)
    slots, nodes, _, size = trie
    found = np.full(len(grams), UNKNOWN, np.int32)
    for i in range(len(grams)):
        parent, word = np.int64(grams[i]), np.int64(words[i])
        if parent == UNKNOWN or word == UNKNOWN:
            continue
        hashed = mixed(np.uint64(parent << 32 | word) * np.uint64(0x9E3779B97F4A7C15))
        slot = hashed & (len(slots) - 1)
        while slots[slot] != 0:
            node = slots[slot] & 0xFFFFFFFF
            if nodes[node, PARENT] == parent and nodes[node, LAST_WORD] == word:
                found[i] = node
                break
            slot = (slot + 1) & (len(slots) - 1)
        if slots[slot] == 0 and grows:
            found[i] = _add_node(slots, nodes, size, slot, hashed, parent, word)
    return trie, found


@njit
def _count_terms(nodes, first, found, row_begin, row_end, terms, counts):
    """Count the terms found in one document into its row; returns where the row ends. `first` is the block's cell."""
    for node in found:
        if node == UNKNOWN:
            continue
        cell = nodes[node, COUNTED_AT] - first
        if cell >= row_begin:
            counts[cell] += 1
        else:
            nodes[node, COUNTED_AT] = first + row_end
            terms[row_end], counts[row_end] = node, 1
            row_end += 1
    return row_end


@compiled
def count_block(trie, chunks, edges, first_edge, hashes, rules):
    """Count the terms of some documents, given their words as `find_words` and `hash_words` return them.

    Returns the trie, which may move, and the rows one after another: terms and counts in the order in which the
    document brings them, and the number of cells of each row.
    """
    lengths, row_end = np.empty(len(first_edge) - 1, np.int64), 0
    terms, counts = np.empty(1 << 16, np.int32), np.empty(1 << 16, np.int32)
    for doc in range(len(lengths)):
        begin, end, row_begin = first_edge[doc], first_edge[doc + 1], row_end
        trie, words = look_up_words(trie, chunks, edges[begin:end], hashes[begin // 2 : end // 2], rules.grows)
        words = words[(words > rules.n_stop) | (words == UNKNOWN)]
        grams = words
        for n in range(1, rules.max_n + 1):
            if n > 1:
                trie, grams = extend_grams(trie, grams[:-1], words[n - 1 :], rules.grows)
            if n >= rules.min_n:
                if row_end + len(grams) > len(terms):
                    room = 2 * (row_end + len(grams))
                    terms, counts = _lengthened(terms, room), _lengthened(counts, room)
                row_end = _count_terms(trie.nodes, trie.size[N_CELLS], grams, row_begin, row_end, terms, counts)
        lengths[doc] = row_end - row_begin
    trie.size[N_CELLS] += row_end
    return trie, terms[:row_end].copy(), counts[:row_end].copy(), lengths


@njit
def _n_letters(nodes, arena, word):
    """Bytes of a word without the zeros behind."""
    end = nodes[word, CHUNKS_END]
    n_bytes, last = 8 * (end - nodes[word - 1, CHUNKS_END]), arena[end - 1]
    while n_bytes and last >> np.uint64(56) == 0:
        n_bytes, last = n_bytes - 1, last << np.uint64(8)
    return n_bytes


@compiled
def spell(trie, terms):
    """UTF-8 bytes of terms, one after another, and where each begins and ends."""
    _, nodes, arena, _ = trie
    letters, offsets = arena.view(np.uint8), np.zeros(len(terms) + 1, np.int64)
    for i in range(len(terms)):
        node, n_bytes = terms[i], -1
        while node != ROOT:
            n_bytes += _n_letters(nodes, arena, nodes[node, LAST_WORD]) + 1
            node = nodes[node, PARENT]
        offsets[i + 1] = offsets[i] + n_bytes
    data = np.full(offsets[-1], BLANK, np.uint8)
    for i in range(len(terms)):
        node, end = terms[i], offsets[i + 1]
        while node != ROOT:
            word = nodes[node, LAST_WORD]
            n_letters, known = _n_letters(nodes, arena, word), 8 * nodes[word - 1, CHUNKS_END]
            for i in range(n_letters):
                data[end - n_letters + i] = letters[known + i]
            node, end = nodes[node, PARENT], end - n_letters - 1
    return data, offsets
