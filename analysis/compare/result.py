"""What every result of a comparison carries and how it prints itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import ClassVar

import pandas as pd

from analysis.inference import Design
from analysis.show import Interval, table_html

__all__ = ["Result"]


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """A table with what is needed to trust it.

    Parameters
    ----------
    table : DataFrame
    design : Design
        What the corpus can show.
    parameters : mapping
        Settings of the call.
    excluded : mapping
        What was left out: name and number.
    corpora : mapping
        Name and sha256 of each corpus behind the counts.
    """

    interval: ClassVar[Interval | None] = None
    drawn_by: ClassVar[str] = ""

    table: pd.DataFrame
    design: Design
    parameters: Mapping = field(default_factory=dict)
    excluded: Mapping = field(default_factory=dict)
    corpora: Mapping = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the corpus cannot show."""
        return self.design.warnings

    def to_csv(self, path=None) -> str | None:
        """Write the whole table as CSV, or return it; the index is left out."""
        return self.table.to_csv(path, index=False, lineterminator="\n")

    def to_latex(self, path=None) -> str | None:
        """Write the shown rows as a LaTeX table, or return it."""
        return self._shown().to_latex(path, index=False, escape=True, na_rep="--", float_format="%.3f")

    def plot(self, ax=None, **options):
        """Draw the result; the same as the ``draw_*`` function made for it, whose options it takes."""
        # Named, not imported: nothing that computes depends on anything that draws.
        return getattr(import_module("analysis.figures"), self.drawn_by)(self, ax=ax, **options)

    def _title(self) -> str:
        raise NotImplementedError

    def _shown(self) -> pd.DataFrame:
        raise NotImplementedError

    def _every(self) -> pd.DataFrame:
        """What "show all" shows."""
        return self.table.round(4)

    def _notes(self) -> list[str]:
        settings = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        left_out = ", ".join(f"{number:,} {name}" for name, number in self.excluded.items() if number)
        return [settings, f"left out: {left_out or 'nothing'}", *(f"! {warning}" for warning in self.warnings)]

    def __repr__(self) -> str:
        return "\n".join([self._title(), self._shown().to_string(index=False), *self._notes()])

    def _repr_html_(self) -> str:
        return table_html(self._title(), self._shown(), self._notes(), every=self._every(), interval=self.interval)
