from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.metrics.pairwise import cosine_similarity

from analysis import FramingError, count_terms, find_events
from analysis.compare.event_clusters import average_linkage, similar_pairs
from analysis.compare.event_vectors import dated_stories

OUTLETS = ["w", "x", "y", "z"]
COMMON = np.arange(2500)
ZIPF = 1 / (1 + COMMON) / (1 / (1 + COMMON)).sum()


def news(n_subjects=8, events_per_subject=12, seed=0, span=60, length=250):
    """Running subjects with a vocabulary of their own, and events inside them that are known by names and numbers.

    Seven in ten words of an article are common ones, and every second of these has another form in each outlet: its
    synonyms and its function words. Two in ten are words of the subject, one in twelve names of the event, of which an
    article gives six to ten out of twelve. The events of a subject may fall on the same days. A quarter of them is
    reported by one outlet only, the others by two to four, on the day or up to two days later.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for subject, event in np.ndindex(n_subjects, events_per_subject):
        names, first = [f"name{subject}q{event}q{i}" for i in range(12)], int(rng.integers(0, span))
        n_outlets = 1 if rng.random() < 0.25 else rng.integers(2, 5)
        for outlet in rng.choice(OUTLETS, n_outlets, replace=False):
            given = rng.permutation(names)[: rng.integers(6, 11)]
            common = rng.choice(COMMON, int(length * 0.7), p=ZIPF)
            words = [f"c{word}" if word % 2 else f"c{word}{outlet}" for word in common]
            words += [f"subject{subject}q{word}" for word in rng.zipf(1.4, int(length * 0.22)) % 60]
            words += list(rng.choice(given, int(length * 0.08)))
            title = [rng.choice(given), f"subject{subject}q1", *(f"c{word}" for word in rng.choice(50, 4))]
            date = pd.Timestamp("2017-01-01") + pd.Timedelta(days=first + int(rng.choice([0, 0, 1, 2])))
            rows.append((outlet, date, " ".join(title), " ".join(rng.permutation(words)), f"{subject}-{event}"))
    frame = pd.DataFrame(rows, columns=["outlet", "date", "title", "text", "planted"])
    return frame.set_index(pd.Index([f"d{i:04d}" for i in range(len(frame))], name="doc_id"))


def pairs_of(label):
    groups = label.dropna().groupby(label.dropna()).groups.values()
    return {pair for members in groups for pair in combinations(sorted(members), 2)}


def f1(found, planted):
    return 2 * len(found & planted) / (len(found) + len(planted))


@pytest.mark.parametrize(
    "shape",
    [{}, {"n_subjects": 3, "events_per_subject": 40}, {"n_subjects": 1, "events_per_subject": 60, "span": 20}],
    ids=["eight subjects", "three subjects", "one subject, three events a day"],
)
def test_planted_events_come_back(shape):
    corpora = [news(seed=seed, **shape) for seed in range(3)]
    found = {(i, *pair) for i, d in enumerate(corpora) for pair in pairs_of(find_events(count_terms(d)).of)}
    planted = {(i, *pair) for i, d in enumerate(corpora) for pair in pairs_of(d["planted"])}
    assert f1(found, planted) >= 0.9


def test_same_subject_and_day_is_not_the_same_event():
    """Without its names nothing but its subject is left of an event: the planted pairs are then not found."""
    documents = news()
    documents[["title", "text"]] = documents[["title", "text"]].replace(r"name\S+", "somebody", regex=True)
    found = pairs_of(find_events(count_terms(documents)).of)
    assert len(found & pairs_of(documents["planted"])) <= 0.1 * len(pairs_of(documents["planted"]))


def test_row_order_changes_nothing():
    documents = news()
    first, second = (find_events(count_terms(d)) for d in (documents, documents.sample(frac=1, random_state=1)))
    pd.testing.assert_frame_equal(first.table, second.table)
    pd.testing.assert_frame_equal(first.articles, second.articles)
    pd.testing.assert_series_equal(first.of, second.of.loc[first.of.index])


def test_copies_change_nothing_and_share_their_event():
    documents = news().assign(story=lambda d: "s" + d.index)
    copied = documents[documents["planted"].isin(["0-0", "1-1", "2-2"])]
    copies = pd.concat([copied.assign(date=copied["date"] + pd.Timedelta(days=9))] * 5)
    copies.index = pd.Index([f"e{i:04d}" for i in range(len(copies))], name="doc_id")
    once, again = (find_events(count_terms(d)) for d in (documents, pd.concat([documents, copies])))
    assert pairs_of(once.of) == {pair for pair in pairs_of(again.of) if not any(i.startswith("e") for i in pair)}
    event_of_story = again.articles.groupby("story")["event"].nunique()
    assert (event_of_story == 1).all()
    # By default an event needs two outlets, so a story printed twice by one outlet alone is none.
    assert set(copies.index) - set(again.articles["doc_id"]) == {
        copy for copy, story in copies["story"].items() if once.of.isna()[story[1:]]
    }


@pytest.mark.parametrize("days", [0, 1, 3])
def test_no_event_is_longer_than_the_window(days):
    """Every day both outlets write the same of one affair; among other articles, or all would be common words."""
    affair = pd.DataFrame({"outlet": ["x", "y"] * 12, "text": "olsen torvik bridge", "title": pd.NA})
    affair["date"] = pd.Timestamp("2017-01-01") + pd.to_timedelta(np.arange(24) // 2, unit="D")
    documents = pd.concat([affair.set_index("a" + affair.index.astype("str")), news()])
    events = find_events(count_terms(documents), days=days)
    spans = (events.table["last"] - events.table["first"]).dt.days
    assert spans.max() == days
    assert events.of[affair.index.map("a{}".format)].notna().all()


def test_articles_without_a_date_are_left_out_and_counted():
    documents = news()
    documents.loc[documents.index[:7], "date"] = pd.NaT
    events = find_events(count_terms(documents))
    assert events.excluded == {"articles without a date": 7}
    assert events.of.iloc[:7].isna().all()
    assert "left out: 7 articles without a date" in repr(events)


def test_the_table_by_hand():
    texts = ["Olsen opens Torvik bridge", "Torvik bridge opened Olsen", "Torvik bridge Olsen crowd", "Gale sinks ferry"]
    dates = pd.to_datetime(["2017-01-05", "2017-01-06", "2017-01-06", "2017-01-05"])
    documents = pd.DataFrame(
        {"outlet": ["x", "y", "unknown", "y"], "date": dates, "title": texts, "text": texts},
        index=pd.Index(list("abcd"), name="doc_id"),
    )
    events = find_events(count_terms(documents))
    row = events.table.iloc[0]
    assert row[["event", "articles", "stories", "outlets"]].tolist() == ["2017-01-05.1", 3, 3, 2]
    assert [row["first"], row["last"]] == [dates[0], dates[1]]
    assert set(row["label"].split()) == {"torvik", "bridge", "olsen"}
    assert events.of.isna().tolist() == [False, False, False, True]
    assert events.side_by_side("2017-01-05.1")["doc_id"].tolist() == ["a", "c", "b"]
    assert len(find_events(count_terms(documents), min_outlets=3).table) == 0


def test_an_empty_answer_has_the_same_columns():
    events = find_events(count_terms(news()))
    none = find_events(count_terms(news()), min_outlets=9)
    assert none.table.columns.tolist() == events.table.columns.tolist()
    assert none.articles.columns.tolist() == events.articles.columns.tolist()
    assert none.of.isna().all()
    assert "0 events" in repr(none)


def test_paragraphs_are_put_together_to_articles():
    documents = news(n_subjects=3)
    halves = documents["text"].str.split()
    documents["text"] = [" ".join(w[:90]) + "\n\n" + " ".join(w[90:]) for w in halves]
    whole, parts = (find_events(count_terms(documents, unit=unit)) for unit in ("article", "paragraph"))
    pd.testing.assert_frame_equal(whole.table, parts.table)
    pd.testing.assert_series_equal(whole.of, parts.of)


def test_similar_pairs_are_scikit_learns_cosines():
    terms = count_terms(news())
    stories = dated_stories(terms, 5)
    pairs = similar_pairs(stories.vectors, stories.day, days=2, fading=0.2, least=0.05).toarray()
    gap = stories.day[None, :] - stories.day[:, None]
    witness = cosine_similarity(stories.vectors) * (1 - 0.2 * np.abs(gap))
    witness[np.tril_indices(len(gap))] = 0
    witness[(gap > 2) | (witness < 0.05)] = 0
    np.testing.assert_allclose(pairs, witness, atol=1e-8)


@pytest.mark.parametrize("seed", range(5))
def test_average_linkage_is_scipys(seed):
    rng = np.random.default_rng(seed)
    points = rng.random((60, 3))
    cosine = np.triu(cosine_similarity(points) ** 8, 1).round(9)
    ours = average_linkage(sparse.coo_array(cosine), np.zeros(60, dtype=int), 0, 0.6)
    distance = 1 - (cosine + cosine.T + np.eye(60))
    witness = fcluster(linkage(squareform(distance, checks=False), "average"), 0.4, "distance")
    assert pairs_of(pd.Series(ours)) == pairs_of(pd.Series(witness))


def test_bad_input_is_one_sentence():
    terms = count_terms(news(n_subjects=1))
    for settings, message in [
        ({"days": -1}, "days=-1 is not a span"),
        ({"similarity": 0}, "similarity=0 is not a cosine to reach"),
        ({"fading": 2}, "fading=2 is not a share"),
        ({"title_weight": -1}, "title_weight=-1 is not a weight"),
        ({"min_outlets": 0}, "min_outlets=0 is not a number of outlets"),
    ]:
        with pytest.raises(FramingError, match=message):
            find_events(terms, **settings)
    with pytest.raises(FramingError, match="the documents have no column 'date'"):
        find_events(count_terms(news(n_subjects=1).drop(columns="date")))
    with pytest.raises(FramingError, match="event 'e9' is not known"):
        find_events(terms).side_by_side("e9")
