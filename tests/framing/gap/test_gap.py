import warnings

import numpy as np
import pandas as pd
import pytest

from analysis import FramingError, count_terms, fit_topics, split_gap
from tests.framing.gap.planted import planted

SPORT, LAW = "goal match team goal match", "vote court judge vote court"
FAST = {"n_bootstraps": 100}
PARTS = ["gap", "agenda", "wording"]


def small():
    """Two subjects; y writes more of law, and says bench for judge."""
    texts = [SPORT] * 4 + [LAW] * 2 + [SPORT] * 2 + [LAW.replace("judge", "bench")] * 4
    documents = pd.DataFrame({"outlet": ["x"] * 6 + ["y"] * 6, "text": texts}, index=list("abcdefghijkl"))
    return documents.assign(date=pd.Timestamp("2017-01-02"))


def split(counted, k=2, **settings):
    return split_gap(counted, fit_topics(counted, k), "x", "y", **FAST | settings)


def test_the_parts_by_hand():
    table = split(count_terms(small())).table.set_index("term")
    # judge: 2 of 10 words on law in x, none in y; law is a third of x and two thirds of y
    expected = {"match": (2 / 15, 2 / 15, 0), "judge": (1 / 15, -1 / 3 * 0.1, 0.2 * 0.5)}
    for term, parts in expected.items():
        np.testing.assert_allclose(table.loc[term, PARTS].astype(float), 1e6 * np.array(parts), atol=1)
    assert table.loc["judge", ["n_target", "n_reference", "stories_target"]].tolist() == [2, 0, 2]


def test_agenda_and_wording_add_up_to_the_difference_of_the_rates():
    gap = split(planted("wording", 1).terms, k=6)
    table = gap.table
    assert (table["agenda"] + table["wording"] - table["gap"]).abs().max() <= 1e-12
    difference = table["per_million_target"] - table["per_million_reference"]
    np.testing.assert_allclose(table["gap"], difference, atol=1e-8)
    assert gap.total.loc["agenda", "distance"] + gap.total.loc["wording", "distance"] == pytest.approx(
        gap.total.loc["gap", "distance"]
    )
    np.testing.assert_allclose(gap.topics[["share_target", "share_reference"]].sum(), 1)


def test_swapping_outlets_flips_every_sign():
    counted = planted("mix", 2, n=20).terms
    topics = fit_topics(counted, 6)
    forth, back = (
        split_gap(counted, topics, *sides, **FAST).table.set_index("term").sort_index() for sides in ("xy", "yx")
    )
    np.testing.assert_allclose(forth[PARTS], -back[PARTS], atol=1e-8)


@pytest.mark.slow
@pytest.mark.parametrize(("differs", "absent", "least"), [("mix", "wording", 0.92), ("wording", "agenda", 0.85)])
def test_the_part_that_is_absent_covers_zero(differs, absent, least):
    inside = []
    for seed in range(6):
        gap = split(planted(differs, seed).terms, k=6)
        table = gap.table[gap.table[["stories_target", "stories_reference"]].sum(axis=1) >= 20]
        inside.append(((table[f"{absent}_low"] <= 0) & (table[f"{absent}_high"] >= 0)).mean())
        assert abs(gap.total.loc[absent, "share"]) < 0.15
    assert np.mean(inside) >= least


@pytest.mark.slow
def test_outlets_that_do_not_differ_are_as_far_apart_as_chance_says():
    corpora = [planted("nothing", seed, n=20).terms for seed in range(40)]
    totals = pd.concat([split(corpus, k=6, n_permutations=200).total for corpus in corpora])
    for part, drawn in totals.groupby(level="part"):
        assert abs(drawn["distance"].mean()) < 2 * drawn["distance"].sem(), part
        assert (drawn["distance"] > drawn["chance_high"]).sum() <= 5, part  # two expected, six or more once in seventy


def test_copies_and_row_order_change_nothing():
    documents = small()
    copies = documents.assign(story=documents.index).iloc[[0, 0, 0, 7, 7]].set_axis(list("vwxyz"))
    together = pd.concat([documents.assign(story=documents.index), copies]).sample(frac=1, random_state=3)
    once, again = (split(count_terms(d)) for d in (documents, together))
    pd.testing.assert_frame_equal(once.table, again.table, rtol=0, atol=1e-6)


def test_a_merged_topic_leaves_its_words_to_the_others():
    counted = count_terms(small())
    topics = fit_topics(counted, 3)
    house = int(topics.components["bench"].idxmax())
    gap = split_gap(counted, topics, "x", "y", merged=[house], **FAST)
    assert gap.topics.query("merged")["topic"].tolist() == [house]
    judge = gap.table.set_index("term").loc["judge"]
    assert judge["wording"] == pytest.approx(1e5, rel=1e-6)
    alone = split_gap(counted, topics, "x", "y", merged=None, **FAST)
    assert any("y's alone" in warning for warning in alone.warnings)
    assert alone.table.set_index("term").loc["bench", "wording"] == pytest.approx(0, abs=1)


def test_terms_that_the_topics_do_not_know_go_by_the_shares_of_their_article():
    counted = count_terms(small())
    topics = fit_topics(counted.without(["judge", "bench"]), 2)
    judge = split_gap(counted, topics, "x", "y", **FAST).table.set_index("term").loc["judge"]
    assert judge["wording"] == pytest.approx(1e5, rel=0.02)


def test_few_stories_have_parts_but_no_interval():
    gap = split(count_terms(small().groupby("outlet").head(4)), min_stories=1)
    assert gap.table[PARTS].notna().all(axis=None)
    assert gap.table[[f"{part}_low" for part in PARTS]].isna().all(axis=None)
    assert "fewer than 5" in repr(gap)


def test_bad_input_is_one_sentence():
    counted = count_terms(small())
    topics = fit_topics(counted, 2)
    with pytest.raises(FramingError, match="outlet 'z' is not in the corpus"):
        split_gap(counted, topics, "x", "z")
    with pytest.raises(FramingError, match="merged='style' is not known"):
        split_gap(counted, topics, "x", "y", merged="style")
    with pytest.raises(FramingError, match="topic 5 is not among the 2 topics"):
        split_gap(counted, topics, "x", "y", merged=[5])
    with pytest.raises(FramingError, match="no topic is left"):
        split_gap(counted, topics, "x", "y", merged=[0, 1])
    with pytest.raises(FramingError, match="units that the topics do not know"):
        split_gap(count_terms(small().rename(index={"a": "new"})), topics, "x", "y")
    with pytest.raises(FramingError, match="no term occurs in 99 or more stories"):
        split_gap(counted, topics, "x", "y", min_stories=99)


def test_too_few_stories_are_described_without_a_warning():
    documents = small().iloc[[0, 1, 8, 9]]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        gap = split(count_terms(documents))
    assert gap.total["low"].isna().all()
    assert gap.total["chance_high"].isna().all()
    assert (gap.total["distance"] >= 0).all()
