"""Execute notebooks in place so that the same code and corpora give the same bytes.

``python tools/run_notebooks.py [NOTEBOOK ...]``: all of notebooks/ when none is named.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import matplotlib.font_manager  # noqa: F401  builds the font cache, which otherwise announces itself inside a notebook
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"

EXACT = {
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
}
"""One thread, so that sums are taken in one order; no seed, backend or time zone of the machine."""


WIDGET = "application/vnd.jupyter.widget-view+json"

_OPTIONS = {
    "coalesce_streams": True,
    "extra_arguments": ["--log-level=ERROR"],
    "kernel_name": "python3",
    "record_timing": False,
    "store_widget_state": False,
}


def main(paths: list[str]) -> int:
    """Run each notebook in a fresh kernel; stop at the first that fails."""
    with tempfile.TemporaryDirectory() as settings:
        os.environ.update(exact_environment(settings))
        for path in [Path(path) for path in paths] or sorted(NOTEBOOKS.glob("*.ipynb")):
            began = time.perf_counter()
            failure = run_in_place(path)
            if failure:
                print(f"{path.name}, {failure}", file=sys.stderr)
                return 1
            print(f"{path.name}: {time.perf_counter() - began:.1f} s")
    return 0


def exact_environment(settings: str) -> dict[str, str]:
    """What a kernel runs under; the empty folder ``settings`` stands in for the reader's own IPython start-up files."""
    return os.environ | EXACT | {"IPYTHONDIR": settings}


def run_in_place(path: Path) -> str | None:
    """Execute a notebook and write it back; on failure leave it as it was and say which cell failed and why."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}, **_OPTIONS)
    try:
        client.execute()
    except CellExecutionError as error:
        return f"cell {_failed_cell(notebook)}: {error.ename}: {error.evalue}"
    except DeadKernelError:
        return "the kernel died (out of memory?)"
    write(normalised(notebook), path)
    return None


def normalised(notebook: NotebookNode) -> NotebookNode:
    """Take out what differs between machines, and the sentences of articles."""
    notebook.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook.metadata.language_info = {"name": "python"}
    for cell in code_cells(notebook):
        cell.metadata.pop("execution", None)
        for output in cell.outputs:
            output.get("data", {}).pop(WIDGET, None)  # has a random id and needs a kernel; its other forms stay
        if "article-text" in cell.metadata.get("tags", []):
            cell.outputs = []
    return notebook


def write(notebook: NotebookNode, path: Path) -> None:
    """Write whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(nbformat.writes(notebook).rstrip("\n") + "\n", encoding="utf-8", newline="\n")
    os.replace(draft, path)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The code cells, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _failed_cell(notebook: NotebookNode) -> int:
    failed = ["error" in {output.output_type for output in cell.outputs} for cell in code_cells(notebook)]
    return failed.index(True) + 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
