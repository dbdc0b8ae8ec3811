"""Frames as word lists, read from a TOML file."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.framing.entries import EntryFile, file_of

__all__ = ["Frame", "load_frames", "word_of_term"]

BUILT_IN = Path(__file__).with_name("frames.toml")
_TEXTS = ("title", "set", "source", "note")


@dataclass(frozen=True)
class Frame:
    """A frame with its word list; a word that ends in ``*`` stands for all that begin so.

    Parameters
    ----------
    key, title, set, source, note : str
        Short name, name for figures, the scheme it belongs to, where it is defined, what it is.
    words : tuple of str
        Empty for a coder's category that no list can stand for.
    """

    key: str
    title: str = ""
    set: str = ""
    source: str = ""
    note: str = ""
    words: tuple[str, ...] = ()


def load_frames(path: str | Path | None = None) -> dict[str, Frame]:
    """Frames of a file, by key; without a path those that come with the library.

    Parameters
    ----------
    path : path-like, optional
        A TOML file of the same form as ``analysis/framing/frames/frames.toml``.

    Raises
    ------
    FramingError
        When the file does not exist or something in it cannot be used; the message names file, line and frame.

    Examples
    --------
    >>> frames = load_frames()
    >>> [key for key, frame in frames.items() if frame.set == "generic"]
    ['conflict', 'human-interest', 'economic-consequences', 'morality', 'responsibility']

    Frames of one's own beside the built-in ones::

        frames = {**load_frames(), **load_frames("mine.toml")}
    """
    path = file_of(path, BUILT_IN, "frames")
    return dict(_read(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> dict[str, Frame]:
    file = EntryFile(path, "frame")
    return file.collect(_frame(entry, number, file) for number, entry in enumerate(file.entries))


def _frame(entry: dict, number: int, file: EntryFile) -> Frame:
    key, words = file.key_of(entry, number), entry.get("words")
    file.check_fields(entry, number, _TEXTS, ("words",))
    if not isinstance(words, list):
        raise file.error(number, "words", f"frame {key!r} needs a list words = [...]")
    for word in words:
        if not isinstance(word, str) or not re.fullmatch(r"\w\w+\*?", word) or word != word.lower():
            message = f"frame {key!r}: {word!r} is not a single word in lower case, perhaps with a star at its end"
            raise file.error(number, str(word), message)
    texts = (entry.get(name, "") for name in _TEXTS[1:])
    return Frame(key, entry.get("title", key), *texts, tuple(dict.fromkeys(words)))


def word_of_term(terms: Iterable[str], words: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Terms that a word list catches, and by which of its words (the first that fits).

    Parameters
    ----------
    terms : iterable of str
        Sorted, as in ``DocumentTerms.terms``.
    words : tuple of str

    Returns
    -------
    columns, numbers : ndarray of int
        Positions of the terms and of their words.

    Examples
    --------
    >>> [part.tolist() for part in word_of_term(["cost", "costs", "trade"], ("trade", "cost*"))]
    [[0, 1, 2], [1, 1, 0]]
    """
    index = pd.Index(terms)
    order = np.argsort(index.to_numpy(dtype=object), kind="stable")
    ordered = list(index.to_numpy(dtype=object)[order])
    found: dict[int, int] = {}
    for number, word in enumerate(words):
        stem = word.removesuffix("*")
        start = bisect_left(ordered, stem)
        stop = (
            bisect_left(ordered, stem + "\U0010ffff")
            if word != stem
            else start + (ordered[start : start + 1] == [stem])
        )
        for column in order[start:stop]:
            found.setdefault(int(column), number)
    columns = sorted(found)
    return np.array(columns, dtype=int), np.array([found[column] for column in columns], dtype=int)
