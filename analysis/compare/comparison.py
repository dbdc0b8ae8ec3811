"""The result of a comparison of outlets."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape

import pandas as pd

from analysis.errors import FramingError
from analysis.inference import Design

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
class Comparison:
    """Which words one outlet uses more than another.

    Parameters
    ----------
    table : DataFrame
        One row per contrast and term, columns as listed in compare_outlets; sorted by contrast, then by z (by the
        log-odds where nothing can be tested) from the target's words to the reference's.
    design : Design
        What the corpus can show.
    parameters : mapping
        Settings of the call.
    excluded : mapping
        What was left out: name and number.
    corpora : mapping
        Name and sha256 of each corpus behind the counts.
    """

    table: pd.DataFrame
    design: Design
    parameters: Mapping = field(default_factory=dict)
    excluded: Mapping = field(default_factory=dict)
    corpora: Mapping = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the corpus cannot show."""
        return self.design.warnings

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

    def _summary(self) -> str:
        contrasts = self.table[["target", "reference"]].drop_duplicates()
        found = int((self.table["p_fwer"] < 0.05).sum())
        tested = int(self.table["p"].notna().sum())
        return (
            f"Comparison: {len(contrasts)} contrasts, {len(self.table):,} rows, {tested:,} tested in one family, "
            f"{found} with p_fwer < .05"
        )

    def _notes(self) -> list[str]:
        settings = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        left_out = ", ".join(f"{number:,} {name}" for name, number in self.excluded.items() if number)
        return [settings, f"left out: {left_out or 'nothing'}", *(f"! {warning}" for warning in self.warnings)]

    def __repr__(self) -> str:
        rows = self.top(3)[SHOWN].round(3).to_string(index=False) if len(self.table) else "no rows"
        return "\n".join([self._summary(), rows, *self._notes()])

    def _repr_html_(self) -> str:
        notes = "".join(f"<li>{escape(note)}</li>" for note in self._notes())
        return f"<p>{escape(self._summary())}</p>{self.top(3)[SHOWN].round(3).to_html(index=False)}<ul>{notes}</ul>"
