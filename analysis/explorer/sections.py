"""Results as sections of the panel: a question, what the numbers mean, tables."""

import pandas as pd

from analysis.compare import Comparison, Distance
from analysis.explorer.result_tables import (
    design_tables,
    distance_table,
    gap_table,
    groups_table,
    keyness_tables,
    naming_table,
    people_table,
    topics_tables,
)
from analysis.explorer.tables import plain
from analysis.framing import Gap, Naming, Speakers
from analysis.inference import Design

__all__ = ["SECTIONS", "section_of"]


# Title, and what its numbers mean, in plain words.
SECTIONS = {
    "design": (
        "What can this selection show?",
        "Before any comparison: how much there is of each outlet, and whether it is from the same time. "
        "Everything below is counted in stories; copies of one text are one story.",
    ),
    "distance": (
        "How far apart are they?",
        "Hear one random word of a story and guess which of the two outlets printed it: pi is how often that succeeds. "
        "0.5 is a coin. The grey band is where chance alone lies when labels are shuffled.",
    ),
    "keyness": (
        "Which words does each use more?",
        "Log-odds above 0: more in the first outlet; below 0: more in the second. The bar is the 95 % interval over "
        "stories. p is for all words together: below .05, chance alone would give such a list once in twenty. "
        "A word that is used more is not yet a word that is meant differently: read its sentences.",
    ),
    "topics": (
        "What do they write about?",
        "Share of each topic in an outlet's stories, with its 95 % interval. The number of topics is fixed, to look "
        "around quickly; it is not one that these articles support.",
    ),
    "naming": (
        "Which name do they choose?",
        "Of all the times an outlet names the same thing, how often it takes each name, with the 95 % interval.",
    ),
    "speaking": (
        "Who speaks?",
        "Share of each group of speakers in an outlet's quoted words, with the 95 % interval; then the people.",
    ),
    "gap": (
        "What they cover, or how they word it?",
        "The difference in a word's rate per million, split: agenda is what comes from covering other topics, "
        "wording what remains inside the same topics.",
    ),
}  # fmt: skip


def section_of(result, prevalence: pd.DataFrame | None = None) -> dict:
    """The section that shows a result."""
    name, tables, notes = _parts(result, prevalence)
    title, meaning = SECTIONS[name]
    return {
        "section": name,
        "title": title,
        "meaning": meaning,
        "tables": tables,
        "notes": [plain(note) for note in notes],
    }


def _parts(result, prevalence) -> tuple[str, list[dict], list[str]]:
    if isinstance(result, Design):
        return (
            "design",
            design_tables(result),
            list(result.warnings) or ["Nothing in numbers or dates speaks against it."],
        )
    if isinstance(result, Distance):
        return "distance", [distance_table(result)], _resampled(result)
    if isinstance(result, Comparison):
        return "keyness", keyness_tables(result), [*_resampled(result), *_left_out(result)]
    if isinstance(result, Naming):
        return "naming", [naming_table(result)], [f"In the {result.parameters['voice']} voice.", *_left_out(result)]
    if isinstance(result, Speakers):
        return "speaking", [groups_table(result), people_table(result)], _left_out(result)
    if isinstance(result, Gap):
        return "gap", [gap_table(result)], list(result.warnings)
    return "topics", topics_tables(result, prevalence), []


def _resampled(result) -> list[str]:
    drawn, permuted = result.parameters["n_bootstraps"], result.parameters["n_permutations"]
    if not drawn and not permuted:
        return ["The estimate alone: interval and chance band take longer."]
    return [f"{permuted:,} shuffles of labels, {drawn:,} redraws of stories, seed {result.parameters['seed']}."]


def _left_out(result) -> list[str]:
    left_out = ", ".join(f"{count:,} {name}" for name, count in result.excluded.items() if count)
    return [f"Left out: {left_out}."] if left_out else []
