import numpy as np
import pandas as pd
import pytest
from scipy.stats import permutation_test

from analysis import FramingError, count_terms
from analysis.terms import DocumentTerms
from analysis.topics import differences, over_time, prevalence


def planted(outlets=(("x", 0.2), ("y", 0.2)), n=30, seed=0, k=3):
    """Stories of one word each, with drawn shares of k topics; an outlet's number is its lean to topic 0."""
    rng = np.random.default_rng(seed)
    rows, shares = [], []
    for outlet, lean in outlets:
        for i in range(n):
            rest = rng.dirichlet(np.ones(k - 1))
            first = rng.beta(8 * lean, 8 * (1 - lean))
            rows.append((outlet, f"{outlet}{i:02d}", pd.Timestamp("2017-01-02") + pd.Timedelta(days=3 * i), "word"))
            shares.append([first, *(1 - first) * rest])
    documents = pd.DataFrame(rows, columns=["outlet", "story", "date", "text"])
    documents.index = pd.Index([f"d{i:03d}" for i in range(len(rows))], name="doc_id")
    return pd.DataFrame(shares, index=documents.index), count_terms(documents)


def test_the_difference_and_its_p_are_those_of_scipy():
    weights, counted = planted((("x", 0.35), ("y", 0.2)), n=12)
    row = differences(weights, counted, n_permutations=4000).iloc[0]
    one, other = (weights.loc[counted.documents["outlet"] == o, 0] for o in "xy")
    witness = permutation_test(
        (one, other), lambda a, b, axis: a.mean(axis) - b.mean(axis), vectorized=True, n_resamples=4000, rng=1
    )
    assert row["difference"] == pytest.approx(one.mean() - other.mean())
    assert row["p"] == pytest.approx(witness.pvalue, abs=0.02)
    assert row["low"] < row["difference"] < row["high"]


def test_swapping_sides_flips_the_sign_and_keeps_the_table_of_prevalence():
    weights, counted = planted((("x", 0.35), ("y", 0.2)))
    forth, back = (differences(weights, counted, "outlet", a, b) for a, b in ("xy", "yx"))
    np.testing.assert_allclose(forth["difference"], -back["difference"])
    table = prevalence(weights, counted)
    for outlet, sign in (("x", 1), ("y", -1)):
        rows = table[table["outlet"] == outlet]
        np.testing.assert_allclose(rows["difference"], sign * forth["difference"])
        np.testing.assert_allclose(rows["p_fwer"], forth["p_fwer"])


def test_three_outlets_are_one_family_of_pairs_and_rests():
    weights, counted = planted((("x", 0.5), ("y", 0.2), ("z", 0.2)))
    table = differences(weights, counted, n_bootstraps=0)
    assert len(table) == 6 * 3
    assert (table["p_fwer"] >= table["p"]).all()
    x_is_found = table.query("topic == 0 and target == 'x'")["p_fwer"]
    assert (x_is_found < 0.05).all()
    rest = table.query("reference == 'rest'").set_index(["topic", "target"])["p_fwer"]
    of_prevalence = prevalence(weights, counted).set_index(["topic", "outlet"])["p_fwer"]
    pd.testing.assert_series_equal(rest.sort_index(), of_prevalence.sort_index(), check_names=False)


@pytest.mark.slow
def test_error_rates_where_nothing_differs():
    tables = []
    for seed in range(60):
        weights, counted = planted((("x", 0.2), ("y", 0.2), ("z", 0.2)), n=15, seed=seed)
        tables.append(differences(weights, counted, n_permutations=300, n_bootstraps=300, seed=seed))
    pairs = pd.concat(tables)
    assert (pairs["p"] <= 0.05).mean() == pytest.approx(0.05, abs=0.025)
    # 60 families at 5 %: more than 8 with an error happens less than once in a hundred times.
    assert sum((table["p_fwer"] <= 0.05).any() for table in tables) <= 8
    assert ((pairs["low"] <= 0) & (pairs["high"] >= 0)).mean() == pytest.approx(0.95, abs=0.025)


def test_copies_and_row_order_change_nothing():
    weights, counted = planted((("x", 0.35), ("y", 0.2)))
    rows = np.r_[np.arange(len(weights)), np.repeat(np.arange(0, 40, 8), 4)]
    rows = np.random.default_rng(1).permutation(rows)
    documents = counted.documents.iloc[rows].set_axis([f"c{i:03d}" for i in range(len(rows))])
    repeated = DocumentTerms(counted.counts[rows], documents, counted.terms)
    again = weights.iloc[rows].set_axis(documents.index)
    for function in (prevalence, differences):
        pd.testing.assert_frame_equal(function(weights, counted), function(again, repeated), rtol=0, atol=1e-12)


def test_few_stories_or_one_outlet_have_no_test():
    weights, counted = planted(n=4)
    assert differences(weights, counted)[["low", "high", "p", "p_fwer"]].isna().all(axis=None)
    alone = counted.documents["outlet"] == "x"
    assert differences(weights[alone], counted.where(alone)).empty
    assert prevalence(weights[alone], counted.where(alone))[["difference", "p"]].isna().all(axis=None)


def test_a_story_of_both_sides_says_nothing_about_their_difference():
    weights, counted = planted()
    documents = counted.documents.copy()
    documents.loc["d030", "story"] = "x00"
    shared = DocumentTerms(counted.counts, documents, counted.terms)
    table = differences(weights, shared)
    assert table.loc[0, ["stories_target", "stories_reference"]].tolist() == [29, 29]
    own = weights.drop(["d000", "d030"])
    expected = own[own.index < "d030"][0].mean() - own[own.index > "d030"][0].mean()
    assert table.loc[0, "difference"] == pytest.approx(expected)


def test_a_month_by_hand_with_undated_and_thin_periods():
    weights, counted = planted((("x", 0.2),))
    documents = counted.documents.assign(date=counted.documents["date"].mask(counted.documents.index == "d001"))
    documents.loc["d002", "date"] = pd.Timestamp("2017-05-01")
    line = over_time(weights, DocumentTerms(counted.counts, documents, counted.terms), pd.Series(["a", "b", "c"]))
    first = line.table.query("topic == 0").reset_index(drop=True)
    assert first["period"].dt.strftime("%Y-%m").tolist() == [f"2017-0{month}" for month in range(1, 6)]
    assert first["stories"].tolist() == [8, 10, 10, 0, 1]
    in_january = [f"d{i:03d}" for i in range(10) if i not in (1, 2)]
    assert first.loc[0, "share"] == pytest.approx(weights.loc[in_january, 0].mean())
    assert first["low"].notna().tolist() == [True, True, True, False, False]
    assert first["share"].notna().tolist() == [True, True, True, False, True]
    assert line.excluded == {"stories without a date": 1}
    assert "1 stories without a date" in repr(line)


def test_weeks_of_each_outlet():
    weights, counted = planted()
    table = over_time(weights, counted, pd.Series(["a", "b", "c"]), "week", "outlet", n_bootstraps=10).table
    assert (table["period"].dt.day_name() == "Monday").all()
    assert table.query("topic == 0").groupby("outlet")["stories"].sum().to_dict() == {"x": 30, "y": 30}
    with pytest.raises(FramingError, match="freq='year' is not known: choose one of 'month', 'week'"):
        over_time(weights, counted, pd.Series(["a", "b", "c"]), "year")
