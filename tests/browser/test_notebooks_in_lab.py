"""Each notebook, opened in JupyterLab and run from top to bottom as a reader does."""

import json
import re

import pytest
from browsing import picture
from jupyter_lab import NOTEBOOKS, code_cells, run_all, shut_down

PANELS = ".jp-OutputArea-output .fx:has(table)"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
WIDGET = "application/vnd.jupyter.widget-view+json"
PICTURES_SHOWN = "img => img.complete && img.naturalWidth > 0 && img.getBoundingClientRect().width > 0"


def errors(cells):
    found = [output for cell in cells for output in cell["outputs"] if output["output_type"] == "error"]
    return [COLOURS.sub("", "\n".join(error["traceback"])) for error in found]


def shown(cells, kind):
    return [output["data"] for cell in cells for output in cell["outputs"] if kind in output.get("data", {})]


def html(cells):
    """What is shown as HTML: of an output with a widget that is the widget, not the table that stands in for it."""
    return "\n".join("".join(data["text/html"]) for data in shown(cells, "text/html") if WIDGET not in data)


def committed(name):
    notebook = json.loads((NOTEBOOKS / name).read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("name", sorted(path.name for path in NOTEBOOKS.glob("*.ipynb")))
def test_notebook_runs_and_shows_its_figures_and_tables(name, page, lab, record):
    lab.open(page, name)
    run_all(page)
    cells = code_cells(page)
    assert "\n".join(errors(cells)) == ""
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not [output for cell in cells for output in cell["outputs"] if output.get("name") == "stderr"]

    figures = page.locator(".jp-RenderedHTML img").evaluate_all(f"all => all.map({PICTURES_SHOWN})")
    assert figures == [True] * html(cells).count("<img ")
    tables = page.locator(".jp-RenderedHTML table").count()
    assert tables == html(cells).count("<table")
    before, widgets = html(committed(name)), len(shown(cells, WIDGET))
    page.wait_for_function(f"() => document.querySelectorAll('{PANELS}').length === {widgets}")
    assert len(figures) + widgets >= before.count("<img ") + widgets > 0
    assert tables + widgets >= before.count("<table") > 0
    assert record.asked_beyond(lab.url) == []
    page.locator(f".jp-RenderedHTML img, {PANELS}").first.scroll_into_view_if_needed()
    picture(page, f"notebook-{name.removesuffix('.ipynb')}")
    shut_down(page)
