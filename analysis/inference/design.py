"""The design guard: what a corpus can and cannot show, before anything is compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import comb, exp

import numpy as np
import pandas as pd

from analysis.inference.cells import Cells, column_of, known_groups, story_cells
from analysis.inference.contrasts import Contrast, groups_of, make_contrasts
from analysis.inference.log_odds import LogOdds
from analysis.inference.permutation import NullDistribution, permutation_family
from analysis.show import Shown, table_html
from analysis.terms import DocumentTerms, count_terms, doc_ids, story_of

__all__ = ["MIN_STORIES", "Design", "check_design", "design_of"]

MIN_STORIES = 5  # with fewer stories in a group there are no p-values and no intervals
LEVELS = (10, 100, 1000)  # occurrences per million words
POWER = 1.96 + 0.84  # two-sided test at 5 %, found with a probability of 80 %


@dataclass(frozen=True, eq=False, repr=False)
class Design(Shown):
    """What this corpus can show.

    Parameters
    ----------
    table : DataFrame
        One row per group: articles, stories, tokens, months, first, last, unknown_dates, shared_stories.
    contrasts : DataFrame
        One row per contrast: target, reference, stories_target, stories_reference, common_months (number),
        share_in_common (stories in months both cover, of the stories with a date), smallest_p, inference (bool).
    detectable : DataFrame
        One row per contrast: the smallest rate ratio that would be found four times in five, for terms at 10, 100 and
        1,000 occurrences per million words.
    parameters : mapping
    warnings : tuple of str
    """

    drawn_by = "draw_design"

    table: pd.DataFrame
    contrasts: pd.DataFrame
    detectable: pd.DataFrame
    parameters: Mapping = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def _title(self) -> str:
        return "Design: what this corpus can show"

    def _whole(self) -> pd.DataFrame:
        return self.table.reset_index()

    def __repr__(self) -> str:
        parts = [self.table.to_string(), self.contrasts.round(4).to_string(index=False)]
        if len(self.detectable):
            parts += ["Smallest rate ratio found with 80 % power:", self.detectable.round(2).to_string(index=False)]
        return "\n\n".join([self._title(), *parts, *(f"! {w}" for w in self.warnings)])

    def _repr_html_(self) -> str:
        tables = [table_html(self._title(), self._whole(), self.warnings)]
        tables.append(table_html("Contrasts", self.contrasts.round(4)))
        if len(self.detectable):
            tables.append(table_html("Smallest rate ratio found with 80 % power", self.detectable.round(2)))
        return "".join(tables)


def check_design(
    documents_or_terms: pd.DataFrame | DocumentTerms,
    by: str = "outlet",
    *,
    target: str | None = None,
    reference: str | None = None,
    n_permutations: int = 200,
    seed: int = 0,
) -> Design:
    """What a corpus can and cannot show, before any contrast.

    Parameters
    ----------
    documents_or_terms : DataFrame or DocumentTerms
        Documents with texts, or counts. Documents without texts give a design without detectable ratios.
    by : str
        Column that names the groups.
    target, reference : str, optional
        As in compare_outlets.
    n_permutations, seed : int
        Permutations behind the detectable rate ratios.

    Returns
    -------
    Design

    Notes
    -----
    Smallest attainable p: 2 / number of distinct labellings of the stories. Detectable rate ratio:
    exp((1.96 + 0.84) * sd) with sd the median, over terms whose rate is within a factor of two of the level, of the
    standard deviation of the log-odds d_w when labels are permuted over stories.

    Examples
    --------
    >>> documents = pd.DataFrame(
    ...     {"outlet": ["x", "y"], "date": pd.to_datetime(["2017-01-03", "2017-02-01"]), "n_words": [90, 80]},
    ...     index=pd.Index(["a", "b"], name="doc_id"),
    ... )
    >>> for warning in check_design(documents).warnings:
    ...     print(warning)
    x against y: 1 and 1 stories, fewer than 5 in an outlet: no p-values and no intervals, the table only describes
    x against y: no month in which both have stories
    """
    terms = _as_terms(documents_or_terms)
    documents = documents_or_terms.documents if terms is documents_or_terms else documents_or_terms
    contrasts = make_contrasts(known_groups(column_of(documents, by)), target, reference)
    design = design_of(documents, contrasts, by)
    if terms is None:
        return design
    cells = story_cells(terms, by, groups_of(contrasts))
    cells = cells.where(~cells.shared)
    able = [c for c, ok in zip(contrasts, design.contrasts["inference"], strict=True) if ok]
    tested = [_frequent_terms(cells.where(np.logical_or(*c.sides(cells.group)))) for c in able]
    null = permutation_family(cells, able, LogOdds.of_cells(cells, 500.0), tested, n_permutations, seed)
    detectable = detectable_ratios(null, lambda _: cells)
    settings = {"by": by, "n_permutations": n_permutations, "seed": seed}
    return Design(design.table, design.contrasts, detectable, settings, design.warnings)


def design_of(documents: pd.DataFrame, contrasts: list[Contrast], by: str) -> Design:
    """The part of the design that needs no counts."""
    groups = groups_of(contrasts)
    stories = _story_months(documents[np.isin(column_of(documents, by), groups)], by)
    table = _group_table(stories, groups, by)
    rows = [_contrast_row(stories, contrast) for contrast in contrasts]
    warnings = tuple(w for row, contrast in zip(rows, contrasts, strict=True) for w in _warnings(row, contrast))
    return Design(table, pd.DataFrame(rows), pd.DataFrame(), {"by": by}, warnings)


def detectable_ratios(null: list[NullDistribution], cells_of: Callable[[Contrast], Cells]) -> pd.DataFrame:
    """Smallest rate ratio found four times in five, per contrast and level of frequency (per million words)."""
    rows = []
    for one in null:
        cells = cells_of(one.contrast)
        compared = cells.where(np.logical_or(*one.contrast.sides(cells.group)))
        rates = 1e6 * compared.pooled()[one.tested] / compared.pooled().sum()
        near = {level: one.sd[(rates >= level / 2) & (rates <= level * 2)] for level in LEVELS}
        ratios = {f"at_{level}": exp(POWER * np.median(part)) if len(part) else np.nan for level, part in near.items()}
        rows.append({"target": one.contrast.target, "reference": one.contrast.reference, **ratios})
    return pd.DataFrame(rows, columns=["target", "reference", *(f"at_{level}" for level in LEVELS)])


def _frequent_terms(cells: Cells) -> np.ndarray:
    """Terms near one of the levels or above it, in two stories at least."""
    frequent = 1e6 * cells.pooled() >= LEVELS[0] / 2 * cells.size.sum()
    return np.flatnonzero(frequent & (cells.frequency() > 1))


def smallest_p(n_target: int, n_reference: int) -> float:
    """Smallest two-sided p that permuting labels can give.

    >>> smallest_p(3, 3)
    0.1
    """
    return min(1.0, 2 / comb(n_target + n_reference, n_target))


def _as_terms(documents_or_terms) -> DocumentTerms | None:
    if isinstance(documents_or_terms, DocumentTerms):
        return documents_or_terms
    texts = documents_or_terms.get("text")
    return None if texts is None or texts.isna().any() or not len(texts) else count_terms(documents_or_terms)


def _story_months(documents: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row per article: group, story, month (NaT where the date is not known), n_words."""
    date = documents["date"] if "date" in documents else pd.Series(pd.NaT, index=documents.index)
    frame = pd.DataFrame(
        {
            "doc_id": doc_ids(documents),
            "group": column_of(documents, by),
            "story": story_of(documents).to_numpy(),
            "date": pd.to_datetime(date).to_numpy(),
            "n_words": documents["n_words"].to_numpy() if "n_words" in documents else 0,
        }
    ).drop_duplicates("doc_id")
    frame["month"] = frame["date"].dt.to_period("M")
    spread = frame.groupby("story")["group"].transform("nunique")
    return frame.assign(shared=spread > 1)


def _group_table(stories: pd.DataFrame, groups: list[str], by: str) -> pd.DataFrame:
    grouped = stories.groupby("group")
    table = pd.DataFrame(
        {
            "articles": grouped.size(),
            "stories": grouped["story"].nunique(),
            "tokens": grouped["n_words"].sum(),
            "months": grouped["month"].nunique(),
            "first": grouped["date"].min(),
            "last": grouped["date"].max(),
            "unknown_dates": grouped["date"].agg(lambda dates: int(dates.isna().sum())),
            "shared_stories": stories[stories["shared"]].groupby("group")["story"].nunique(),
        }
    ).reindex(groups)
    table["shared_stories"] = table["shared_stories"].fillna(0).astype(int)
    return table.rename_axis(by)


def _contrast_row(stories: pd.DataFrame, contrast: Contrast) -> dict:
    target, reference = contrast.sides(stories["group"].to_numpy())
    own = ~stories["shared"].to_numpy()
    sides = [stories[side & own].drop_duplicates("story") for side in (target, reference)]
    months = [set(side["month"].dropna()) for side in sides]
    common = months[0] & months[1]
    dated = pd.concat(side["month"].dropna() for side in sides)
    known = all(side["month"].notna().any() for side in sides)
    n_target, n_reference = map(len, sides)
    return {
        "target": contrast.target,
        "reference": contrast.reference,
        "stories_target": n_target,
        "stories_reference": n_reference,
        "common_months": len(common),
        "share_in_common": float(dated.isin(common).mean()) if known else np.nan,
        "smallest_p": smallest_p(n_target, n_reference),
        "inference": min(n_target, n_reference) >= MIN_STORIES,
    }


def _warnings(row: dict, contrast: Contrast) -> list[str]:
    found = []
    if not row["inference"]:
        found.append(
            f"{contrast}: {row['stories_target']} and {row['stories_reference']} stories, fewer than {MIN_STORIES} "
            "in an outlet: no p-values and no intervals, the table only describes"
        )
    if np.isnan(row["share_in_common"]):
        found.append(f"{contrast}: one of them has no known date, so nothing says that the periods overlap")
    elif row["common_months"] == 0:
        found.append(f"{contrast}: no month in which both have stories")
    elif row["share_in_common"] < 0.5:
        found.append(f"{contrast}: only {row['share_in_common']:.0%} of the stories are from months both cover")
    return found
