"""What a notebook says about the results it made: its code, and the digests that its outputs show."""

import hashlib
import json
import re

from analysis.errors import FramingError
from analysis.paths import notebooks_dir

__all__ = ["code_sha256", "notebook_of", "shown_digests"]

_DIGEST = re.compile(r"^([a-z0-9-]+) sha256:([0-9a-f]{12})$", re.MULTILINE)


def notebook_of(name: str) -> str | None:
    """Find the notebook that a result belongs to: ``03-topics`` belongs to ``notebooks/03-*.ipynb``.

    Returns
    -------
    str or None
        The notebook's file name; None when the name has no number or no notebook carries it.

    Raises
    ------
    FramingError
        When two notebooks carry the number.
    """
    number = re.match(r"\d+-", name)
    found = sorted(path.name for path in notebooks_dir().glob(f"{number[0]}*.ipynb")) if number else []
    if len(found) > 1:
        raise FramingError(f"figure {name!r} could belong to {' or '.join(found)}: give each notebook its own number")
    return found[0] if found else None


def code_sha256(notebook: str) -> str:
    """Hash the code cells of a notebook; prose and outputs do not count."""
    code = [_text(cell["source"]) for cell in _cells(notebook) if cell["cell_type"] == "code"]
    return hashlib.sha256(json.dumps(code).encode()).hexdigest()


def shown_digests(notebook: str) -> dict[str, str]:
    """Collect the digests in a notebook's outputs: name of the result -> first 12 digits of its sha256."""
    outputs = (output for cell in _cells(notebook) for output in cell.get("outputs", []))
    texts = (_text(output.get("data", {}).get("text/plain", output.get("text", ""))) for output in outputs)
    return {name: digits for text in texts for name, digits in _DIGEST.findall(text)}


def _cells(notebook: str) -> list[dict]:
    return json.loads((notebooks_dir() / notebook).read_text(encoding="utf-8"))["cells"]


def _text(lines: str | list[str]) -> str:
    return lines if isinstance(lines, str) else "".join(lines)
