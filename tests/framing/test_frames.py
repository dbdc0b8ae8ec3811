import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import precision_score, recall_score

import analysis
from analysis import FramingError, count_terms, frame_scores, load_counts
from analysis.figures.save import as_svg
from analysis.framing import Frame, krippendorff_alpha, load_frames
from analysis.framing.frames_lexicon import word_of_term
from analysis.framing.frames_validation import corrected_prevalence, prevalence_rows

EVIL = "<script>alert(1)</script>"
FRAMES = {
    "war": Frame("war", "War", words=("war", "shell*", "army")),
    "money": Frame("money", "Money", words=("cost", "pric*")),
    "other": Frame("other", "Other"),
}
FAST = {"n_bootstraps": 100}


def documents_of(texts, outlets=None):
    index = pd.Index([f"d{i:03d}" for i in range(len(texts))], name="doc_id")
    columns = {"outlet": outlets if outlets is not None else "x", "date": pd.Timestamp("2017-01-05"), "text": texts}
    return pd.DataFrame(columns, index=index)


def some_documents(n=14, seed=0):
    rng = np.random.default_rng(seed)
    words = ["war", "shells", "cost", "prices", "sun", "rain", "wind", "hail"]
    texts = [" ".join(rng.choice(words, rng.integers(20, 60))) for _ in range(2 * n)]
    return documents_of(texts, np.repeat(["x", "y"], n))


def coded_of(table, columns, rows):
    return pd.DataFrame(rows, columns=columns, index=pd.Index(table, name="doc_id"))


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


def test_words_of_a_list_catch_what_they_say():
    terms = ["cost", "costa", "costs", "price", "prices", "prick"]
    columns, numbers = word_of_term(terms, ("cost", "price*", "prices"))
    assert [terms[column] for column in columns] == ["cost", "price", "prices"]
    assert numbers.tolist() == [0, 1, 1]


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


# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: binary data of two observers, nominal data of two,
# nominal data of four with missing values.
TWO_NOMINAL = pd.DataFrame({"b": list("aabbdcccedda"), "g": list("babbbccceddd")})
FOUR_NOMINAL = pd.DataFrame(
    {
        "a": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "b": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "c": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "d": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
)


@pytest.mark.parametrize(("codes", "published"), [(TWO_NOMINAL, 0.692), (FOUR_NOMINAL, 0.743)])
def test_alpha_is_that_of_the_published_examples(codes, published):
    assert krippendorff_alpha(codes) == pytest.approx(published, abs=5e-4)


def test_alpha_of_agreement_chance_and_nothing():
    assert krippendorff_alpha(pd.DataFrame({"a": [0, 1, 1], "b": [0, 1, 1]})) == 1
    assert np.isnan(krippendorff_alpha(pd.DataFrame({"a": [1, 1], "b": [1, 1]})))
    assert np.isnan(krippendorff_alpha(pd.DataFrame({"a": [1.0, 0.0]})))
    rng = np.random.default_rng(0)
    assert abs(krippendorff_alpha(pd.DataFrame(rng.integers(0, 2, (4000, 2))))) < 0.05


def test_a_coded_sample_gives_precision_recall_and_agreement():
    documents = some_documents(20)
    found = frame_scores(count_terms(documents), FRAMES, **FAST).articles["war"] >= 250
    rng = np.random.default_rng(1)
    truth = found.to_numpy() ^ (rng.random(40) < 0.2)
    coded = pd.concat([coded_of(documents.index, ["war"], truth.astype(int)).assign(coder=c) for c in ("ann", "ben")])
    scores = frame_scores(count_terms(documents), FRAMES, coded.reset_index(), cut=250, **FAST)
    row = scores.validation.set_index("frame").loc["war"]
    assert row["alpha"] == 1
    assert row[["coders", "articles", "coded_present"]].tolist() == [2, 40, truth.sum()]
    assert row["precision"] == pytest.approx(precision_score(truth, found))
    assert row["recall"] == pytest.approx(recall_score(truth, found))
    assert row["specificity"] == pytest.approx(recall_score(~truth, ~found))
    assert set(scores.table.query("frame == 'war'")["validated"]) == {"40 coded articles"}
    assert set(scores.table.query("frame == 'money'")["validated"]) == {"not validated"}
    assert "2 of 3 word lists are not validated" in repr(scores)


def test_a_list_without_errors_is_not_corrected():
    documents = some_documents(20)
    found = frame_scores(count_terms(documents), FRAMES, **FAST).articles["war"] >= 250
    coded = coded_of(documents.index, ["war"], found.astype(int).to_numpy())
    prevalence = frame_scores(count_terms(documents), FRAMES, coded, cut={"war": 250}, **FAST).prevalence
    np.testing.assert_allclose(prevalence["corrected"], prevalence["found"])
    assert ((prevalence["low"] <= prevalence["found"]) & (prevalence["found"] <= prevalence["high"])).all()


def test_correction_undoes_known_errors():
    prevalence, sensitivity, specificity = np.array([0.0, 0.2, 0.9]), 0.7, 0.95
    found = prevalence * sensitivity + (1 - prevalence) * (1 - specificity)
    np.testing.assert_allclose(corrected_prevalence(found, sensitivity, specificity), prevalence, atol=1e-12)
    assert corrected_prevalence(0.01, 0.7, 0.95) == 0
    assert np.isnan(corrected_prevalence(0.5, 0.5, 0.5))


@pytest.mark.slow
def test_corrected_intervals_hold_a_planted_prevalence():
    inside, prevalence = [], 0.3
    for seed in range(200):
        rng = np.random.default_rng([5, seed])
        truth = [rng.random(n) < prevalence for n in (150, 100)]
        found = [np.where(t, rng.random(len(t)) < 0.8, rng.random(len(t)) < 0.15).astype(float) for t in truth]
        coded, stories = (
            pd.DataFrame({"found": found[0], "truth": truth[0]}),
            pd.DataFrame({"group": "x", "found": found[1]}),
        )
        row = prevalence_rows("war", "outlet", stories, coded, ["x"], 300, rng)[0]
        inside.append(row["low"] <= prevalence <= row["high"])
    assert 0.9 <= np.mean(inside) <= 0.99


def test_coders_who_agree_by_half_leave_the_article_out():
    documents = some_documents(6)
    codes = pd.DataFrame({"doc_id": ["d000", "d000", "d001", "d001"], "coder": list("abab"), "war": [1, 0, 1, 1]})
    row = frame_scores(count_terms(documents), FRAMES, codes, **FAST).validation.iloc[0]
    assert row["articles"] == 1


@pytest.mark.parametrize(
    ("coded", "message"),
    [
        ({"peace": [1]}, "column 'peace' is not a frame"),
        ({"coder": ["a"]}, "no column is named like a frame"),
        ({"war": [2]}, "codes must be 0, 1 or missing"),
        ({"doc_id": ["zz"], "war": [1]}, "none of its articles is"),
        ({"doc_id": ["d000", "d000"], "war": [1, 1]}, "stands twice for one coder"),
    ],
)
def test_a_coded_sample_that_cannot_be_used_is_refused(coded, message):
    coded = pd.DataFrame(coded) if "doc_id" in coded else coded_of(["d000"], list(coded), list(coded.values()))
    with pytest.raises(FramingError, match=message):
        frame_scores(count_terms(some_documents()), FRAMES, coded, **FAST)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[[frame]]\nkey = 'a'\nwords = ['two words']", "line 3: frame 'a': 'two words' is not a single word"),
        ("[[frame]]\nkey = 'a'\nwords = [\n 'x',\n]", "line 4: frame 'a': 'x' is not a single word"),
        ("[[frame]]\nkey = 'a'", "line 1: frame 'a' needs a list words"),
        ("[[frame]]\nwords = []", "line 1: frame number 1 has no key"),
        ("[[frame]]\nkey = 'a'\nword = []", "line 3: frame 'a': field 'word' is not known"),
        ("[[frame]]\nkey = 'a'\nwords = []\n[[frame]]\nkey = 'a'\nwords = []", "line 5: frame 'a' stands twice"),
        ("x = 1", "line 1: no frame found"),
        ("x = ", "not a TOML file"),
    ],
)
def test_an_error_in_a_file_names_line_and_frame(tmp_path, body, message):
    path = tmp_path / "mine.toml"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(FramingError, match=rf"^mine\.toml.*{message}"):
        frame_scores(count_terms(some_documents()), path)


def test_no_words_are_one_sentence():
    terms = count_terms(some_documents())
    with pytest.raises(FramingError, match="there is no frame with words"):
        frame_scores(terms, {"other": FRAMES["other"]})
    with pytest.raises(FramingError, match="frames must be a path or what load_frames returns, not list"):
        frame_scores(terms, ["war"])


def test_built_in_frames_are_the_five_and_the_fifteen():
    frames = load_frames()
    assert pd.Series([frame.set for frame in frames.values()]).value_counts().to_dict() == {"policy": 15, "generic": 5}
    assert [key for key, frame in frames.items() if not frame.words] == ["other"]
    assert all(frame.source and frame.note for frame in frames.values())


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
