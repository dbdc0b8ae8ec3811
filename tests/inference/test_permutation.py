import math
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import sparse, stats

from analysis.inference import Contrast, LogOdds, make_contrasts, permutation_family
from analysis.inference.cells import Cells
from analysis.inference.permutation import labellings

PAIR = [Contrast("a", ("b",))]


def cells_of(counts, groups, shared=None):
    counts = sparse.csr_array(np.asarray(counts, dtype=float))
    story = np.array([f"s{i:03d}" for i in range(counts.shape[0])], dtype=object)
    shared = np.zeros(counts.shape[0], dtype=bool) if shared is None else np.asarray(shared)
    size = np.asarray(counts.sum(axis=1)).ravel()
    return Cells(counts, np.asarray(groups, dtype=object), story, shared, size, np.full(len(story), "", dtype=object))


def mean_difference(c_target, n_target, c_reference, n_reference, terms):
    return c_target - c_reference


def null_cells(seed, n=40, n_terms=300, groups=("a", "b"), burstiness=0.3):
    rng = np.random.default_rng(seed)
    rates = rng.gamma(burstiness, 1, size=(n, n_terms)) * np.linspace(0.2, 5, n_terms)
    return cells_of(rng.poisson(rates), np.repeat(groups, n // len(groups)))


def test_p_is_that_of_scipys_permutation_test():
    # Continuous counts: a tie is broken one way by |z| and another way by scipy's doubled one-sided p.
    counts = np.random.default_rng(3).gamma(1.0, 2.0, size=(16, 4))
    ours = permutation_family(
        cells_of(counts, np.repeat(["a", "b"], 8)), PAIR, mean_difference, [np.arange(4)], n_permutations=20_000, seed=1
    )[0]
    for term in range(4):
        witness = stats.permutation_test(
            (counts[:8, term], counts[8:, term]),
            lambda x, y: x.sum() - y.sum(), n_resamples=np.inf, alternative="two-sided",
        )  # fmt: skip
        assert ours.p[term] == pytest.approx(witness.pvalue, abs=4 * math.sqrt(0.25 / 20_000))


def test_p_and_z_by_enumeration_of_all_labellings():
    counts = np.array([[5.1, 0], [3.3, 1], [4.2, 0], [0.4, 2], [1.7, 0], [0, 3], [2.6, 1]])
    ours = permutation_family(cells_of(counts, list("aaabbbb")), PAIR, mean_difference, [np.arange(2)], 40_000, seed=0)[
        0
    ]
    every = np.array([2 * counts[list(rows), 0].sum() - counts[:, 0].sum() for rows in combinations(range(7), 3)])
    centred = every - every.mean()
    assert ours.p[0] == pytest.approx(np.mean(np.abs(centred) >= abs(centred[0])), abs=0.01)
    assert ours.z[0] == pytest.approx(centred[0] / every.std(), rel=0.02)


def test_the_observed_row_is_part_of_the_null():
    ours = permutation_family(null_cells(0), PAIR, mean_difference, [np.arange(300)], n_permutations=19, seed=0)[0]
    assert ours.p.min() >= 1 / 20
    assert ours.p_fwer.min() >= 1 / 20
    assert (ours.p_fwer >= ours.p - 1e-12).all()


def test_labellings_keep_the_number_of_stories_and_what_may_not_move():
    is_target = np.array([True, True, False, False, False, True])
    movable = np.array([True, True, True, True, True, False])
    drawn = labellings(is_target, movable, 200, np.random.default_rng(0), np.zeros(6))
    assert (drawn[:, 0] == is_target).all()
    assert (drawn.sum(axis=0) == 3).all()
    assert (drawn[5] == 1).all()
    assert drawn[:5].mean(axis=1) == pytest.approx([0.4] * 5, abs=0.12)


def test_labellings_stay_within_their_stratum():
    strata = np.array([0, 0, 1, 1, 1, 1])
    is_target = np.array([True, False, True, True, True, False])
    drawn = labellings(is_target, np.ones(6, dtype=bool), 100, np.random.default_rng(0), strata)
    assert (drawn[:2].sum(axis=0) == 1).all()
    assert (drawn[2:].sum(axis=0) == 3).all()


def test_a_third_outlet_does_not_move_the_single_p_of_a_pair():
    pair = null_cells(1)
    loud = sparse.vstack([pair.counts, 50 * null_cells(2).counts[:20]], format="csr")
    three = cells_of(loud.toarray(), [*pair.group, *["c"] * 20])
    alone = permutation_family(pair, PAIR, mean_difference, [np.arange(300)], 500, seed=4)[0]
    among = permutation_family(
        three, make_contrasts(["a", "b", "c"]), mean_difference, [np.arange(300)] * 6, 500, seed=4
    )[0]
    np.testing.assert_array_equal(alone.p, among.p)


def test_blocks_change_nothing_but_the_pool(monkeypatch):
    cells, tested = null_cells(5), [np.arange(300)]
    effect = LogOdds.of_cells(cells, 500)
    whole = permutation_family(cells, PAIR, effect, tested, 200, seed=0)[0]
    monkeypatch.setattr("analysis.inference.blocks.BLOCK", 7)
    parts = permutation_family(cells, PAIR, effect, tested, 200, seed=0)[0]
    for name in ("estimate", "sd", "z", "p", "p_fwer"):
        np.testing.assert_allclose(getattr(whole, name), getattr(parts, name), atol=1e-12)


def test_pooled_q_by_hand():
    from analysis.inference.permutation import _pooled_q

    # Three terms: expected 3p, observed the number of terms with as small a p.
    q = np.concatenate(_pooled_q([np.array([0.01, 0.5]), np.array([0.02])]))
    assert q == pytest.approx([0.03, 0.5, 0.03])
    assert np.concatenate(_pooled_q([np.array([0.4, 0.4, 0.9])])) == pytest.approx([0.6, 0.6, 0.9])


def test_pooled_q_is_that_of_benjamini_and_hochberg_on_the_pooled_p():
    from analysis.inference.permutation import _pooled_q

    p = np.random.default_rng(0).random(200) ** 2
    np.testing.assert_allclose(_pooled_q([p])[0], stats.false_discovery_control(p))


def test_the_pooled_p_counts_the_draws_of_a_block_and_a_terms_own():
    from analysis.inference.permutation import _summary

    values = np.array([[3.0, -1.0, 0.0, -2.0], [1.0, -1.0, 2.0, -2.0]])
    sizes = np.abs((values - values.mean(axis=1, keepdims=True)) / values.std(axis=1, keepdims=True))
    assert sizes[0].argmax() == 0
    assert sizes[1].argmax() != 0
    pool = [(sizes >= sizes[row, 0] - 1e-9).mean() for row in range(2)]
    own = (sizes[1] >= sizes[1, 0] - 1e-9).mean()
    np.testing.assert_allclose(_summary(values).pooled_p, [pool[0], max(pool[1], own)])


@pytest.mark.parametrize("groups", [("a", "b"), ("a", "b", "c")])
def test_under_the_null_p_is_uniform_and_the_family_wise_rate_holds(groups):
    shares, family, discoveries = [], [], []
    for seed in range(60):
        cells = null_cells(seed, n=60, n_terms=200, groups=groups)
        effect = LogOdds.of_cells(cells, 500)
        contrasts = make_contrasts(sorted(groups))
        tested = [np.flatnonzero(cells.where(sum(c.sides(cells.group)) > 0).frequency() >= 6) for c in contrasts]
        null = permutation_family(cells, contrasts, effect, tested, 199, seed=seed)
        p = np.concatenate([n.p for n in null])
        shares.append([(p <= level).mean() for level in (0.05, 0.25, 0.5, 0.75)])
        family.append(min(n.p_fwer.min() for n in null) <= 0.05)
        discoveries.append(sum((n.q <= 0.05).sum() for n in null))
    assert np.mean(shares, axis=0) == pytest.approx([0.05, 0.25, 0.5, 0.75], abs=0.03)
    # 60 runs at a true rate of 5 %: 8 or more happen once in a hundred times.
    assert sum(family) <= stats.binom.ppf(0.99, 60, 0.05)
    assert np.mean(discoveries) <= 0.2


def test_as_many_planted_terms_are_found_as_by_welch_and_benjamini_hochberg():
    # Twenty of 300 terms at twice the rate in one outlet; Welch tests the rates per story.
    ours, welch = 0, 0
    for seed in range(12):
        cells = null_cells(seed, n=120, burstiness=1.0)
        planted = np.random.default_rng(seed).choice(np.arange(150, 300), 20, replace=False)
        counts = cells.counts.toarray()
        counts[np.ix_(cells.group == "a", planted)] *= 2
        cells = cells_of(counts, cells.group)
        effect = LogOdds.of_cells(cells, 500)
        tested = np.flatnonzero(cells.frequency() >= 10)
        q = permutation_family(cells, PAIR, effect, [tested], 2000, seed=seed)[0].q
        rates = counts[:, tested] / counts.sum(axis=1, keepdims=True)
        witness = stats.ttest_ind(rates[cells.group == "a"], rates[cells.group == "b"], equal_var=False).pvalue
        ours += (q[np.isin(tested, planted)] < 0.05).sum()
        welch += (stats.false_discovery_control(witness)[np.isin(tested, planted)] < 0.05).sum()
    assert ours >= welch
    assert ours > 24


def test_a_planted_difference_is_found():
    cells = null_cells(8, n=80)
    counts = cells.counts.toarray()
    counts[cells.group == "a", 299] += 8
    cells = cells_of(counts, cells.group)
    effect = LogOdds.of_cells(cells, 500)
    found = permutation_family(cells, PAIR, effect, [np.arange(300)], 499, seed=0)[0]
    assert np.flatnonzero(found.p_fwer < 0.05).tolist() == [299]
    assert pd.Series(found.z).idxmax() == 299
