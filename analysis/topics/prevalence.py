"""How much of each group's coverage a topic takes, and where two groups differ."""

import numpy as np
import pandas as pd

from analysis.inference import (
    MIN_STORIES,
    Cells,
    Contrast,
    bootstrap_interval,
    column_of,
    groups_of,
    known_groups,
    make_contrasts,
    permutation_family,
)
from analysis.terms import DocumentTerms
from analysis.topics.shares import mean_interval, share_cells, story_shares

__all__ = ["differences", "prevalence"]

DIFFERENCE_COLUMNS = [
    "topic", "target", "reference", "stories_target", "stories_reference", "share_target", "share_reference",
    "difference", "low", "high", "p", "p_fwer",
]  # fmt: skip


def prevalence(
    weights: pd.DataFrame,
    counted: DocumentTerms,
    by: str = "outlet",
    *,
    n_bootstraps: int = 1000,
    n_permutations: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Mean share of each topic over the stories of each group, with a 95 % interval and a test against the rest.

    Parameters
    ----------
    weights : DataFrame of shape (n_units, k)
        Topic shares of articles or paragraphs.
    counted : DocumentTerms
        The counts behind them, in the same order.
    by : str
    n_bootstraps, n_permutations, seed : int
        Without permutations (0) p and p_fwer are missing.

    Returns
    -------
    DataFrame
        Columns topic, the group, stories, share, low, high, difference (share minus that of all other known groups,
        stories printed by both sides left out), p, p_fwer; low to high, p and p_fwer are missing where a group has
        fewer than 5 stories. Sorted by topic, then group.

    Notes
    -----
    A story's share is the mean over its articles or paragraphs, weighted by their counted words; a group's is the mean
    over its stories. Interval: the stories of a group are redrawn with replacement; ends as in
    ``analysis.inference.percentiles``. p and p_fwer are those of ``differences``: one family of all topics and all
    pairs of groups, so the same difference has the same p in both tables.
    """
    shares = story_shares(weights, counted, [column_of(counted.documents, by)])
    rng = np.random.default_rng(seed)
    rows = []
    for group, part in shares.groupby(level=0):
        low, high = mean_interval(part.to_numpy(), n_bootstraps, rng)
        columns = {by: group, "stories": len(part), "share": part.mean().to_numpy()}
        rows.append(pd.DataFrame({"topic": part.columns, **columns, "low": low, "high": high}))
    table = pd.concat(rows).sort_values(["topic", by], ignore_index=True)
    return table.merge(_against_the_rest(weights, counted, by, n_permutations, seed), on=["topic", by], how="left")


def differences(
    weights: pd.DataFrame,
    counted: DocumentTerms,
    by: str = "outlet",
    target: str | None = None,
    reference: str | None = None,
    *,
    n_bootstraps: int = 1000,
    n_permutations: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Difference in prevalence of each topic between groups, tested over stories in one family.

    Parameters
    ----------
    weights, counted, by, n_bootstraps, n_permutations, seed
        As in prevalence; without bootstraps (0) low and high are missing.
    target, reference : str, optional
        Both: this pair. Target alone: the target against all others. Neither: every pair and, from three groups on,
        each against the rest.

    Returns
    -------
    DataFrame
        Columns topic, target, reference, stories_target, stories_reference, share_target, share_reference, difference,
        low, high (95 %), p, p_fwer. Sorted by contrast, then topic. Where a side has fewer than 5 stories low to
        p_fwer are missing. Empty, with the same columns, for fewer than two known groups.

    Notes
    -----
    Stories printed by two of the compared groups say nothing about how these differ and are left out. Labels are
    permuted over the stories of the two sides; p_fwer comes from the largest standardised difference over all topics
    and contrasts (``permutation_family``). Interval: stories redrawn within each group (``bootstrap_interval``).
    """
    groups = known_groups(column_of(counted.documents, by))
    if len(groups) < 2 and target is None:
        return pd.DataFrame(columns=DIFFERENCE_COLUMNS)
    contrasts = make_contrasts(groups, target, reference)
    cells = share_cells(weights, counted, by, groups_of(contrasts))
    cells = cells.where(~cells.shared)
    tables = [_described(cells, contrast, n_bootstraps, seed) for contrast in contrasts]
    tested = [c for c in contrasts if _enough(cells, c)] if n_permutations else []
    topics = np.arange(weights.shape[1])
    family = permutation_family(cells, tested, _difference, [topics] * len(tested), n_permutations, seed)
    found = {one.contrast: {"p": one.p, "p_fwer": one.p_fwer} for one in family}
    missing = {"p": np.nan, "p_fwer": np.nan}
    return pd.concat(
        [t.assign(**found.get(c, missing)) for t, c in zip(tables, contrasts, strict=True)], ignore_index=True
    )[DIFFERENCE_COLUMNS]


def _against_the_rest(weights, counted, by: str, n_permutations: int, seed: int) -> pd.DataFrame:
    """The rows of ``differences`` that hold a group against all others; of two groups each is the other's rest."""
    table = differences(weights, counted, by, n_bootstraps=0, n_permutations=n_permutations, seed=seed)
    if len(known_groups(column_of(counted.documents, by))) == 2:
        mirrored = table.assign(target=table["reference"], difference=-table["difference"])
        table = pd.concat([table, mirrored])
    else:
        table = table[table["reference"] == "rest"]
    return table.rename(columns={"target": by})[["topic", by, "difference", "p", "p_fwer"]]


def _difference(c_target, n_target, c_reference, n_reference, terms=None) -> np.ndarray:
    return c_target / n_target - c_reference / n_reference


def _enough(cells: Cells, contrast: Contrast) -> bool:
    return min(side.sum() for side in contrast.sides(cells.group)) >= MIN_STORIES


def _described(cells: Cells, contrast: Contrast, n_bootstraps: int, seed: int) -> pd.DataFrame:
    own = cells.where(np.logical_or(*contrast.sides(cells.group)))
    topics = np.arange(own.counts.shape[1])
    columns: dict = {"topic": topics, "target": contrast.target, "reference": contrast.reference}
    for side, rows in zip(("target", "reference"), contrast.sides(own.group), strict=True):
        columns[f"stories_{side}"] = int(rows.sum())
        columns[f"share_{side}"] = own.where(rows).pooled() / rows.sum() if rows.any() else np.nan
    table = pd.DataFrame(columns)
    low, high = np.full((2, len(topics)), np.nan)
    if n_bootstraps and _enough(cells, contrast):
        low, high = bootstrap_interval(own, contrast, _difference, topics, n_bootstraps, seed)
    return table.assign(difference=table["share_target"] - table["share_reference"], low=low, high=high)
