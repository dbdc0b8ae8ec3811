import os
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus import core_counts, ingest, load_corpus, make_core
from analysis.corpus.content import text_sha256
from analysis.corpus.core import core_articles, core_metadata, core_sources
from analysis.errors import FramingError
from analysis.paths import data_dir

TEXTS = os.environ.get("FRAMING_CORE_TEXTS")

STATED = {
    "strategic-culture": (None, None, None),
    "rferl": ("2015-09-18", None, None),
    "voa": ("2016-10-13", "globalsecurity", None),
    "moscow-times": (
        "2010-11-21",
        "carnegie",
        "https://www.themoscowtimes.com/2010/11/21/turning-a-happy-hour-into-a-happy-alliance-a3127",
    ),
    "unknown": (None, None, None),
}


@pytest.fixture
def no_texts(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("FRAMING_CORE_TEXTS", raising=False)


@pytest.fixture
def texts():
    """The folder with the five files, where someone has them."""
    if not TEXTS:
        pytest.skip("FRAMING_CORE_TEXTS names no folder with the five files")
    return TEXTS


def test_five_rows_as_stated(no_texts):
    documents = load_corpus("core").set_index("outlet")
    titles = {known.get("outlet", "unknown"): known["title"] for known in core_sources().values()}
    assert sorted(documents.index) == sorted(STATED)
    for outlet, (date, republished_by, url) in STATED.items():
        row = documents.loc[outlet]
        assert row["title"] == titles[outlet]
        assert pd.isna(row["date"]) if date is None else f"{row['date']:%Y-%m-%d}" == date
        for column, value in (("republished_by", republished_by), ("url", url)):
            assert pd.isna(row[column]) if value is None else row[column] == value
    assert documents.loc["voa", "author"] == "Daniel Schearf"
    assert documents.loc["moscow-times", "author"] == "Dmitry Trenin"


def test_without_the_files_the_text_is_missing_and_the_rest_is_not(no_texts):
    documents = load_corpus("core")
    assert documents["text"].isna().all()
    assert (documents["n_words"] > 300).all()
    assert documents["story"].nunique() == 5


def test_counts_add_up_to_the_words(no_texts):
    assert core_counts().groupby("doc_id")["n"].sum().to_dict() == load_corpus("core")["n_words"].to_dict()


def test_counts_are_in_alphabetical_order(no_texts):
    for _, paragraph in core_counts().groupby(["doc_id", "paragraph"]):
        assert paragraph["term"].tolist() == sorted(set(paragraph["term"]))


def test_about_needs_the_texts(no_texts):
    with pytest.raises(FramingError, match="about='Syria' needs the texts of 'core'"):
        load_corpus("core", about="Syria")


def test_a_wrong_folder_for_the_texts_is_said(no_texts, monkeypatch):
    monkeypatch.setenv("FRAMING_CORE_TEXTS", "no such folder")
    with pytest.raises(FramingError, match="which is not a folder"):
        load_corpus("core")


def test_the_files_are_recognised_whatever_their_names(no_texts, monkeypatch, texts, tmp_path):
    monkeypatch.delenv("FRAMING_CORE_TEXTS", raising=False)
    (tmp_path / "mine").mkdir()
    for number, name in enumerate(sorted(name for name in os.listdir(texts) if name[0] == "0")):
        (tmp_path / "mine" / f"page-{number}.txt").write_bytes((Path(texts) / name).read_bytes())
    ingest(tmp_path / "mine", tmp_path / "store")
    mine, core = load_corpus(tmp_path / "store"), load_corpus("core")
    assert core["text"].notna().all()
    pd.testing.assert_frame_equal(mine, core)
    assert mine["evidence"].str.contains("outlet:metadata").sum() == 4


def test_with_the_files_nothing_but_the_text_changes(no_texts, monkeypatch, texts):
    without = load_corpus("core")
    monkeypatch.setenv("FRAMING_CORE_TEXTS", texts)
    documents = load_corpus("core")
    assert documents.attrs == without.attrs
    assert documents.drop(columns="text").equals(without.drop(columns="text"))
    assert documents["text"].map(text_sha256).to_dict() == core_metadata()["text_sha256"].to_dict()
    assert len(load_corpus("core", about="Syria")) == 4


def test_committed_metadata_and_counts_are_what_the_command_makes(monkeypatch, texts, tmp_path):
    committed = {name: (data_dir() / "core" / name).read_bytes() for name in ("metadata.csv", "counts.csv")}
    (tmp_path / "core").mkdir()
    monkeypatch.setattr(sys.modules["analysis.corpus.make_core"], "data_dir", lambda: tmp_path)
    make_core(texts)
    assert {name: (tmp_path / "core" / name).read_bytes() for name in committed} == committed


def test_a_folder_without_the_files_is_said(tmp_path):
    with pytest.raises(FramingError, match="lacks '000_3ec0adde209d7324"):
        make_core(tmp_path)
    assert core_articles(tmp_path) == {}
