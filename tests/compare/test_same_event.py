import numpy as np
import pandas as pd
import pytest

from analysis import FramingError, compare_outlets, count_terms, outlet_distance

FAST = {"n_permutations": 99, "n_bootstraps": 50}
VOCABULARY = [f"w{i:02d}" for i in range(60)]


def corpus(seed, n_events=40):
    """Inside an event both outlets word alike, but x reports more of the even events and y of the odd ones.

    The words w00 and w01 belong to the even and to the odd events.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for event in range(n_events):
        rates = rng.gamma(0.5, 1, len(VOCABULARY))
        rates[event % 2] += 6
        for outlet in "xy":
            often = (outlet == "x") == (event % 2 == 0)
            for _ in range(rng.integers(2, 5) if often else rng.integers(0, 3)):
                own = rates * rng.gamma(2, 0.5, len(VOCABULARY))
                rows.append((outlet, f"e{event:02d}", " ".join(rng.choice(VOCABULARY, 80, p=own / own.sum()))))
    return frame(rows)


def frame(rows):
    documents = pd.DataFrame(rows, columns=["outlet", "event", "text"]).assign(date=pd.Timestamp("2017-01-05"))
    return documents.set_index(pd.Index([f"d{i:03d}" for i in range(len(documents))], name="doc_id"))


@pytest.mark.slow
def test_p_is_uniform_when_outlets_differ_only_in_the_events_they_report():
    inside, plain = (
        [compare_outlets(count_terms(corpus(seed)), strata=strata, **FAST).table for seed in range(30)]
        for strata in ("event", None)
    )
    p = np.concatenate([table["p"] for table in inside])
    assert 0.03 <= (p <= 0.05).mean() <= 0.07
    assert 0.45 <= (p <= 0.5).mean() <= 0.55
    marks = pd.concat([table.set_index("term").loc[["w00", "w01"], ["p", "log_odds"]] for table in inside])
    assert abs(marks["log_odds"].mean()) < 0.05
    assert (marks["p"] <= 0.05).mean() <= 0.15
    assert all((table.set_index("term").loc[["w00", "w01"], "p"] <= 0.05).all() for table in plain)
    covered = np.concatenate([(table["low"] <= 0) & (table["high"] >= 0) for table in inside])
    assert 0.88 <= covered.mean() <= 0.98


def test_a_word_of_the_outlet_is_found_inside_events():
    documents = corpus(0)
    documents.loc[documents["outlet"] == "x", "text"] += " ours"
    row = compare_outlets(count_terms(documents), strata="event", **FAST).table.iloc[0]
    assert row["term"] == "ours"
    assert row["p_fwer"] == 0.01
    assert row["low"] > 0


def test_the_balanced_effect_by_hand():
    """x tells two stories of each event and y one: each of x counts half."""
    rows = [row for i in range(6) for row in [("x", f"e{i}", "red hen"), ("x", f"e{i}", "hen"), ("y", f"e{i}", "red")]]
    table = compare_outlets(count_terms(frame(rows)), strata="event", **FAST).table.set_index("term")
    # 6 events: x has 3 of 9 half stories' words red, y 6 of 6; the prior takes the share of all words, 12 of 24.
    prior = 500 * 12 / 24
    expected = np.log((3 + prior) / (9 + 500 - 3 - prior)) - np.log((6 + prior) / (6 + 500 - 6 - prior))
    assert table.at["red", "log_odds"] == pytest.approx(expected, abs=1e-12)
    assert table.loc["red", ["n_target", "n_reference"]].tolist() == [6, 6]


def test_what_one_side_only_reports_is_left_out_and_counted():
    documents = corpus(1)
    documents.loc[documents.index[:3], "event"] = pd.NA
    result = compare_outlets(count_terms(documents), strata="event", **FAST)
    outlets = documents.dropna(subset="event").groupby("event")["outlet"].agg(["nunique", "size"])
    assert result.excluded["stories without an event"] == 3
    one_sided = outlets.loc[outlets["nunique"] == 1, "size"].sum()
    assert result.excluded["stories of events that one side only reports"] == one_sided > 0
    row = result.design.contrasts.iloc[0]
    assert row["events"] == (outlets["nunique"] == 2).sum()
    assert row["stories_target"] + row["stories_reference"] == outlets.loc[outlets["nunique"] == 2, "size"].sum()


def test_each_contrast_has_its_own_events():
    rows = [(outlet, f"{pair}{i}", f"red {pair}") for pair in ("xy", "yz") for i in range(6) for outlet in pair]
    result = compare_outlets(count_terms(frame(rows)), strata="event", min_stories=1, **FAST)
    events = result.design.contrasts.set_index(["target", "reference"])["events"]
    assert events.to_dict() == {("x", "y"): 6, ("y", "z"): 6, ("x", "rest"): 6, ("y", "rest"): 12, ("z", "rest"): 6}
    assert "yz" not in result.contrast("x", "y").table["term"].tolist()


def test_four_events_only_describe():
    rows = [(outlet, f"e{i}", "red hen" if outlet == "x" else "red") for i in range(4) for outlet in "xxy"]
    result = compare_outlets(count_terms(frame(rows)), strata="event", **FAST)
    assert result.table[["low", "high", "p", "p_fwer"]].isna().all(axis=None)
    assert "x against y: 4 events that both report, fewer than 5" in repr(result)


def test_events_are_found_where_no_column_names_them():
    documents = corpus(2).drop(columns="event")
    names = [f"name{i // 2}" for i in range(len(documents))]
    documents["outlet"] = ["x", "y"] * (len(documents) // 2) + ["x"] * (len(documents) % 2)
    documents["text"] += [f" {name}" * 12 for name in names]
    result = compare_outlets(count_terms(documents), strata="event", **FAST)
    assert result.design.contrasts["events"].item() == len(documents) // 2
    assert result.table["p_fwer"].min() > 0.01
    assert result.parameters["events"].startswith("found, days=3, similarity=0.15")


def test_row_order_and_copies_change_nothing():
    documents = corpus(3).assign(story=lambda d: "s" + d.index)
    copies = documents.iloc[[0, 4, 9]].set_index(pd.Index(["e1", "e2", "e3"], name="doc_id"))
    more = pd.concat([documents, copies]).sample(frac=1, random_state=0)
    once, again = (compare_outlets(count_terms(d), strata="event", **FAST).table for d in (documents, more))
    pd.testing.assert_frame_equal(once, again, rtol=0, atol=1e-12)


def test_no_common_event_is_one_sentence():
    documents = corpus(4).assign(event=lambda d: d["outlet"])
    with pytest.raises(FramingError, match="x against y: no event that both sides report"):
        compare_outlets(count_terms(documents), strata="event", **FAST)


def distance_of(documents, **settings):
    return outlet_distance(count_terms(documents), **{"n_permutations": 50, "n_bootstraps": 50} | settings).table.iloc[
        0
    ]


@pytest.mark.slow
def test_the_distance_inside_events_is_one_half_when_only_the_events_differ():
    inside = pd.DataFrame([distance_of(corpus(seed), strata="event") for seed in range(15)])
    plain = pd.DataFrame([distance_of(corpus(seed)) for seed in range(15)])
    assert inside["pi"].mean() == pytest.approx(0.5, abs=0.002)
    assert (inside["placebo_low"] + inside["placebo_high"]).mean() / 2 == pytest.approx(0.5, abs=0.002)
    assert ((inside["low"] <= 0.5) & (inside["high"] >= 0.5)).mean() >= 0.8
    assert plain["pi"].mean() > 0.515


def test_the_distance_inside_events_sees_another_wording():
    documents = corpus(0)
    documents.loc[documents["outlet"] == "x", "text"] += " ours" * 8
    row = distance_of(documents, strata="event")
    assert row["pi"] > row["placebo_high"]
    assert row["low"] > 0.5


def test_the_distance_inside_events_by_hand():
    """Two events; a story's own event is left out, so that each is judged by the other's words."""
    rows = [("x", "e1", "red hen"), ("y", "e1", "blue hen"), ("x", "e2", "red"), ("y", "e2", "blue fox")]
    # hen and fox are not in the other event: 1/2. Left are red, x's, and blue, y's.
    row = distance_of(frame(rows), strata="event")
    assert row["pi"] == pytest.approx(((0.75 + 1) / 2 + (0.75 + 0.75) / 2) / 2, abs=1e-12)


def test_topics_and_events_together_are_refused():
    with pytest.raises(FramingError, match="both make the agenda equal"):
        outlet_distance(count_terms(corpus(0)), matched_on="topics", strata="event")
