"""The harness sees what it must see: a fault on a page fails the test that opened it."""

from browsing import axe, every_look, look, picture
from jupyter_lab import code_cells, run_all, set_theme

WELL = "<!doctype html><html lang='en'><title>A page</title><main><h1>Red hen</h1><p>A red hen.</p></main>"


def test_errors_and_requests_are_written_down(page, record):
    page.set_content("<script>console.error('one'); fetch('http://127.0.0.1:9/').catch(() => 0)</script>")
    page.evaluate("() => setTimeout(() => { throw new Error('two') })")
    page.wait_for_timeout(200)
    assert any("one" in error for error in record.errors)
    assert any(error.startswith("uncaught: ") and "two" in error for error in record.errors)
    assert record.asked_beyond("about:") == ["http://127.0.0.1:9/"]
    record.errors.clear()


def test_noise_is_not_an_error(page, record):
    record.noise.append("^known ")
    page.set_content("<script>console.error('known')</script>")


def test_axe_finds_a_serious_fault_and_passes_a_page_without(page):
    page.set_content(WELL)
    assert axe(page) == []
    page.set_content(WELL.replace("<p>", "<img src='data:,'><p style='color:#ccc;background:#fff'>"))
    assert {line.split(" (")[0] for line in axe(page)} == {"image-alt", "color-contrast"}


@every_look
def test_scheme_and_width_reach_the_page(page, scheme, width):
    look(page, scheme, width).set_content(WELL)
    assert page.evaluate(f"() => matchMedia('(prefers-color-scheme: {scheme})').matches")
    assert page.evaluate("() => innerWidth") == width
    assert picture(page, f"harness-{scheme}-{width}").stat().st_size > 0


def test_a_notebook_runs_in_jupyterlab(page, lab, record):
    lab.open(page, lab.write("small.ipynb", "6 * 7", "raise ValueError('no')", "1"))
    run_all(page)
    first, second, third = code_cells(page)
    assert first["outputs"][0]["data"]["text/plain"] == "42"
    assert second["outputs"][0]["ename"] == "ValueError"
    assert third["execution_count"] is None
    set_theme(page, "dark")
    assert record.asked_beyond(lab.url) == []
