"""Committed notebooks keep the house rules, and a harmed notebook is caught."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from check_notebooks import differing_files
from notebook_rules import broken_rules, code_cells
from run_notebooks import exact_environment

ROOT = Path(__file__).parent.parent
HARMED = Path(__file__).parent / "notebooks_that_must_fail"
CONTROL = HARMED / "control-passes.ipynb"
COMMITTED = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", [*COMMITTED, CONTROL], ids=lambda path: path.stem)
def test_rules_hold(path):
    text = path.read_text(encoding="utf-8")
    assert broken_rules(json.loads(text)) == []
    assert text.endswith("}\n")


def add_output(kind, **output):
    def harm(notebook):
        code_cells(notebook)[1]["outputs"].append({"output_type": kind, **output})

    return harm


def add_source(line):
    def harm(notebook):
        code_cells(notebook)[1]["source"].append(line)

    return harm


def add_tags(*tags):
    def harm(notebook):
        code_cells(notebook)[1]["metadata"]["tags"] = list(tags)

    return harm


def add_lines(notebook):
    code_cells(notebook)[1]["source"] += ["\n", "1\n"] * 7


def forget_digest(notebook):
    code_cells(notebook)[-1]["outputs"] = []


def swap_picture(notebook):
    code_cells(notebook)[-1]["outputs"][0]["data"]["text/html"] = ['<img src="data:image/svg+xml;base64,PHN2Zy8+">']


def strip(notebook):
    for cell in code_cells(notebook):
        cell.update(outputs=[], execution_count=None)


def drop_prose(notebook):
    notebook["cells"] = [notebook["cells"][0], *code_cells(notebook)]


def answer_instead_of_asking(notebook):
    notebook["cells"][0]["source"] = ["# Results\n"]


def keep_python_version(notebook):
    notebook["metadata"]["language_info"]["version"] = "3.11.7"


@pytest.mark.parametrize(
    ("harm", "rule"),
    [
        (strip, "executed_once_in_order"),
        (strip, "has_outputs"),
        (drop_prose, "as_much_prose_as_code"),
        (answer_instead_of_asking, "title_is_a_question"),
        (keep_python_version, "names_no_python_version"),
        (add_lines, "at_most_15_lines (cell 2)"),
        (add_source("\ndef f():\n    return 1"), "defines_nothing (cell 2)"),
        (add_source("\n# NBVAL_IGNORE_OUTPUT"), "switches_no_comparison_off (cell 2)"),
        (add_tags("raises-exception"), "switches_no_comparison_off (cell 2)"),
        (add_tags("nbval-ignore-output"), "switches_no_comparison_off (cell 2)"),
        (add_tags("article-text", "nbval-ignore-output"), "shows_no_article_text (cell 2)"),
        (add_output("stream", name="stderr", text=["a warning"]), "says_nothing_on_stderr (cell 2)"),
        (add_output("display_data", data={"image/png": "iVBOR"}), "shows_only_what_is_compared (cell 2)"),
        (swap_picture, "picture_is_the_one_of_the_digest (cell 4)"),
        (forget_digest, "saved_figure_shows_its_digest (cell 4)"),
    ],
)
def test_harm_breaks_a_rule(harm, rule):
    notebook = json.loads(CONTROL.read_text(encoding="utf-8"))
    harm(notebook)
    assert rule in broken_rules(notebook)


REASONS = {
    "control-passes": {},
    "changed-number": {"Cell 1": "'5' == '4'"},
    "stale-figure": {"Cell 3": "mismatch 'text/plain'"},
    "new-warning": {"Cell 1": "Unexpected output fields from running code: {'stderr'}"},
    "stripped-outputs-counts-kept": dict.fromkeys(("Cell 1", "Cell 2"), "Unexpected output fields"),
    # The comparison has nothing to compare and passes: what catches this one is the rule on execution counts.
    "stripped-outputs": {},
}


@pytest.fixture(scope="module")
def failures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harmed")
    report = {"PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": f"--junitxml={folder / 'report.xml'}"}
    command = [sys.executable, "tools/check_notebooks.py", str(HARMED)]
    done = subprocess.run(
        command, cwd=ROOT, env=exact_environment(str(folder)) | report, capture_output=True, check=False
    )
    assert done.returncode == 1
    found = {name: {} for name in REASONS}
    for case in ElementTree.parse(folder / "report.xml").iter("testcase"):
        name = case.get("classname").removesuffix(".ipynb").rpartition(".")[2]
        found[name] |= {case.get("name"): failure.text for failure in case.iter("failure")}
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", REASONS)
def test_comparison_fails_for_the_right_reason(name, failures):
    assert failures[name].keys() == REASONS[name].keys()
    for cell, reason in REASONS[name].items():
        assert reason in failures[name][cell]


def test_every_harmed_notebook_is_named():
    assert sorted(REASONS) == sorted(path.stem for path in HARMED.glob("*.ipynb"))


def test_stripped_outputs_break_the_rules():
    notebook = json.loads((HARMED / "stripped-outputs.ipynb").read_text(encoding="utf-8"))
    assert broken_rules(notebook)[:2] == ["executed_once_in_order", "has_outputs"]


def test_differing_files_names_missing_and_changed(tmp_path):
    made, committed = tmp_path / "made", tmp_path / "committed"
    for folder, files in ((made, {"a": "1", "b": "1", "c": "1"}), (committed, {"a": "1", "b": "2", "d": "1"})):
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_text(content)
    assert differing_files(made, committed) == ["b", "c", "d"]
