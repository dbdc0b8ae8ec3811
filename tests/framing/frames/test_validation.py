import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import precision_score, recall_score
from small_frames import FAST, FRAMES, some_documents

from analysis import FramingError, count_terms, frame_scores
from analysis.framing.frames.prevalence import corrected_prevalence, prevalence_rows


def coded_of(table, columns, rows):
    return pd.DataFrame(rows, columns=columns, index=pd.Index(table, name="doc_id"))


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
