"""Copies of one text share a story (METHODS 1)."""

import hashlib
import re
from collections.abc import Hashable, Sequence

import numpy as np

from analysis.corpus.stories.fingerprints import Fingerprint, Fingerprints
from analysis.corpus.stories.shingles import is_copy, make_sketch, partners, word_hashes

__all__ = ["SHORT", "find_stories", "fingerprint", "name_stories", "normalise"]

SHORT = 50

_WIDE_MARKS = re.compile(r"[^\w\x00-\x7f]+")
_IN_WORDS = np.array([code > 127 or chr(code).isalnum() for code in range(256)], dtype=np.uint8)
_BLOCK = 50_000  # pairs decided at a time: bounds the memory for their words


def normalise(text: str) -> bytes:
    """Casefolded letters and digits in UTF-8, one blank between words.

    Examples
    --------
    >>> normalise("«Safe zones», said U.S. officials").decode()
    'safe zones said u s officials'
    """
    from analysis.corpus.stories.kernels import close_gaps

    folded = text.casefold()
    if not folded.isascii():
        folded = _WIDE_MARKS.sub(" ", folded)
    return close_gaps(np.frombuffer(folded.encode(), dtype=np.uint8), _IN_WORDS).tobytes()


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text.

    Examples
    --------
    >>> fingerprint("Talks began.").n_words
    2
    """
    words = normalise(text)
    n_words, sketch = make_sketch(words, SHORT)
    return Fingerprint(hashlib.sha256(words).digest(), n_words, sketch.tobytes())


def find_stories(texts: Sequence[str]) -> list[str]:
    """Name the story of each text; copies of one text get the same name.

    Returns
    -------
    list of str
        ``"s-"`` and 12 hex digits of the smallest SHA-256 of a normalised text in the story. Further exact copies
        therefore never rename a story.

    Notes
    -----
    Two texts are copies when the smaller of their sets of word 5-grams lies to 80 % or more in the other. This holds
    for every pair with a Jaccard similarity J of 0.7 or more as well, since shared / smaller >= 2J / (1 + J) = 0.82.
    A word changed here and there breaks five 5-grams each time: a text of which every tenth word was edited keeps
    0.9^5 = 59 % of them. Two texts that share 40 % of the smaller set are therefore copies, too, when 80 % of the
    words of the longer one stand in the other in the same order. Texts of fewer than 50 words are compared whole.
    Of a text under 100 words two borrowed sentences make 80 %: it is contained in a longer one only when 95 % of its
    words stand in shared 5-grams, or when J is 0.7 or more.

    Candidates come from a fixed fraction of the 5-gram hashes (Broder 1997, "On the resemblance and containment of
    documents"); the decision is made on all of them. Stories are the connected components.

    Examples
    --------
    >>> first, second, other = find_stories(["Talks began in Geneva.", "TALKS began in Geneva!", "Talks ended."])
    >>> first == second, first == other
    (True, False)
    """
    known = Fingerprints()
    for row, text in enumerate(texts):
        known[row] = fingerprint(text)
    return name_stories(texts, range(len(texts)), known)


def name_stories(texts: Sequence[str], keys: Sequence[Hashable], known: Fingerprints) -> list[str]:
    """`find_stories` for texts whose fingerprints are known; texts are read only where a candidate is to be decided.

    Parameters
    ----------
    texts : sequence of str
    keys : sequence
        Under which key the fingerprint of each text is known.
    known : Fingerprints
        Emptied on the way, to free its memory for the search.
    """
    rows = known.rows(keys)
    names, first, whole = np.unique(known.hex_digests(rows), return_index=True, return_inverse=True)
    n_words = known.n_words(rows[first])
    candidates = partners(*known.take_sketches(rows[first]), n_words)
    component = _components(texts, first, candidates)
    smallest = np.full(len(names), len(names))
    np.minimum.at(smallest, component, np.arange(len(names)))
    stories = [f"s-{name.decode()[:12]}" for name in names.tolist()]
    return [stories[row] for row in smallest[component[whole]].tolist()]


def _components(texts, rows: np.ndarray, candidates: np.ndarray) -> np.ndarray:
    """Connected components of the copies; a pair that is connected already is not looked at again."""
    copies = np.empty((0, 2), np.int64)
    component = np.arange(len(rows))
    for partner in candidates.T:
        pairs = np.column_stack([np.arange(len(rows)), partner])[partner >= 0]
        pairs = pairs[component[pairs[:, 0]] != component[pairs[:, 1]]]
        for block in range(0, len(pairs), _BLOCK):
            copies = np.concatenate([copies, _copies(texts, rows, pairs[block : block + _BLOCK])])
        component = _connect(len(rows), copies)
    return component


def _copies(texts, rows: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """The pairs that are copies."""
    involved = sorted(np.unique(pairs).tolist(), key=rows.__getitem__)  # as they lie on disk
    words = {row: word_hashes(normalise(texts[rows[row]])) for row in involved}
    kept = [is_copy(words[a], words[b]) for a, b in pairs.tolist()]
    return pairs[np.array(kept, dtype=bool)]


def _connect(n: int, pairs: np.ndarray) -> np.ndarray:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    return connected_components(graph, directed=False)[1]
