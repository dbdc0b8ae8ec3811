"""Distance between outlets once their topic mix is made equal: what stays is how they word it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.inference import MIN_STORIES, Cells

__all__ = ["COLUMNS", "TopicMix", "effective", "mix_warnings"]

COLUMNS = [
    "matched", "matched_low", "matched_high", "matched_placebo_low", "matched_placebo_high", "matched_p",
    "drop", "drop_low", "drop_high", "effective_stories", "imbalance",
]  # fmt: skip
RIDGE = 1e-6  # keeps the exponents finite where no weights make the mixes equal
TOLERATED = 0.01  # difference in a topic's share that still counts as none
THIN = 0.2  # share of the reference's stories that must carry the weight


@dataclass(frozen=True, eq=False)
class TopicMix:
    """Topic shares of stories, and the weights that give the reference the target's mix.

    Parameters
    ----------
    shares : ndarray of shape (n_cells, k)
    known : ndarray of bool, shape (n_cells,)
        False for stories without a term that the topics know; they take no part.

    Notes
    -----
    Of all weights of the reference's stories under which its mean share of every topic is that of the target, the most
    even ones, so that as many stories as possible carry the result (stable balancing weights: Zubizarreta 2015, JASA
    110(511)). They have the form w_i = max(0, a + sum_k b_k s_ik) and are found by Newton's method; where no weights
    make the mixes equal a ridge of 1e-6 keeps them finite.
    """

    shares: np.ndarray
    known: np.ndarray

    @classmethod
    def of_cells(cls, topics, by: str, cells: Cells) -> "TopicMix":
        """Shares of the stories of each group."""
        keys = pd.MultiIndex.from_arrays([cells.group, cells.story])
        shares = topics.story_shares(by).reindex(keys).to_numpy()
        return cls(np.nan_to_num(shares), ~np.isnan(shares).any(axis=1))

    def weights(self, is_target: np.ndarray, times: np.ndarray) -> np.ndarray:
        """How often each story counts, of shape (n_cells,): the target's as drawn, the reference's reweighted."""
        return np.where(is_target, times, times * self._ratio(is_target, times))

    def odds(self, is_target: np.ndarray, times: np.ndarray) -> np.ndarray:
        """Odds that a story with these shares is the target's."""
        return self._ratio(is_target, times) * times[is_target].sum() / times[~is_target].sum()

    def imbalance(self, is_target: np.ndarray, weights: np.ndarray) -> float:
        """Largest difference in the mean share of a topic that is left."""
        means = [np.average(self.shares[side], axis=0, weights=weights[side]) for side in (is_target, ~is_target)]
        return float(np.abs(means[0] - means[1]).max())

    def _ratio(self, is_target: np.ndarray, times: np.ndarray) -> np.ndarray:
        """How much more often the target has stories with these shares than the reference; mean 1 in the reference."""
        deviation = self.shares - np.average(self.shares[is_target], axis=0, weights=times[is_target])
        design = np.column_stack([np.ones(len(deviation)), deviation])
        return np.maximum(design @ _even(design[~is_target], times[~is_target]), 0)


def mix_warnings(table: pd.DataFrame) -> tuple[str, ...]:
    """What the matched distances of a table cannot show."""
    found = []
    for row in table.itertuples():
        pair = f"{row.target} against {row.reference}"
        if row.imbalance > TOLERATED:
            found.append(
                f"{pair}: no weights make the topic mixes equal, a topic's share still differs by {row.imbalance:.2f}; "
                "the matched distance holds agenda as well"
            )
        if row.effective_stories < max(MIN_STORIES, THIN * row.stories_reference):
            found.append(
                f"{pair}: the topics hardly overlap, the matched distance rests on "
                f"{row.effective_stories:.0f} effective of {row.stories_reference} stories of {row.reference}"
            )
    return tuple(found)


def effective(weights: np.ndarray) -> float:
    """Number of equally weighted stories that would be as exact (Kish).

    >>> effective(np.array([1.0, 1.0, 2.0, 0.0])).__round__(2)
    2.67
    """
    return float(weights.sum() ** 2 / (weights**2).sum())


def _even(design: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Coefficients c of the most even weights max(0, design c) with mean 1 and mean deviation 0.

    The minimum of 1/2 mean max(0, design c)^2 - c_0, convex and once differentiable.
    """
    share, wanted = times / times.sum(), np.eye(design.shape[1])[0]
    ridge = RIDGE * np.eye(design.shape[1])
    c = wanted.copy()
    for _ in range(200):
        weight = np.maximum(design @ c, 0)
        slope = (share * weight) @ design - wanted + ridge @ c
        if np.abs(slope).max() < 1e-10:
            break
        active = share * (weight > 0)
        step = np.linalg.solve((design * active[:, None]).T @ design + ridge, slope)
        c = c - _length(c, step, slope, design, share, wanted) * step
    return c


def _length(c, step, slope, design, share, wanted) -> float:
    """The longest of the steps 1, 1/2, 1/4 ... that goes down."""

    def value(at: np.ndarray) -> float:
        return 0.5 * share @ np.maximum(design @ at, 0) ** 2 - wanted @ at + RIDGE / 2 * (at @ at)

    start, length = value(c), 1.0
    while length > 1e-9 and value(c - length * step) > start - 1e-4 * length * (slope @ step):
        length /= 2
    return length
