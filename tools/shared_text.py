"""Find sentences of articles in files: runs of eight words that a file has in common with a corpus."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

RUN = 8
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"<[^<>]*>")


def shared_runs(files: dict[str, str], articles: Iterable[str], allowed: Iterable[str] = ()) -> list[tuple[str, str]]:
    """List (file, words) for every run of eight words that stands in a file and in an article.

    Parameters
    ----------
    files : dict
        Name -> text to look at.
    articles : iterable of str
        Texts that must not show up.
    allowed : iterable of str
        Texts whose runs may, such as titles.

    Notes
    -----
    Words are runs of letters, lower case. Each is replaced by its number in the vocabulary of the files, with 0 for a
    word that no file has, so that equal runs of numbers are equal runs of words.
    """
    number = {word: i for i, word in enumerate(sorted({word for text in files.values() for word in words(text)}), 1)}
    forbidden = set(_runs(articles, number)) - set(_runs(allowed, number))
    name_of = {i: word for word, i in number.items()}
    return [
        (name, " ".join(name_of[i] for i in run))
        for name, text in files.items()
        for run in _runs([text], number)
        if run in forbidden
    ]


def _runs(texts: Iterable[str], number: dict[str, int]) -> list[tuple[int, ...]]:
    """Every run of eight known words; a 0 between two texts keeps runs from crossing over."""
    numbers = [number.get(word, 0) for text in texts for word in ["", *words(text)]] + [0] * RUN
    windows = np.lib.stride_tricks.sliding_window_view(np.array(numbers), RUN)
    return list(map(tuple, windows[windows.all(axis=1)].tolist()))


def words(text: str) -> list[str]:
    """Lower-case words; digits, punctuation and mark-up do not count."""
    return _WORD.findall(_TAG.sub(" ", text).lower())


def readable(path: Path) -> str:
    """Text of a file as a reader sees it: notebooks and other JSON give their strings, binary files nothing."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
    return "\n".join(_strings(json.loads(text))) if path.suffix in {".ipynb", ".json"} else text


def _strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and all(isinstance(part, str) for part in value):
        yield "".join(value)
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
