import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.optimize import minimize

from analysis import fit_topics, outlet_distance
from analysis.compare.matched import TopicMix
from analysis.terms import DocumentTerms

FAST = {"n_permutations": 99, "n_bootstraps": 99}
EVEN = np.full(6, 1 / 6)
LEAN = np.array([0.3, 0.2, 0.15, 0.15, 0.1, 0.1])


def planted(mix, instead=0.0, seed=0, n=150, size=400, length=200):
    """Two outlets with their mixes of six subjects; y writes other words for two fifths of the vocabulary."""
    rng = np.random.default_rng(seed)
    common = rng.dirichlet(np.full(size, 0.3))
    x = 0.7 * rng.dirichlet(np.full(size, 0.05), 6) + 0.3 * common
    y = x.copy()
    said, other = rng.permutation(size)[: size // 5 * 2].reshape(2, -1)
    y[:, other] += instead * x[:, said]
    y[:, said] *= 1 - instead
    rows = []
    for subjects, shares in ((x, mix[0]), (y, mix[1])):
        for _ in range(n):
            rate = rng.gamma(8, rng.dirichlet(shares * 1.8) @ subjects / 8)
            rows.append(rng.multinomial(max(30, int(length * rng.lognormal(0, 0.5))), rate / rate.sum()))
    documents = pd.DataFrame({"outlet": np.repeat(["x", "y"], n)}, index=[f"d{i:03d}" for i in range(2 * n)])
    documents["date"] = pd.Timestamp("2017-01-02")
    names = pd.Index([f"w{i:03d}" for i in range(size)], dtype="str", name="term")
    return DocumentTerms(sparse.csr_array(np.array(rows)), documents, names)


def matched(terms, k=6, **settings):
    return outlet_distance(terms, "x", "y", matched_on=fit_topics(terms, k), **FAST | settings)


def test_stories_of_one_topic_each_weigh_the_ratio_of_the_shares():
    topic = np.array([0, 0, 0, 1, 0, 1, 1, 1])
    is_target = np.arange(8) < 4
    mix = TopicMix(np.eye(2)[topic], np.ones(8, dtype=bool))
    weights = mix.weights(is_target, np.ones(8))
    np.testing.assert_allclose(weights, [1, 1, 1, 1, 3, 1 / 3, 1 / 3, 1 / 3], rtol=1e-4)
    assert mix.imbalance(is_target, weights) < 1e-3


def test_weights_are_the_most_even_ones_as_scipy_finds_them():
    rng = np.random.default_rng(3)
    shares = np.vstack([rng.dirichlet([3, 2, 2], 20), rng.dirichlet([2, 2, 3], 25)])
    is_target = np.arange(45) < 20
    ours = TopicMix(shares, np.ones(45, dtype=bool)).weights(is_target, np.ones(45))[20:]
    wanted = shares[:20].mean(axis=0)
    equal = {"type": "eq", "fun": lambda w: np.r_[w @ (shares[20:] - wanted)[:, :2], w.sum() - 25]}
    found = minimize(lambda w: w @ w, np.ones(25), bounds=[(0, None)] * 25, constraints=equal, options={"maxiter": 500})
    np.testing.assert_allclose(ours, found.x, atol=1e-3)


def test_outlets_that_differ_in_their_mix_only_cannot_be_told_apart_once_matched():
    for seed in range(3):
        row = matched(planted((LEAN, LEAN[::-1]), seed=seed)).table.iloc[0]
        assert row["low"] > 0.51
        assert row["matched_low"] <= 0.5 <= row["matched_high"]
        assert row["matched_p"] > 0.01
        assert row["drop_low"] > 0.005
        assert row["drop"] == pytest.approx(row["pi"] - row["matched"])


def test_outlets_that_differ_in_wording_only_stay_apart():
    row = matched(planted((EVEN, EVEN), instead=0.6)).table.iloc[0]
    assert row["matched_low"] > 0.51
    assert row["matched_p"] == pytest.approx(1 / 100)
    assert row["drop_low"] <= 0 <= row["drop_high"]
    assert abs(row["drop"]) < 0.005


def test_topics_without_overlap_are_reported():
    far = np.array([0.45, 0.45, 0.07, 0.01, 0.01, 0.01])
    result = matched(planted((far, far[::-1]), n=40))
    assert result.table["effective_stories"].item() < 8
    if result.table["effective_stories"].item() < 5:
        assert result.table[["matched_low", "matched_p", "drop_high"]].isna().all(axis=None)
    assert any("effective of 40 stories of y" in warning for warning in result.warnings)
    assert "! x against y" in repr(result)


def test_the_plain_columns_are_those_without_matching():
    terms = planted((LEAN, EVEN), n=20)
    plain = outlet_distance(terms, "x", "y", **FAST).table
    pd.testing.assert_frame_equal(matched(terms, 3).table[plain.columns], plain)


def test_copies_and_row_order_change_nothing():
    terms = planted((LEAN, EVEN), n=15)
    topics = fit_topics(terms, 3)
    rows = np.random.default_rng(1).permutation(np.r_[np.arange(30), [0, 0, 4, 20]])
    documents = terms.documents.assign(story=terms.documents.index).iloc[rows]
    documents.index = [f"c{i:02d}" for i in range(len(rows))]
    repeated = DocumentTerms(terms.counts[rows], documents, terms.terms)
    again = type(topics)(
        topics.components, topics.weights.iloc[rows].set_axis(documents.index), repeated, topics.parameters
    )
    first, second = (
        outlet_distance(t, "x", "y", matched_on=on, **FAST).table for t, on in ((terms, topics), (repeated, again))
    )
    pd.testing.assert_frame_equal(first, second, rtol=0, atol=1e-9)


def test_few_stories_have_a_matched_distance_but_no_band():
    table = matched(planted((LEAN, EVEN), n=4), 2).table
    assert table[["pi", "matched", "drop", "effective_stories"]].notna().all(axis=None)
    assert table[["low", "p", "matched_low", "matched_placebo_high", "matched_p", "drop_high"]].isna().all(axis=None)
