"""Which words one outlet uses more, with error bars that hold."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.compare.comparison import COLUMNS, Comparison
from analysis.compare.dispersion import dispersion
from analysis.compare.question import choose, pose
from analysis.errors import FramingError
from analysis.inference import (
    Cells,
    Contrast,
    LogOdds,
    NullDistribution,
    bootstrap_interval,
    detectable_ratios,
    permutation_family,
    sides,
)
from analysis.terms import DocumentTerms

__all__ = ["compare_outlets"]

PRIOR_WEIGHT = {"tokens": 500.0, "stories": 1.0}


def compare_outlets(
    terms: DocumentTerms,
    target: str | None = None,
    reference: str | None = None,
    *,
    outlets: list[str] | None = None,
    by: str = "outlet",
    measure: str = "tokens",
    shared: str = "leave out",
    strata: str | None = None,
    min_stories: int | None = None,
    a0: float | None = None,
    n_permutations: int = 2000,
    n_bootstraps: int = 1000,
    allow_disjoint_dates: bool = False,
    seed: int = 0,
) -> Comparison:
    """Which words one outlet uses more than another, tested over stories.

    Parameters
    ----------
    terms : DocumentTerms
    target, reference : str, optional
        Both: this pair. Target alone: the target against all others together. Neither: every pair and, from three
        outlets on, each against the rest.
    outlets : list of str, optional
        Compare these only; by default all but "unknown".
    by : str
        Column that names the outlet.
    measure : {"tokens", "stories"}
        Count occurrences, or stories in which the term occurs: text-dispersion keyness (Egbert and Biber 2019, Corpora
        14(1)), on which one article that repeats a word has no more weight than one that says it once.
    shared : {"leave out", "keep"}
        Stories printed by two of the compared outlets say nothing about how these differ and are left out.
    strata : str, optional
        A column such as a topic, or "month": labels are permuted within its values only, so that a difference in what
        was published when is not taken for one in wording. A story alone in its stratum keeps its label.
        "event": only the same events are compared. Events are those of the column ``event``, or of find_events with
        default settings where there is none; stories without an event, or of one that one side only reports, are left
        out and counted. Labels are permuted within events; where one side has more stories of an event, each of them
        counts less, so that both cover every event equally often; intervals redraw events.
    min_stories : int, optional
        Test terms that occur in at least this many stories of the contrast. Default: a tenth of all compared stories,
        at least 2 and at most 10; 1 where nothing can be tested.
    a0 : float, optional
        Weight of the prior: 500 words, or 1 story when stories are counted.
    n_permutations, n_bootstraps : int
    allow_disjoint_dates : bool
        Compare outlets that have no month in common all the same; the result carries a warning.
    seed : int

    Returns
    -------
    Comparison
        Its table has the columns target, reference, term; n_target, n_reference (counts, copies once);
        per_million_target, per_million_reference; stories_target, stories_reference (in which the term occurs);
        dispersion_target, dispersion_reference (DP_norm); log_odds, low, high (95 %); z, p, p_fwer, q. Where an outlet
        has fewer than 5 stories low to q are missing.

    Raises
    ------
    FramingError
        For an outlet that is not in the corpus, fewer than two outlets, no common month, or no term left.

    Notes
    -----
    Effect: LogOdds. Tests: permutation_family, all contrasts and terms in one family. Interval: bootstrap_interval.
    References are given there.

    Examples
    --------
    >>> from analysis import count_terms
    >>> words = ["red hen", "red fox", "red", "hen fox red", "red red", "blue hen", "blue", "blue fox", "fox", "blue"]
    >>> documents = pd.DataFrame(
    ...     {"outlet": ["x"] * 5 + ["y"] * 5, "date": pd.Timestamp("2017-01-05"), "text": words},
    ...     index=pd.Index(list("abcdefghij"), name="doc_id"),
    ... )
    >>> result = compare_outlets(count_terms(documents), n_permutations=200, n_bootstraps=100)
    >>> result.table[["term", "n_target", "n_reference", "stories_target", "stories_reference"]].values.tolist()
    [['red', 6.0, 0.0, 5, 0], ['hen', 2.0, 1.0, 2, 1], ['fox', 2.0, 2.0, 2, 2], ['blue', 0.0, 4.0, 0, 4]]
    """
    measured = choose("measure", measure, PRIOR_WEIGHT)
    a0 = PRIOR_WEIGHT[measured] if a0 is None else a0
    question = pose(
        terms, target, reference, outlets=outlets, by=by, shared=shared, strata=strata,
        allow_disjoint_dates=allow_disjoint_dates,
    )  # fmt: skip
    contrasts, able, balanced = question.contrasts, question.testable, question.balanced
    min_stories = _min_stories(question.cells, bool(able)) if min_stories is None else min_stories
    tested = {contrast: _tested(question.of(contrast), contrast, min_stories) for contrast in contrasts}
    count = Cells.incidence if measured == "stories" else lambda cells: cells
    counted = {contrast: count(question.of(contrast)) for contrast in contrasts}
    effect = LogOdds.of_cells(count(question.cells), a0)
    family = permutation_family(
        [counted[c] for c in able], able, effect, [tested[c] for c in able], n_permutations, seed, balanced=balanced
    )
    null = {one.contrast: one for one in family}
    resampling = n_bootstraps, seed, balanced
    tables = [
        _described(question.of(contrast), contrast, tested[contrast], terms.terms).assign(
            **_effects(counted[contrast], contrast, effect, tested[contrast], null.get(contrast), *resampling)
        )
        for contrast in contrasts
    ]
    return Comparison(
        table=pd.concat([_ordered(table) for table in tables], ignore_index=True)[COLUMNS],
        design=replace(question.design, detectable=detectable_ratios(family, question.of)),
        parameters={
            "by": by, "measure": measure, "shared": shared, "strata": strata, "min_stories": min_stories, "a0": a0,
            "n_permutations": n_permutations, "n_bootstraps": n_bootstraps, "seed": seed,
            **question.settings,
        },
        excluded=question.excluded | {"terms in too few stories": _left_out(question.cells.pooled(), tested)},
        corpora=terms.corpora,
    )  # fmt: skip


def _min_stories(cells: Cells, inference: bool) -> int:
    return int(np.clip(len(np.unique(cells.story)) // 10, 2, 10)) if inference else 1


def _tested(cells: Cells, contrast: Contrast, min_stories: int) -> np.ndarray:
    """Columns of the terms that occur in enough of the contrast's stories."""
    compared = cells.where(np.logical_or(*contrast.sides(cells.group)))
    tested = np.flatnonzero(compared.frequency() >= max(min_stories, 1))
    if not len(tested):
        raise FramingError(
            f"{contrast}: no term occurs in {min_stories} or more of the {len(np.unique(compared.story))} stories: "
            "lower min_stories or give more articles"
        )
    return tested


def _described(cells: Cells, contrast: Contrast, tested: np.ndarray, names: pd.Index) -> pd.DataFrame:
    """Counts, rates, stories and dispersion of the tested terms on both sides."""
    columns: dict = {"target": contrast.target, "reference": contrast.reference, "term": names[tested]}
    for side, rows in zip(("target", "reference"), contrast.sides(cells.group), strict=True):
        part = cells.where(rows)
        columns[f"n_{side}"] = part.pooled()[tested]
        columns[f"per_million_{side}"] = 1e6 * part.pooled()[tested] / max(part.size.sum(), 1)
        columns[f"stories_{side}"] = part.frequency()[tested]
        columns[f"dispersion_{side}"] = dispersion(part.counts)[tested]
    return pd.DataFrame(columns)


def _effects(
    cells: Cells,
    contrast: Contrast,
    effect: LogOdds,
    tested: np.ndarray,
    null: NullDistribution | None,
    n_bootstraps: int,
    seed: int,
    balanced: bool,
) -> dict[str, np.ndarray]:
    target, reference = sides(cells, contrast, balanced)
    totals = target.pooled()[tested], target.size.sum(), reference.pooled()[tested], reference.size.sum()
    found = {"log_odds": effect(*totals, tested)}
    if null is None:
        return found | dict.fromkeys(("low", "high", "z", "p", "p_fwer", "q"), np.full(len(tested), np.nan))
    low, high = bootstrap_interval(cells, contrast, effect, tested, n_bootstraps, seed, balanced=balanced)
    return found | {"low": low, "high": high, "z": null.z, "p": null.p, "p_fwer": null.p_fwer, "q": null.q}


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    # Rounded before ranking, so that the last digits of a sum never decide the order.
    lean = table["log_odds"] if table["z"].isna().all() else table["z"]
    return table.iloc[np.lexsort((table["term"].to_numpy(dtype=object), -lean.round(9)))]


def _left_out(pooled: np.ndarray, tested: dict[Contrast, np.ndarray]) -> int:
    return int((pooled > 0).sum()) - len(np.unique(np.concatenate(list(tested.values()))))
