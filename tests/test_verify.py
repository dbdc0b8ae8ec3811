"""`framing verify` names each result that is stale, and why."""

import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import verify
from analysis.cli import app
from analysis.errors import FramingError
from analysis.figures import figure, save_figure, save_table

CORPUS = "c0ffee" * 10 + "beef"


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A figure, its table and a table alone, as notebook 01 would leave them."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    monkeypatch.setenv("FRAMING_FIGURES", str(tmp_path / "figures"))
    for module in ("analysis.verify", "analysis.figures.notebooks"):
        monkeypatch.setattr(f"{module}.notebooks_dir", lambda: notebooks)
    monkeypatch.setattr(verify, "_corpus_sha256", lambda name: CORPUS)
    write_notebook(notebooks / "01-terms.ipynb", code="draw(seed=1)", shown=[])
    corpora = {"core": CORPUS}
    digests = [
        save_figure(figure()[0], "01-terms", table=pd.DataFrame({"n": [1]}), corpora=corpora, parameters={"seed": 1}),
        save_table(pd.DataFrame({"n": [2]}), "01-outlets", corpora=corpora),
    ]
    write_notebook(notebooks / "01-terms.ipynb", code="draw(seed=1)", shown=digests)
    return tmp_path


def write_notebook(path, code, shown):
    outputs = [{"output_type": "execute_result", "data": {"text/plain": [digest]}} for digest in shown]
    cells = [
        {"cell_type": "markdown", "source": ["# Why?"]},
        {"cell_type": "code", "source": [code], "outputs": outputs},
    ]
    path.write_text(json.dumps({"cells": cells}))


def shown_in(path):
    return [output["data"]["text/plain"][0] for output in json.loads(path.read_text())["cells"][1]["outputs"]]


def test_nothing_is_stale_when_nothing_changed(house):
    assert verify.stale_results() == {}


def test_a_changed_file_is_named(house):
    (house / "figures" / "01-terms.csv").write_text("n\n7\n")
    stale = verify.stale_results()
    assert list(stale) == ["01-terms.csv"]
    assert stale["01-terms.csv"][0].startswith("the file is ")


def test_a_missing_file_is_named(house):
    (house / "figures" / "01-terms.svg").unlink()
    assert verify.stale_results() == {"01-terms.svg": ["the file is gone"]}


def test_a_file_that_no_notebook_saved_is_named(house):
    (house / "figures" / "09-old.svg").write_text("<svg/>")
    assert verify.stale_results() == {"09-old.svg": ["not in the manifest"]}


def test_changed_code_makes_every_result_of_the_notebook_stale(house):
    notebook = house / "notebooks" / "01-terms.ipynb"
    write_notebook(notebook, code="draw(seed=2)", shown=shown_in(notebook))
    stale = verify.stale_results()
    assert list(stale) == ["01-outlets.csv", "01-terms.csv", "01-terms.svg"]
    assert set(map(tuple, stale.values())) == {("the code of 01-terms.ipynb has changed",)}


def test_changed_prose_makes_nothing_stale(house):
    notebook = house / "notebooks" / "01-terms.ipynb"
    notebook.write_text(notebook.read_text().replace("# Why?", "# Why not?"))
    assert verify.stale_results() == {}


def test_a_digest_that_the_notebook_does_not_show_is_named(house):
    notebook = house / "notebooks" / "01-terms.ipynb"
    terms, _ = shown_in(notebook)
    write_notebook(notebook, code="draw(seed=1)", shown=[f"{terms[:-12]}{'0' * 12}"])
    stale = verify.stale_results()
    assert stale["01-terms.svg"] == [f"01-terms.ipynb shows {'0' * 12}, was {terms[-12:]}"]
    assert stale["01-outlets.csv"][0].startswith("01-terms.ipynb shows nothing")


def test_a_notebook_that_is_gone_is_named(house):
    (house / "notebooks" / "01-terms.ipynb").unlink()
    assert set(map(tuple, verify.stale_results().values())) == {("notebook 01-terms.ipynb is gone",)}


def test_a_changed_corpus_is_named(house, monkeypatch):
    monkeypatch.setattr(verify, "_corpus_sha256", lambda name: "d" * 64)
    assert verify.stale_results()["01-terms.svg"] == ["corpus core is dddddddddddd, was c0ffeec0ffee"]


def test_another_library_version_is_named(house):
    manifest = house / "figures" / "manifest.json"
    entries = json.loads(manifest.read_text())
    now = entries["01-terms.svg"]["libraries"]["numpy"]
    entries["01-terms.svg"]["libraries"]["numpy"] = "1.0"
    manifest.write_text(json.dumps(entries))
    assert verify.stale_results() == {"01-terms.svg": [f"numpy is {now}, was 1.0"]}


def test_nothing_to_verify_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_FIGURES", str(tmp_path))
    with pytest.raises(FramingError, match="records no result"):
        verify.stale_results()


def test_a_corpus_that_is_not_at_hand_is_said_to_be_so():
    assert verify._corpus_sha256("no such corpus") == "not at hand"


def test_command_prints_one_line_per_stale_result_and_ends_with_1(house):
    (house / "figures" / "01-terms.svg").unlink()
    done = CliRunner().invoke(app, ["verify"])
    assert (done.exit_code, done.output) == (1, "01-terms.svg: the file is gone\n")


def test_command_ends_with_0_when_all_hold(house):
    assert CliRunner().invoke(app, ["verify"]).exit_code == 0
