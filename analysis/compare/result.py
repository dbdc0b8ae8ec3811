"""What every result of a comparison carries and how it prints itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from analysis.inference import Design

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

    table: pd.DataFrame
    design: Design
    parameters: Mapping = field(default_factory=dict)
    excluded: Mapping = field(default_factory=dict)
    corpora: Mapping = field(default_factory=dict)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the corpus cannot show."""
        return self.design.warnings

    def _title(self) -> str:
        raise NotImplementedError

    def _shown(self) -> pd.DataFrame:
        raise NotImplementedError

    def _notes(self) -> list[str]:
        settings = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        left_out = ", ".join(f"{number:,} {name}" for name, number in self.excluded.items() if number)
        return [settings, f"left out: {left_out or 'nothing'}", *(f"! {warning}" for warning in self.warnings)]

    def __repr__(self) -> str:
        return "\n".join([self._title(), self._shown().to_string(index=False), *self._notes()])

    def _repr_html_(self) -> str:
        notes = "".join(f"<li>{escape(note)}</li>" for note in self._notes())
        return f"<p>{escape(self._title())}</p>{self._shown().to_html(index=False)}<ul>{notes}</ul>"
