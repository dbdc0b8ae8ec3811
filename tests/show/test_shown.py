"""Every result prints itself, and leaves as CSV, LaTeX and picture; names and titles that are markup stay text."""

import io
from html.parser import HTMLParser

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis import FramingError, count_terms, find_events
from tests.show.every_result import HARM, OUTLETS, articles, every_result

TYPES = [
    "Design", "Comparison", "Distance", "Events", "Topics", "Timeline", "StableK", "Gap", "Naming", "Speakers",
    "Actors", "Frames", "Concordance",
]  # fmt: skip
OPTIONS = {"Naming": {"concept": "syrian-government"}}


@pytest.fixture(scope="module")
def results():
    return every_result()


def elements(html):
    found = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, facts: found.append((tag, dict(facts)))
    reader.feed(html)
    return found


def test_every_type_is_there(results):
    assert list(results) == TYPES


@pytest.mark.parametrize("name", TYPES)
def test_markup_in_articles_stays_text(name, results):
    found = elements(results[name]._repr_html_())
    assert {tag for tag, _ in found} <= {
        "div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "line", "circle", "ul", "li",
        "details", "summary",
    }  # fmt: skip
    assert not [key for _, facts in found for key in facts if key.startswith("on") or key in ("href", "src")]


@pytest.mark.parametrize("name", [name for name in TYPES if name not in ("StableK", "Topics", "Timeline", "Gap")])
def test_the_markup_can_be_read(name, results):
    """Nothing is dropped on the way: what an outlet is called stands in the page, escaped."""
    assert HARM.replace("<", "&lt;").replace(">", "&gt;") in results[name]._repr_html_()


@pytest.mark.parametrize("name", TYPES)
def test_results_leave_as_csv_and_latex(name, results):
    result = results[name]
    again = pd.read_csv(io.StringIO(result.to_csv()))
    table = result if name == "Concordance" else result.table
    assert len(again) == len(table)
    assert set(again.columns) >= set(table.columns)
    latex = result.to_latex()
    assert latex.startswith(r"\begin{tabular}")
    assert latex.count(r"\\") > 1


@pytest.mark.parametrize("name", TYPES[:-1])
def test_results_draw_themselves(name, results):
    axes = results[name].plot(**OPTIONS.get(name, {}))
    assert axes.has_data()
    plt.close(axes.figure)


@pytest.mark.parametrize("name", TYPES)
def test_html_is_short_and_the_rest_is_folded_away(name, results):
    html = results[name]._repr_html_()
    seen = html.partition("<details>")[0]
    assert seen.count("<tr>") <= 24


def test_topics_can_be_read_without_their_card(results):
    topics = results["Topics"]
    assert topics.table["terms"].tolist() == topics.card["terms"].tolist()
    assert topics.table["share"].sum() == pytest.approx(1)


def test_events_are_drawn_by_outlet_and_week(results):
    axes = results["Events"].plot()
    assert [label.get_text() for label in axes.get_yticklabels()] == sorted(OUTLETS)
    # Person0 is met on 2, 5 and 8 January, too far apart for one event; Person1 on 11 and 14 January.
    assert [text.get_text() for text in axes.texts[:2]] == ["2", "1"]
    plt.close(axes.figure)


def test_no_event_cannot_be_drawn():
    with pytest.raises(FramingError, match="no event to draw"):
        find_events(count_terms(articles()), min_outlets=9).plot()
