"""The result of a comparison of outlets."""

from dataclasses import dataclass, replace

import pandas as pd

from analysis.compare.result import Result
from analysis.errors import FramingError
from analysis.show import Interval

__all__ = ["COLUMNS", "Comparison"]

COLUMNS = [
    "target", "reference", "term", "n_target", "n_reference", "per_million_target", "per_million_reference",
    "stories_target", "stories_reference", "dispersion_target", "dispersion_reference",
    "log_odds", "low", "high", "z", "p", "p_fwer", "q",
]  # fmt: skip
SHOWN = [
    "target", "reference", "term", "n_target", "n_reference", "stories_target", "stories_reference",
    "log_odds", "low", "high", "p_fwer", "q",
]  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(Result):
    """Which words one outlet uses more than another.

    The table has one row per contrast and term, columns as listed in compare_outlets; sorted by contrast, then by z (by
    the log-odds where nothing can be tested) from the target's words to the reference's.
    """

    interval = Interval("log_odds", "low", "high", 0.0)
    drawn_by = "draw_keyness"

    def contrast(self, target: str, reference: str) -> "Comparison":
        """Keep one contrast; its p-values remain those of the whole family."""
        rows = (self.table["target"] == target) & (self.table["reference"] == reference)
        known = self.table[["target", "reference"]].drop_duplicates().agg(" against ".join, axis=1)
        if not rows.any():
            raise FramingError(f"no contrast {target} against {reference}: choose one of {', '.join(known)}")
        return replace(self, table=self.table[rows].reset_index(drop=True))

    def top(self, n: int = 10) -> pd.DataFrame:
        """The n terms that lean furthest to each side of each contrast."""
        grouped = self.table.groupby(["target", "reference"], sort=False)
        ends = pd.concat([grouped.head(n), grouped.tail(n)])
        return ends[~ends.index.duplicated()].sort_index().reset_index(drop=True)

    def _title(self) -> str:
        contrasts = self.table[["target", "reference"]].drop_duplicates()
        found = int((self.table["p_fwer"] < 0.05).sum())
        tested = int(self.table["p"].notna().sum())
        return (
            f"Comparison: {len(contrasts)} contrasts, {len(self.table):,} rows, {tested:,} tested in one family, "
            f"{found} with p_fwer < .05"
        )

    def _shown(self) -> pd.DataFrame:
        return self.top(3)[SHOWN].round(3)

    def _every(self) -> pd.DataFrame:
        return self.table[SHOWN].round(3)
