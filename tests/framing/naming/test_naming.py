from dataclasses import fields

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import FramingError, name_choices
from analysis.framing.naming.concepts import Concept

COLOURS = {
    "thing": Concept("thing", "The thing", names={"red": ("redword",), "blue": ("blueword",), "grey": ("greyword",)})
}
FAST = {"voice": "all", "n_permutations": 200, "n_bootstraps": 200}


def documents_of(counts, outlets, stories=None):
    """One article per row of counts of (red, blue)."""
    texts = [" ".join(["redword"] * r + ["blueword"] * b + ["other"]) for r, b in counts]
    index = pd.Index([f"d{i:04d}" for i in range(len(texts))], name="doc_id")
    stories = list(index) if stories is None else stories
    date = pd.Timestamp("2017-01-05")
    return pd.DataFrame({"outlet": outlets, "story": stories, "date": date, "text": texts, "n_words": 9}, index=index)


def some_documents(n=12, seed=0):
    rng = np.random.default_rng(seed)
    return documents_of(rng.integers(0, 4, (3 * n, 2)), np.repeat(["x", "y", "z"], n))


def row_of(table, **values):
    rows = table[np.logical_and.reduce([table[column] == value for column, value in values.items()])]
    assert len(rows) == 1
    return rows.iloc[0]


def test_shares_are_those_of_a_hand_count():
    documents = documents_of([(3, 1), (0, 2), (0, 0), (1, 0)], ["x", "x", "x", "y"])
    naming = name_choices(documents, COLOURS, **FAST)
    red = row_of(naming.table, name="red", outlet="x")
    assert red[["n", "n_raw", "stories", "n_concept", "stories_concept"]].tolist() == [3, 3, 1, 6, 2]
    assert red["share"] == 0.5
    assert row_of(naming.table, name="blue", outlet="x")["share"] == 0.5
    assert row_of(naming.table, name="red", outlet="y")["share"] == 1.0
    assert row_of(naming.table, name="grey", outlet="y")["share"] == 0.0
    assert naming.table[["low", "high"]].isna().all(axis=None)  # fewer than 5 stories
    assert naming.contrasts["p"].isna().all()
    assert len(naming.mentions) == 7


def test_an_outlet_that_never_names_a_concept_has_no_share():
    documents = documents_of([(1, 0)] * 6 + [(0, 0)] * 6, np.repeat(["x", "y"], 6))
    row = row_of(name_choices(documents, COLOURS, **FAST).table, name="red", outlet="y")
    assert row[["n", "n_concept", "stories_concept"]].tolist() == [0, 0, 0]
    assert np.isnan([row["share"], row["low"], row["high"]]).all()


def test_copies_count_once():
    plain = some_documents()
    copied = pd.concat([plain, *[plain.iloc[:5].rename(index=lambda i, k=k: f"{i}-{k}") for k in range(4)]])
    one, many = (name_choices(documents, COLOURS, **FAST) for documents in (plain, copied))
    numbers = one.table.columns.difference(["n_raw"])
    pd.testing.assert_frame_equal(one.table[numbers], many.table[numbers], rtol=1e-12, atol=1e-12)
    pd.testing.assert_frame_equal(one.contrasts, many.contrasts, rtol=1e-12, atol=1e-12)
    assert many.table["n_raw"].sum() > one.table["n_raw"].sum()


def test_the_order_of_the_articles_changes_nothing():
    documents = some_documents()
    one = name_choices(documents, COLOURS, **FAST)
    two = name_choices(documents.sample(frac=1, random_state=1), COLOURS, **FAST)
    pd.testing.assert_frame_equal(one.table, two.table)
    pd.testing.assert_frame_equal(one.contrasts, two.contrasts)


def test_swapping_two_outlets_flips_the_sign():
    documents = some_documents()
    one = name_choices(documents, COLOURS, target="x", reference="y", **FAST).contrasts
    two = name_choices(documents, COLOURS, target="y", reference="x", **FAST).contrasts
    np.testing.assert_allclose(one["difference"], -two["difference"])
    np.testing.assert_allclose(one["low"], -two["high"])


def test_pairs_and_rest_are_one_family():
    contrasts = name_choices(some_documents(), COLOURS, **FAST).contrasts
    assert contrasts.groupby("name").size().to_dict() == {"blue": 6, "grey": 6, "red": 6}
    tested = contrasts[contrasts["p"].notna()]
    assert (tested["p_fwer"] >= tested["p"]).all()
    assert set(tested["name"]) == {"red", "blue"}  # a name that nobody uses is not tested


def test_shared_stories_are_left_out_of_the_contrasts_only():
    documents = documents_of([(1, 1)] * 12 + [(5, 0), (5, 0)], [*np.repeat(["x", "y"], 6), "x", "y"])
    documents["story"] = [*documents.index[:12], "both", "both"]
    naming = name_choices(documents, COLOURS, **FAST)
    assert naming.excluded["shared stories"] == 1
    assert row_of(naming.table, name="red", outlet="x")["stories"] == 7
    assert row_of(naming.contrasts, name="red")["stories_target"] == 6
    kept = name_choices(documents, COLOURS, shared="keep", **FAST)
    assert row_of(kept.contrasts, name="red")["stories_target"] == 7


def test_one_outlet_alone_has_shares_and_no_contrast():
    naming = name_choices(documents_of([(2, 1)] * 6, ["x"] * 6), COLOURS, **FAST)
    assert row_of(naming.table, name="red")["share"] == pytest.approx(2 / 3)
    assert naming.contrasts.empty
    assert "Naming (all voice): 18 mentions" in repr(naming)


def test_a_corpus_without_the_concept_gives_the_same_columns():
    full, none = (name_choices(documents_of(c, list("xy")), COLOURS, **FAST) for c in ([(1, 1)] * 2, [(0, 0)] * 2))
    for field in ("table", "contrasts", "mentions"):
        assert list(getattr(full, field).columns) == list(getattr(none, field).columns)
    assert none.mentions.empty
    assert "0 mentions" in repr(none)


def test_bad_input_is_one_sentence():
    documents = some_documents()
    with pytest.raises(FramingError, match="voice='loud' is not known"):
        name_choices(documents, COLOURS, voice="loud")
    with pytest.raises(FramingError, match="there is no concept to look for"):
        name_choices(documents, {})
    with pytest.raises(FramingError, match="concepts must be a path or what load_concepts returns, not list"):
        name_choices(documents, ["sanctions"])
    with pytest.raises(FramingError, match="strata='event' cannot be used"):
        name_choices(documents, COLOURS, voice="all", strata="event")
    with pytest.raises(FramingError, match="the documents have no text"):
        name_choices(documents.drop(columns="text"), COLOURS)
    with pytest.raises(FramingError, match="'paper' is not a column"):
        name_choices(documents, COLOURS, by="paper", voice="all")
    with pytest.raises(FramingError, match="stands for more than one article"):
        name_choices(pd.concat([documents, documents]), COLOURS, voice="all")
    early = documents.assign(date=[pd.Timestamp("2016-01-05")] * 12 + list(documents["date"][12:]))
    with pytest.raises(FramingError, match="no month in common"):
        name_choices(early, COLOURS, **FAST)
    assert name_choices(early, COLOURS, allow_disjoint_dates=True, **FAST).warnings


def test_moving_a_name_into_quotation_marks_moves_it_to_the_other_voice():
    own = "The redword fell again in the old town on Monday."
    quoted = 'The mayor said: "The redword fell again in the old town on Monday."'
    documents = documents_of([(1, 0)] * 2, ["x", "x"]).assign(text=[own, quoted])
    raw = {
        v: name_choices(documents, COLOURS, v, n_permutations=50).table["n_raw"].sum() for v in ("own", "quoted", "all")
    }
    assert raw == {"own": 1, "quoted": 1, "all": 2}


def test_a_file_of_ones_own_is_read(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[[concept]]\nkey = "mine"\n[concept.names]\nred = ["redword"]\n', encoding="utf-8")
    naming = name_choices(some_documents(), path, **FAST)
    assert set(naming.table["concept"]) == {"mine"}


def test_markup_is_inert_in_every_table():
    evil = "<script>alert(1)</script>"
    documents = documents_of([(1, 1)] * 4, ["x", "x", evil, evil])
    documents["text"] = documents["text"] + f' {evil} <img src=x onerror="alert(1)">'
    concepts = {"c": Concept(evil, evil, names={evil: ("redword",), "blue": ("redword ... img", "script")})}
    naming = name_choices(documents, {evil: concepts["c"]}, **FAST)
    for page in (naming._repr_html_(), naming.mentions.to_html(), naming.table.to_html(), naming.contrasts.to_html()):
        assert "<script" not in page
        assert "<img" not in page
    assert evil in naming.table.to_string()


def test_result_keeps_one_concept():
    both = {**COLOURS, "other": Concept("other", "Other", names={"o": ("other",)})}
    part = name_choices(some_documents(), both, **FAST).concept("other")
    assert set(part.table["concept"]) == set(part.mentions["concept"]) == {"other"}
    assert {field.name for field in fields(part)} >= {"table", "design", "parameters", "excluded", "contrasts"}
    with pytest.raises(FramingError, match="concept='none' is not known"):
        part.concept("none")


def test_name_is_public():
    assert analysis.name_choices is name_choices
