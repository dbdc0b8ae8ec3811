"""Every result, seen as a reader sees it: on a page and in JupyterLab, light and dark, wide and narrow, by keyboard."""

import pytest
from browsing import PICTURES, SCHEMES, WIDTHS, axe, every_look, look, picture
from jupyter_lab import code_cells, run_all, set_theme

from tests.show.every_result import every_result

HARMED = "() => window.harmed"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Results</title>
<meta name="color-scheme" content="light dark"><style>body {{font: 14px sans-serif}}</style></head>
<body><main><h1>Results</h1>{}</main></body></html>"""
IN_NOTEBOOK = """from tests.show.every_result import every_result
for result in every_result().values():
    display(result)"""


@pytest.fixture(scope="module")
def results():
    return every_result()


@pytest.fixture
def shown(page, results):
    page.set_content(PAGE.format("".join(f"<section>{result._repr_html_()}</section>" for result in results.values())))
    return page


@every_look
def test_results_on_a_page_are_accessible_and_inert(shown, results, record, scheme, width):
    look(shown, scheme, width)
    assert axe(shown) == []
    assert shown.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), "the page itself scrolls aside"
    for name, part in zip(results, shown.locator("section").all(), strict=True):
        part.scroll_into_view_if_needed()
        part.screenshot(path=PICTURES / f"results-{name}-{scheme}-{width}.png")
    assert shown.evaluate(HARMED) is None
    assert record.asked_beyond("about:") == []


def test_all_rows_open_by_keyboard(shown):
    folded = shown.locator("details")
    assert folded.count() >= 8
    for place in range(folded.count()):
        part = folded.nth(place)
        part.locator("summary").focus()
        shown.keyboard.press("Enter")
        assert part.evaluate("part => part.open")
        assert part.locator("table").is_visible()
    assert axe(shown) == []
    assert shown.evaluate(HARMED) is None


def test_tab_reaches_what_can_be_opened(shown):
    reached = set()
    for _ in range(200):
        shown.keyboard.press("Tab")
        reached.add(shown.evaluate("() => document.activeElement.innerText.slice(0, 40)"))
    assert set(shown.locator("summary").evaluate_all("all => all.map(one => one.innerText)")) <= reached


def test_results_in_jupyterlab_are_readable_in_both_themes(page, lab, record):
    lab.open(page, lab.write("results.ipynb", IN_NOTEBOOK))
    run_all(page)
    assert {output["output_type"] for cell in code_cells(page) for output in cell["outputs"]} == {"display_data"}
    sides = "side => [...document.querySelectorAll(side)].map(cell => getComputedStyle(cell).textAlign)"
    assert set(page.evaluate(sides, ".framing tbody th:not(.n)")) == {"left"}  # JupyterLab would have them on the right
    assert set(page.evaluate(sides, ".framing .n")) == {"right"}
    for scheme in SCHEMES:
        set_theme(page, scheme)
        assert axe(page, within=".framing") == []
        for width in WIDTHS:
            look(page, scheme, width, height=6000)  # high enough for all of them
            picture(page, f"results-in-lab-{scheme}-{width}")
    assert page.evaluate(HARMED) is None
    assert record.asked_beyond(lab.url) == []
