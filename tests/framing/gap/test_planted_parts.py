"""What the parts of a gap are, and what their intervals cover, where the truth is known."""

import pandas as pd
import pytest

from analysis import fit_topics, split_gap
from tests.framing.gap.planted import planted

SIZES = (40, 120)  # stories of x and y
CORPORA = 12
FAST = {"merged": None, "n_bootstraps": 300, "n_permutations": 20}


@pytest.fixture
def read(monkeypatch):
    """Planted corpora as split_gap reads them: distance, interval and truth, one row per corpus and part."""

    def split(corpus, known, k):
        with monkeypatch.context() as patched:
            if known:  # of the topics fitted only their number is then used
                patched.setattr("analysis.framing.gap.gap.assign_words", lambda *_: corpus.assigned)
            return split_gap(corpus.terms, fit_topics(corpus.terms, k), "x", "y", **FAST)

    def one(differs, seed, known, k):
        corpus = planted(differs, seed, SIZES)
        gap = split(corpus, known, k)
        rows = gap.total.assign(truth=corpus.distances(gap.table["term"]))
        return rows.assign(
            inside=(rows["low"] <= rows["truth"]) & (rows["truth"] <= rows["high"]), terms=_terms_inside(gap, corpus)
        )

    return lambda differs, known, k=6: pd.concat([one(differs, seed, known, k) for seed in range(CORPORA)])


def _terms_inside(gap, corpus) -> pd.Series:
    """Share of the terms in 20 or more stories whose interval covers the truth, for each part."""
    often = gap.table[gap.table[["stories_target", "stories_reference"]].sum(axis=1) >= 20]
    true = 1e6 * corpus.truth(often["term"]).reset_index(drop=True)
    often = often.reset_index(drop=True)
    parts = gap.total.index
    return pd.Series({p: ((often[f"{p}_low"] <= true[p]) & (true[p] <= often[f"{p}_high"])).mean() for p in parts})


@pytest.mark.slow
@pytest.mark.parametrize("differs", ["mix", "wording", "both"])
def test_parts_and_intervals_hold_once_the_topic_of_every_word_is_known(read, differs):
    rows = read(differs, known=True)
    error = rows["distance"] - rows["truth"]
    for part, off in error.groupby(level="part"):
        # Halves of the stories lose a little of the difference, 200 corpora: at most .010 of .47.
        assert abs(off.mean()) <= 0.01 + 2.5 * off.sem(), part
        assert rows.loc[part, "inside"].sum() >= CORPORA - 3, part  # of 12 at 95 %: fewer once in four hundred
        assert 0.88 <= rows.loc[part, "terms"].mean() <= 0.98, part


@pytest.mark.slow
def test_fitted_topics_tell_a_part_that_stands_alone(read):
    rows = read("wording", known=False)
    wording = rows.loc["wording"]
    assert 0.85 <= wording["distance"].mean() / wording["truth"].mean() <= 1
    assert wording["inside"].sum() >= CORPORA - 3
    assert rows.loc["agenda", "inside"].sum() >= CORPORA - 1


@pytest.mark.slow
def test_fitted_topics_give_half_of_the_wording_to_the_agenda_where_both_differ(read):
    """What the notes of split_gap say of it; once it tells more, they are to be mended."""
    rows = read("both", known=False)
    read_as, truth = (rows.groupby(level="part")[column].mean() for column in ("distance", "truth"))
    assert read_as["wording"] / truth["wording"] == pytest.approx(0.5, abs=0.1)
    assert read_as["agenda"] / truth["agenda"] == pytest.approx(1.12, abs=0.12)
    assert read_as["gap"] == pytest.approx(truth["gap"], rel=0.1)
    assert rows.loc["wording", "inside"].sum() <= 1


@pytest.mark.slow
def test_topics_coarser_than_the_subjects_give_agenda_to_the_wording(read):
    rows = read("mix", known=False, k=3)
    assert (rows.loc["wording", "truth"] == 0).all()
    assert rows.loc["wording", "distance"].mean() == pytest.approx(0.03, abs=0.015)
