import numpy as np
import pandas as pd
import pytest
from scipy import sparse, stats

from analysis import FramingError, compare_outlets, count_terms
from analysis.compare import dispersion, token_level
from analysis.compare.comparison import COLUMNS

FAST = {"n_permutations": 99, "n_bootstraps": 50}
RESULTS = ["log_odds", "low", "high", "z", "p", "p_fwer", "q"]


def corpus(n=12, outlets=("x", "y"), seed=0, words=40):
    """Stories of bursty words; each outlet has a word of its own."""
    rng = np.random.default_rng(seed)
    rows = []
    for outlet in outlets:
        for i in range(n):
            rates = rng.gamma(0.4, 1, words)
            tokens = rng.choice([f"w{k:02d}" for k in range(words)], 60, p=rates / rates.sum())
            rows.append((outlet, f"{outlet}{i:02d}", pd.Timestamp("2017-01-05"), " ".join([*tokens, f"only_{outlet}"])))
    frame = pd.DataFrame(rows, columns=["outlet", "story", "date", "text"])
    return frame.set_index(pd.Index([f"d{i:03d}" for i in range(len(frame))], name="doc_id"))


def by_term(result):
    return result.table.sort_values(["target", "reference", "term"], ignore_index=True)


def test_the_effect_by_hand():
    documents = corpus(5)
    documents["text"] = ["red red hen"] * 5 + ["red hen hen hen"] * 5
    row = compare_outlets(count_terms(documents), **FAST).table.set_index("term").loc["red"]
    prior = 500 * 15 / 35
    target, reference = (10 + prior) / (15 + 500 - 10 - prior), (5 + prior) / (20 + 500 - 5 - prior)
    assert row["log_odds"] == pytest.approx(np.log(target) - np.log(reference), abs=1e-12)
    assert row[["n_target", "n_reference", "stories_target", "stories_reference"]].tolist() == [10, 5, 5, 5]
    assert row["per_million_target"] == pytest.approx(1e6 * 10 / 15)


def test_five_articles_five_times_change_nothing():
    documents = corpus()
    copies = pd.concat([documents.iloc[[0, 3, 5, 13, 17]]] * 5)
    copies.index = pd.Index([f"copy{i}" for i in range(25)], name="doc_id")
    once, repeated = (compare_outlets(count_terms(d), **FAST) for d in (documents, pd.concat([documents, copies])))
    pd.testing.assert_frame_equal(by_term(once), by_term(repeated), rtol=0, atol=1e-12)


def test_row_order_changes_nothing():
    documents = corpus()
    shuffled = documents.sample(frac=1, random_state=1)
    first, second = (compare_outlets(count_terms(d), **FAST).table for d in (documents, shuffled))
    pd.testing.assert_frame_equal(first, second, rtol=0, atol=1e-12)


def test_swapping_outlets_flips_the_signs():
    terms = count_terms(corpus())
    forth = compare_outlets(terms, "x", "y", **FAST).table.set_index("term")
    back = compare_outlets(terms, "y", "x", **FAST).table.set_index("term").loc[forth.index]
    np.testing.assert_allclose(forth["log_odds"], -back["log_odds"], atol=1e-12)
    # The permutations differ, so z is compared as an estimate: both draw from the same distribution.
    assert np.corrcoef(forth["z"], -back["z"])[0, 1] > 0.98
    assert forth.at["only_x", "stories_target"] == back.at["only_x", "stories_reference"] == 12


def test_an_outlet_against_its_twin_gives_zeros():
    documents = corpus(outlets=("x",))
    twin = documents.assign(outlet="twin", story="twin-" + documents["story"])
    twin.index = twin.index + "-twin"
    table = compare_outlets(count_terms(pd.concat([documents, twin])), **FAST).table
    np.testing.assert_allclose(table["log_odds"], 0, atol=1e-12)
    # The mean over the draws is not exactly zero, so a draw nearer to it than the observed zero is possible.
    assert table["p"].min() > 0.8


def test_an_outlet_against_itself_gives_zeros():
    table = compare_outlets(count_terms(corpus()), "x", "x", **FAST).table
    np.testing.assert_allclose(table["log_odds"], 0, atol=1e-12)
    assert (table["p"] == 1).all()


def test_shared_stories_are_left_out_and_counted():
    documents = corpus()
    wire = documents.iloc[[0, 12]].assign(story="wire", text="one wire text for both")
    wire.index = pd.Index(["wire-x", "wire-y"], name="doc_id")
    terms = count_terms(pd.concat([documents, wire]))
    without = compare_outlets(terms, **FAST)
    assert without.excluded["shared stories"] == 1
    assert "wire" not in without.table["term"].tolist()
    kept = compare_outlets(terms, shared="keep", **FAST).table.set_index("term")
    assert kept.loc["wire", ["n_target", "n_reference"]].tolist() == [1, 1]


def test_three_outlets_are_one_family_of_six_contrasts():
    result = compare_outlets(count_terms(corpus(outlets=("x", "y", "z"))), **FAST)
    contrasts = result.table[["target", "reference"]].drop_duplicates().agg("-".join, axis=1).tolist()
    assert contrasts == ["x-y", "x-z", "y-z", "x-rest", "y-rest", "z-rest"]
    assert (result.table["p_fwer"] >= result.table["p"] - 1e-12).all()
    assert "only_z" not in result.contrast("x", "y").table["term"].tolist()
    pair = compare_outlets(count_terms(corpus(outlets=("x", "y", "z"))), outlets=["x", "y"], **FAST)
    assert pair.table["target"].unique().tolist() == ["x"]
    assert pair.excluded["articles of other or unknown outlets"] == 12


def test_three_stories_against_forty_only_describe():
    documents = pd.concat([corpus(3, ("x",)), corpus(40, ("y",)).add_prefix("y", axis=0)])
    result = compare_outlets(count_terms(documents), **FAST)
    assert result.table[["low", "high", "z", "p", "p_fwer", "q"]].isna().all(axis=None)
    assert result.table["log_odds"].notna().all()
    assert "3 and 40 stories, fewer than 5" in result.warnings[0]
    assert "fewer than 5" in repr(result)


def test_no_common_month_is_refused_unless_allowed():
    documents = corpus()
    documents.loc[documents["outlet"] == "y", "date"] = pd.Timestamp("2016-01-05")
    terms = count_terms(documents)
    with pytest.raises(FramingError, match="x and y have no month in common"):
        compare_outlets(terms, **FAST)
    allowed = compare_outlets(terms, allow_disjoint_dates=True, **FAST)
    assert "no month in which both have stories" in repr(allowed)


def test_counting_stories_by_hand():
    documents = corpus(6)
    documents["text"] = ["red red red"] + ["red"] * 3 + ["hen"] * 2 + ["red"] * 2 + ["hen hen"] * 4
    row = compare_outlets(count_terms(documents), measure="stories", **FAST).table.set_index("term").loc["red"]
    share = 6 / 12
    odds = [(4 + share) / (6 + 1 - 4 - share), (2 + share) / (6 + 1 - 2 - share)]
    assert row["log_odds"] == pytest.approx(np.log(odds[0] / odds[1]), abs=1e-12)
    assert row[["n_target", "stories_target", "n_reference"]].tolist() == [6, 4, 2]


def test_counting_stories_does_not_mind_a_word_repeated():
    documents = corpus()
    loud = documents.assign(
        text=[f"{text} only_x only_x" * (i == 0) or text for i, text in enumerate(documents["text"])]
    )
    once, again = (compare_outlets(count_terms(d), measure="stories", **FAST) for d in (documents, loud))
    pd.testing.assert_frame_equal(by_term(once)[["term", *RESULTS]], by_term(again)[["term", *RESULTS]])


def test_strata_take_out_what_months_explain():
    """Both outlets write alike, but x mostly in January, when everybody writes of snow."""
    documents = corpus(20)
    january = [i % 20 < (16 if i < 20 else 4) for i in range(40)]
    documents["date"] = [pd.Timestamp("2017-01-05" if early else "2017-02-05") for early in january]
    documents["text"] += [" snow snow snow" if early else "" for early in january]
    terms = count_terms(documents)
    plain = compare_outlets(terms, **FAST).table.set_index("term")
    within = compare_outlets(terms, strata="month", **FAST).table.set_index("term")
    assert plain.at["snow", "p"] <= 0.02
    assert within.at["snow", "p"] > 0.5
    assert within.at["only_x", "p"] == plain.at["only_x", "p"] == 0.01


def test_the_unknown_outlet_is_compared_only_by_name():
    documents = pd.concat([corpus(), corpus(6, ("unknown",)).add_prefix("u", axis=0)])
    terms = count_terms(documents)
    assert "unknown" not in compare_outlets(terms, **FAST).table["target"].unique()
    assert compare_outlets(terms, "unknown", "x", **FAST).table["target"].unique().tolist() == ["unknown"]


def test_bad_input_is_one_sentence():
    terms = count_terms(corpus())
    with pytest.raises(FramingError, match="outlet 'z' is not in the corpus: choose one of x, y"):
        compare_outlets(terms, "z")
    with pytest.raises(FramingError, match="needs two outlets or more, found 1: x"):
        compare_outlets(count_terms(corpus(outlets=("x",))))
    with pytest.raises(FramingError, match="x against y: no term occurs in 99 or more of the 24 stories"):
        compare_outlets(terms, min_stories=99)
    with pytest.raises(FramingError, match="shared='drop' is not known: choose one of 'leave out', 'keep'"):
        compare_outlets(terms, shared="drop")


def test_the_result_says_its_settings_and_stays_a_table():
    result = compare_outlets(count_terms(corpus()), **FAST)
    assert result.table.columns.tolist() == COLUMNS
    text = repr(result)
    assert "Comparison: 1 contrasts" in text
    assert "n_permutations=99" in text
    assert "<script" not in result._repr_html_()
    assert result.contrast("x", "y").table.shape == result.table.shape
    with pytest.raises(FramingError, match="choose one of x against y"):
        result.contrast("y", "x")
    assert result.top(1)["term"].tolist() == ["only_x", "only_y"]


def test_markup_in_a_term_is_inert():
    documents = corpus().assign(text=lambda d: d["text"] + " <script>alert(1)</script>")
    terms = count_terms(documents, token_pattern=r"\S+")
    assert "<script>" not in compare_outlets(terms, **FAST)._repr_html_()


def test_g2_is_scipys_log_likelihood_ratio():
    terms = count_terms(corpus())
    table = token_level(terms, "x", "y").set_index("term")
    n = table[["n_target", "n_reference"]].sum()
    for term in ("w00", "w17", "only_x"):
        a, b = table.loc[term, ["n_target", "n_reference"]]
        cells = [[a, b], [n.iloc[0] - a, n.iloc[1] - b]]
        witness = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
        assert abs(table.at[term, "g2"]) == pytest.approx(witness)
        assert np.sign(table.at[term, "g2"]) == np.sign(a / n.iloc[0] - b / n.iloc[1])


def test_dispersion_of_an_even_and_a_clumped_term():
    counts = sparse.csr_array(np.array([[2, 5, 0, 3], [2, 0, 0, 8], [2, 0, 0, 8]]))
    even, clumped, absent, rest = dispersion(counts)
    assert even == pytest.approx(0, abs=1e-12)
    assert clumped == pytest.approx(1)
    assert np.isnan(absent)
    assert 0 < rest < 1


def test_stories_are_the_unit_of_dispersion_only_when_there_are_two():
    assert np.isnan(dispersion(sparse.csr_array(np.array([[1, 2]])))).all()
