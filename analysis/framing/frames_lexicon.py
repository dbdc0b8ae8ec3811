"""Frames as word lists, read from a TOML file."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.framing.naming_concepts import Places

__all__ = ["Frame", "load_frames", "word_of_term"]

BUILT_IN = Path(__file__).with_name("frames.toml")
_TEXTS = ("title", "set", "source", "note")
_FIELDS = {"key", "words", *_TEXTS}


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
        A TOML file of the same form as ``analysis/framing/frames.toml``.

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
    if not isinstance(path, str | Path | None):
        raise FramingError(f"frames must be a path or what load_frames returns, not {type(path).__name__}")
    path = BUILT_IN if path is None else Path(path)
    if not path.is_file():
        raise FramingError(f"file of frames {str(path)!r} does not exist: give the path of a TOML file")
    return dict(_read(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> dict[str, Frame]:
    try:
        text = path.read_text(encoding="utf-8")
        entries = tomllib.loads(text).get("frame", [])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FramingError(f"{path.name}: not a TOML file: {error}") from error
    if not isinstance(entries, list) or not entries:
        raise FramingError(f"{path.name}, line 1: no frame found: each begins with a line [[frame]]")
    place, frames = Places(path.name, text, "frame"), {}
    for number, entry in enumerate(entries):
        frame = _frame(entry, number, place)
        if frame.key in frames:
            raise place.error(number, "key", f"frame {frame.key!r} stands twice: rename one")
        frames[frame.key] = frame
    return frames


def _frame(entry: dict, number: int, place: Places) -> Frame:
    key, words = entry.get("key"), entry.get("words")
    if not isinstance(key, str) or not key.strip():
        raise place.error(number, "", f'frame number {number + 1} has no key: add a line such as key = "my-frame"')
    for name in sorted(entry.keys() - _FIELDS):
        known = ", ".join(sorted(_FIELDS))
        raise place.error(number, name, f"frame {key!r}: field {name!r} is not known: choose one of {known}")
    for name in _TEXTS:
        if not isinstance(entry.get(name, ""), str):
            raise place.error(number, name, f"frame {key!r}: {name} must be text in quotation marks")
    if not isinstance(words, list):
        raise place.error(number, "words", f"frame {key!r} needs a list words = [...]")
    for word in words:
        if not isinstance(word, str) or not re.fullmatch(r"\w\w+\*?", word) or word != word.lower():
            message = f"frame {key!r}: {word!r} is not a single word in lower case, perhaps with a star at its end"
            raise place.error(number, str(word), message)
    return Frame(
        key, entry.get("title", key), *(entry.get(name, "") for name in _TEXTS[1:]), tuple(dict.fromkeys(words))
    )


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
