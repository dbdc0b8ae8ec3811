"""The corpora that come with the project, as `data/catalog.toml` describes them."""

import tomllib
from functools import cache

import pandas as pd

from analysis.errors import FramingError
from analysis.paths import data_dir

__all__ = ["catalog", "catalog_entry", "catalog_names"]


@cache
def _entries() -> dict[str, dict]:
    return tomllib.loads((data_dir() / "catalog.toml").read_text(encoding="utf-8"))


def catalog_names() -> list[str]:
    """Names of the corpora in the catalogue."""
    return list(_entries())


def catalog_entry(name: str) -> dict:
    """What the catalogue says about one corpus.

    Raises
    ------
    FramingError
        No corpus has this name.
    """
    if name not in _entries():
        raise FramingError(f"'{name}' is not in the catalogue: it holds {', '.join(catalog_names())}.")
    return _entries()[name]


def catalog() -> pd.DataFrame:
    """One row per corpus: title, outlets, period, source, licence, how to obtain it.

    Examples
    --------
    >>> catalog().index.tolist()
    ['core', 'news2017']
    """
    rows = {name: {**entry, "outlets": ", ".join(entry["outlets"])} for name, entry in _entries().items()}
    shown = ["title", "outlets", "period", "source", "licence", "obtain"]
    return pd.DataFrame.from_dict(rows, orient="index")[shown].rename_axis("name")
