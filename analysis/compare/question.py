"""What is held against what: the part that every comparison begins with."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from analysis.compare.same_event import EVENT, inside_events, matched_design, with_events
from analysis.errors import FramingError, expect
from analysis.inference import (
    Cells,
    Contrast,
    Design,
    column_of,
    design_of,
    groups_of,
    known_groups,
    make_contrasts,
    story_cells,
)
from analysis.terms import DocumentTerms

__all__ = ["Question", "choose", "pose"]


@dataclass(frozen=True, eq=False)
class Question:
    """Contrasts, what the corpus can show of them, and the stories that take part.

    With strata="event" each contrast has its own stories, ``inside``: those of events that both sides report.
    """

    contrasts: list[Contrast]
    design: Design
    cells: Cells
    excluded: dict[str, int]
    inside: dict[Contrast, Cells] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def testable(self) -> list[Contrast]:
        """Contrasts with enough stories on both sides for a p-value and an interval."""
        return [c for c, able in zip(self.contrasts, self.design.contrasts["inference"], strict=True) if able]

    @property
    def balanced(self) -> bool:
        """Whether both sides count every stratum equally often."""
        return bool(self.inside)

    def of(self, contrast: Contrast) -> Cells:
        """Stories that a contrast draws on: of all outlets, or its own inside events."""
        return self.inside.get(contrast, self.cells)


def pose(
    terms: DocumentTerms,
    target: str | None,
    reference: str | None,
    *,
    outlets: list[str] | None,
    by: str,
    shared: str,
    strata: str | None,
    allow_disjoint_dates: bool,
) -> Question:
    """Check a question and gather its stories; parameters as in compare_outlets."""
    expect(terms, DocumentTerms, "count_terms(documents)")
    choose("shared", shared, ("leave out", "keep"))
    contrasts = _contrasts(terms, by, outlets, target, reference)
    design = design_of(terms.documents, contrasts, by)
    _refuse_disjoint_dates(design, allow_disjoint_dates)
    terms, origin = with_events(terms) if strata == EVENT else (terms, "")
    every = story_cells(terms, by, groups_of(contrasts), strata)
    cells = every if shared == "keep" else every.where(~every.shared)
    left_out = {
        "articles of other or unknown outlets": int((~terms.documents[by].isin(groups_of(contrasts))).sum()),
        "shared stories": len(np.unique(every.story)) - len(np.unique(cells.story)),
    }
    if strata != EVENT:
        return Question(contrasts, design, cells, left_out)
    inside = inside_events(cells, contrasts)
    used = np.isin(cells.story, np.concatenate([part.story for part in inside.values()]))
    alone = cells.stratum == ""
    left_out["stories without an event"] = len(np.unique(cells.story[alone]))
    left_out["stories of events that one side only reports"] = len(np.unique(cells.story[~alone & ~used]))
    return Question(
        list(inside), matched_design(terms, inside, by), cells.where(used), left_out, inside, {"events": origin}
    )


def choose(name: str, value: str, allowed: Iterable[str]) -> str:
    """The value, if it is one of those allowed."""
    if value not in allowed:
        raise FramingError(f"{name}={value!r} is not known: choose one of {', '.join(map(repr, allowed))}")
    return value


def _contrasts(terms: DocumentTerms, by, outlets, target, reference) -> list[Contrast]:
    present = column_of(terms.documents, by)
    named = [name for name in [*(outlets or []), target, reference] if name is not None]
    missing = [name for name in named if name not in present]
    if missing:
        known = ", ".join(known_groups(present)) or "none"
        raise FramingError(f"outlet {missing[0]!r} is not in the corpus: choose one of {known}")
    groups = sorted(outlets) if outlets else sorted({*known_groups(present), *named})
    return make_contrasts(groups, target, reference)


def _refuse_disjoint_dates(design: Design, allowed: bool) -> None:
    dated = design.contrasts[design.contrasts["share_in_common"].notna()]
    disjoint = dated[dated["common_months"] == 0]
    if len(disjoint) and not allowed:
        pair = disjoint.iloc[0]
        raise FramingError(
            f"{pair['target']} and {pair['reference']} have no month in common, so a difference may be one of time: "
            "choose another period, or pass allow_disjoint_dates=True and say so in the text"
        )
