"""Each sentence says no more than its interval and its test do."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.report.sections.answers import distance_answer, gap_answer, keyness_answer
from analysis.report.sections.share_answers import naming_answer, prevalence_answer, speaking_answer

PAIR = ("x", "y")
NOTHING = np.nan


def distance(pi, low, high, p, band=(0.49, 0.51)):
    row = {"target": "x", "reference": "y", "pi": pi, "low": low, "high": high, "p": p}
    bands = {"placebo_low": band[0], "placebo_high": band[1]}
    return distance_answer(pd.DataFrame([row | bands]), [PAIR])[-1]


def test_outlets_are_told_apart_only_when_the_whole_interval_lies_above_chance():
    assert distance(0.57, 0.55, 0.59, 0.005).endswith(": one word tells them apart.")
    assert "57.0\u00a0% of the guesses are right (95\u00a0% interval 55.0 to 59.0\u00a0%;" in distance(
        0.57, 0.55, 0.59, 0.005
    )
    assert "stays open" in distance(0.53, 0.505, 0.55, 0.02)
    assert distance(0.505, 0.49, 0.52, 0.4).endswith("one word does not tell them apart, not with these stories.")
    assert "cannot be said" in distance(0.6, NOTHING, NOTHING, NOTHING)


def comparison(rows, detectable=3.21):
    columns = ["term", "log_odds", "p", "p_fwer", "q", "stories_target", "stories_reference"]
    table = pd.DataFrame(rows, columns=columns).assign(target="x", reference="y")
    able = pd.DataFrame([{"target": "x", "reference": "y", "at_1000": detectable}])
    return SimpleNamespace(table=table, design=SimpleNamespace(detectable=able))


def test_words_are_told_with_their_stories_from_the_strictest_test_that_any_passes():
    rows = [
        ("hen", 2.0, 0.001, 0.01, 0.01, 9, 1),
        ("fox", 1.5, 0.001, 0.6, 0.02, 7, 2),
        ("owl", -1.0, 0.4, 1.0, 0.9, 2, 5),
    ]
    told = keyness_answer(comparison(rows), PAIR)
    assert "2 words of 3 tested differ" in told
    assert "1 holds against all comparisons together" in told
    assert told.endswith("Of these, x has more of “hen” (9 to 1 stories).")
    weaker = keyness_answer(comparison(rows[1:]), PAIR)
    assert "None holds" in weaker
    assert weaker.endswith("Clearest: x has more of “fox” (7 to 2 stories).")


def test_no_word_is_told_where_none_differs_or_none_can_be_tested():
    assert keyness_answer(comparison([("owl", -1.0, 0.4, 1.0, 0.9, 2, 5)]), PAIR) == (
        "Between x and y no word can be said to differ, of 1 tested. A word that stands 1,000 times in a million would "
        "have to be 3.2 times as frequent to be found."
    )
    untested = [("owl", -1.0, NOTHING, NOTHING, NOTHING, 2, 5)]
    assert "no word can be tested" in keyness_answer(comparison(untested), PAIR)


def test_the_name_of_an_outlet_is_no_finding():
    rows = comparison([("alpha", 2.0, 0.001, 0.01, 0.01, 9, 0)])
    rows.table["target"] = "alpha-news"
    told = keyness_answer(rows, ("alpha-news", "y"))
    assert told.endswith("but names of outlets only. Names of outlets left aside, no word remains.")


def test_a_part_that_chance_alone_may_make_is_not_named():
    total = pd.DataFrame(
        {"distance": 0.03, "low": 0.01, "high": 0.05, "chance_high": 0.04}, index=["agenda", "wording"]
    )
    gap = SimpleNamespace(total=total, warnings=(), design=SimpleNamespace(warnings=()), topics=pd.DataFrame())
    assert "neither in what they cover nor in how they word it" in gap_answer(gap, ("x", "y"), True)


@pytest.mark.parametrize(
    ("agenda", "wording", "verdict"),
    [
        ((0.2, 0.15, 0.25), (0.05, 0.02, 0.08), "differ more in what they cover than in how they word it"),
        ((0.05, 0.02, 0.08), (0.2, 0.15, 0.25), "differ more in how they word things than in what they cover"),
        ((0.1, 0.05, 0.15), (0.12, 0.06, 0.2), "whether agenda or wording is the larger part cannot be said"),
        ((0.01, -0.02, 0.05), (0.0, -0.03, 0.04), "cannot be said to differ"),
        ((0.1, 0.05, 0.15), (0.01, -0.02, 0.04), "No difference in wording can be shown."),
        ((0.1, NOTHING, NOTHING), (0.1, NOTHING, NOTHING), "too few stories"),
    ],
)
def test_agenda_or_wording_is_called_larger_only_when_the_intervals_part(agenda, wording, verdict):
    total = pd.DataFrame([agenda, wording], index=["agenda", "wording"], columns=["distance", "low", "high"])
    total["chance_high"] = 0.01
    gap = SimpleNamespace(total=total, warnings=(), design=SimpleNamespace(warnings=()), topics=pd.DataFrame())
    assert verdict in gap_answer(gap, PAIR, True)
    if "too few" not in verdict:  # nothing is split where it is not known that anything differs
        assert gap_answer(gap, PAIR, None).endswith("there is no difference to split.")


def test_only_differences_that_hold_in_the_family_are_told_the_larger_share_first():
    row = {
        "concept": "c", "name": "hen", "group": "state", "target": "x", "reference": "y", "share_target": 0.1,
        "share_reference": 0.4, "difference": -0.3, "low": -0.5, "high": -0.1, "p": 0.001, "p_fwer": 0.01,
    }  # fmt: skip
    table = pd.DataFrame([row, row | {"name": "fox", "group": "press", "p_fwer": 0.2}])
    naming = SimpleNamespace(contrasts=table, concepts={"c": SimpleNamespace(title="Birds")})
    told = naming_answer(naming, [PAIR])
    assert told.replace("\u00a0", " ") == (
        "Birds: y says “hen” in 40 % of its mentions, x in 10 % (95 % interval of the difference 10 to 50 points)."
    )
    assert "state: 40\u00a0% of the words that y quotes" in speaking_answer(naming, [PAIR])
    assert "press" not in speaking_answer(naming, [PAIR])
    naming.contrasts = table.tail(1)
    assert naming_answer(naming, [PAIR]) == "No difference in names holds against all comparisons together (1 test)."


def test_topics_are_told_only_where_an_outlet_differs_from_all_others():
    row = {"topic": 0, "label": "hens", "outlet": "x", "share": 0.4, "low": 0.3, "high": 0.5, "difference": 0.3}
    firm, loose = row | {"p_fwer": 0.01}, row | {"p_fwer": 0.2}
    assert "x gives 40\u00a0% of its coverage" in prevalence_answer(pd.DataFrame([firm]))
    assert prevalence_answer(pd.DataFrame([loose])).startswith("No topic can be said")
    assert "too few stories" in prevalence_answer(pd.DataFrame([row | {"p_fwer": NOTHING}]))
