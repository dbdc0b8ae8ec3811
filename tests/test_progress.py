"""Whoever watches long work is told how far it is and can stop it, and never changes a number."""

import numpy as np
import pandas as pd
import pytest

from analysis import compare_outlets, count_terms, fit_topics, outlet_distance, split_voices, stable_k
from analysis.progress import Cancelled, step, watched, watching

RNG = np.random.default_rng(0)
WORDS = [f"word{n}" for n in range(40)]
TEXTS = [f'"{" ".join(RNG.choice(WORDS, 30))}," she said.' for _ in range(40)]
DOCUMENTS = pd.DataFrame({"outlet": ["x", "y"] * 20, "text": TEXTS}, index=[f"d{n:02d}" for n in range(40)])

WORK = {
    "permuting labels": lambda: compare_outlets(count_terms(DOCUMENTS), n_permutations=99, n_bootstraps=50).table,
    "drawing stories again": lambda: outlet_distance(count_terms(DOCUMENTS), n_permutations=20, n_bootstraps=20).table,
    "finding topics": lambda: fit_topics(count_terms(DOCUMENTS), k=3).weights,
    "telling voices apart": lambda: split_voices(DOCUMENTS),
    "refitting": lambda: stable_k(count_terms(DOCUMENTS), grid=(2, 3), n_refits=3, n_null=3).table,
}


@pytest.mark.parametrize("label", WORK)
def test_watching_changes_no_number(label):
    seen = []
    with watching(lambda *told: seen.append(told)):
        found = WORK[label]()
    pd.testing.assert_frame_equal(found, WORK[label](), check_exact=True)
    ours = [(done, total) for done, total, name in seen if name == label]
    assert ours
    assert all(0 <= done <= total for done, total in ours)
    assert len({total for _, total in ours}) == 1
    assert [done for done, _ in ours][:2] == [0, 1]


@pytest.mark.parametrize("label", WORK)
def test_work_stops_when_it_is_told_to(label):
    told = []

    def stop(done, total, name):
        told.append(done)
        if name == label and done == 1:
            raise Cancelled

    with pytest.raises(Cancelled), watching(stop):
        WORK[label]()
    assert told[-1] == 1


def test_nothing_is_called_when_nobody_watches():
    parts = iter("ab")
    assert watched(parts, 2, "x") is parts
    assert step(1, 2, "x") is None


def test_the_watcher_is_gone_afterwards():
    seen = []
    with pytest.raises(Cancelled), watching(lambda *told: seen.append(told)):
        raise Cancelled
    step(1, 1, "x")
    assert seen == []
