"""Where the data and the figures are.

A clone holds ``data/`` and ``figures/`` beside the package. An installed wheel carries a copy of the small tracked
files of ``data/`` and keeps what it downloads in the user's cache folder.
"""

import os
from pathlib import Path

__all__ = ["cache_dir", "data_dir", "figures_dir", "notebooks_dir"]

_PACKAGE = Path(__file__).resolve().parent


def _in_clone() -> bool:
    return (_PACKAGE.parent / "data" / "catalog.toml").is_file()


def data_dir() -> Path:
    """Folder of the catalogue and the small tracked data files."""
    return _PACKAGE.parent / "data" if _in_clone() else _PACKAGE / "data"


def cache_dir() -> Path:
    """Folder for downloads and ingested corpora; the environment variable FRAMING_CACHE overrides it."""
    if "FRAMING_CACHE" in os.environ:
        return Path(os.environ["FRAMING_CACHE"])
    if _in_clone():
        return data_dir() / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("source-framing")


def figures_dir() -> Path:
    """Folder that ``save_figure`` writes to; the environment variable FRAMING_FIGURES overrides it."""
    if "FRAMING_FIGURES" in os.environ:
        return Path(os.environ["FRAMING_FIGURES"])
    return _PACKAGE.parent / "figures" if _in_clone() else Path.cwd() / "figures"


def notebooks_dir() -> Path:
    """Folder of the notebooks whose figures the manifest describes."""
    return _PACKAGE.parent / "notebooks" if _in_clone() else Path.cwd() / "notebooks"
