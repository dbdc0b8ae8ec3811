"""The record of what made each figure and table: notebook, corpora, parameters, library versions."""

import hashlib
import json
import os
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from analysis.errors import FramingError
from analysis.figures.notebooks import code_sha256, notebook_of
from analysis.paths import figures_dir

__all__ = ["LIBRARIES", "corpora_of", "read_manifest", "record"]

LIBRARIES = ("matplotlib", "numpy", "pandas", "scikit-learn", "scipy")
"""The libraries whose version can move a number or a line."""


def read_manifest() -> dict[str, dict]:
    """Read ``figures/manifest.json``: file name -> what made it; empty when there is none yet."""
    path = figures_dir() / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def record(name: str, files: Mapping[str, bytes], corpora=None, parameters: Mapping | None = None) -> None:
    """Write the files of one result and enter them in the manifest, replacing what it held under this name.

    Parameters
    ----------
    name : str
        Name of the result; its number says which notebook it belongs to.
    files : mapping of str to bytes
        File name -> content.
    corpora
        See :func:`corpora_of`.
    parameters : mapping, optional
        Seed, permutations, thresholds: what a reader needs to get the same numbers.
    """
    made_by = _circumstances(name, corpora, parameters)
    entries = {file: entry for file, entry in read_manifest().items() if Path(file).stem != name}
    for file, content in files.items():
        _replace(figures_dir() / file, content)
        entries[file] = {"sha256": hashlib.sha256(content).hexdigest(), **made_by}
    text = json.dumps(entries, indent=1, sort_keys=True, ensure_ascii=False, default=_plain)
    _replace(figures_dir() / "manifest.json", f"{text}\n".encode())


def corpora_of(source) -> dict[str, str]:
    """Name the corpora behind a result.

    Parameters
    ----------
    source : None, mapping, DataFrame, result, or a list of these
        A mapping name -> sha256, a documents table (its ``attrs["corpora"]``), anything with an attribute
        ``corpora`` or ``documents``, or several of them.

    Returns
    -------
    dict
        Name -> sha256 of the corpus's content.

    Raises
    ------
    FramingError
        When the source says nothing about corpora.

    Examples
    --------
    >>> corpora_of([{"core": "1f"}, {"news2017": "ab"}])
    {'core': '1f', 'news2017': 'ab'}
    """
    if source is None or isinstance(source, Mapping):
        return dict(source or {})
    if isinstance(source, list | tuple):
        return {name: sha for part in source for name, sha in corpora_of(part).items()}
    if "corpora" in getattr(source, "attrs", {}):
        return dict(source.attrs["corpora"])
    for attribute in ("corpora", "documents"):
        if hasattr(source, attribute):
            return corpora_of(getattr(source, attribute))
    raise FramingError(
        f"corpora={type(source).__name__} does not say which corpus it comes from: "
        "give the table of load_corpus, or {'name': 'sha256'}"
    )


def _circumstances(name: str, corpora, parameters: Mapping | None) -> dict:
    notebook = notebook_of(name)
    return {
        "notebook": notebook,
        "code_sha256": notebook and code_sha256(notebook),
        "corpora": corpora_of(corpora),
        "parameters": dict(parameters or {}),
        "libraries": {library: version(library) for library in LIBRARIES},
    }


def _plain(value):
    """Write numbers and arrays of numpy and pandas as plain ones, anything else as its text."""
    return value.tolist() if hasattr(value, "tolist") else str(value)


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    os.replace(draft, path)
