"""What every result can do with its table: print it, write it, draw it."""

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

import pandas as pd

from analysis.show.bars import Interval
from analysis.show.table import table_html

__all__ = ["Shown", "drawn"]


class Shown:
    """A result that prints itself, in a terminal and as HTML, and leaves as CSV, as LaTeX or as a picture.

    A subclass has a ``table``, says its ``_title`` and, where it has more than a few rows, which are ``_shown``.
    """

    interval: ClassVar[Interval | None] = None
    drawn_by: ClassVar[str] = ""

    table: pd.DataFrame
    parameters: Mapping
    excluded: Mapping | None = None
    warnings: tuple[str, ...] = ()

    def to_csv(self, path=None) -> str | None:
        """Write the whole table as CSV, or return it; the index is left out."""
        return self._whole().to_csv(path, index=False, lineterminator="\n")

    def to_latex(self, path=None) -> str | None:
        """Write the shown rows as a LaTeX table, or return it."""
        return self._shown().to_latex(path, index=False, escape=True, na_rep="--", float_format="%.3f")

    def plot(self, ax=None, **options):
        """Draw the result; the same as the ``draw_*`` function made for it, whose options it takes."""
        return drawn(self.drawn_by, self, ax=ax, **options)

    def _title(self) -> str:
        raise NotImplementedError

    def _whole(self) -> pd.DataFrame:
        return self.table

    def _shown(self) -> pd.DataFrame:
        return rounded(self._whole(), 3)

    def _every(self) -> pd.DataFrame:
        """What "show all" shows."""
        return rounded(self._whole(), 4)

    def _notes(self) -> list[str]:
        settings = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return [settings, *self._left_out(), *(f"! {warning}" for warning in self.warnings)]

    def _left_out(self) -> list[str]:
        if self.excluded is None:
            return []
        counted = ", ".join(f"{number:,} {name}" for name, number in self.excluded.items() if number)
        return [f"left out: {counted or 'nothing'}"]

    def __repr__(self) -> str:
        return "\n".join([self._title(), self._shown().to_string(index=False), *self._notes()])

    def _repr_html_(self) -> str:
        return table_html(self._title(), self._shown(), self._notes(), every=self._every(), interval=self.interval)


def rounded(table: pd.DataFrame, digits: int) -> pd.DataFrame:
    """Numbers rounded, and everything else as it is."""
    return table.round(dict.fromkeys(table.select_dtypes("number").columns, digits))


def drawn(name: str, *data, **options):
    """What a ``draw_*`` function makes. Named, not imported: nothing that computes depends on anything that draws."""
    return getattr(import_module("analysis.figures"), name)(*data, **options)
