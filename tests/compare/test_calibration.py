import numpy as np
import pandas as pd
import pytest

from analysis import FramingError, count_terms
from analysis.compare import null_splits


@pytest.fixture(scope="module")
def terms():
    """One outlet of 120 bursty stories, and one that is too small."""
    rng = np.random.default_rng(0)
    words = np.array([f"w{i:03d}" for i in range(200)])
    rows = []
    for i in range(140):
        rates = rng.gamma(1.0, 1, 200) * np.geomspace(0.2, 5, 200)
        rows.append(("large" if i < 120 else "small", " ".join(rng.choice(words, 200, p=rates / rates.sum()))))
    frame = pd.DataFrame(rows, columns=["outlet", "text"], index=[f"d{i:03d}" for i in range(140)])
    return count_terms(frame)


def test_stories_keep_their_promise_where_words_as_draws_do_not(terms):
    table = null_splits(terms, n_stories=50, n_splits=20, n_permutations=199, n_bootstraps=199)
    assert table["outlet"].unique().tolist() == ["large"]
    mean = table.groupby("method")[["below_05", "false_hits", "covered", "pi", "pi_plug_in"]].mean()
    assert 0.035 <= mean.at["stories", "below_05"] <= 0.065
    assert mean.at["stories", "false_hits"] <= 0.5
    assert 0.92 <= mean.at["stories", "covered"] <= 0.97
    assert mean.at["stories", "pi"] == pytest.approx(0.5, abs=0.01)
    assert mean.at["stories", "pi_plug_in"] > 0.51
    assert mean.at["log-odds z", "below_05"] > 0.08
    assert mean.at["G2", "below_05"] > 0.08


def test_planted_terms_are_counted_apart(terms):
    settings = {"n_stories": 50, "n_splits": 3, "n_permutations": 499, "n_bootstraps": 20}
    nothing = null_splits(terms, **settings).query("method == 'stories'")
    planted = null_splits(terms, n_planted=15, **settings).query("method == 'stories'")
    assert (nothing["true_hits"] == 0).all()
    assert planted["true_hits"].sum() > 0
    assert (planted["tested"] < nothing["tested"].max()).all()


def test_the_same_seed_gives_the_same_table(terms):
    settings = {"n_stories": 20, "n_splits": 2, "n_permutations": 50, "n_bootstraps": 20}
    pd.testing.assert_frame_equal(null_splits(terms, **settings), null_splits(terms, **settings))


def test_too_few_stories_are_said(terms):
    with pytest.raises(FramingError, match="no outlet has 1000 stories to split"):
        null_splits(terms, n_stories=500)
