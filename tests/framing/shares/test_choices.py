"""Shares and their tests, on choices whose shares are planted."""

import numpy as np
import pytest
from scipy.stats import binomtest, kstest

from analysis.framing.shares.choices import Choices
from analysis.framing.shares.family import family
from analysis.framing.shares.intervals import interval, share_intervals
from analysis.inference import Contrast


def planted(n, share, rng, more=1.0):
    """Mentions of two names in n stories; half of the stories stick to one name."""
    mentions = 1 + rng.negative_binomial(0.7 * more, 0.25, n)
    sticks = rng.random(n) < 0.5
    red = np.where(sticks, mentions * (rng.random(n) < share), rng.binomial(mentions, share))
    return np.column_stack([red, mentions - red]).astype(float)


def choices_of(*sides):
    group = np.repeat([chr(97 + i) for i in range(len(sides))], [len(side) for side in sides]).astype(object)
    nothing = np.zeros(len(group), dtype=bool)
    return Choices(np.vstack(sides), group, np.full(len(group), "", dtype=object), nothing)


@pytest.mark.slow
@pytest.mark.parametrize("n", [15, 60])
def test_intervals_hold_planted_shares(n):
    inside = []
    for seed in range(500):
        rng = np.random.default_rng([n, seed])
        low, high = share_intervals(choices_of(planted(n, 0.3, rng)), ["a"], 200, rng)[("a",)]
        inside.append((low <= [0.3, 0.7]) & (high >= [0.3, 0.7]))
    assert 0.93 <= np.mean(inside) <= 0.975


def test_interval_without_spread_is_the_exact_binomial_one():
    witness = binomtest(9, 9).proportion_ci(method="exact")
    assert interval(np.array([1.0]), np.array([0.0]), 9).ravel().tolist() == pytest.approx([witness.low, witness.high])


def test_interval_of_single_mentions_is_near_the_exact_one():
    share, n = np.array([0.3]), 400
    low, high = interval(share, share * (1 - share) / n * (n - 1) / n, n).ravel()
    witness = binomtest(120, n).proportion_ci(method="exact")
    assert [low, high] == pytest.approx([witness.low, witness.high], abs=0.002)


@pytest.mark.slow
@pytest.mark.parametrize(("n", "more"), [(20, 4.0), (8, 5.0)])
def test_p_is_uniform_when_one_outlet_only_mentions_more_often(n, more):
    p = []
    for seed in range(400):
        rng = np.random.default_rng([7, seed])
        choices = choices_of(planted(n, 0.4, rng, more), planted(80, 0.4, rng, 0.5))
        p.append(family([choices.permuted(Contrast("a", ("b",)), 199, rng)])[0]["p"][0])
    assert 0.025 <= np.mean(np.array(p) < 0.05) <= 0.08
    assert kstest(p, "uniform").pvalue > 0.01


def test_a_planted_difference_is_found():
    found = []
    for seed in range(40):
        rng = np.random.default_rng([8, seed])
        choices = choices_of(planted(40, 0.3, rng), planted(40, 0.7, rng))
        found.append(family([choices.permuted(Contrast("a", ("b",)), 199, rng)])[0]["p_fwer"][0] < 0.05)
    assert np.mean(found) > 0.8


def test_studentised_difference_is_that_of_a_loop():
    rng = np.random.default_rng(3)
    choices = choices_of(planted(7, 0.3, rng), planted(9, 0.6, rng))
    t = choices.permuted(Contrast("a", ("b",)), 3, np.random.default_rng(0))[0, 0]
    pooled = choices.counts[:, 0].sum() / choices.counts.sum()
    sides = [choices.counts[choices.group == group] for group in "ab"]
    errors = [side[:, 0] - pooled * side.sum(axis=1) for side in sides]
    means = [error.sum() / side.sum() for error, side in zip(errors, sides, strict=True)]
    variance = sum((error**2).sum() / side.sum() ** 2 for error, side in zip(errors, sides, strict=True))
    assert t == pytest.approx((means[0] - means[1]) / variance**0.5)


def test_family_is_that_of_a_count_by_hand():
    statistics = [np.array([[3.0, 1.0, -3.0, -1.0]]), np.array([[1.0, 4.0, -4.5, -0.5]])]
    one, two = family(statistics)
    assert [one["p"][0], two["p"][0]] == [0.5, 0.75]
    assert [one["p_fwer"][0], two["p_fwer"][0]] == [0.75, 1.0]
    # Of 8 draws 4 reach 3 and 7 reach 1. Expected over seen: 2 * .5 / 1 for the first, 2 * .875 / 2 for the second, and
    # no q is above that of a weaker result.
    assert [one["q"][0], two["q"][0]] == [0.875, 0.875]


def test_a_test_whose_labels_cannot_move_shows_nothing():
    stuck, free = family([np.full((1, 4), 9.0), np.array([[3.0, -1.0, -1.0, -1.0]])])
    assert stuck["p"][0] == stuck["p_fwer"][0] == 1
    assert free["p_fwer"][0] == 0.25
