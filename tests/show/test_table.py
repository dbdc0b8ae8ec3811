"""Tables as HTML: text stays text, nothing is lost, a screen reader is told what a bar shows."""

from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from analysis import compare_outlets, count_terms
from analysis.show import Interval, table_html

DAY = pd.Timestamp("2017-02-06")
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(1)">'


class Reader(HTMLParser):
    """Elements and text of a page; elements that are not closed in order are an error."""

    EMPTY = ("line", "circle")

    def __init__(self, html):
        super().__init__()
        self.open, self.elements, self.words = [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def result():
    texts = ["red hen red", "red fox", "hen red", "red red hen", "red"] + ["blue hen", "blue fox blue", "blue"] * 2
    documents = pd.DataFrame({"outlet": ["x"] * 5 + ["y"] * 6, "text": texts}, index=list("abcdefghijk"))
    return compare_outlets(count_terms(documents), n_permutations=50, n_bootstraps=50, min_stories=1)


def test_markup_in_titles_names_cells_and_notes_stays_text():
    page = Reader(table_html(HOSTILE, pd.DataFrame({HOSTILE: [HOSTILE]}), [HOSTILE]))
    assert not {tag for tag, _ in page.elements} & {"script", "img"}
    assert "".join(page.words).count(HOSTILE) == 4


def test_bars_say_their_numbers_and_stand_where_they_should():
    table = pd.DataFrame({"d": [1.0, 0.5, np.nan], "low": [0.0, np.nan, np.nan], "high": [2.0, np.nan, np.nan]})
    page = Reader(table_html("t", table, interval=Interval("d", "low", "high", 0.0)))
    labels = [facts["aria-label"] for tag, facts in page.elements if tag == "svg"]
    assert labels == ["1, 95 % interval 0 to 2", "0.5"]
    places = [float(facts["cx"]) for tag, facts in page.elements if tag == "circle"]
    assert places == [60.0, 32.0]


def test_columns_have_headers_and_missing_values_a_dash():
    page = Reader(table_html("t", pd.DataFrame({"a": [1234, 5], "b": [0.25, np.nan], "c": [DAY, pd.NaT]})))
    assert [facts["scope"] for tag, facts in page.elements if tag == "th"] == ["col"] * 3 + ["row"] * 2
    assert page.words[1:] == ["t", "a", "b", "c", "1,234", "0.25", "2017-02-06", "5", "–", "–"]  # after the style


def test_all_rows_are_folded_away(result):
    page = Reader(result._repr_html_())
    shown, folded = (sum(tag == name for tag, _ in page.elements) for name in ("summary", "details"))
    assert shown == folded <= 1
    assert not any(facts.get("class") == "dataframe" for _, facts in page.elements)


def test_many_rows_are_cut_with_a_word():
    table = pd.DataFrame({"n": range(1000)})
    page = Reader(table_html("t", table.head(3), every=table))
    assert "Show 200 of 1,000 rows" in page.words
    assert sum(tag == "tr" for tag, _ in page.elements) == 1 + 3 + 1 + 200
