"""Each notebook, opened in JupyterLab and run from top to bottom as a reader does."""

import json

import pytest
from browsing import picture
from jupyter_lab import NOTEBOOKS, code_cells, run_all, shut_down

PICTURES_SHOWN = "img => img.complete && img.naturalWidth > 0 && img.getBoundingClientRect().width > 0"


def kinds(cells):
    return [output["output_type"] for cell in cells for output in cell["outputs"]]


def html(cells):
    shown = [output.get("data", {}).get("text/html", "") for cell in cells for output in cell["outputs"]]
    return "\n".join("".join(part) for part in shown)


def committed(name):
    notebook = json.loads((NOTEBOOKS / name).read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("name", sorted(path.name for path in NOTEBOOKS.glob("*.ipynb")))
def test_notebook_runs_and_shows_its_figures_and_tables(name, page, lab, record):
    lab.open(page, name)
    run_all(page)
    cells = code_cells(page)
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert "error" not in kinds(cells)
    assert not [output for cell in cells for output in cell["outputs"] if output.get("name") == "stderr"]

    figures = page.locator(".jp-OutputArea-output img").evaluate_all(f"all => all.map({PICTURES_SHOWN})")
    assert figures == [True] * html(cells).count("<img ")
    tables = page.locator(".jp-OutputArea-output table").count()
    assert tables == html(cells).count("<table")
    assert len(figures) >= html(committed(name)).count("<img ") > 0
    assert tables >= html(committed(name)).count("<table") > 0
    assert record.asked_beyond(lab.url) == []
    page.locator(".jp-OutputArea-output img").first.scroll_into_view_if_needed()
    picture(page, f"notebook-{name.removesuffix('.ipynb')}")
    shut_down(page)
