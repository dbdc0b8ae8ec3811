import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.stats import chisquare

from analysis import FramingError, fit_topics
from analysis.terms import DocumentTerms
from analysis.topics import stable_k, topic_stability
from analysis.topics.agreement import agreement, leading_terms, matched_agreement
from analysis.topics.stability import _choice, _null_corpus

FAST = {"n_refits": 6}


def planted(k, seed, n=120, words=400):
    """Dirichlet-multinomial articles on k subjects that share a common vocabulary; none when k is 0."""
    rng = np.random.default_rng(seed)
    common = 1 / np.arange(1, words + 1)
    common /= common.sum()
    subjects = 0.6 * rng.dirichlet(np.full(words, 0.05), size=k) + 0.4 * common if k else common[None]
    mixture = rng.dirichlet(np.full(k, 0.15), size=n) if k else np.ones((n, 1))
    lengths = np.clip(np.exp(rng.normal(5.5, 0.6, n)), 60, 1500).astype(int)
    counts = np.array([rng.multinomial(length, row @ subjects) for length, row in zip(lengths, mixture, strict=True)])
    documents = pd.DataFrame({"outlet": "x"}, index=pd.Index([f"d{i:03d}" for i in range(n)], name="doc_id"))
    return DocumentTerms(sparse.csr_array(counts), documents, pd.Index([f"w{i:04d}" for i in range(words)]))


@pytest.mark.parametrize(("k", "seed"), [(3, 0), (3, 1), (5, 2)])
def test_the_planted_number_is_chosen(k, seed):
    choice = stable_k(planted(k, seed), grid=(2, 3, 4, 5, 6, 8), **FAST)
    assert choice.k == k
    assert choice.table["k"].tolist() == [2, 3, 4, 5, 6, 8]
    assert f"{k} topics are supported" in repr(choice)


@pytest.mark.slow
def test_a_corpus_without_structure_supports_no_number():
    choices = [stable_k(planted(0, seed), grid=(2, 3, 4, 6), **FAST) for seed in range(6)]
    # At the nominal 5 % two or more of six would be met in 3 % of all trials.
    assert sum(choice.k is not None for choice in choices) <= 1
    assert min(choice.threshold for choice in choices) >= 0.3
    assert "no number of topics is supported" in repr(choices[0])


def test_row_order_and_workers_change_nothing(capfd):
    terms = planted(3, 0, n=60)
    shuffled = np.random.default_rng(0).permutation(60)
    other = DocumentTerms(terms.counts[shuffled], terms.documents.iloc[shuffled], terms.terms)
    settings = FAST | {"grid": (2, 3, 4)}
    first = stable_k(terms, workers=1, **settings).table
    pd.testing.assert_frame_equal(first, stable_k(other, workers=2, **settings).table, rtol=0, atol=1e-12)
    assert capfd.readouterr().err == ""  # no progress bar where there is no terminal


def test_the_choice_by_hand():
    # Two refits and nineteen null corpora at k = 2 and 3: chance is .5 and .4, the corpus .6 and .7.
    null = np.tile([0.5, 0.4], (19, 1)) + np.linspace(-0.09, 0.09, 19)[:, None]
    choice = _choice([2, 3], np.array([[0.7, 0.6], [0.5, 0.8]]), null, {"n_refits": 2})
    table = choice.table
    np.testing.assert_allclose(table["null"], [0.5, 0.4])
    np.testing.assert_allclose(table["null_high"], [0.59, 0.49])
    np.testing.assert_allclose(table["kappa"], [0.2, 0.5])
    assert choice.threshold == 0.3  # the largest kappa of a null corpus is .09 / .5
    assert table["supported"].tolist() == [False, True]
    assert table["first"].tolist() == [1, 1]  # kappas .4 and 1/3 in the first refit, 0 and 2/3 in the second
    assert choice.k == 3
    assert repr(choice).startswith(
        "3 topics are supported: largest kappa 0.50, needed 0.30; k = 3 comes first in 1 of 2 refits"
    )


def test_support_must_exceed_every_one_of_nineteen_null_corpora():
    null = np.full((19, 2), 0.1)
    null[4, 1] = 0.8
    for stability, chosen in ((0.79, None), (0.81, 3)):
        assert _choice([2, 3], np.array([[0.1, stability]]), null, {"n_refits": 1}).k == chosen


def test_a_null_corpus_keeps_lengths_and_the_common_distribution():
    terms = planted(3, 0)
    null = _null_corpus(terms, np.random.default_rng(0))
    np.testing.assert_array_equal(null.counts.sum(axis=1), terms.counts.sum(axis=1))
    observed, expected = (np.asarray(t.counts.sum(axis=0)).ravel() for t in (null, terms))
    assert chisquare(observed, expected, sum_check=False).pvalue > 0.001


def test_agreement_is_the_average_jaccard_index_by_hand():
    first, second = np.array([[0, 1, 2], [7, 8, 9]]), np.array([[9, 7, 4], [0, 2, 1]])
    # Matched 0-1: depths give 1/1, 1/3, 3/3. Matched 1-0: 0/2, 1/3, 2/4.
    assert agreement(first, second) == pytest.approx(np.mean([(1 + 1 / 3 + 1) / 3, (0 + 1 / 3 + 1 / 2) / 3]))
    assert agreement(first, first) == 1


def test_fit_topics_takes_the_stable_number_or_says_that_there_is_none(monkeypatch):
    monkeypatch.setattr("analysis.topics.fit.GRID", (2, 3, 4))
    assert fit_topics(planted(3, 1, n=80)).k == 3
    with pytest.raises(FramingError, match="no number of topics is supported"):
        fit_topics(planted(0, 1, n=80))


def test_a_grid_that_cannot_be_tried_is_refused():
    with pytest.raises(FramingError, match="give two or more whole numbers from 2 to 7"):
        stable_k(planted(3, 0, n=10), grid=(2, 30))
    with pytest.raises(FramingError, match="drawing from fewer than 5 stories: name it yourself"):
        stable_k(planted(3, 0, n=4), grid=(2, 3))
    with pytest.raises(FramingError, match="method='lda' is not known"):
        stable_k(planted(3, 0, n=10), grid=(2, 3), method="lda")


def test_a_topic_that_comes_back_is_told_from_one_that_does_not():
    terms = planted(3, 0)
    subjects = fit_topics(terms, 3).components.to_numpy()
    scrambled = np.random.default_rng(0).permutation(subjects[1])
    found = topic_stability(terms, np.array([subjects[0], scrambled, subjects[2]]), n_refits=5)
    assert found.shape == (3,)
    assert found[[0, 2]].min() > 0.7
    assert found[1] < 0.2


@pytest.mark.parametrize("method", ["nmf", "kmeans"])
def test_stability_of_topics_knows_neither_rows_nor_workers(method):
    terms = planted(3, 0, n=60)
    shuffled = np.random.default_rng(0).permutation(60)
    other = DocumentTerms(terms.counts[shuffled], terms.documents.iloc[shuffled], terms.terms)
    components = fit_topics(terms, 3, method=method).components
    first = topic_stability(terms, components, method=method, n_refits=4, workers=1)
    second = topic_stability(other, components, method=method, n_refits=4, workers=2)
    np.testing.assert_array_equal(first, second)


def test_too_few_stories_have_no_stability():
    terms = planted(3, 0, n=5)
    assert np.isnan(topic_stability(terms, fit_topics(terms, 4).components)).all()


def test_terms_without_weight_neither_agree_nor_differ():
    first = leading_terms(np.array([[0.7, 0.3, 0, 0, 0]]))
    second = leading_terms(np.array([[0.6, 0.4, 0, 0, 0]]))
    assert first.tolist() == [[0, 1, -1, -1, -1]]
    assert matched_agreement(first, second).tolist() == [1]
    # Depth 1: {0} against {2}; depth 2: {0, 1} against {2, 0}; from depth 3 on {0, 1} against {0, 2, 3}, of four.
    third = leading_terms(np.array([[0.3, 0, 0.5, 0.2, 0]]))
    assert matched_agreement(first, third)[0] == pytest.approx((0 + 1 / 3 + 3 * 1 / 4) / 5)


@pytest.mark.slow
def test_another_blas_kernel_prints_the_same():
    code = """
import sys
sys.path.insert(0, "tests/topics")
from test_stability import FAST, planted
from analysis.topics import fit_topics, stable_k
for method in ("nmf", "kmeans"):
    print(stable_k(planted(3, 0), grid=(2, 3, 5), method=method, **FAST), fit_topics(planted(3, 0), 3, method=method))
"""
    printed = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            env={**os.environ, "OPENBLAS_CORETYPE": kernel},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for kernel in ("Haswell", "Sandybridge", "Nehalem")
    }
    assert len(printed) == 1
    assert "3 topics are supported" in printed.pop()
