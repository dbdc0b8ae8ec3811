"""The answer in one sentence: how much holds."""

from collections.abc import Callable

import pandas as pd

from analysis.errors import FramingError
from analysis.report.contrasts import Contrasts, contrasts, one_contrast
from analysis.report.phrases import count, listed
from analysis.report.sections.answers import LEVEL, news, told_apart
from analysis.report.sections.share_answers import NOBODY

__all__ = ["in_short"]

MANY = {"group of speakers": "groups of speakers"}


def in_short(study) -> str:
    """How many pairs one word gives away, and how many differences hold against all of their kind."""
    pairs = contrasts(study)
    kinds = {
        "word": lambda: _held(news(_of(study.keyness.table, pairs), study.keyness), ["term"]),
        "topic": lambda: _held(study.prevalence, ["topic"]),
        "name": lambda: _held(_of(study.naming.contrasts, pairs), ["concept", "name"]),
        "group of speakers": lambda: _held(_known(_of(study.speaking.contrasts, pairs)), ["group"]),
    }
    found = {kind: _number(make) for kind, make in kinds.items()}
    held = listed(count(n, kind, MANY.get(kind)) for kind, n in found.items() if n is not None)
    untested = listed(MANY.get(kind, f"{kind}s") for kind, n in found.items() if n is None)
    sentences = [
        _apart(_of(study.distance.table, pairs)),
        f"What differs so clearly that it holds against all comparisons of its kind together: {held}." if held else "",
        f"What cannot be tested with these stories: {untested}." if untested else "",
    ]
    return " ".join(filter(None, sentences))


def _of(table: pd.DataFrame, pairs: Contrasts) -> pd.DataFrame:
    return pd.concat([table.head(0), *(one_contrast(table, *pair) for pair in pairs)])


def _known(table: pd.DataFrame) -> pd.DataFrame:
    return table[~table["group"].isin(NOBODY)]


def _held(table: pd.DataFrame, columns: list[str]) -> int | None:
    """How many things differ in some comparison; None where nothing was tested."""
    if table["p_fwer"].isna().all():
        return None
    return len(table.loc[table["p_fwer"] < LEVEL, columns].drop_duplicates())


def _number(make: Callable[[], int | None]) -> int | None:
    try:
        return make()
    except FramingError:
        return None


def _apart(table: pd.DataFrame) -> str:
    tested = table[table["p"].notna()]
    if tested.empty:
        return "Whether these outlets can be told apart cannot be said: too few stories."
    apart = sum(told_apart(row) is True for _, row in tested.iterrows())
    if len(table) == 1:
        gives = "gives away, clearly more often than chance," if apart else "does not clearly give away"
        return f"One random word of a story {gives} which of the two outlets printed it."
    if not apart:
        return f"In none of {len(table)} comparisons does one random word of a story clearly give away who printed it."
    share = f"In {apart} of {len(table)} comparisons"
    return f"{share} one random word of a story gives away, clearly more often than chance, who printed it."
