"""Comparisons inside events: only what both outlets report, each event counting equally on both sides."""

from dataclasses import replace
from math import comb, prod

import numpy as np
import pandas as pd

from analysis.compare.events import find_events
from analysis.errors import FramingError
from analysis.inference import MIN_STORIES, Cells, Contrast, Design, design_of, matched
from analysis.terms import DocumentTerms, doc_ids

__all__ = ["EVENT", "inside_events", "matched_design", "with_events"]

EVENT = "event"


def with_events(terms: DocumentTerms) -> tuple[DocumentTerms, str]:
    """Terms whose documents have a column ``event``, and where it is from: given, or found with default settings."""
    if EVENT in terms.documents:
        return terms, "as given"
    # With one outlet enough, since whether both sides report an event is asked of each contrast.
    found = find_events(terms, min_outlets=1)
    event = found.of.reindex(doc_ids(terms.documents)).to_numpy()
    origin = "found, " + ", ".join(f"{name}={value}" for name, value in found.parameters.items())
    return replace(terms, documents=terms.documents.assign(**{EVENT: event})), origin


def inside_events(cells: Cells, contrasts: list[Contrast]) -> dict[Contrast, Cells]:
    """Stories of events that both sides of a contrast report, for each contrast that has any."""
    found = {contrast: matched(cells, contrast) for contrast in contrasts}
    found = {contrast: part for contrast, part in found.items() if len(part.story)}
    if not found:
        raise FramingError(
            f"{', '.join(map(str, contrasts))}: no event that both sides report: find_events with other settings, "
            "or a column 'event' of your own, may join more articles"
        )
    return found


def matched_design(terms: DocumentTerms, cells: dict[Contrast, Cells], by: str) -> Design:
    """What the stories inside events can show: the design of each contrast on its own stories."""
    parts = [_design(terms, contrast, part, by) for contrast, part in cells.items()]
    used = np.unique(np.concatenate([part.story for part in cells.values()]))
    table = design_of(terms.documents[terms.stories.isin(used)], list(cells), by).table
    contrasts = pd.concat([part.contrasts for part in parts], ignore_index=True)
    return Design(table, contrasts, pd.DataFrame(), {"by": by}, tuple(w for part in parts for w in part.warnings))


def _design(terms: DocumentTerms, contrast: Contrast, cells: Cells, by: str) -> Design:
    design = design_of(terms.documents[terms.stories.isin(cells.story)], [contrast], by)
    n_events = len(np.unique(cells.stratum.astype(str)))
    row = design.contrasts.assign(events=n_events, smallest_p=_smallest_p(cells, contrast))
    if n_events >= MIN_STORIES:
        return replace(design, contrasts=row)
    few = (
        f"{contrast}: {n_events} events that both report, fewer than {MIN_STORIES}: no p-values and no intervals, the "
        "table only describes"
    )
    return replace(design, contrasts=row.assign(inference=False), warnings=(few,))


def _smallest_p(cells: Cells, contrast: Contrast) -> float:
    """2 over the number of labellings, events permuted each for itself."""
    counts = pd.crosstab(cells.stratum.astype(str), contrast.sides(cells.group)[0])
    labellings = prod(comb(int(row.sum()), int(row.iloc[0])) for _, row in counts.iterrows())
    return min(1.0, 2 / labellings) if labellings < 1e300 else 0.0
