import numpy as np
import pandas as pd
import pytest
from small_frames import FAST, FRAMES, documents_of, some_documents

import analysis
from analysis import FramingError, count_terms, frame_scores, load_counts
from analysis.figures.save import as_svg
from analysis.framing import Frame

EVIL = "<script>alert(1)</script>"


def test_rates_are_those_of_a_hand_count():
    documents = documents_of(["war war shells sun", "sun rain", "cost army sun rain wind"])
    scores = frame_scores(count_terms(documents), FRAMES, **FAST)
    war = scores.table.set_index("frame").loc["war"]
    assert war["rate"] == pytest.approx((750 + 0 + 200) / 3)
    assert war["n"] == 4
    assert war["least_without_a_word"] == pytest.approx((250 + 0 + 200) / 3)  # without "war"
    assert war["most_without_a_word"] == pytest.approx((750 + 0 + 0) / 3 + 200 / 3 - 200 / 3)  # without "army"
    assert war["heaviest_word"] == "war"
    assert np.isnan(war["low"])  # three stories
    assert scores.articles["war"].tolist() == pytest.approx([750, 0, 200])
    assert scores.articles["other"].isna().all()
    assert war["validated"] == "not validated"


def test_a_word_left_out_changes_the_rate_as_a_shorter_list_would():
    terms = count_terms(some_documents())
    scores = frame_scores(terms, FRAMES, **FAST)
    for row in scores.words.query("frame == 'war'").itertuples():
        shorter = Frame("war", words=tuple(word for word in FRAMES["war"].words if word != row.word))
        witness = frame_scores(terms, {"war": shorter}, **FAST)
        assert row.rate_without == pytest.approx(np.average(witness.table["rate"], weights=witness.table["stories"]))


def test_copies_count_once():
    documents = some_documents().assign(story=lambda d: d.index)
    copied = pd.concat([documents, *[documents.iloc[:4].rename(index=lambda i, k=k: f"{i}-{k}") for k in range(3)]])
    one, many = (frame_scores(count_terms(part), FRAMES, **FAST) for part in (documents, copied))
    pd.testing.assert_frame_equal(one.table, many.table, rtol=1e-12, atol=1e-12)
    pd.testing.assert_frame_equal(one.words, many.words, rtol=1e-12, atol=1e-12)


def test_the_order_of_the_articles_changes_nothing():
    documents = some_documents()
    one = frame_scores(count_terms(documents), FRAMES, **FAST)
    two = frame_scores(count_terms(documents.sample(frac=1, random_state=1)), FRAMES, **FAST)
    for name in ("table", "words", "length"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))


def test_interval_of_a_mean_is_that_of_scipy():
    from scipy.stats import bootstrap

    from analysis.inference import percentiles

    scores = frame_scores(count_terms(some_documents(30)), FRAMES, n_bootstraps=5000)
    values = scores.articles["war"].iloc[:30].to_numpy()
    low, high = percentiles(30)
    witness = bootstrap(
        (values,), np.mean, method="percentile", n_resamples=5000, rng=1, confidence_level=(high - low) / 100
    ).confidence_interval
    row = scores.table.query("frame == 'war' and outlet == 'x'").iloc[0]
    assert [row["low"], row["high"]] == pytest.approx([witness.low, witness.high], rel=0.02)


def test_sensitivity_to_length():
    long = ["war " * 5 + "sun " * 200 + ".\n\n" + "sun " * 300] * 3
    short = ["war " * 40 + "sun " * 60] * 3
    terms = count_terms(documents_of([*long, *short]), unit="paragraph")
    row = frame_scores(terms, FRAMES, **FAST).length.set_index("frame").loc["war"]
    assert row["spearman"] == pytest.approx(-1)
    assert row["rate_short"] == pytest.approx(400)
    assert row["rate_long"] == row["rate_whole"] == pytest.approx(5000 / 505)
    assert row["rate_first"] == pytest.approx(5000 / 205)
    assert row["stories_cut"] == 3


def test_no_words_are_one_sentence():
    terms = count_terms(some_documents())
    with pytest.raises(FramingError, match="there is no frame with words"):
        frame_scores(terms, {"other": FRAMES["other"]})
    with pytest.raises(FramingError, match="frames must be a path or what load_frames returns, not list"):
        frame_scores(terms, ["war"])


def test_counts_without_texts_are_enough():
    scores = frame_scores(load_counts("core", "paragraph"), **FAST)
    assert scores.table["low"].isna().all()
    assert scores.table.query("frame == 'security'")["rate"].gt(0).all()


def test_markup_is_inert_in_tables_and_figure():
    documents = documents_of([f"{EVIL} war script alert <img onerror=alert(1)>"] * 6, EVIL)
    frames = {EVIL: Frame(EVIL, EVIL, words=("script", "war"))}
    scores = frame_scores(count_terms(documents), frames, **FAST)
    tables = [getattr(scores, name).to_html() for name in ("table", "articles", "words", "length")]
    for page in (scores._repr_html_(), *tables):
        assert "<script" not in page
        assert "<img" not in page
    assert b"<script" not in as_svg(scores.plot(frames=[EVIL]))


def test_figure_shows_the_rates_and_says_what_is_not_validated():
    scores = frame_scores(count_terms(some_documents()), FRAMES, **FAST)
    ax = analysis.draw_frames(scores)
    assert [text.get_text() for text in ax.texts] == ["War", "Money"]
    assert ax.get_title(loc="left") == "Words of frames; the word lists are not validated"
    tops = [float(label.get_text()) for label in ax.get_xticklabels()][1::2]
    dots = ax.collections[3].get_offsets()[:, 0]
    np.testing.assert_allclose(dots * tops[0], scores.table.query("frame == 'war'")["rate"])
    assert as_svg(ax) == as_svg(scores.plot())
    with pytest.raises(FramingError, match="frame 'other' cannot be drawn: choose one to six of war, money"):
        analysis.draw_frames(scores, ["other"])
