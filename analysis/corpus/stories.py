"""Copies of one text share a story (METHODS 1)."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from analysis.corpus.shingles import candidate_pairs, overlap, shingle_hashes

__all__ = ["COPY_OVERLAP", "SHORT", "find_stories", "normalise"]

COPY_OVERLAP = 0.8
SHORT = 50

_NOT_WORD = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """Casefolded letters and digits, one blank between words.

    Examples
    --------
    >>> normalise("«Safe zones», said U.S. officials")
    'safe zones said u s officials'
    """
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def find_stories(texts: Sequence[str]) -> list[str]:
    """Name the story of each text; copies of one text get the same name.

    Parameters
    ----------
    texts : sequence of str
        Read once from the start, then once more for the candidates alone, so it may read from disk.

    Returns
    -------
    list of str
        ``"s-"`` and 12 hex digits of the smallest SHA-256 of a normalised text in the story. Further exact copies
        therefore never rename a story.

    Notes
    -----
    Two texts are copies when the smaller of their sets of word 5-grams lies to 80 % or more in the other. This holds
    for every pair with a Jaccard similarity J of 0.7 or more as well, since shared / smaller >= 2J / (1 + J) = 0.82.
    Texts of fewer than 50 words are compared whole. Candidates come from a fixed fraction of the 5-gram hashes
    (Broder 1997, "On the resemblance and containment of documents"); the decision is made on all of them. Stories
    are the connected components.

    Examples
    --------
    >>> first, second, other = find_stories(["Talks began in Geneva.", "TALKS began in Geneva!", "Talks ended."])
    >>> first == second, first == other
    (True, False)
    """
    digests, sketches = [], []
    for text in texts:
        words = normalise(text)
        digests.append(hashlib.sha256(words.encode()).hexdigest())
        sketches.append(_sketch(words))
    names, first, whole = np.unique(np.array(digests, dtype="S64"), return_index=True, return_inverse=True)
    pairs = _copies(texts, first, candidate_pairs([sketches[row] for row in first]))
    component = _components(len(names), pairs)
    smallest = np.full(len(names), len(names))
    np.minimum.at(smallest, component, np.arange(len(names)))
    return [f"s-{names[row].decode()[:12]}" for row in smallest[component[whole]]]


def _sketch(words: str) -> np.ndarray:
    """One in four of the 5-gram hashes, chosen by value so that copies choose the same."""
    hashes = shingle_hashes(words) if words.count(" ") + 1 >= SHORT else np.empty(0, np.uint64)
    return hashes[hashes % np.uint64(4) == 0]


def _copies(texts, rows, candidates) -> np.ndarray:
    """The candidate pairs that are copies."""
    involved = np.unique(candidates)
    sets = {row: shingle_hashes(normalise(texts[rows[row]])) for row in involved.tolist()}
    kept = [overlap(sets[a], sets[b]) >= COPY_OVERLAP for a, b in candidates.tolist()]
    return candidates[np.array(kept, dtype=bool)]


def _components(n: int, pairs: np.ndarray) -> np.ndarray:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    return connected_components(graph, directed=False)[1]
