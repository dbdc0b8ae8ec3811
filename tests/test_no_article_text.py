"""No sentence of an article is in the repository: the texts belong to their publishers."""

import subprocess
from pathlib import Path

import pandas as pd
import pytest
from shared_text import readable, shared_runs

from analysis.corpus import load_corpus
from analysis.corpus.fetch import fetched_store

ROOT = Path(__file__).parent.parent
ARTICLE = "Outside the old customs house, drivers said on Monday that no convoy had passed since the bridge was closed."


@pytest.fixture(scope="module")
def articles():
    """Texts of the corpora at hand, and the titles, which may be shown."""
    names = ["core", *(["news2017"] if fetched_store("news2017").is_dir() else [])]
    documents = pd.concat([load_corpus(name, columns=["title", "text"]) for name in names]).dropna(subset="text")
    if documents.empty:
        pytest.skip("no article is at hand: run `framing fetch news2017`")
    listed = [pd.read_csv(path)["title"] for path in sorted((ROOT / "data").glob("*/metadata.csv"))]
    return documents["text"].tolist(), pd.concat([documents["title"], *listed]).dropna().tolist()


def test_no_tracked_file_holds_a_sentence_of_an_article(articles):
    texts, titles = articles
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = {name: readable(ROOT / name) for name in listed.split("\0") if (ROOT / name).is_file()}
    assert shared_runs(files, texts, allowed=titles) == []


def test_a_planted_sentence_of_each_corpus_is_found(articles):
    texts, titles = articles
    for text in (texts[0], texts[-1]):
        planted = " ".join(text.split()[-40:])
        assert shared_runs({"notes.md": f"# Notes\n\n> {planted}\n"}, texts, allowed=titles)


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("drivers said on Monday that no convoy had", 1),
        ("Drivers said, on **Monday** (that no\n> convoy) had passed!", 2),
        ("<td>drivers said</td> <b>on</b> Monday that no convoy had", 1),
        ("drivers said on Monday that no convoy", 0),
        ("drivers said on Monday that a convoy had passed since the bridge was", 0),
    ],
)
def test_eight_words_in_a_row_are_found_and_seven_are_not(file, found):
    assert len(shared_runs({"a.md": file, "b.md": "no convoy"}, [ARTICLE])) == found


def test_runs_do_not_cross_from_one_article_to_the_next():
    halves = ["drivers said on Monday", "that no convoy had"]
    assert shared_runs({"a.md": " ".join(halves)}, halves) == []


def test_titles_are_allowed():
    title = "Drivers said on Monday that no convoy had passed"
    assert shared_runs({"a.md": title}, [ARTICLE], allowed=[title]) == []


def test_readable_joins_the_lines_of_notebooks_and_passes_over_binary(tmp_path):
    notebook = tmp_path / "a.ipynb"
    notebook.write_text('{"cells": [{"source": ["no \\"convoy\\"\\n", "had passed"]}], "n": 1}')
    binary = tmp_path / "a.bin"
    binary.write_bytes(b"\xff\xfe\x00")
    assert readable(notebook) == 'no "convoy"\nhad passed'
    assert readable(binary) == ""
