"""What tells the copies of a text, and the fingerprints of many texts in little memory."""

from array import array
from binascii import hexlify
from collections.abc import Hashable, Iterable
from typing import NamedTuple

import numpy as np

__all__ = ["Fingerprint", "Fingerprints"]


class Fingerprint(NamedTuple):
    """What tells the copies of a text.

    Attributes
    ----------
    digest : bytes
        SHA-256 of the normalised text.
    n_words : int
        Its words.
    sketch : bytes
        Sample of its 5-gram hashes, four bytes each; empty for texts under 50 words.
    """

    digest: bytes
    n_words: int
    sketch: bytes


class Fingerprints:
    """Fingerprints by key: a few growing arrays, since a million small objects take up twice the memory.

    Examples
    --------
    >>> known = Fingerprints()
    >>> known["a"] = Fingerprint(bytes(32), 3, np.array([5, 7], np.uint32).tobytes())
    >>> "a" in known, "b" in known
    (True, False)
    """

    def __init__(self):
        self._rows = {}
        self._digests = bytearray()
        self._n_words, self._sizes = array("I"), array("I")
        self._begins, self._cells = array("Q"), array("I")

    def __contains__(self, key: Hashable) -> bool:
        return key in self._rows

    def __setitem__(self, key: Hashable, new: Fingerprint) -> None:
        """Add a fingerprint, or put it in the place of the old one when it is no longer than that."""
        row = self._rows.get(key)
        size = len(new.sketch) // 4
        if row is None or size > self._sizes[row]:
            self._append(key, new)
            return
        begin = self._begins[row]
        self._digests[32 * row : 32 * row + 32] = new.digest
        self._cells[begin : begin + size] = array("I", new.sketch)
        self._n_words[row], self._sizes[row] = new.n_words, size

    def _append(self, key: Hashable, new: Fingerprint) -> None:
        self._rows[key] = len(self._sizes)
        self._digests += new.digest
        self._n_words.append(new.n_words)
        self._sizes.append(len(new.sketch) // 4)
        self._begins.append(len(self._cells))
        self._cells.frombytes(new.sketch)

    def rows(self, keys: Iterable[Hashable]) -> np.ndarray:
        """Where the fingerprints of these keys stand in the arrays below."""
        return np.fromiter((self._rows[key] for key in keys), np.int64)

    def hex_digests(self, rows: np.ndarray) -> np.ndarray:
        """Digests in hexadecimal digits."""
        return np.frombuffer(hexlify(self._digests), "S64")[rows]

    def n_words(self, rows: np.ndarray) -> np.ndarray:
        """Words of each text."""
        return np.array(self._n_words, np.uint32)[rows]

    def take_sketches(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """All sketches one after the other, and where those of these rows begin and how long they are.

        Everything known is forgotten, so that the caller may overwrite the sketches and free them.
        """
        begins, sizes = np.array(self._begins, np.int64)[rows], np.array(self._sizes, np.int64)[rows]
        cells = np.frombuffer(self._cells, np.uint32) if self._cells else np.empty(0, np.uint32)
        self.__init__()
        return cells, begins, sizes
