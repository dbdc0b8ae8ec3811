"""How far apart two outlets are: hear one random word of a story and guess its outlet."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.compare.matched import mix_warnings
from analysis.compare.question import pose
from analysis.compare.result import Result
from analysis.compare.same_event import EVENT
from analysis.compare.sides import Sides, numbers_of
from analysis.errors import FramingError
from analysis.show import Interval
from analysis.terms import DocumentTerms

__all__ = ["Distance", "outlet_distance"]


@dataclass(frozen=True, eq=False, repr=False)
class Distance(Result):
    """How well one word tells two outlets apart.

    The table has one row per contrast: target, reference, stories_target, stories_reference, pi, low, high (95 %),
    placebo_low, placebo_high (the 95 % band that chance makes), p. Matched on topics also matched (pi once the
    reference has the target's topic mix) with matched_low, matched_high, matched_placebo_low, matched_placebo_high and
    matched_p; drop (pi less matched: what the outlets choose to cover) with drop_low, drop_high; effective_stories (of
    the reference, after weighting) and imbalance (largest difference in a topic's share that is left).
    """

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the corpus cannot show, and where topics do not overlap."""
        return (*self.design.warnings, *(mix_warnings(self.table) if "matched" in self.table else ()))

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
    matched_on=None,
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
    matched_on : Topics, optional
        Also give the distance with the stories of the reference reweighted to the topic mix of the target.
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

    With strata="event" both sides cover every event equally often, and the whole event of a story is left out, since
    the other side tells of it too; labels are permuted within events, and redraws are of events.

    Matched: the stories of the reference are weighted so that its mean share of every topic is the target's
    (``TopicMix``), also in each redraw, and pi is taken again. Its placebo band draws labels given the topics of a
    story, at the odds that the weights imply, and weights anew: outlets that differ in their mix and in nothing else.
    The mean of that band is moved to .5, and the matched pi with it. What the topics do not measure stays in the
    matched distance. With fewer than 5 effective stories it has no interval and no p.

    Examples
    --------
    >>> from analysis import count_terms
    >>> texts = ["red hen", "red", "red red", "hen red", "red", "blue hen", "blue", "blue", "blue", "hen blue"]
    >>> documents = pd.DataFrame({"outlet": ["x"] * 5 + ["y"] * 5, "text": texts}, index=list("abcdefghij"))
    >>> distance = outlet_distance(count_terms(documents), n_permutations=50, n_bootstraps=50)
    >>> distance.table[["target", "reference", "stories_target", "stories_reference", "pi"]].round(2).values.tolist()
    [['x', 'y', 5, 5, 0.88]]
    """
    if matched_on is not None and strata == EVENT:
        raise FramingError('matched_on and strata="event" both make the agenda equal: choose one of them')
    question = pose(
        terms, target, reference, outlets=outlets, by=by, shared=shared, strata=strata,
        allow_disjoint_dates=allow_disjoint_dates,
    )  # fmt: skip
    streams = np.random.default_rng(seed).spawn(len(question.contrasts))
    rows = [
        numbers_of(
            Sides(question.of(c), c, c in question.testable, question.balanced),
            matched_on, by, n_permutations, n_bootstraps, stream,
        )
        for c, stream in zip(question.contrasts, streams, strict=True)
    ]  # fmt: skip
    settings = {
        "by": by,
        "shared": shared,
        "strata": strata,
        **question.settings,
        "n_permutations": n_permutations,
        "n_bootstraps": n_bootstraps,
        "seed": seed,
    }
    if matched_on is not None:
        settings["matched_on"] = f"{matched_on.k} topics"
    return Distance(pd.DataFrame(rows), question.design, settings, question.excluded, terms.corpora)
