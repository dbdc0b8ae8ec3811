import sys

import pytest

from benchmarks.__main__ import COMPARE, COUNT, TOPICS, run, table
from benchmarks.tools import TOOLS, measure, read


@pytest.fixture
def articles(tmp_path):
    """Forty articles of three outlets, each of 20 words."""
    path = tmp_path / "articles.tsv"
    words = ["fox", "hen", "barn", "eggs", "night"]
    lines = [f"{'abc'[n % 3]}\tThe {words[n % 5]} and the {words[n % 4]} {'run ' * 15}\n" for n in range(40)]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_outlets_are_kept_in_alphabetical_order(articles):
    texts, outlets = read(articles, n_outlets=2)
    assert (len(texts), set(outlets)) == (27, {"a", "b"})
    assert len(read(articles, n_outlets=None)[0]) == 40


def test_tools_find_the_same_terms(articles):
    found = {tool: measure(tool, articles, None)["terms"] for tool in ("TermCounter", "CountVectorizer")}
    assert found == {"TermCounter": 8, "CountVectorizer": 8}
    assert measure("FightingWords formula", articles, 2)["terms"] == 7  # night is in fewer than ten articles


def test_tools_find_the_same_topics(articles):
    found = {tool: measure(tool, articles, None)["terms"] for tool in TOPICS}
    assert found == {"fit_topics": 5, "NMF": 5}  # barn, eggs, fox, hen and run; night is in fewer than ten articles


def test_each_tool_runs_by_itself_and_what_is_missing_is_said(articles):
    assert set(COUNT + COMPARE + TOPICS) == set(TOOLS)
    measured = {"CountVectorizer": run("CountVectorizer", articles, 0, sys.executable), "other": {}}
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in table(measured, "CountVectorizer").splitlines()
    ]
    assert rows[2][0] == "CountVectorizer"
    assert rows[2][3] == "1.00"
    assert rows[3][:2] == ["other", "not installed"]
    assert len({len(row) for row in rows}) == 1
