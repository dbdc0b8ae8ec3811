"""The design guard: what a corpus can and cannot show, before anything is compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import exp

import numpy as np
import pandas as pd

from analysis.inference.cells import Cells, column_of, known_groups, story_cells
from analysis.inference.contrasts import Contrast, groups_of, make_contrasts
from analysis.inference.design_tables import MIN_STORIES, contrast_row, group_table, story_months, warnings_of
from analysis.inference.log_odds import LogOdds
from analysis.inference.permutation import NullDistribution, permutation_family
from analysis.show import Shown, table_html
from analysis.terms import DocumentTerms, count_terms

__all__ = ["MIN_STORIES", "Design", "check_design", "design_of"]

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
    stories = story_months(documents[np.isin(column_of(documents, by), groups)], by)
    table = group_table(stories, groups, by)
    rows = [contrast_row(stories, contrast) for contrast in contrasts]
    warnings = tuple(w for row, contrast in zip(rows, contrasts, strict=True) for w in warnings_of(row, contrast))
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


def _as_terms(documents_or_terms) -> DocumentTerms | None:
    if isinstance(documents_or_terms, DocumentTerms):
        return documents_or_terms
    texts = documents_or_terms.get("text")
    return None if texts is None or texts.isna().any() or not len(texts) else count_terms(documents_or_terms)
