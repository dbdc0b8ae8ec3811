import numpy as np
import pytest
from scipy import sparse, stats

from analysis.inference import Contrast, LogOdds, bootstrap_interval, percentiles
from analysis.inference.bootstrap import redraws
from analysis.inference.cells import Cells

PAIR = Contrast("a", ("b",))


def mean_difference(c_target, n_target, c_reference, n_reference, terms):
    return (c_target - c_reference) / 30


def cells_of(counts, group):
    story = np.array([f"s{i:03d}" for i in range(len(counts))], dtype=object)
    shared, stratum = np.zeros(len(counts), dtype=bool), np.full(len(counts), "", dtype=object)
    return Cells(sparse.csr_array(counts), np.asarray(group, dtype=object), story, shared, counts.sum(axis=1), stratum)


def test_interval_is_that_of_scipys_percentile_bootstrap():
    rng = np.random.default_rng(0)
    counts, group = rng.poisson(3.0, size=(60, 2)).astype(float), np.repeat(["a", "b"], 30)
    low, high = bootstrap_interval(cells_of(counts, group), PAIR, mean_difference, np.arange(2), 20_000, seed=1)
    ends = percentiles(30)
    for term in range(2):
        witness = stats.bootstrap(
            (counts[:30, term], counts[30:, term]),
            lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis),
            method="percentile", n_resamples=20_000, rng=2, confidence_level=(ends[1] - ends[0]) / 100,
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


def test_the_ends_are_those_of_a_t_interval_on_a_mean():
    # For normal data redraws of the mean are N(mean, s^2 (n - 1) / n^2), so their percentile ends give the t interval.
    n = 12
    sample = stats.norm.ppf((np.arange(n) + 0.5) / n)
    spread = sample.std(ddof=1) * np.sqrt((n - 1) / n) / np.sqrt(n)
    ends = stats.norm.ppf(np.array(percentiles(n)) / 100, sample.mean(), spread)
    witness = stats.t.interval(0.95, n - 1, sample.mean(), stats.sem(sample))
    assert list(ends) == pytest.approx(list(witness))


@pytest.mark.parametrize("n", [15, 60])
def test_intervals_cover_planted_effects_of_bursty_words(n):
    inside = []
    for seed in range(30):
        rng = np.random.default_rng(seed)
        group = np.repeat(["a", "b"], n)
        length = np.exp(rng.normal(6, 0.6, 2 * n)) + 60
        rate = np.geomspace(300e-6, 3000e-6, 40)
        doubled = np.where((group == "a")[:, None], 2 * rate, rate)
        bursts = rng.gamma(0.4, 1 / 0.4, (2 * n, 40))
        words = rng.poisson(length[:, None] * doubled * bursts)
        counts = np.column_stack([words, np.maximum(length.astype(int) - words.sum(axis=1), 1)]).astype(float)
        cells = cells_of(counts, group)
        effect = LogOdds.of_cells(cells, 500)
        tested = np.flatnonzero(cells.frequency()[:40] >= 10)
        low, high = bootstrap_interval(cells, PAIR, effect, tested, 400, seed=seed)
        a, b = counts[group == "a"].sum(), counts[group == "b"].sum()
        truth = effect(2 * a * rate[tested], a, b * rate[tested], b, tested)
        inside.append((low <= truth) & (truth <= high))
    assert 0.93 <= np.concatenate(inside).mean() <= 0.97
