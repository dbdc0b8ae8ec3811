"""The house rules for committed notebooks: each rule is a function that says whether a notebook or a cell keeps it.

They hold what a comparison of outputs cannot see: a notebook without outputs compares as equal, a PNG is not compared
at all, and a marker in a cell switches the comparison off.
"""

import ast
import hashlib
import re
from base64 import b64decode

_PICTURE = re.compile(r'data:image/svg\+xml;base64,([^"]*)')
_DIGEST = re.compile(r"sha256:([0-9a-f]{12})")
_SAVES = re.compile(r"\bsave_(figure|table)\(")
_UNCOMPARED = {"nbval-ignore-output", "nbval-skip", "nbval-raises-exception", "raises-exception"}


def broken_rules(notebook: dict) -> list[str]:
    """Name the rules that a notebook (as parsed from its JSON) breaks, with the number of the code cell."""
    broken = [rule.__name__ for rule in NOTEBOOK_RULES if not rule(notebook)]
    for number, cell in enumerate(code_cells(notebook), start=1):
        broken += [f"{rule.__name__} (cell {number})" for rule in CELL_RULES if not rule(cell)]
    return broken


def code_cells(notebook: dict) -> list[dict]:
    """The code cells, in order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def title_is_a_question(notebook: dict) -> bool:
    first = notebook["cells"][0]
    return first["cell_type"] == "markdown" and re.match(r"# .*\?\n?$", first["source"][0]) is not None


def as_much_prose_as_code(notebook: dict) -> bool:
    return 2 * len(code_cells(notebook)) <= len(notebook["cells"])


def executed_once_in_order(notebook: dict) -> bool:
    counts = [cell["execution_count"] for cell in code_cells(notebook)]
    return counts == list(range(1, len(counts) + 1))


def has_outputs(notebook: dict) -> bool:
    return any(cell["outputs"] for cell in code_cells(notebook))


def names_no_python_version(notebook: dict) -> bool:
    return notebook["metadata"]["language_info"] == {"name": "python"}


def at_most_15_lines(cell: dict) -> bool:
    return len(cell["source"]) <= 15


def defines_nothing(cell: dict) -> bool:
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return not any(isinstance(node, definitions) for node in ast.walk(ast.parse(_source(cell))))


def switches_no_comparison_off(cell: dict) -> bool:
    allowed = {"nbval-ignore-output"} if "article-text" in _tags(cell) else set()
    return "NBVAL" not in _source(cell) and _tags(cell) & _UNCOMPARED == allowed


def shows_no_article_text(cell: dict) -> bool:
    return "article-text" not in _tags(cell) or cell["outputs"] == []


def says_nothing_on_stderr(cell: dict) -> bool:
    return all(output.get("name") != "stderr" and output["output_type"] != "error" for output in cell["outputs"])


def shows_only_what_is_compared(cell: dict) -> bool:
    shown = {mime for output in cell["outputs"] for mime in output.get("data", {})}
    return shown <= {"text/plain", "text/html", "text/markdown"}


def saved_figure_shows_its_digest(cell: dict) -> bool:
    return not _SAVES.search(_source(cell)) or _DIGEST.search(_shown(cell, "text/plain")) is not None


def picture_is_the_one_of_the_digest(cell: dict) -> bool:
    digests = _DIGEST.findall(_shown(cell, "text/plain"))
    pictures = [b64decode(picture) for picture in _PICTURE.findall(_shown(cell, "text/html"))]
    return all(hashlib.sha256(picture).hexdigest()[:12] in digests for picture in pictures)


def _source(cell: dict) -> str:
    return "".join(cell["source"])


def _tags(cell: dict) -> set[str]:
    return set(cell["metadata"].get("tags", []))


def _shown(cell: dict, mime: str) -> str:
    printed = "text" if mime == "text/plain" else None
    return "\n".join("".join(output.get("data", {}).get(mime, output.get(printed, []))) for output in cell["outputs"])


NOTEBOOK_RULES = (
    title_is_a_question,
    as_much_prose_as_code,
    executed_once_in_order,
    has_outputs,
    names_no_python_version,
)
CELL_RULES = (
    at_most_15_lines,
    defines_nothing,
    switches_no_comparison_off,
    shows_no_article_text,
    says_nothing_on_stderr,
    shows_only_what_is_compared,
    saved_figure_shows_its_digest,
    picture_is_the_one_of_the_digest,
)
