"""What every result of a comparison carries."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.inference import Design
from analysis.show import Shown

__all__ = ["Result"]


@dataclass(frozen=True, eq=False, repr=False)
class Result(Shown):
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
