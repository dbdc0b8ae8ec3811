"""Topics over time: how much of the coverage a topic takes in each week or month."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.inference import column_of
from analysis.show import Interval, Shown, drawn
from analysis.terms import DocumentTerms
from analysis.topics.shares import mean_interval, story_shares

__all__ = ["Timeline", "over_time"]

PERIODS = {"month": "M", "week": "W"}
MOST_ROWS = 12


@dataclass(frozen=True, eq=False, repr=False)
class Timeline(Shown):
    """Prevalence of topics by period.

    Parameters
    ----------
    table : DataFrame
        Columns topic, label, the group where there is one, period (first day), stories, share, low, high (95 %);
        sorted by topic, group, period. Every period from the first to the last has a row; one without stories has no
        share, one with fewer than 5 no interval.
    parameters : mapping
    excluded : mapping
        What was left out: name and number.
    """

    interval = Interval("share", "low", "high")

    table: pd.DataFrame
    parameters: Mapping = field(default_factory=dict)
    excluded: Mapping = field(default_factory=dict)

    def _title(self) -> str:
        periods = self.table["period"].nunique()
        return f"Topics over time: {self.table['topic'].nunique()} topics in {periods} {self.parameters['freq']}s"

    def plot(self, **options):
        """Draw the result, a panel for each topic; takes the options of ``draw_topics_over_time``."""
        return drawn("draw_topics_over_time", self, **options)

    def _title(self) -> str:
        periods = self.table["period"].nunique()
        return f"Topics over time: {self.table['topic'].nunique()} topics in {periods} {self.parameters['freq']}s"

    def _shown(self) -> pd.DataFrame:
        """Shares only, a row per period with stories and a column per topic."""
        by = self.parameters["by"]
        rows = self.table[self.table["stories"] > 0]
        index = ["period", *([by] if by else []), "stories"]
        named = rows.assign(name=rows["topic"].astype("str") + " " + rows["label"])
        wide = named.pivot(index=index, columns=["topic", "name"], values="share").round(3)
        return wide.droplevel("topic", axis=1).rename_axis(columns=None).reset_index().head(MOST_ROWS)


def over_time(
    weights: pd.DataFrame,
    counted: DocumentTerms,
    labels: pd.Series,
    freq: str = "month",
    by: str | None = None,
    *,
    n_bootstraps: int = 1000,
    seed: int = 0,
) -> Timeline:
    """Mean share of each topic over the stories of each period.

    Parameters
    ----------
    weights, counted, n_bootstraps, seed
        As in ``prevalence``.
    labels : Series of str
        Name of each topic.
    freq : {"month", "week"}
        Weeks begin on Monday.
    by : str, optional
        A column such as "outlet": periods of each group apart.

    Returns
    -------
    Timeline

    Notes
    -----
    A story belongs to the period of its first known date (in the group, where there are groups), so that copies
    printed later are not news again. Interval: the stories of a period are redrawn with replacement.
    """
    if freq not in PERIODS:
        raise FramingError(f"freq={freq!r} is not known: choose one of {', '.join(map(repr, PERIODS))}")
    keys = [] if by is None else [column_of(counted.documents, by)]
    dates = pd.to_datetime(pd.Series(column_of(counted.documents, "date")))
    shares = story_shares(weights, counted, keys)
    first = dates.groupby([*keys, counted.stories.to_numpy(dtype=object)]).min().reindex(shares.index)
    dated = first.notna().to_numpy()
    period = first[dated].dt.to_period(PERIODS[freq])
    groups = shares.index.get_level_values(0)[dated] if keys else np.zeros(dated.sum())
    rows = _rows(shares[dated], period, groups, n_bootstraps, np.random.default_rng(seed))
    table = pd.DataFrame(rows, columns=["topic", by or "group", "period", "stories", "share", "low", "high"])
    table.insert(1, "label", table["topic"].map(labels))
    table = table if keys else table.drop(columns="group")
    settings = {"freq": freq, "by": by, "n_bootstraps": n_bootstraps, "seed": seed}
    ordered = table.sort_values(["topic", *([by] if by else []), "period"], ignore_index=True)
    return Timeline(ordered, settings, {"stories without a date": int((~dated).sum())})


def _rows(shares: pd.DataFrame, period: pd.Series, groups, n_bootstraps: int, rng: np.random.Generator) -> list[tuple]:
    rows = []
    for group in sorted(pd.unique(groups)):
        for when in pd.period_range(period.min(), period.max()):
            part = shares[(groups == group) & (period == when).to_numpy()].to_numpy()
            low, high = mean_interval(part, n_bootstraps, rng)
            mean = part.mean(axis=0) if len(part) else np.full(shares.shape[1], np.nan)
            stated = zip(shares.columns, mean, low, high, strict=True)
            rows += [(topic, group, when.start_time, len(part), m, lo, hi) for topic, m, lo, hi in stated]
    return rows
