"""The explorer as a person meets it: choose, click a word, read its sentences, take the code along."""

import pytest
from browsing import axe, every_look, look, picture
from jupyter_lab import run_all, set_theme

from analysis import explore
from analysis.study import Study
from tests.small_corpus import three_outlets, with_harm

CELL = """import pandas as pd
from analysis import Study, explore
articles = pd.read_parquet("articles.parquet")
outlets = tuple(articles["outlet"].unique()[:2])
explore(Study(articles, outlets, name="articles", n_permutations={permutations}))"""
READY = "() => document.querySelector('.fx-status')?.textContent.startsWith('Ready')"
WORD = "[data-section=keyness] button.fx-look"


@pytest.fixture
def panel(lab, page, request):
    """The explorer in a notebook, answered: of the small corpus, or of the one that means harm."""
    articles, permutations = getattr(request, "param", (three_outlets, 200))
    articles().to_parquet(lab.root / "articles.parquet")
    cell = CELL.format(permutations=permutations)
    lab.open(page, lab.write("explore.ipynb", cell))
    run_all(page)
    page.wait_for_selector(".fx")
    if permutations < 1000:
        page.wait_for_function(READY)
    return page


def read(page, word):
    page.locator(WORD, has_text=word).first.click()
    page.wait_for_selector(".fx-reading blockquote")
    return page.locator(".fx-reading")


def test_one_click_leads_from_a_number_to_its_sentences(panel, lab, record):
    order = panel.eval_on_selector_all(".fx > section", "sections => sections.map(one => one.dataset.section)")
    assert order[:3] == ["design", "distance", "keyness"]
    reading = read(panel, "militants")
    assert "tass: in 18 stories" in reading.inner_text()
    assert reading.locator("blockquote").count() == 4
    assert reading.locator("mark").first.inner_text().lower() == "militants"
    assert reading.locator("article").first.inner_text().endswith("own words")
    assert record.asked_beyond(lab.url) == []


def test_other_outlets_and_another_voice_are_another_question(panel):
    panel.get_by_role("checkbox", name="cnn").check()
    panel.get_by_role("checkbox", name="tass").uncheck()
    panel.wait_for_selector("[data-section=design] th:has-text('cnn against dw')")
    panel.wait_for_function(READY)
    panel.get_by_label("Whose words").select_option("quoted")
    panel.wait_for_selector("[data-section=distance] .fx-error:text('cnn against dw: one of them has no counted word')")
    panel.wait_for_selector("[data-section=keyness] button.fx-look:has-text('fear')")
    panel.wait_for_function(READY)
    reading = read(panel, "fear")
    assert reading.locator(".fx-tag").first.inner_text() == "quoted"


def test_one_outlet_alone_is_explained(panel):
    panel.get_by_role("checkbox", name="tass").uncheck()
    panel.wait_for_selector(".fx-status:text('a comparison needs two outlets')")


def test_everything_is_reached_by_keyboard(panel):
    word = panel.locator(WORD).first
    word.focus()
    panel.keyboard.press("Enter")
    panel.wait_for_selector(".fx-reading blockquote")
    assert panel.evaluate("() => document.activeElement.closest('.fx-reading') !== null")
    panel.keyboard.press("Escape")
    panel.wait_for_selector(".fx-reading", state="detached")
    assert word.evaluate("button => document.activeElement === button")
    panel.get_by_label("Any word, from each outlet").fill("talks")
    panel.keyboard.press("Enter")
    panel.wait_for_selector(".fx-reading blockquote")


@pytest.mark.parametrize("section", ["topics", "naming", "speaking"])
def test_the_other_sections_come_when_asked_for(panel, section):
    panel.locator(f"[data-section={section}] > .fx-head button").click()
    panel.wait_for_selector(f"[data-section={section}] table")
    panel.locator(f"[data-section={section}] button.fx-look").first.click()
    panel.wait_for_selector(".fx-reading article blockquote")


def test_the_code_can_be_taken_along(panel):
    panel.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel.locator("[data-section=keyness] button", has_text="Copy code").click()
    panel.wait_for_selector(".fx-status:text('Code copied')")
    copied = panel.evaluate("() => navigator.clipboard.readText()")
    assert copied == panel.locator("[data-section=keyness] pre").text_content()
    assert copied.endswith("keyness.table")


@pytest.mark.parametrize("panel", [(three_outlets, 300_000)], indirect=True)
def test_long_work_can_be_stopped(panel):
    panel.get_by_role("button", name="Stop").click()
    panel.wait_for_selector(".fx-status:text('Stopped.')")


@pytest.mark.parametrize("panel", [(lambda: with_harm(three_outlets()), 200)], indirect=True)
def test_a_hostile_article_runs_nothing(panel):
    panel.get_by_label("Any word, from each outlet").fill("harm")
    panel.get_by_role("button", name="Read sentences").click()
    panel.wait_for_selector(".fx-reading blockquote:has-text('harm')")
    for article in panel.locator(".fx-reading article").all():
        article.hover()
        article.click()
    assert "<img src=x" in panel.locator(".fx-reading").inner_text()
    assert panel.evaluate("() => window.harmed") is None
    assert panel.locator(".fx :is(script, img, iframe, a:not([href^='http']))").count() == 0
    assert panel.locator(".fx :is([onclick], [onerror], [onmouseover])").count() == 0


@every_look
def test_it_looks_well_and_anyone_can_use_it(panel, scheme, width):
    set_theme(look(panel, scheme, width, 1800), scheme)
    read(panel, "militants")
    assert axe(panel, ".fx") == []
    assert panel.evaluate(
        "() => document.querySelector('.fx').scrollWidth <= document.querySelector('.fx').clientWidth"
    )
    picture(panel, f"explorer-{scheme}-{width}")


@every_look
def test_the_table_that_stands_in_without_a_kernel_can_be_used(page, scheme, width):
    study = Study(three_outlets(), outlets=("tass", "dw"), n_permutations=50, n_bootstraps=50)
    html = explore(study)._repr_mimebundle_()[0]["text/html"]
    page.set_content(f"<!doctype html><html lang=en><title>x</title><main><h1>x</h1>{html}</main></html>")
    look(page, scheme, width)
    assert axe(page) == []
    assert page.locator("table").count() >= 2
