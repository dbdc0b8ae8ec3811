"""How far apart two outlets are: hear one random word of a story and guess its outlet."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.compare.question import pose
from analysis.compare.result import Result
from analysis.inference import Cells, Contrast, in_threads, labellings, percentiles, redraws
from analysis.show import Interval
from analysis.terms import DocumentTerms

__all__ = ["Distance", "outlet_distance", "partisanship"]


@dataclass(frozen=True, eq=False, repr=False)
class Distance(Result):
    """How well one word tells two outlets apart.

    The table has one row per contrast: target, reference, stories_target, stories_reference, pi, low, high (95 %),
    placebo_low, placebo_high (the 95 % band that chance makes), p.
    """

    interval = Interval("pi", "low", "high", 0.5)
    drawn_by = "draw_distance"

    def _title(self) -> str:
        return "Distance: 0.5 = one word does not tell the outlets apart"

    def _shown(self) -> pd.DataFrame:
        return self.table.round(4)


def outlet_distance(
    terms: DocumentTerms,
    target: str | None = None,
    reference: str | None = None,
    *,
    outlets: list[str] | None = None,
    by: str = "outlet",
    shared: str = "leave out",
    strata: str | None = None,
    n_permutations: int = 200,
    n_bootstraps: int = 200,
    allow_disjoint_dates: bool = False,
    seed: int = 0,
) -> Distance:
    """Leave-one-story-out partisanship of every pair of outlets, with a placebo band and an interval.

    Parameters
    ----------
    terms : DocumentTerms
    target, reference, outlets, by, shared, strata, allow_disjoint_dates
        As in compare_outlets.
    n_permutations : int
        Labellings behind the placebo band and p.
    n_bootstraps : int
        Redraws behind the interval.
    seed : int

    Returns
    -------
    Distance
        Where an outlet has fewer than 5 stories the band, the interval and p are missing.

    Notes
    -----
    Hear one random word of a story and guess its outlet: for story i of A and word w, rho = q_A,-i / (q_A,-i + q_B),
    with story i taken out of q_A, and 1/2 for a word that no other story has. pi is the mean over the stories of A of
    sum_w (x_iw / n_i) rho_w, averaged with the same for B (Gentzkow, Shapiro and Taddy 2019, Econometrica 87(4)).
    Leaving the story out removes the bias that makes two halves of one outlet look different. In a redraw, copies of a
    story are left out together. Low and high are the percentiles of the redraws, moved by the difference between their
    mean and pi: a redraw holds fewer different stories and knows less of each outlet's words.

    Examples
    --------
    >>> from analysis import count_terms
    >>> texts = ["red hen", "red", "red red", "hen red", "red", "blue hen", "blue", "blue", "blue", "hen blue"]
    >>> documents = pd.DataFrame({"outlet": ["x"] * 5 + ["y"] * 5, "text": texts}, index=list("abcdefghij"))
    >>> distance = outlet_distance(count_terms(documents), n_permutations=50, n_bootstraps=50)
    >>> distance.table[["target", "reference", "stories_target", "stories_reference", "pi"]].round(2).values.tolist()
    [['x', 'y', 5, 5, 0.88]]
    """
    question = pose(
        terms, target, reference, outlets=outlets, by=by, shared=shared, strata=strata,
        allow_disjoint_dates=allow_disjoint_dates,
    )  # fmt: skip
    streams = np.random.default_rng(seed).spawn(len(question.contrasts))
    rows = [
        _row(question.of(contrast), contrast, n_permutations, n_bootstraps, stream, contrast in question.testable)
        for contrast, stream in zip(question.contrasts, streams, strict=True)
    ]
    settings = {
        "by": by,
        "shared": shared,
        "n_permutations": n_permutations,
        "n_bootstraps": n_bootstraps,
        "seed": seed,
    }
    return Distance(pd.DataFrame(rows), question.design, settings, question.excluded, terms.corpora)


def partisanship(cells: Cells, is_target: np.ndarray, times: np.ndarray | None = None, leave_out: bool = True) -> float:
    """Leave-one-story-out pi of one labelling.

    Parameters
    ----------
    cells : Cells
        Stories of both sides.
    is_target : ndarray of bool, shape (n_cells,)
    times : ndarray of shape (n_cells,), optional
        How often each story counts; a story that counts m times is left out m times together.
    leave_out : bool
        False gives the plug-in version, which sees a difference where there is none; it is offered to show that.
    """
    return _Words(cells).partisanship(is_target, np.ones(len(is_target)) if times is None else times, leave_out)


class _Words:
    """Every word of a set of stories, laid out for many labellings."""

    def __init__(self, cells: Cells):
        cells = cells.where(cells.size > 0)
        counts = cells.counts.tocoo()
        (self.story, self.word), self.count = counts.coords, counts.data
        self.size, self.n_words = cells.size, cells.counts.shape[1]
        self.share = self.count / self.size[self.story]

    def partisanship(self, is_target: np.ndarray, times: np.ndarray, leave_out: bool = True) -> float:
        side = is_target.astype(np.intp)
        own_side = side[self.story]
        counted = self.count * times[self.story]
        totals = np.stack([np.bincount(self.word, counted * (own_side == group), self.n_words) for group in (0, 1)])
        sizes = np.bincount(side, self.size * times, 2)
        own = _rate(
            totals[own_side, self.word] - leave_out * counted,
            (sizes[side] - leave_out * self.size * times)[self.story],
        )
        other = _rate(totals[1 - own_side, self.word], sizes[1 - own_side])
        either = own + other
        guess = np.divide(own, either, out=np.full_like(own, 0.5), where=either > 0)
        right = np.bincount(self.story, self.share * guess, len(self.size))
        return float(np.mean([np.average(right[side == group], weights=times[side == group]) for group in (0, 1)]))


def _rate(count: np.ndarray, size: np.ndarray) -> np.ndarray:
    # Taking a story out of a total can leave a rounding error below zero.
    return np.divide(np.maximum(count, 0), size, out=np.zeros_like(count), where=size > 0)


def _row(cells: Cells, contrast: Contrast, n_permutations: int, n_bootstraps: int, rng, testable: bool) -> dict:
    target, reference = contrast.sides(cells.group)
    compared = cells.where((target | reference) & (cells.size > 0))
    is_target = compared.group == contrast.target
    words, once = _Words(compared), np.ones(len(is_target))
    row = {
        "target": contrast.target,
        "reference": contrast.reference,
        "stories_target": int(is_target.sum()),
        "stories_reference": int((~is_target).sum()),
        "pi": words.partisanship(is_target, once),
    }
    names = ["low", "high", "placebo_low", "placebo_high", "p"]
    if not testable:
        return row | dict.fromkeys(names, np.nan)
    labels = labellings(is_target, ~compared.shared, n_permutations, rng, compared.stratum)[:, 1:].astype(bool)
    placebo = np.array(in_threads(lambda column: words.partisanship(column, once), list(labels.T)))
    times = sum(redraws(compared.group == group, n_bootstraps, rng) for group in (contrast.target, *contrast.against))
    drawn = np.array(in_threads(lambda column: words.partisanship(is_target, column), list(times.T)))
    ends = percentiles(min(row["stories_target"], row["stories_reference"]))
    low, high = np.percentile(drawn, ends) + row["pi"] - drawn.mean()
    band = np.percentile(placebo, [2.5, 97.5])
    p = (1 + (placebo >= row["pi"] - 1e-12).sum()) / (1 + n_permutations)
    return row | dict(zip(names, [low, high, *band, p], strict=True))
