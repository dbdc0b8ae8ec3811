"""The numbers of one contrast: the distance, its interval, the band that chance makes, and all of it matched."""

import numpy as np

from analysis.compare.matched import COLUMNS as MATCHED
from analysis.compare.matched import TopicMix, effective
from analysis.compare.one_word import Words
from analysis.errors import FramingError
from analysis.inference import (
    MIN_STORIES,
    Cells,
    Contrast,
    balance,
    in_threads,
    labellings,
    percentiles,
    redrawn_strata,
    redraws,
)

__all__ = ["Sides", "numbers_of"]


class Sides:
    """The stories of one contrast, and which of them are the target's."""

    def __init__(self, cells: Cells, contrast: Contrast, testable: bool, balanced: bool):
        target, reference = contrast.sides(cells.group)
        self.cells = cells.where((target | reference) & (cells.size > 0))
        self.contrast, self.testable, self.balanced = contrast, testable, balanced
        self.is_target = self.cells.group == contrast.target
        self.words = Words(self.cells, by_event=balanced)
        once = np.ones(len(self.is_target))
        self.as_target, self.as_reference = balance(self.cells, contrast) if balanced else (once, once)
        self.sizes = int(self.is_target.sum()), int((~self.is_target).sum())
        if not all(self.sizes):
            raise FramingError(f"{contrast}: one of them has no counted word, so there is nothing to guess from")

    def distance(self, label: np.ndarray, times: np.ndarray | float = 1.0) -> float:
        """The distance under a labelling, stories counting as often as drawn and as their side in the event asks."""
        return self.words.partisanship(label, times * np.where(label, self.as_target, self.as_reference))

    def redrawn(self, n: int, rng: np.random.Generator) -> np.ndarray:
        """How often each story counts in each redraw, of shape (n_cells, n)."""
        if self.balanced:
            return redrawn_strata(self.cells.stratum, n, rng)
        groups = (self.contrast.target, *self.contrast.against)
        return sum(redraws(self.cells.group == group, n, rng) for group in groups)

    @property
    def ends(self) -> list[float]:
        """Percentiles that bound an interval, for the stories of the smaller side, or the events."""
        n_units = len(np.unique(self.cells.stratum.astype(str))) if self.balanced else min(self.sizes)
        return percentiles(n_units) if self.testable else [2.5, 97.5]


def numbers_of(sides: Sides, topics, by: str, n_permutations: int, n_bootstraps: int, rng: np.random.Generator) -> dict:
    is_target, compared = sides.is_target, sides.cells
    names = dict(zip(("stories_target", "stories_reference"), sides.sizes, strict=True))
    row = {"target": sides.contrast.target, "reference": sides.contrast.reference, **names}
    row["pi"] = sides.distance(is_target)
    if not sides.testable:
        n_permutations = n_bootstraps = 0
    labels = labellings(is_target, ~compared.shared, n_permutations, rng, compared.stratum)[:, 1:].astype(bool)
    placebo = np.array(in_threads(sides.distance, list(labels.T), "permuting labels"))
    times = sides.redrawn(n_bootstraps, rng)
    drawn = np.array(in_threads(lambda column: sides.distance(is_target, column), list(times.T)))
    ends = sides.ends
    row |= dict(zip(("low", "high"), _around(row["pi"], drawn, ends), strict=True))
    row |= dict(zip(("placebo_low", "placebo_high", "p"), _chance(row["pi"], placebo), strict=True))
    if topics is None:
        return row
    mix = TopicMix.of_cells(topics, by, compared)
    return row | _matched(sides, mix, row["pi"], times, drawn, n_permutations, ends, rng)


def _matched(sides: Sides, mix: TopicMix, pi: float, times, drawn, n_permutations: int, ends, rng) -> dict:
    """Columns of the distance with equal topic mixes."""
    words, is_target = sides.words, sides.is_target
    once = mix.known.astype(float)

    def distance(label: np.ndarray, counted: np.ndarray) -> float:
        return words.partisanship(label, mix.weights(label, counted))

    weights = mix.weights(is_target, once)
    value = words.partisanship(is_target, weights)
    odds = mix.odds(is_target, once)
    # Labels drawn given the topics of a story: outlets that differ in their mix, and in nothing else.
    drawn_labels = rng.random((n_permutations, len(odds))) < odds / (1 + odds)
    labels = np.where(sides.cells.shared, is_target, drawn_labels)
    placebo = np.array(in_threads(lambda label: distance(label, once), list(labels), "permuting labels"))
    redrawn = np.array(in_threads(lambda column: distance(is_target, column * once), list(times.T)))
    # A story that carries much weight and is left out takes its topic along: chance alone is then below one half.
    chance = placebo.mean() - 0.5 if len(placebo) else 0.0
    value, placebo, redrawn = value - chance, placebo - chance, redrawn - chance
    left = mix.imbalance(is_target, weights)
    carried = effective(weights[~is_target])
    if carried < MIN_STORIES:
        placebo = redrawn = drawn = np.array([])
    numbers = [
        value, *_around(value, redrawn, ends), *_chance(value, placebo), pi - value,
        *_around(pi - value, drawn - redrawn, ends), carried, left,
    ]  # fmt: skip
    return dict(zip(MATCHED, numbers, strict=True))


def _around(value: float, drawn: np.ndarray, ends: list[float]) -> np.ndarray:
    """Interval from the redraws, moved to the value: redraws hold fewer stories and know less of an outlet's words."""
    return np.percentile(drawn, ends) + value - drawn.mean() if len(drawn) else np.full(2, np.nan)


def _chance(value: float, placebo: np.ndarray) -> list[float]:
    """The band that chance makes, and how often it goes as far as the value."""
    if not len(placebo):
        return [np.nan] * 3
    p = (1 + (placebo >= value - 1e-12).sum()) / (1 + len(placebo))
    return [*np.percentile(placebo, [2.5, 97.5]), p]
