"""Blocks of text -> terms and counts, on a few threads, with the same result whatever their number."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numba import config

from analysis.terms.kernel import COUNTED_AT, N_NODES, Rules, Trie, count_block
from analysis.terms.kernel_blocks import Block
from analysis.terms.kernel_cells import Cells
from analysis.terms.kernel_rows import sorted_rows
from analysis.terms.kernel_trie import absorb, copied, decoded, stop_trie, with_terms
from analysis.terms.kernel_words import find_words, hash_words

__all__ = ["WordRules", "count_known_terms", "count_new_terms"]

MAX_THREADS = 4  # blocks are made one at a time: more threads would wait, and each holds terms of its own
NEVER = np.iinfo(np.int64).max


class WordRules(NamedTuple):
    """What makes a word, which words are left out, and how many make a term."""

    letter_of: np.ndarray
    shortest: int
    may_spoil: bool
    stop_words: Iterable
    ngram_range: tuple[int, int]


class Tally:
    """Terms that one thread has met."""

    def __init__(self, trie: Trie, words: WordRules, rules: Rules):
        self.trie, self.words, self.rules = copied(trie), words, rules
        self.met = [np.full(trie.size[N_NODES], NEVER)]

    def count(self, number: int, block: Block) -> tuple["Tally", list[np.ndarray]]:
        """Count one block; returns its rows. A thread takes its blocks in the order of their numbers."""
        n_nodes = self.trie.size[N_NODES]
        chunks, edges, first_edge = find_words(*block, *self.words[:3])
        self.trie, *rows = count_block(self.trie, chunks, edges, first_edge, hash_words(chunks, edges), self.rules)
        self.met.append(number << 32 | np.arange(n_nodes, self.trie.size[N_NODES]))
        return self, rows

    def first_met(self) -> np.ndarray:
        """Rank of each node's first block and place in it; NEVER for nodes that are no term themselves."""
        is_term = self.trie.nodes[: self.trie.size[N_NODES], COUNTED_AT] >= 0
        return np.where(is_term, np.concatenate(self.met), NEVER)


def count_new_terms(blocks: Iterable[Block], words: WordRules, cells: Cells) -> list[str]:
    """Count every term into the cells; returns the terms in the order in which they are met."""
    trie = stop_trie(words.stop_words)
    rules = Rules(trie.size[N_NODES] - 1, True, *words.ngram_range)
    tallies = []
    for tally, rows in _in_order(Tally.count, enumerate(blocks), partial(Tally, trie, words, rules)):
        tallies.append(tally)
        cells.append(*rows)
    if not tallies:
        return []
    trie, nodes_of, met = _join(*dict.fromkeys(tallies))
    terms = np.argsort(met)[: np.count_nonzero(met < NEVER)]
    column_of = np.full(len(met), -1, np.int32)
    column_of[terms] = np.arange(len(terms))
    columns_of = {tally: column_of[nodes] for tally, nodes in nodes_of.items()}

    def sort(_, number, tally):
        columns, counts, _ = sorted_rows(*cells.block(number), columns_of[tally], len(terms))
        cells.replace(number, columns, counts)

    list(_in_order(sort, enumerate(tallies)))
    return decoded(trie, terms)


def count_known_terms(blocks: Iterable[Block], words: WordRules, cells: Cells, vocabulary: dict[str, int]) -> None:
    """Count the terms of a vocabulary into the cells."""
    trie = stop_trie(words.stop_words)
    rules = Rules(trie.size[N_NODES] - 1, False, *words.ngram_range)
    terms = [term for term in vocabulary if isinstance(term, str) and "\0" not in term]
    trie, nodes = with_terms(trie, terms)
    column_of = np.full(trie.size[N_NODES], -1, np.int32)
    column_of[nodes] = [vocabulary[term] for term in terms]
    for _, rows in _in_order(Tally.count, enumerate(blocks), partial(Tally, trie, words, rules)):
        cells.append(*sorted_rows(*rows, column_of, len(vocabulary)))


def _join(first: Tally, *others: Tally) -> tuple[Trie, dict[Tally, np.ndarray], np.ndarray]:
    """One trie of all terms; for each tally its nodes' numbers there; when each node was first met."""
    trie, met = first.trie, first.first_met()
    nodes_of = {first: np.arange(len(met))}
    for tally in others:
        trie, nodes = absorb(trie, tally.trie)
        met = np.append(met, np.full(trie.size[N_NODES] - len(met), NEVER))
        met[nodes] = np.minimum(met[nodes], tally.first_met())
        nodes_of[tally] = nodes
    return trie, nodes_of, met


def _in_order(function: Callable, jobs: Iterable[tuple], new_state: Callable[[], Any] = object) -> Iterator:
    """Results of ``function(state, *job)``, in the order of the jobs; each thread has a state of its own.

    Jobs are fetched in the caller's thread, few of them ahead. NUMBA_NUM_THREADS limits the number of threads.
    """
    own, waiting = threading.local(), deque()
    n_threads = min(config.NUMBA_NUM_THREADS, MAX_THREADS)

    def start():
        own.state = new_state()

    with ThreadPoolExecutor(n_threads, initializer=start) as pool:
        for job in jobs:
            waiting.append(pool.submit(lambda job: function(own.state, *job), job))
            if len(waiting) > 2 * n_threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
