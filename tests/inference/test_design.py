from math import comb

import numpy as np
import pandas as pd
import pytest

from analysis import FramingError, check_design, count_terms
from analysis.inference import make_contrasts, story_cells
from analysis.inference.design_tables import smallest_p


def documents_of(rows):
    frame = pd.DataFrame(rows, columns=["outlet", "story", "date", "text"])
    frame["date"] = pd.to_datetime(frame["date"])
    frame["n_words"] = frame["text"].str.split().str.len()
    frame.index = pd.Index([f"d{i:03d}" for i in range(len(frame))], name="doc_id")
    return frame


@pytest.fixture
def documents():
    rows = [("x", f"x{i}", f"2017-01-{i + 1:02d}", "red hen sat") for i in range(6)]
    rows += [("x", "x0", "2017-01-09", "red hen sat")]
    rows += [("y", f"y{i}", f"2017-0{1 + i // 3}-05", "red fox ran off") for i in range(6)]
    rows += [("y", "both", None, "a wire text"), ("x", "both", None, "a wire text")]
    return documents_of(rows)


def test_the_table_by_hand(documents):
    table = check_design(documents).table
    assert table.loc["x", ["articles", "stories", "tokens", "months", "unknown_dates"]].tolist() == [8, 7, 24, 1, 1]
    assert table.loc["y", ["articles", "stories", "tokens", "months", "unknown_dates"]].tolist() == [7, 7, 27, 2, 1]
    assert table["shared_stories"].tolist() == [1, 1]
    assert table["first"].dt.day.tolist() == [1, 5]


def test_the_contrast_by_hand(documents):
    row = check_design(documents).contrasts.iloc[0]
    assert (row["stories_target"], row["stories_reference"], row["common_months"]) == (6, 6, 1)
    assert row["share_in_common"] == 9 / 12
    assert row["smallest_p"] == 2 / comb(12, 6)
    assert row["inference"]


def test_few_stories_and_disjoint_months_are_said(documents):
    few = documents[documents["date"].dt.month.ne(1) | documents["outlet"].eq("x")]
    warnings = check_design(few[few["date"].notna()]).warnings
    assert "x against y: 6 and 3 stories, fewer than 5 in an outlet: no p-values" in warnings[0]
    assert warnings[1] == "x against y: no month in which both have stories"
    undated = check_design(documents.assign(date=pd.NaT)).warnings
    unknown = "x against y: one of them has no known date, so nothing says that the periods overlap"
    assert undated == (unknown,)
    assert check_design(documents.assign(date=documents["date"].where(documents["outlet"] == "x"))).warnings == undated


def test_counts_and_texts_give_the_same_design(documents):
    a, b = check_design(documents), check_design(count_terms(documents))
    pd.testing.assert_frame_equal(a.table, b.table)
    pd.testing.assert_frame_equal(a.contrasts, b.contrasts)
    pd.testing.assert_frame_equal(a.detectable, b.detectable)
    assert check_design(documents.drop(columns="text")).detectable.empty


def test_more_stories_make_smaller_differences_detectable():
    rng = np.random.default_rng(0)
    words = np.array([f"w{i}" for i in range(2000)])

    def ratio_with(n):
        rows = [(o, f"{o}{i}", "2017-01-01", " ".join(rng.choice(words, 300))) for o in "xy" for i in range(n)]
        return check_design(documents_of(rows), n_permutations=100).detectable["at_1000"].iloc[0]

    few, many = ratio_with(8), ratio_with(80)
    assert 1 < many < few
    # Independent words: the deviation of a difference of logs of two Poisson counts, sqrt(2 / (rate * tokens)).
    expected = np.exp(2.8 * np.sqrt(2 / (0.0005 * 80 * 300)))
    assert many == pytest.approx(expected, rel=0.1)


@pytest.mark.parametrize(("a", "b", "expected"), [(1, 1, 1.0), (3, 3, 0.1), (1, 2, 2 / 3)])
def test_smallest_p(a, b, expected):
    assert smallest_p(a, b) == pytest.approx(expected)


def test_cells_average_copies_exactly(documents):
    cells = story_cells(count_terms(documents))
    copied = story_cells(count_terms(documents.loc[documents["story"].ne("x0")]))
    rows = ~np.isin(cells.story, ["x0"])
    assert (cells.where(rows).counts != copied.counts).nnz == 0
    assert cells.size[cells.story == "x0"].tolist() == [3.0]
    assert cells.shared.sum() == 2


def test_contrasts():
    assert [str(c) for c in make_contrasts(["x", "y"])] == ["x against y"]
    assert len(make_contrasts(["x", "y", "z"])) == 6
    target, reference = make_contrasts(["x", "y", "z"], "y")[0].sides(np.array(["x", "y", "z", "q"]))
    assert (target.tolist(), reference.tolist()) == ([False, True, False, False], [True, False, True, False])
    with pytest.raises(FramingError, match="target='q' is not in the corpus: choose one of x, y"):
        make_contrasts(["x", "y"], "q")
    with pytest.raises(FramingError, match="needs two outlets or more, found 1: x"):
        make_contrasts(["x"])
    with pytest.raises(FramingError, match="reference='x' needs a target"):
        make_contrasts(["x", "y"], None, "x")


def test_by_must_be_a_column(documents):
    with pytest.raises(FramingError, match="'paper' is not a column"):
        check_design(documents, by="paper")
