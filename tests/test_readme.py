"""The numbers that the README quotes are those of the committed tables."""

from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
METHODS = {
    "stories": "permuting stories (this library)",
    "Welch": "Welch on rates per story",
    "log-odds z": "log-odds z-score",
    "G2": "G2 (log-likelihood)",
}


@pytest.mark.parametrize("method", METHODS)
def test_the_table_of_false_findings(method):
    table = pd.read_csv(ROOT / "figures" / "06-null-splits.csv").query("method == @method")
    share, hits, family = (table[name].mean() for name in ("below_05", "false_hits", "family_wise"))
    assert f"| {METHODS[method]} | {100 * share:.1f} % | {hits:.0f} | {100 * family:.0f} % |" in README


def test_the_power():
    planted = pd.read_csv(ROOT / "figures" / "06-planted.csv").groupby("method")
    found = planted[["true_hits", "false_hits"]].sum()
    sentence = "it finds {} with {} false ones, Welch's test {} with {};".format(
        *found.loc["stories"], *found.loc["Welch"]
    )
    words = " ".join(README.split())
    assert sentence in words
    false_share = planted["false_share"].mean()
    assert f"{100 * false_share['stories']:.0f} % of its finds at q < .05 are false on average" in words
    assert (false_share[["G2", "log-odds z"]].round(2) >= 0.66).all()
