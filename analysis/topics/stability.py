"""How many topics? As many as come back when the stories are drawn again, beyond what chance gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import FramingError, expect
from analysis.inference import MIN_STORIES
from analysis.show import Shown
from analysis.terms import DocumentTerms
from analysis.topics.agreement import agreement
from analysis.topics.factor import METHODS
from analysis.topics.refits import (
    draw_stories,
    in_threads,
    largest_k,
    leading_vocabulary,
    refit,
    sorted_by_id,
    with_columns,
)

__all__ = ["GRID", "StableK", "stable_k"]

GRID = (4, 5, 6, 8, 10, 12, 16, 20, 25, 30)
FLOOR = 0.3  # the smallest kappa that counts as support


@dataclass(frozen=True, eq=False, repr=False)
class StableK(Shown):
    """Numbers of topics, and whether one of them is supported.

    Parameters
    ----------
    table : DataFrame
        One row per k: k, stability, null (mean stability of null corpora), null_high (their 95th percentile), kappa,
        supported (kappa above the threshold), first (refits in which this k has the largest kappa).
    k : int or None
        The number of topics to take, the supported one with the largest kappa; None when there is none.
    threshold : float
        What the largest kappa must exceed: the 95th percentile of the null corpora's own largest kappa, or 0.3.
    parameters : mapping
    """

    drawn_by = "draw_stability"

    table: pd.DataFrame
    k: int | None
    threshold: float
    parameters: Mapping = field(default_factory=dict)

    @property
    def answer(self) -> str:
        """The choice, what it rests on, and how often the refits agree on it."""
        best = self.table.loc[self.table["kappa"].round(9).idxmax()]
        name = f"{self.k} topics are supported" if self.k else "no number of topics is supported"
        refits = self.parameters.get("n_refits")
        sure = f"; k = {best['k']:.0f} comes first in {best['first']:.0f} of {refits} refits"
        return f"{name}: largest kappa {best['kappa']:.2f}, needed {self.threshold:.2f}{sure}"

    def _title(self) -> str:
        return self.answer


def stable_k(
    terms: DocumentTerms,
    grid: Sequence[int] = GRID,
    *,
    method: str = "nmf",
    n_refits: int = 20,
    n_null: int = 19,
    null_refits: int = 1,
    seed: int = 0,
    workers: int = 2,
) -> StableK:
    """Choose the number of topics by stability, corrected for chance.

    Parameters
    ----------
    terms : DocumentTerms
        Counts of articles or paragraphs; what is drawn again are their stories.
    grid : sequence of int
        Numbers of topics to try.
    method : {"nmf", "kmeans"}
    n_refits : int
        Refits per k, each on 80 % of the stories.
    n_null, null_refits : int
        Null corpora, and refits of each per k. Fewer than 19 null corpora do not reach a 95th percentile, and support
        is then found too often.
    seed : int
    workers : int
        Threads; their number does not change the result.

    Returns
    -------
    StableK

    Raises
    ------
    FramingError
        For fewer than 5 stories, or a grid that four fifths of the stories cannot carry.

    Notes
    -----
    Stability s_k: mean agreement of the topics of a refit with those of all stories, topics matched one to one, the
    agreement of two topics being the Jaccard index of their first d terms averaged over d = 1 ... 20 (Greene,
    O'Callaghan and Cunningham 2014, ECML PKDD). In a null corpus each article keeps its length and its words are drawn
    from the pooled distribution. kappa_k = (s_k - m_k) / (1 - m_k), m_k the mean of the null corpora at the same k:
    few topics are stable by chance. The k with the largest kappa is supported when that exceeds the 95th percentile of
    the null corpora's own largest kappa, and 0.3. The percentile is that of a test: 19 null corpora and the corpus are
    20 draws alike when there is no structure, so it exceeds all of them 5 % of the time.

    Only the leading terms matter here, so all fits, of the corpus and of the null corpora alike, are rougher than those
    of ``fit_topics``: they know the 5,000 terms with the largest total TF-IDF and end at a tolerance of 1e-3 or after
    40 iterations (k-means: 3 starts). All k are fitted to the same draws, from one singular value decomposition each.

    Examples
    --------
    >>> from analysis import count_terms
    >>> rng, often = np.random.default_rng(0), [0.4, 0.25, 0.15, 0.12, 0.08]
    >>> subjects = ["goal match team coach ball", "vote party law court bill", "ship storm wave crew sail"]
    >>> texts = [" ".join(rng.choice(subjects[i % 3].split(), 30, p=often)) for i in range(60)]
    >>> documents = pd.DataFrame({"outlet": "x", "text": texts}, index=[f"d{i:02d}" for i in range(60)])
    >>> stable_k(count_terms(documents), grid=(2, 3, 4, 5), n_refits=5).k
    3
    """
    expect(terms, DocumentTerms, "count_terms(documents)")
    grid = sorted({int(k) for k in grid})
    _check(terms, grid, method)
    terms = sorted_by_id(terms)
    terms = with_columns(terms, leading_vocabulary(terms))
    fit = partial(refit, numbers=grid, method=method)
    nulls, draws = (
        rng.spawn(n) for rng, n in zip(np.random.default_rng(seed).spawn(2), (n_null, n_refits), strict=True)
    )
    jobs = [
        *(partial(_null_stability, terms, fit, null_refits, rng) for rng in nulls),
        partial(fit, terms),
        *(partial(_fit_draw, terms, fit, rng) for rng in draws),
    ]
    found = in_threads(lambda job: job(), jobs, workers)
    null = np.array(found[:n_null])
    reference, refits = found[n_null], found[n_null + 1 :]
    stability = np.array([_agreements(reference, other) for other in refits])
    settings = {"method": method, "n_refits": n_refits, "n_null": n_null, "null_refits": null_refits, "seed": seed}
    return _choice(grid, stability, null, settings)


def _choice(grid: list[int], stability: np.ndarray, null: np.ndarray, settings: dict) -> StableK:
    """From stability per refit and k, shape (n_refits, n_k), and per null corpus and k, shape (n_null, n_k)."""
    chance = null.mean(axis=0)

    def kappa(stability: np.ndarray) -> np.ndarray:
        return (stability - chance) / np.maximum(1 - chance, 1e-9)

    threshold = max(float(_high(kappa(null).max(axis=1))), FLOOR)
    table = pd.DataFrame(
        {
            "k": grid,
            "stability": stability.mean(axis=0),
            "null": chance,
            "null_high": _high(null),
            "kappa": kappa(stability.mean(axis=0)),
        }
    )
    table["supported"] = table["kappa"] > threshold
    table["first"] = np.bincount(kappa(stability).round(9).argmax(axis=1), minlength=len(grid))
    best = table["kappa"].round(9).idxmax()
    return StableK(table, grid[best] if table.at[best, "supported"] else None, threshold, settings)


def _high(null: np.ndarray) -> np.ndarray:
    """95th percentile of null corpora such that one more of them exceeds it 5 % of the time: of 19, the largest."""
    rank = min(int(np.ceil(0.95 * (len(null) + 1))), len(null))
    return np.sort(null, axis=0)[rank - 1]


def _agreements(reference: list[np.ndarray], other: list[np.ndarray]) -> list[float]:
    """Agreement of two fits at each k."""
    return [agreement(first, second) for first, second in zip(reference, other, strict=True)]


def _fit_draw(terms: DocumentTerms, fit, rng: np.random.Generator) -> list[np.ndarray]:
    return fit(draw_stories(terms, rng))


def _null_stability(terms: DocumentTerms, fit, n_refits: int, rng: np.random.Generator) -> np.ndarray:
    """Stability of one null corpus at each k, shape (n_k,)."""
    null = _null_corpus(terms, rng)
    reference = fit(null)
    return np.mean([_agreements(reference, _fit_draw(null, fit, rng)) for _ in range(n_refits)], axis=0)


def _null_corpus(terms: DocumentTerms, rng: np.random.Generator) -> DocumentTerms:
    lengths = np.asarray(terms.counts.sum(axis=1)).ravel()
    pooled = terms.counts.T @ terms.weights
    words = rng.choice(len(pooled), int(lengths.sum()), p=pooled / pooled.sum())
    cells = np.ones(len(words), dtype=np.int64), (np.repeat(np.arange(len(lengths)), lengths), words)
    return replace(terms, counts=sparse.csr_array(cells, shape=terms.counts.shape))


def _check(terms: DocumentTerms, grid: list[int], method: str) -> None:
    if method not in METHODS:
        raise FramingError(f"method={method!r} is not known: choose one of {', '.join(METHODS)}")
    if terms.stories.nunique() < MIN_STORIES:
        raise FramingError(
            f"the number of topics cannot be found by drawing from fewer than {MIN_STORIES} stories: name it yourself"
        )
    largest = largest_k(terms)
    if len(grid) < 2 or grid[0] < 2 or grid[-1] > largest:
        raise FramingError(f"grid={grid} cannot be tried here: give two or more whole numbers from 2 to {largest}")
