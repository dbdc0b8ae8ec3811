"""The answers in plain words: each sentence says no more than its interval and its test do."""

import pandas as pd

from analysis.report.contrasts import REST, Contrasts, one_contrast
from analysis.report.named import slug_of
from analysis.report.phrases import count, interval, listed, number, percent, span

__all__ = ["LEVEL", "distance_answer", "gap_answer", "keyness_answer", "news", "others", "told_apart"]

LEVEL = 0.05
WORDS = 3  # of each side


def told_apart(row: pd.Series) -> bool | None:
    """Whether one word tells two outlets apart: the whole interval lies above the band that chance makes.

    None where that stays open: nothing could be tested, or p is small and interval and band overlap all the same.
    """
    if pd.isna(row["p"]):
        return None
    apart = bool(row["low"] > row["placebo_high"])
    return None if row["p"] < LEVEL and not apart else apart


def distance_answer(table: pd.DataFrame, contrasts: Contrasts) -> list[str]:
    """Which outlets one word gives away, one sentence each; the clearest first."""
    rows = [one_contrast(table, *pair).iloc[0] for pair in contrasts]
    rows = sorted(rows, key=lambda row: (-round(row["pi"], 6), row["target"], row["reference"]))
    game = "Hear one random word of a story, and guess which of two outlets printed it."
    return [game, *map(_guessed, rows)]


def _guessed(row: pd.Series) -> str:
    pair = f"{row['target']} and {others(row['reference'])}"
    if pd.isna(row["p"]):
        return f"Whether that tells {pair} apart cannot be said: fewer than five stories on one side."
    verdict = {
        True: "one word tells them apart",
        False: "one word does not tell them apart, not with these stories",
        None: "whether one word tells them apart stays open, since what chance gives reaches into the interval",
    }
    chance = f"chance alone: {span(row['placebo_low'], row['placebo_high'], 1)}"
    guessed = f"{percent(row['pi'], 1)} of the guesses are right ({interval(row['low'], row['high'], 1)}; {chance})"
    return f"Between {pair} {guessed}: {verdict[told_apart(row)]}."


def keyness_answer(found, pair: tuple[str, str]) -> str:
    """How many words differ, and the clearest of each side."""
    rows = one_contrast(found.table, *pair)
    sides = f"{pair[0]} and {others(pair[1])}"
    if rows["p"].isna().all():
        return f"Between {sides} no word can be tested: fewer than five stories on one side. The table only describes."
    differ, firm = rows[rows["q"] < LEVEL], rows[rows["p_fwer"] < LEVEL]
    if differ.empty and firm.empty:
        return f"Between {sides} no word can be said to differ, of {len(rows):,} tested.{_would_show(found, pair)}"
    verb = "differs" if len(differ) == 1 else "differ"
    chance = "q < .05, so about one in twenty of such words is there by chance"
    told = f"Between {sides} {count(len(differ), 'word')} of {len(rows):,} tested {verb} ({chance})."
    holding, firm = len(firm), news(firm, found)
    return f"{told} {_strictly(holding, len(firm))} {_leaning(firm, news(differ, found), pair)}"


def _strictly(firm: int, without_names: int) -> str:
    holds = {0: "None holds", 1: "1 holds"}.get(firm, f"{firm:,} hold")
    names = ", but names of outlets only" if firm and not without_names else ""
    return f"{holds} against all comparisons together (family-wise p < .05){names}."


def _leaning(firm: pd.DataFrame, differ: pd.DataFrame, pair: tuple[str, str]) -> str:
    """The words of each side that lean furthest, of those that pass the strictest test that any passes."""
    rows = differ if firm.empty else firm
    if rows.empty:
        return "Names of outlets left aside, no word remains."
    left, right = rows[rows["log_odds"] > 0], rows[rows["log_odds"] < 0].iloc[::-1]
    parts = [(pair[0], left, ("target", "reference")), (others(pair[1]), right, ("reference", "target"))]
    said = [_words(outlet, words, sides) for outlet, words, sides in parts if len(words)]
    return f"{'Of these, ' if not firm.empty else 'Clearest: '}{'; '.join(said)}."


def _words(outlet: str, rows: pd.DataFrame, sides: tuple[str, str]) -> str:
    own, other = (rows[f"stories_{side}"] for side in sides)
    counted = zip(rows["term"], own, other, strict=True)
    told = [f"“{term}” ({a} to {b} stories)" for term, a, b in list(counted)[:WORDS]]
    more = f" and {len(rows) - WORDS:,} more" if len(rows) > WORDS else ""
    verb = "have" if outlet == others(REST) else "has"
    return f"{outlet} {verb} more of {', '.join(told) + more if more else listed(told)}"


def news(rows: pd.DataFrame, found) -> pd.DataFrame:
    """Rows whose word is not most of the name of a compared outlet: that it uses its name is no news."""
    outlets = [*found.table["target"].unique(), *found.table["reference"].unique()]
    slugs = [slug_of(outlet).replace("-", "") for outlet in outlets if outlet != REST]
    return rows[[not any(term in slug and 2 * len(term) >= len(slug) for slug in slugs) for term in rows["term"]]]


def _would_show(found, pair: tuple[str, str]) -> str:
    rows = one_contrast(found.design.detectable, *pair)
    if rows.empty or pd.isna(rows["at_1000"].iloc[0]):
        return ""
    ratio = number(rows["at_1000"].iloc[0], 1)
    return f" A word that stands 1,000 times in a million would have to be {ratio} times as frequent to be found."


def gap_answer(gap, pair: tuple[str, str], apart: bool | None) -> str:
    """Whether the outlets differ more in what they cover or in how they word it, once they are known to differ."""
    agenda, wording = gap.total.loc["agenda"], gap.total.loc["wording"]
    sides = f"{pair[0]} and {others(pair[1])}"
    if pd.isna(agenda["low"]):
        return f"{sides}: too few stories to tell what they cover from how they word it."
    if not apart:
        return f"{sides}: one word does not clearly tell them apart, so there is no difference to split."
    absent = [name for name, part in (("agenda", agenda), ("wording", wording)) if not _shown_beyond_chance(part)]
    if len(absent) == 2:
        verdict = "cannot be said to differ, neither in what they cover nor in how they word it"
    elif agenda["low"] > wording["high"]:
        verdict = "differ more in what they cover than in how they word it"
    elif wording["low"] > agenda["high"]:
        verdict = "differ more in how they word things than in what they cover"
    else:
        verdict = "differ in their use of words, but whether agenda or wording is the larger part cannot be said"
    parts = f"agenda {_part(agenda)}, wording {_part(wording)}"
    doubt = f" No difference in {absent[0]} can be shown." if len(absent) == 1 else ""
    if "more in what they cover" in verdict and not absent:
        doubt = " Where outlets differ in both, some of the wording passes for agenda."
    return f"{sides} {verdict}: {parts}.{doubt}{_one_sided(gap)}"


def _shown_beyond_chance(part: pd.Series) -> bool:
    return part["low"] > 0 and part["distance"] > part["chance_high"]


def _part(part: pd.Series) -> str:
    return f"{number(part['distance'], 2)} ({interval(part['low'], part['high'], 2, scale=1, unit='')})"


def _one_sided(gap) -> str:
    alone = len(gap.warnings) - len(gap.design.warnings)
    if not alone:
        return ""
    verb = "is" if alone == 1 else "are"
    return f" {alone} of {len(gap.topics)} topics {verb} nearly one outlet's alone: agenda there may be wording."


def others(reference: str) -> str:
    return "all the others" if reference == REST else reference
