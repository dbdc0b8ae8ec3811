"""Tries from lists of words, from vocabularies, and from each other."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from analysis.terms.kernel import (
    CHUNKS_END,
    LAST_WORD,
    N_NODES,
    PARENT,
    ROOT,
    Trie,
    extend_grams,
    look_up_words,
    new_trie,
    spell,
)
from analysis.terms.kernel_blocks import encoded
from analysis.terms.kernel_words import hash_words

__all__ = ["absorb", "copied", "decoded", "stop_trie", "with_terms"]


def copied(trie: Trie) -> Trie:
    """Return a trie that can grow on its own."""
    return Trie(*(field.copy() for field in trie))


def stop_trie(stop_words: Iterable) -> Trie:
    """Trie of the stop words that a text can bring."""
    words = sorted(word for word in stop_words if isinstance(word, str) and not set(word) & {" ", "\0"})
    return _with_words(new_trie(), words)[0]


def with_terms(trie: Trie, terms: list[str]) -> tuple[Trie, np.ndarray]:
    """Add terms, words separated by single blanks; returns the trie and the node of each term."""
    words_of = [term.split(" ") for term in terms]
    n_words = np.array([len(words) for words in words_of], int)
    trie, words = _with_words(trie, [word for words in words_of for word in words])
    first = np.cumsum(n_words) - n_words
    nodes = words[first]
    for n in range(1, max(n_words, default=0)):
        rows = np.flatnonzero(n_words > n)
        trie, nodes[rows] = extend_grams(trie, nodes[rows], words[first[rows] + n], True)
    return trie, nodes


def _with_words(trie: Trie, words: list[str]) -> tuple[Trie, np.ndarray]:
    data, offsets = encoded(words)
    chunks = np.zeros(len(data) // 8 + 2, np.uint64)
    chunks.view(np.uint8)[: len(data)] = data
    edges = np.repeat(offsets, 2)[1:-1]
    return look_up_words(trie, chunks, edges, hash_words(chunks, edges), True)


def absorb(trie: Trie, other: Trie) -> tuple[Trie, np.ndarray]:
    """Add the terms of another trie; returns the trie and, for each node of the other, its node here."""
    nodes = other.nodes[: other.size[N_NODES]]
    node_of, hangs_from_root = np.full(len(nodes), ROOT, np.int32), nodes[:, PARENT] == ROOT
    words, waiting = np.flatnonzero(hangs_from_root)[1:], np.flatnonzero(~hangs_from_root)
    edges = 8 * np.column_stack([nodes[words - 1, CHUNKS_END], nodes[words, CHUNKS_END]]).ravel()
    trie, node_of[words] = look_up_words(trie, other.arena, edges, hash_words(other.arena, edges), True)
    while len(waiting):
        is_ready = node_of[nodes[waiting, PARENT]] != ROOT
        ready, waiting = waiting[is_ready], waiting[~is_ready]
        parents, last_words = node_of[nodes[ready, PARENT]], node_of[nodes[ready, LAST_WORD]]
        trie, node_of[ready] = extend_grams(trie, parents, last_words, True)
    return trie, node_of


def decoded(trie: Trie, nodes: np.ndarray) -> list[str]:
    """Terms as Python strings."""
    data, offsets = spell(trie, nodes)
    raw = data.tobytes()
    return [raw[begin:end].decode("utf-8", "surrogatepass") for begin, end in pairwise(offsets.tolist())]
