"""Running a notebook in place gives the same bytes each time, and leaves it alone when a cell fails."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from run_notebooks import normalised

from analysis.figures.notebooks import notebook_of

ROOT = Path(__file__).parent.parent
CONTROL = ROOT / "tests" / "notebooks_that_must_fail" / "control-passes.ipynb"


def run(path, **settings):
    environment = os.environ | {"PYTHONPATH": str(ROOT), "FRAMING_FIGURES": str(path.parent / "figures")} | settings
    command = [sys.executable, str(ROOT / "tools" / "run_notebooks.py"), str(path)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def write(path, *codes, tags=()):
    cells = [new_code_cell(code, id=f"cell-{i}", metadata={"tags": list(tags)}) for i, code in enumerate(codes)]
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Why?", id="title"), *cells]), path)
    return path


@pytest.mark.slow
def test_running_again_gives_the_same_bytes_under_other_settings(tmp_path):
    notebook = tmp_path / CONTROL.name
    notebook.write_bytes(CONTROL.read_bytes())
    done = run(notebook, PYTHONHASHSEED="7", OPENBLAS_NUM_THREADS="2", MPLBACKEND="pdf", TZ="Asia/Tokyo")
    assert done.returncode == 0, done.stderr
    assert notebook.read_bytes() == CONTROL.read_bytes()


@pytest.mark.slow
def test_sentences_of_articles_are_removed_and_the_count_stays(tmp_path):
    notebook = write(
        tmp_path / "a.ipynb", "print('no convoy had passed')", tags=["article-text", "nbval-ignore-output"]
    )
    assert run(notebook).returncode == 0
    cell = nbformat.read(notebook, as_version=4).cells[1]
    assert (cell.outputs, cell.execution_count) == ([], 1)


@pytest.mark.slow
def test_a_failing_cell_is_named_and_the_notebook_is_left_as_it_was(tmp_path):
    notebook = write(tmp_path / "a.ipynb", "2 + 2", "1 / 0")
    before = notebook.read_bytes()
    done = run(notebook)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        1,
        "a.ipynb, cell 2: ZeroDivisionError: division by zero",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["a.ipynb"]
    assert notebook.read_bytes() == before


def test_what_differs_between_machines_is_taken_out():
    notebook = new_notebook(
        cells=[new_code_cell("1", id="one", metadata={"execution": {"iopub.status.busy": "12:00"}})]
    )
    notebook.metadata.language_info = {"name": "python", "version": "3.13.0"}
    assert "3.13.0" not in json.dumps(normalised(notebook))
    assert "12:00" not in json.dumps(normalised(notebook))


def test_two_notebooks_with_one_number_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.figures.notebooks.notebooks_dir", lambda: tmp_path)
    (tmp_path / "01-a.ipynb").touch()
    assert notebook_of("01-terms") == "01-a.ipynb"
    assert notebook_of("02-terms") is None
    (tmp_path / "01-b.ipynb").touch()
    with pytest.raises(ValueError, match=r"01-a\.ipynb or 01-b\.ipynb"):
        notebook_of("01-terms")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.mark.slow
def test_wheel_carries_the_small_data_files_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    tracked = subprocess.run(
        ["git", "ls-files", "data/catalog.toml", "data/core"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert sorted(name for name in names if "/data/" in name) == [f"analysis/{name}" for name in tracked.stdout.split()]
    assert {name.split("/")[0] for name in names} == {"analysis", names[-1].split("/")[0]}


@pytest.mark.slow
def test_installed_wheel_finds_its_data(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "import analysis; print(analysis.__file__, analysis.load_counts('core').counts.shape[0])"
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(tmp_path / "analysis" / "__init__.py"), "5"]
