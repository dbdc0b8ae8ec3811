"""What the words of a report mean, and how its numbers are made."""

import tomllib
from functools import cache
from importlib.resources import files

import pandas as pd

__all__ = ["glossary", "methods"]


def glossary() -> pd.DataFrame:
    """Columns word, means, does_not_mean.

    >>> glossary()["word"].tolist()[:2]
    ['story', 'keyness']
    """
    return pd.DataFrame(_read()["word"])


def methods() -> list[tuple[str, str]]:
    """Title and text of each paragraph on how numbers are made."""
    return [(method["title"], method["text"]) for method in _read()["method"]]


@cache
def _read() -> dict:
    return tomllib.loads(files("analysis.report").joinpath("glossary.toml").read_text(encoding="utf-8"))
