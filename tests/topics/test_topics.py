import numpy as np
import pandas as pd
import pytest
from sklearn.decomposition import NMF

from analysis import FramingError, count_terms, fit_topics
from analysis.topics.card import coherence

SUBJECTS = {
    "sport": ["goal", "match", "team", "coach", "league", "score", "player"],
    "law": ["vote", "party", "court", "judge", "bill", "senate", "law"],
    "sea": ["ship", "harbour", "storm", "wave", "crew", "sail", "port"],
}


def corpus(n=20, seed=0):
    """Articles on three subjects; outlet y writes mostly about the sea."""
    rng = np.random.default_rng(seed)
    rows = []
    for outlet, mix in (("x", [0.5, 0.4, 0.1]), ("y", [0.1, 0.1, 0.8])):
        for i in range(n):
            subject = rng.choice(list(SUBJECTS), p=mix)
            other = rng.choice(list(SUBJECTS))
            words = [*rng.choice(SUBJECTS[subject], 30), *rng.choice(SUBJECTS[other], 4)]
            rows.append((outlet, f"{outlet}{i}", subject, " ".join(words[:17]) + "\n\n" + " ".join(words[17:])))
    frame = pd.DataFrame(rows, columns=["outlet", "story", "subject", "text"])
    frame["date"] = pd.date_range("2017-01-01", periods=len(frame))
    return frame.set_index(pd.Index([f"d{i:03d}" for i in range(len(frame))], name="doc_id"))


@pytest.mark.parametrize("method", ["nmf", "kmeans"])
@pytest.mark.parametrize("unit", ["article", "paragraph"])
def test_planted_subjects_come_back(method, unit):
    topics = fit_topics(count_terms(corpus(), unit=unit), 3, method=method)
    found = [set(terms["term"].head(7)) for _, terms in topics.terms.groupby("topic")]
    assert sorted(map(sorted, found)) == sorted(map(sorted, SUBJECTS.values()))
    np.testing.assert_allclose(topics.weights.sum(axis=1), 1)


def test_the_factorisation_is_scikit_learns():
    terms = count_terms(corpus())
    witness = NMF(3, init="nndsvda", random_state=0, max_iter=500, tol=1e-4).fit(terms.tfidf())
    rows = witness.components_ / witness.components_.sum(axis=1, keepdims=True)
    ours = fit_topics(terms, 3).components.to_numpy()
    np.testing.assert_allclose(np.sort(ours, axis=0), np.sort(rows, axis=0), atol=1e-9)


@pytest.mark.parametrize("method", ["nmf", "kmeans"])
def test_row_order_changes_nothing(method):
    documents = corpus()
    first = fit_topics(count_terms(documents), 3, method=method)
    second = fit_topics(count_terms(documents.sample(frac=1, random_state=4)), 3, method=method)
    assert repr(first) == repr(second)
    pd.testing.assert_frame_equal(first.card.round(9), second.card.round(9))
    pd.testing.assert_frame_equal(first.weights.round(9), second.weights.loc[first.weights.index].round(9))


def test_copies_weigh_as_one_story():
    documents = corpus()
    copies = pd.concat([documents.iloc[:5]] * 5)
    copies.index = pd.Index([f"copy{i}" for i in range(25)], name="doc_id")
    once, repeated = (fit_topics(count_terms(d), 3) for d in (documents, pd.concat([documents, copies])))
    np.testing.assert_allclose(once.components, repeated.components, atol=1e-6)
    pd.testing.assert_frame_equal(once.prevalence(), repeated.prevalence(), rtol=0, atol=1e-4)


def test_prevalence_by_hand_and_its_interval():
    documents = corpus()
    topics = fit_topics(count_terms(documents), 3, method="kmeans")
    table = topics.prevalence("outlet")
    label = {topics.terms.query("topic == @t and rank == 1")["term"].item(): t for t in range(3)}
    sea = next(topic for word, topic in label.items() if word in SUBJECTS["sea"])
    row = table[(table["topic"] == sea) & (table["outlet"] == "y")].iloc[0]
    share = (documents.query("outlet == 'y'")["subject"] == "sea").mean()
    assert row["share"] == pytest.approx(share)
    standard_error = np.sqrt(share * (1 - share) / 20)
    assert row["low"] == pytest.approx(share - 1.96 * standard_error, abs=0.06)
    assert row["high"] == pytest.approx(share + 1.96 * standard_error, abs=0.06)
    np.testing.assert_allclose(table.groupby("outlet")["share"].sum(), 1)


def test_few_stories_have_a_share_but_no_interval():
    documents = corpus().groupby("outlet").head(4)
    table = fit_topics(count_terms(documents), 2).prevalence()
    assert table["share"].notna().all()
    assert table[["low", "high"]].isna().all(axis=None)


def test_the_card_says_whose_topic_it_is():
    documents = corpus()
    card = fit_topics(count_terms(documents), 3).card
    sea = card[card["terms"].str.contains("harbour")].iloc[0]
    assert (sea["outlet"], sea["month"]) == ("y", "2017-01")
    assert sea["outlet_share"] > 0.7
    assert [documents.at[doc_id, "subject"] for doc_id in sea["typical"]] == ["sea"] * 3
    assert card["share"].sum() == pytest.approx(1)
    assert card["share"].is_monotonic_decreasing


def test_typical_articles_are_of_different_stories():
    documents = corpus()
    copies = documents.iloc[[0, 0, 0]].set_axis(["c1", "c2", "c3"]).rename_axis("doc_id")
    topics = fit_topics(count_terms(pd.concat([documents, copies])), 3)
    stories = topics.counted.stories
    for typical in topics.card["typical"]:
        assert stories.loc[typical].is_unique


def test_coherence_by_hand():
    texts = ["red hen", "red hen", "red", "fox"]
    counted = count_terms(pd.DataFrame({"outlet": "x", "text": texts}, index=list("abcd")))
    assert coherence(counted, ["red", "hen"]) == pytest.approx(np.log(0.5 / (0.75 * 0.5)) / -np.log(0.5))


def test_bad_input_is_one_sentence():
    terms = count_terms(corpus(5))
    with pytest.raises(FramingError, match="k=1 topics cannot be found in 10 articles with 21 terms"):
        fit_topics(terms, 1)
    with pytest.raises(FramingError, match="k='many' is not a number of topics"):
        fit_topics(terms, "many")
    with pytest.raises(FramingError, match="method='lda' is not known: choose one of nmf, kmeans"):
        fit_topics(terms, 3, method="lda")
    with pytest.raises(FramingError, match="did not converge in 1 iterations"):
        fit_topics(terms, 3, max_iter=1, tolerance=1e-12)
    with pytest.raises(FramingError, match="'paper' is not a column"):
        fit_topics(terms, 3).prevalence("paper")


def test_a_paragraph_without_counted_terms_has_no_share():
    documents = corpus()
    documents.loc["d000", "text"] += "\n\n- - -"
    topics = fit_topics(count_terms(documents, unit="paragraph"), 3)
    assert topics.weights.loc["d000#2"].isna().all()
    assert "1 without a counted term" in repr(topics)
    assert topics.prevalence()["share"].notna().all()
