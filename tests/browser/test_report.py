"""A report opens from disk, asks for nothing, runs nothing, and leads to the sentences behind a number."""

import pytest
from browsing import axe, every_look, look, picture

from analysis import Study, write_report
from tests.report.reading import HOSTILE, articles


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A report on articles whose authors mean harm."""
    documents = articles(spoilt=HOSTILE, outlets=("alpha", f"beta{HOSTILE}"))
    study = Study(documents, name="planted", n_permutations=40, n_bootstraps=40, n_topics=2)
    return write_report(study, tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture
def opened(page, record, report):
    page.context.set_offline(True)
    page.goto(report.as_uri())
    return page


def test_nothing_is_asked_for_and_nothing_runs(opened, record, report):
    dialogs = []
    opened.on("dialog", lambda dialog: dialogs.append(dialog.message))
    opened.reload()
    opened.mouse.wheel(0, 20_000)
    opened.wait_for_timeout(300)
    assert record.asked_beyond(report.as_uri()) == []
    assert dialogs == []
    assert opened.locator("script, iframe, object, form, [onerror], [onclick]").count() == 0


@every_look
def test_everybody_can_use_it(opened, scheme, width):
    look(opened, scheme, width)
    picture(opened, f"report-{scheme}-{width}", full_page=True)
    assert axe(opened) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_the_sentences_behind_a_number_are_two_clicks_away(opened):
    opened.get_by_role("link", name="Which words?").first.click()
    opened.locator("#keyness").get_by_role("link", name="rebels").first.click()
    block = opened.locator("article:target")
    assert block.locator("mark").first.inner_text() == "rebels"
    assert block.locator("blockquote").first.is_visible()
    block.get_by_role("link", name="back from rebels").click()
    assert opened.url.endswith("#keyness")


def test_on_paper_what_is_folded_is_open_and_the_contents_are_gone(opened):
    assert not opened.locator("details pre").first.is_visible()
    opened.emulate_media(media="print")
    assert opened.locator("details pre").first.is_visible()
    assert not opened.get_by_role("navigation").is_visible()
    assert opened.pdf().startswith(b"%PDF")
