import numpy as np
import pytest
from scipy import sparse, stats

from analysis.inference import Contrast, bootstrap_interval
from analysis.inference.bootstrap import redraws
from analysis.inference.cells import Cells

PAIR = Contrast("a", ("b",))


def mean_difference(c_target, n_target, c_reference, n_reference, terms):
    return (c_target - c_reference) / 30


def cells_of(counts, group):
    story = np.array([f"s{i:03d}" for i in range(len(counts))], dtype=object)
    return Cells(sparse.csr_array(counts), np.asarray(group, dtype=object), story, np.zeros(len(counts), dtype=bool))


def test_interval_is_that_of_scipys_percentile_bootstrap():
    rng = np.random.default_rng(0)
    counts, group = rng.poisson(3.0, size=(60, 2)).astype(float), np.repeat(["a", "b"], 30)
    low, high = bootstrap_interval(cells_of(counts, group), PAIR, mean_difference, np.arange(2), 20_000, seed=1)
    for term in range(2):
        witness = stats.bootstrap(
            (counts[:30, term], counts[30:, term]),
            lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis),
            method="percentile", n_resamples=20_000, rng=2,
        ).confidence_interval  # fmt: skip
        assert [low[term], high[term]] == pytest.approx([witness.low, witness.high], abs=0.04)


def test_each_group_of_the_rest_is_redrawn_to_its_own_size():
    member = np.array([True, False, True, True])
    drawn = redraws(member, 50, np.random.default_rng(0))
    assert (drawn.sum(axis=0) == 3).all()
    assert (drawn[1] == 0).all()
    assert drawn.std() > 0


def test_one_story_repeated_has_no_spread():
    counts = np.tile([[2.0, 1.0]], (60, 1))
    low, high = bootstrap_interval(
        cells_of(counts, np.repeat(["a", "b"], 30)), PAIR, mean_difference, np.arange(2), 100
    )
    np.testing.assert_array_equal(low, high)
