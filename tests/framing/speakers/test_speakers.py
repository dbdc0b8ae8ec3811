import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import FramingError, speakers

FAST = {"n_permutations": 100, "n_bootstraps": 100}
PUTIN = '"{}," Vladimir Putin said.'
MATTIS = '"{}," James Mattis said.'


def documents_of(texts, outlets, stories=None):
    index = pd.Index([f"d{i:03d}" for i in range(len(texts))], name="doc_id")
    stories = list(index) if stories is None else stories
    date = pd.Timestamp("2017-01-05")
    return pd.DataFrame({"outlet": outlets, "story": stories, "date": date, "text": texts}, index=index)


def some_documents(n=10, seed=0):
    rng = np.random.default_rng(seed)
    said = [" ".join(["word"] * rng.integers(1, 9)) for _ in range(3 * n)]
    texts = [" ".join([PUTIN, MATTIS][rng.integers(2)].format(words) for _ in range(2)) for words in said]
    return documents_of(texts, np.repeat(["x", "y", "z"], n))


def test_words_and_shares_are_those_of_a_hand_count():
    texts = [PUTIN.format("one two three"), MATTIS.format("one") + " " + PUTIN.format("one two"), "Nobody spoke."]
    found = speakers(documents_of([*texts, MATTIS.format("four")], list("xxxy")), **FAST)
    rows = found.table.set_index(["group", "outlet"])
    russian, us = rows.loc[("Russian state", "x")], rows.loc[("US government", "x")]
    assert russian[["quotations", "words", "stories"]].tolist() == [2, 5, 2]
    assert us[["quotations", "words", "stories"]].tolist() == [1, 1, 1]
    assert (russian["share"], us["share"]) == pytest.approx((5 / 6, 1 / 6))
    assert found.table[["low", "high"]].isna().all(axis=None)  # fewer than 5 stories
    assert found.people.iloc[0][["speaker", "country", "office", "words"]].tolist() == [
        "Vladimir Putin", "RU", "president", 5.0,
    ]  # fmt: skip


def test_shares_of_an_outlet_add_up_to_one():
    table = speakers(some_documents(), **FAST).table
    assert table.groupby("outlet")["share"].sum().to_numpy() == pytest.approx(np.ones(3))
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()


def test_copies_count_once():
    plain = some_documents()
    copied = pd.concat([plain, *[plain.iloc[:5].rename(index=lambda i, k=k: f"{i}-{k}") for k in range(4)]])
    one, many = speakers(plain, **FAST), speakers(copied, **FAST)
    numbers = one.table.columns.difference(["quotations"])
    pd.testing.assert_frame_equal(one.table[numbers], many.table[numbers], rtol=1e-12, atol=1e-12)
    pd.testing.assert_frame_equal(one.contrasts, many.contrasts, rtol=1e-12, atol=1e-12)
    pd.testing.assert_frame_equal(one.people, many.people, rtol=1e-12, atol=1e-12)


def test_the_order_of_the_articles_changes_nothing():
    documents = some_documents()
    one, two = speakers(documents, **FAST), speakers(documents.sample(frac=1, random_state=1), **FAST)
    for name in ("table", "contrasts", "people"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))


def test_an_outlet_that_quotes_one_side_only_is_told_from_one_that_does_not():
    texts = [PUTIN.format("one two")] * 20 + [MATTIS.format("one two")] * 20
    documents = documents_of([f"{text} {i}" for i, text in enumerate(texts)], np.repeat(["x", "y"], 20))
    rows = speakers(documents, **FAST).contrasts.set_index("group")
    assert rows.loc["Russian state", "difference"] == 1
    assert rows.loc["Russian state", "p_fwer"] == pytest.approx(1 / 101)


def test_reported_speech_is_counted_when_asked_for():
    documents = documents_of(["Vladimir Putin said that nobody left.", PUTIN.format("one")], list("xy"))
    assert speakers(documents, voice="both", **FAST).table["words"].sum() == 3
    assert speakers(documents, voice="reported", **FAST).table["words"].sum() == 2


def test_bad_input_is_one_sentence():
    with pytest.raises(FramingError, match="nothing is quoted"):
        speakers(documents_of(["Nobody spoke."], ["x"]))
    with pytest.raises(FramingError, match="voice='own' is not known"):
        speakers(some_documents(), voice="own")
    with pytest.raises(FramingError, match="the documents have no text"):
        speakers(some_documents().drop(columns="text"))


def test_hostile_names_stay_text():
    name = "Jane <img src=x onerror=alert(1)> Roe"
    found = speakers(documents_of([f'"We go," said {name}.', PUTIN.format("a b")], ["<b>x</b>", "y"]), **FAST)
    html = found._repr_html_() + analysis.concordance(some_documents(), found.quotes)._repr_html_()
    assert "<img" not in html
    assert "<b>" not in html
