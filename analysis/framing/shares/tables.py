"""Two tables of choices: how often each of several names, roles or speakers is chosen, and where outlets differ."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.compare.question import Question
from analysis.framing.shares.choices import Choices
from analysis.framing.shares.family import family
from analysis.framing.shares.intervals import share_intervals
from analysis.inference import MIN_STORIES, Contrast
from analysis.terms import DocumentTerms

__all__ = ["ShareTables"]

SHARES = ["n", "n_raw", "stories", "n_concept", "stories_concept", "share", "low", "high"]
CONTRASTS = [
    "concept", "name", "target", "reference", "share_target", "share_reference", "stories_target", "stories_reference",
    "difference", "low", "high", "p", "p_fwer", "q",
]  # fmt: skip
MIN_USES = 2  # a name in a single story cannot tell two outlets apart


class ShareTables:
    """Shares and contrasts of what is chosen among the choices of each concept.

    Parameters
    ----------
    counted : DocumentTerms
        Counts per article; the terms are pairs of a concept and a choice.
    question : Question
        As from ``ask_shares``.
    concepts : mapping of str to list of str
        The choices of each concept, in the order of the columns of ``counted``.
    by, shared, n_permutations, n_bootstraps, seed
        As in name_choices.
    """

    def __init__(
        self,
        counted: DocumentTerms,
        question: Question,
        concepts: Mapping[str, list[str]],
        by: str,
        shared: str,
        n_permutations: int,
        n_bootstraps: int,
        seed: int,
    ):
        self.question, self.concepts, self.by = question, concepts, by
        self.n_permutations, self.n_bootstraps = n_permutations, n_bootstraps
        cells = question.cells
        self.groups = sorted({*cells.group, *(g for c in question.contrasts for g in (c.target, *c.against))})
        apart = cells if shared == "keep" else cells.where(~cells.shared)
        self.shared_stories = len(np.unique(cells.story)) - len(np.unique(apart.story))
        keys = counted.terms.get_level_values(0)
        columns = {key: np.flatnonzero(keys == key) for key in concepts}
        self.all_stories = {key: Choices.of_cells(cells, columns[key]) for key in concepts}
        self.own_stories = {key: Choices.of_cells(apart, columns[key]) for key in concepts}
        label = counted.documents[by].astype(object).to_numpy()
        self.raw = {g: np.asarray(counted.counts[label == g].sum(axis=0)).ravel() for g in self.groups}
        self.columns = columns
        self.streams = dict(zip(("shares", "contrasts", "labels"), np.random.default_rng(seed).spawn(3), strict=True))

    def shares(self) -> pd.DataFrame:
        """One row per concept, name and outlet."""
        parts = [
            self._shares_in(key, group, found[(group,)])
            for key, found in self._intervals(self.all_stories, "shares").items()
            for group in self.groups
        ]
        table = (
            pd.concat(parts, ignore_index=True)
            if parts
            else pd.DataFrame(columns=["concept", "name", self.by, *SHARES])
        )
        order = {key: i for i, key in enumerate(self.concepts)}
        by_name = [table["concept"].map(order).to_numpy(), table.groupby(["concept", self.by]).cumcount().to_numpy()]
        rows = np.lexsort((table[self.by].to_numpy(dtype=str), by_name[1], by_name[0]))
        return table.iloc[rows].reset_index(drop=True)

    def contrasts(self) -> pd.DataFrame:
        """One row per concept, name and contrast, tested in one family."""
        intervals = self._intervals(self.own_stories, "contrasts")
        cases = [(key, contrast) for key in self.concepts for contrast in self.question.contrasts]
        rows = [self._differences(key, contrast, intervals[key]) for key, contrast in cases]
        if not rows:
            return pd.DataFrame(columns=CONTRASTS)
        streams = self.streams["labels"].spawn(len(cases))
        tested = [self._tested(key, contrast) for key, contrast in cases]
        able = [i for i in range(len(cases)) if len(tested[i])]
        found = family([self._statistics(*cases[i], tested[i], streams[i]) for i in able])
        for i, p_values in zip(able, found, strict=True):
            for name, values in p_values.items():
                rows[i].loc[tested[i], name] = values
        return pd.concat(rows, ignore_index=True)[CONTRASTS]

    def _intervals(self, choices: dict[str, Choices], purpose: str) -> dict:
        streams = self.streams[purpose].spawn(len(self.concepts))
        return {
            key: share_intervals(choices[key], self.groups, self.n_bootstraps, stream)
            for key, stream in zip(self.concepts, streams, strict=True)
        }

    def _shares_in(self, key: str, group: str, interval: np.ndarray) -> pd.DataFrame:
        choices = self.all_stories[key]
        rows = choices.group == group
        counts = choices.counts[rows]
        return pd.DataFrame(
            {
                "concept": key,
                "name": self.concepts[key],
                self.by: group,
                "n": counts.sum(axis=0),
                "n_raw": self.raw[group][self.columns[key]].astype(int),
                "stories": (counts > 0).sum(axis=0),
                "n_concept": counts.sum(),
                "stories_concept": int(rows.sum()),
                "share": choices.share(rows),
                "low": interval[0],
                "high": interval[1],
            }
        )

    def _differences(self, key: str, contrast: Contrast, intervals: dict) -> pd.DataFrame:
        choices = self.own_stories[key]
        sides = contrast.sides(choices.group)
        (a, b), (n_a, n_b) = [choices.share(rows) for rows in sides], [int(rows.sum()) for rows in sides]
        (low_a, high_a), (low_b, high_b) = intervals[(contrast.target,)], intervals[contrast.against]
        return pd.DataFrame(
            {
                "concept": key,
                "name": self.concepts[key],
                "target": contrast.target,
                "reference": contrast.reference,
                "share_target": a,
                "share_reference": b,
                "stories_target": n_a,
                "stories_reference": n_b,
                "difference": a - b,
                "low": a - b - np.hypot(a - low_a, high_b - b),
                "high": a - b + np.hypot(high_a - a, b - low_b),
                "p": np.nan,
                "p_fwer": np.nan,
                "q": np.nan,
            }
        )

    def _tested(self, key: str, contrast: Contrast) -> np.ndarray:
        """Names that are tested: enough stories on both sides, and used in two of them."""
        choices = self.own_stories[key]
        sides = contrast.sides(choices.group)
        if min(rows.sum() for rows in sides) < MIN_STORIES:
            return np.array([], dtype=int)
        return np.flatnonzero((choices.counts[np.logical_or(*sides)] > 0).sum(axis=0) >= MIN_USES)

    def _statistics(self, key: str, contrast: Contrast, tested: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        return self.own_stories[key].permuted(contrast, self.n_permutations, rng)[tested]
