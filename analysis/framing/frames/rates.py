"""How often the words of a frame stand in each story, by which words, and what depends on the length."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.framing.frames.lexicon import Frame, word_of_term
from analysis.inference import MIN_STORIES, Cells, percentiles, redraws
from analysis.terms import DocumentTerms, doc_ids, group_sums

__all__ = ["FIRST_WORDS", "FrameCounts", "article_rates", "length_table", "mean_interval", "rate_table", "word_table"]

PER = 1000.0
FIRST_WORDS = 200


@dataclass(frozen=True, eq=False)
class FrameCounts:
    """Rates per 1,000 words of the words of one frame, one row per story and group.

    Parameters
    ----------
    frame : Frame
    rates : ndarray of shape (n_cells, n_words)
        Occurrences of each word of the list per 1,000 words of the story.
    counts : ndarray of shape (n_cells, n_words)
    group : ndarray of str, shape (n_cells,)
    size : ndarray of float, shape (n_cells,)
        Words of the story.
    """

    frame: Frame
    rates: np.ndarray
    counts: np.ndarray
    group: np.ndarray
    size: np.ndarray

    @classmethod
    def of_cells(cls, cells: Cells, terms: pd.Index, frame: Frame) -> "FrameCounts":
        """Gather the words of a frame; stories without a word are left out."""
        cells = cells.where(cells.size > 0)
        counts = by_word(cells.counts, terms, frame)
        return cls(frame, PER * counts / cells.size[:, None], counts, cells.group, cells.size)

    @cached_property
    def score(self) -> np.ndarray:
        """Rate of all words of the frame in each story."""
        return self.rates.sum(axis=1)


def by_word(counts: sparse.csr_array, terms: pd.Index, frame: Frame) -> np.ndarray:
    """Counts of the words of a frame's list, shape (n_rows, n_words)."""
    columns, numbers = word_of_term(terms, frame.words)
    words = sparse.csr_array((np.ones(len(columns)), (columns, numbers)), shape=(len(terms), len(frame.words)))
    return (counts @ words).toarray()


def article_rates(terms: DocumentTerms, frames: Mapping[str, Frame]) -> pd.DataFrame:
    """Score of each article in each frame, per 1,000 words; missing for a frame without words."""
    articles, order = group_sums(doc_ids(terms.documents).to_numpy(), terms.counts.astype(float))
    size = np.asarray(articles.sum(axis=1)).ravel()
    scores = {
        key: PER * by_word(articles, terms.terms, frame).sum(axis=1) / np.where(size > 0, size, np.nan)
        if frame.words
        else np.full(len(order), np.nan)
        for key, frame in frames.items()
    }
    table = pd.DataFrame(scores, index=pd.Index(order, name="doc_id"))
    return table.loc[doc_ids(terms.documents).unique()]


def rate_table(
    counts: FrameCounts, by: str, groups: list[str], n_bootstraps: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Mean rate of a frame over the stories of each group, its interval, and its range with one word left out."""
    return pd.DataFrame([_rate_row(counts, by, group, n_bootstraps, rng) for group in groups])


def _rate_row(counts: FrameCounts, by: str, group: str, n_bootstraps: int, rng: np.random.Generator) -> dict:
    rows = counts.group == group
    known = bool(counts.frame.words) and rows.any()
    per_word = counts.rates[rows].mean(axis=0) if known else np.array([np.nan])
    rate = per_word.sum()
    low, high = mean_interval(counts.score[rows], n_bootstraps, rng) if known else (np.nan, np.nan)
    return {
        "frame": counts.frame.key,
        by: group,
        "stories": int(rows.sum()),
        "n": counts.counts[rows].sum(),
        "rate": rate,
        "low": low,
        "high": high,
        "least_without_a_word": rate - per_word.max(),
        "most_without_a_word": rate - per_word.min(),
        "heaviest_word": counts.frame.words[int(per_word.argmax())] if known and rate > 0 else None,
    }


def mean_interval(values: np.ndarray, n_bootstraps: int, rng: np.random.Generator) -> tuple[float, float]:
    """95 % interval of a mean over stories, by redrawing them; missing with fewer than 5."""
    n = len(values)
    if n < MIN_STORIES:
        return np.nan, np.nan
    means = values @ redraws(np.ones(n, dtype=bool), n_bootstraps, rng) / n
    low, high = np.percentile(means, percentiles(n))
    return float(low), float(high)


def word_table(counts: FrameCounts) -> pd.DataFrame:
    """The words behind a frame: how often, in how many stories, their part in the mean rate, and the rate without."""
    per_word = counts.rates.mean(axis=0) if len(counts.rates) else np.zeros(len(counts.frame.words))
    rate = per_word.sum()
    table = pd.DataFrame(
        {
            "frame": counts.frame.key,
            "word": counts.frame.words,
            "n": counts.counts.sum(axis=0),
            "stories": (counts.counts > 0).sum(axis=0),
            "part": per_word / rate if rate > 0 else np.nan,
            "rate_without": rate - per_word,
        }
    )
    order = np.lexsort((table["word"].to_numpy(dtype=str), -per_word.round(9)))
    return table.iloc[order].reset_index(drop=True)


def length_table(counts: FrameCounts, first: FrameCounts | None) -> dict:
    """How a frame's score goes with the length of the story."""
    from scipy.stats import spearmanr

    score, size = counts.score, counts.size
    varies = len(score) > 2 and np.ptp(score) > 0 and np.ptp(size) > 0
    short = size <= np.median(size) if len(size) else np.zeros(0, dtype=bool)
    row = {
        "frame": counts.frame.key,
        "stories": len(score),
        "spearman": float(spearmanr(score, size).statistic) if varies else np.nan,
        "rate_short": _mean(score[short]),
        "rate_long": _mean(score[~short]),
    }
    if first is None:
        return row | {"stories_cut": 0, "rate_whole": np.nan, "rate_first": np.nan}
    long = size >= FIRST_WORDS
    return row | {
        "stories_cut": int(long.sum()),
        "rate_whole": _mean(score[long]),
        "rate_first": _mean(first.score[long]),
    }


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if len(values) else np.nan
