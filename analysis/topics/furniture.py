"""Is a topic a subject, or one outlet's furniture: a footer, a standing line, a house style?"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.inference import MIN_STORIES, known_groups
from analysis.terms import DocumentTerms, sum_rows
from analysis.topics.shares import story_shares

__all__ = ["furniture_signs"]

HEAVIEST = 10  # terms that a story must carry half of
OWN = 0.95  # the owner's stories carry the topic nineteen times as often as others
CONSTANT = 0.25  # variance over mean of a term's counts: 1 for independent words, 0 for a block that is always the same
ALIKE = 1.5  # stories this much more alike than the outlet's at large have a subject, however constant their words
DIVERSE = 1.2  # stories no more alike than this have no subject in common
COMPANION = 0.8  # words in this share of the carriers belong to the block
LEFT = 0.7  # a style leaves most of a story to other words


def furniture_signs(terms: pd.DataFrame, weights: pd.DataFrame, counted: DocumentTerms) -> pd.DataFrame:
    """The signs that tell furniture from a subject, one row per topic.

    Parameters
    ----------
    terms : DataFrame
        Heaviest terms of each topic, as ``Topics.terms``.
    weights, counted
        As in ``Topics``.

    Returns
    -------
    DataFrame
        Indexed by topic; columns owner, carriers (stories of the owner that carry the topic), own, dispersion,
        likeness, likeness_elsewhere, left, furniture.

    Notes
    -----
    A story *carries* a topic when it holds half of its ten heaviest terms or more. The *owner* is the outlet whose
    stories carry it most often, at rate r; own = r / (r + r_rest), r_rest the rate in all other outlets' stories.
    dispersion is the median over the ten terms of variance / mean of their counts in the owner's carriers: words drawn
    one by one give 1 and bursty ones more, a block that is printed as it stands gives 0. likeness takes the topic's
    twenty heaviest terms, and all words in four fifths of the carriers, out of the owner's stories, and divides the
    mean TF-IDF cosine of two stories of the topic (each story counting by its squared topic share) by that of any two
    stories of the owner: stories on one subject are alike in their other words too, stories with a footer or a turn of
    phrase in common are not. likeness_elsewhere divides it by the same of another outlet, the median one.
    left is the share of the topic's stories that was not taken out, in words.

    A topic is furniture when own >= 0.95, five or more stories of the owner carry it, and either

    - a block: dispersion <= 0.25 and likeness <= 1.5, or
    - a style: likeness <= 1.2 and likeness_elsewhere <= 1.2 (an outlet that writes of nothing else has a subject,
      though its stories on it are no more alike than the outlet), and left >= 0.7 (a subject takes up more of its
      stories). With a single outlet there is no style to tell.

    The bounds were set on planted footers, styles and one-outlet subjects and on news2017. Weakness: a standing line
    that only stories of one subject carry counts as that subject; a beat as wide as its outlet counts as style.
    """
    stories = _Stories(weights, counted)
    rows = [stories.signs(topic, part["term"].tolist()) for topic, part in terms.groupby("topic")]
    return pd.DataFrame(rows, index=pd.RangeIndex(len(rows), name="topic"))


class _Signs(NamedTuple):
    owner: str
    carriers: int
    own: float
    dispersion: float
    likeness: float
    likeness_elsewhere: float
    left: float
    furniture: bool


class _Stories:
    """Counts, TF-IDF and topic shares of every story of every known outlet."""

    def __init__(self, weights: pd.DataFrame, counted: DocumentTerms):
        outlet = counted.documents["outlet"].astype(object).to_numpy()
        shares = story_shares(weights, counted, [outlet])
        self.outlets = known_groups(outlet)
        shares = shares[shares.index.get_level_values(0).isin(self.outlets)]
        keys = pd.MultiIndex.from_arrays([outlet, counted.stories.to_numpy(dtype=object)])
        row = shares.index.get_indexer(keys)
        known = row >= 0
        weighted = sparse.diags_array(counted.weights[known])
        self.counts = sparse.csc_array(sum_rows(row[known], len(shares), weighted @ counted.counts[known]))
        self.size = np.asarray(self.counts.sum(axis=1)).ravel()
        self.tfidf = sum_rows(row[known], len(shares), weighted @ counted.tfidf()[known])
        self.shares, self.terms = shares.to_numpy(), counted.terms
        self.outlet = shares.index.get_level_values(0).to_numpy(dtype=object)

    def signs(self, topic: int, leading: list[str]) -> _Signs:
        columns = self.terms.get_indexer(leading)
        held = self.counts[:, columns[:HEAVIEST]].toarray()
        carries = (held > 0).sum(axis=1) >= min(HEAVIEST, len(columns)) / 2
        owner, own = self._owner(carries)
        carriers = carries & (self.outlet == owner)
        if carriers.sum() < MIN_STORIES:
            return _Signs(owner, int(carriers.sum()), own, np.nan, np.nan, np.nan, np.nan, False)
        dispersion = float(np.median(held[carriers].var(axis=0) / np.maximum(held[carriers].mean(axis=0), 1e-9)))
        kept = self._beyond(columns, carriers)
        times = np.where(self.outlet == owner, self.shares[:, topic] ** 2, 0)
        to_own, elsewhere = self._likeness(times, owner, kept)
        left = float(times @ (self.counts[:, kept].sum(axis=1) / self.size) / times.sum())
        block = dispersion <= CONSTANT and to_own <= ALIKE
        style = max(to_own, elsewhere) <= DIVERSE and left >= LEFT
        furniture = own >= OWN and bool(block or style)
        return _Signs(owner, int(carriers.sum()), own, dispersion, to_own, elsewhere, left, furniture)

    def _owner(self, carries: np.ndarray) -> tuple[str, float]:
        if not self.outlets:
            return "", np.nan
        rates = {o: carries[self.outlet == o].mean().round(9) for o in self.outlets}
        owner = max(sorted(rates), key=rates.get)
        others = self.outlet != owner
        rest = carries[others].mean() if others.any() else 0.0
        return owner, float(rates[owner] / max(rates[owner] + rest, 1e-9))

    def _beyond(self, columns: np.ndarray, carriers: np.ndarray) -> np.ndarray:
        """Terms outside the block: neither leading nor in nearly every carrier."""
        present = np.bincount(self.counts[carriers].tocsc().nonzero()[1], minlength=len(self.terms)) / carriers.sum()
        kept = present < COMPANION
        kept[columns] = False
        return kept

    def _likeness(self, times: np.ndarray, owner: str, kept: np.ndarray) -> tuple[float, float]:
        """How much more alike the topic's stories are than any of the owner's, and than those of another outlet."""
        rest = _unit_rows(self.tfidf[:, kept])
        of_outlet = {o: _mean_cosine(rest[self.outlet == o]) for o in self.outlets}
        of_topic = _mean_cosine(rest, times)
        others = [likeness for o, likeness in of_outlet.items() if o != owner]
        elsewhere = float(np.median(others)) if others else 0.0
        return _ratio(of_topic, of_outlet[owner]), _ratio(of_topic, elsewhere)


def _mean_cosine(rows: sparse.csr_array, times: np.ndarray | None = None) -> float:
    """Mean cosine of two different rows of length 1, each row counting so many times."""
    filled = np.diff(rows.indptr) > 0
    times = np.where(filled, 1.0 if times is None else times, 0.0)
    total = rows.T @ times
    pairs = times.sum() ** 2 - (times**2).sum()
    return float((total @ total - (times**2).sum()) / pairs) if pairs > 0 else 0.0


def _unit_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_array(sparse.diags_array(1 / np.where(length > 0, length, 1)) @ matrix)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole > 1e-12 else np.inf
