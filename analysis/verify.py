"""Do the committed figures and tables still follow from the notebooks, corpora and libraries at hand?"""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from analysis.errors import FramingError
from analysis.figures.manifest import read_manifest
from analysis.figures.notebooks import code_sha256, shown_digests
from analysis.paths import figures_dir, notebooks_dir

__all__ = ["stale_results"]


def stale_results() -> dict[str, list[str]]:
    """Compare the manifest with files, notebooks, corpora and libraries as they are now.

    Returns
    -------
    dict
        File in ``figures/`` -> what has changed since it was made; results that hold are left out.

    Raises
    ------
    FramingError
        When there is no manifest, hence nothing to compare with.
    """
    manifest = read_manifest()
    if not manifest:
        raise FramingError(f"{figures_dir() / 'manifest.json'} records no result: run the notebooks first")
    on_disk = {path.name for path in figures_dir().iterdir() if path.suffix in {".svg", ".csv"}}
    reasons = {file: _changes(file, manifest) for file in sorted(on_disk | set(manifest))}
    return {file: found for file, found in reasons.items() if found}


def _changes(file: str, manifest: Mapping[str, dict]) -> list[str]:
    if file not in manifest:
        return ["not in the manifest"]
    entry = manifest[file]
    return [
        *_file_changes(file, entry["sha256"]),
        *_notebook_changes(file, manifest),
        *_differences(entry["corpora"], _corpus_sha256, "corpus "),
        *_differences(entry["libraries"], version),
    ]


def _file_changes(file: str, recorded: str) -> list[str]:
    path = figures_dir() / file
    if not path.is_file():
        return ["the file is gone"]
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    return [] if found == recorded else [f"the file is {found[:12]}, was {recorded[:12]}"]


def _notebook_changes(file: str, manifest: Mapping[str, dict]) -> list[str]:
    notebook = manifest[file]["notebook"]
    if notebook is None:
        return []
    if not (notebooks_dir() / notebook).is_file():
        return [f"notebook {notebook} is gone"]
    code = [] if code_sha256(notebook) == manifest[file]["code_sha256"] else [f"the code of {notebook} has changed"]
    return code + _shown_changes(file, notebook, manifest)


def _shown_changes(file: str, notebook: str, manifest: Mapping[str, dict]) -> list[str]:
    """A figure and its table share one digest in the notebook, that of the figure."""
    name = Path(file).stem
    figure = manifest.get(f"{name}.svg", manifest[file])
    shown = shown_digests(notebook).get(name, "nothing")
    return [] if figure["sha256"].startswith(shown) else [f"{notebook} shows {shown}, was {figure['sha256'][:12]}"]


def _differences(recorded: Mapping[str, str], now, kind: str = "") -> list[str]:
    return [f"{kind}{name} is {now(name)[:12]}, was {was[:12]}" for name, was in recorded.items() if now(name) != was]


@cache
def _corpus_sha256(name: str) -> str:
    from analysis.corpus import corpus_sha256

    try:
        return corpus_sha256(name)
    except FramingError:
        return "not at hand"
