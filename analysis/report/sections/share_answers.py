"""The answers on shares: of topics, of names, of speakers."""

import pandas as pd

from analysis.report.contrasts import Contrasts, one_contrast
from analysis.report.phrases import count, interval, percent
from analysis.report.sections.answers import LEVEL, others

__all__ = ["NOBODY", "naming_answer", "prevalence_answer", "speaking_answer"]

MOST = 4  # findings of one kind that are told
NOBODY = ("others", "no speaker stated")


def prevalence_answer(table: pd.DataFrame) -> str:
    """The topics that an outlet gives more room than the others do."""
    if table["p_fwer"].isna().all():
        return "Whether the outlets give topics different room cannot be said: too few stories."
    found = table[(table["p_fwer"] < LEVEL) & (table["difference"] > 0)]
    if found.empty:
        return "No topic can be said to take more room in one outlet than in the others."
    order = found.assign(_lead=-found["difference"].round(9)).sort_values(["_lead", "topic", "outlet"])
    told = [
        f"{row.outlet} gives {percent(row.share)} of its coverage ({interval(row.low, row.high)}) to the topic "
        f"“{row.label}”, the others {percent(row.share - row.difference)}"
        for row in order.head(MOST).itertuples()
    ]
    return _told(told, len(found))


def naming_answer(naming, contrasts: Contrasts) -> str:
    """Names that one outlet chooses more often than another."""
    rows, tested = _firm(naming.contrasts, contrasts)
    if not tested:
        return "No thing is named in stories enough of two outlets to compare its names."
    if rows.empty:
        return f"No difference in names holds against all comparisons together ({count(tested, 'test')})."
    told = []
    for row in rows.head(MOST).itertuples():
        more, less = _sides(row)
        mentions = f"in {percent(more[1])} of its mentions, {less[0]} in {percent(less[1])}"
        told.append(
            f"{naming.concepts[row.concept].title}: {more[0]} says “{row.name}” {mentions} ({_difference(row)})"
        )
    return _told(told, len(rows))


def speaking_answer(speaking, contrasts: Contrasts) -> str:
    """Groups that have more of one outlet's quoted words than of another's."""
    rows, tested = _firm(speaking.contrasts, contrasts)
    rows = rows[~rows["group"].isin(NOBODY)]
    if not tested:
        return "Too few stories quote anybody to compare who is quoted."
    if rows.empty:
        return f"No group of speakers has surely more room in one outlet than in another ({count(tested, 'test')})."
    told = []
    for row in rows.head(MOST).itertuples():
        more, less = _sides(row)
        words = f"{percent(more[1])} of the words that {more[0]} quotes, {percent(less[1])} of those of {less[0]}"
        told.append(f"{row.group}: {words} ({_difference(row)})")
    return _told(told, len(rows))


def _firm(table: pd.DataFrame, contrasts: Contrasts) -> tuple[pd.DataFrame, int]:
    """Differences that hold against all of their family, the clearest first; and how many were tested."""
    shown = pd.concat([table.head(0), *(one_contrast(table, *pair) for pair in contrasts)])
    firm = shown[shown["p_fwer"] < LEVEL]
    order = firm.assign(_p=firm["p_fwer"].round(6), _lead=-firm["difference"].abs().round(6))
    return order.sort_values(["_p", "_lead"], kind="stable"), int(shown["p"].notna().sum())


def _sides(row) -> list[tuple[str, float]]:
    """Outlets with their shares, the larger first."""
    sides = [(row.target, row.share_target), (others(row.reference), row.share_reference)]
    return sides if row.difference >= 0 else sides[::-1]


def _difference(row) -> str:
    """The interval of the difference, larger less smaller share."""
    low, high = (row.low, row.high) if row.difference >= 0 else (-row.high, -row.low)
    return interval(low, high, unit=" points").replace("interval", "interval of the difference")


def _told(sentences: list[str], found: int) -> str:
    more = f" {count(found - MOST, 'more such difference')} further down." if found > MOST else ""
    return f"{'; '.join(sentences)}.{more}"
