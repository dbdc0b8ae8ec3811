"""What to call a topic: terms that are frequent in it and exclusive to it."""

import numpy as np
import pandas as pd

__all__ = ["frex", "label_topics", "top_terms"]

LEADING = 20  # heaviest terms of a topic, from which its label is taken
CANDIDATES = 10  # a label names what the card shows
LABEL_TERMS = 3


def top_terms(components: pd.DataFrame) -> pd.DataFrame:
    """The twenty heaviest terms of each topic.

    Parameters
    ----------
    components : DataFrame of shape (k, n_terms)
        Weight of each term in each topic; rows sum to 1.

    Returns
    -------
    DataFrame
        Columns topic, rank, term, weight, exclusivity, frex (see ``frex``); ties of the weight are broken by the term.
    """
    weights = components.to_numpy()
    exclusivity = weights / np.maximum(weights.sum(axis=0), np.finfo(float).tiny)
    return pd.concat(
        [_of_topic(topic, weights[topic], exclusivity[topic], components.columns) for topic in range(len(components))],
        ignore_index=True,
    )


def frex(weight: np.ndarray, exclusivity: np.ndarray) -> np.ndarray:
    """Frequent and exclusive: harmonic mean of two ranks among the terms given.

    Notes
    -----
    FREX = 2 / (1 / F + 1 / E), F the share of the terms whose weight in the topic is no larger, E the share whose
    exclusivity is no larger; exclusivity is the term's weight in this topic over the sum of its weights in all topics
    (Bischof and Airoldi 2012, ICML; Roberts et al. 2014, AJPS 58(4), with equal weights of both). Ranks are taken among
    the topic's twenty heaviest terms, not the whole vocabulary: an NMF topic shares no term with others in its long
    tail, so that exclusivity over all terms would name topics by their rare words.

    >>> frex(np.array([0.5, 0.3, 0.1]), np.array([0.2, 0.9, 1.0])).round(3)  # second in both ranks wins
    array([0.5  , 0.667, 0.5  ])
    """
    frequent, exclusive = _rank_share(weight), _rank_share(exclusivity)
    return 2 / (1 / frequent + 1 / exclusive)


def label_topics(terms: pd.DataFrame) -> pd.Series:
    """The three of the ten heaviest terms with the largest FREX, heaviest first; ties go to the heavier term."""
    shown = terms[terms["rank"] <= CANDIDATES]
    best = shown.assign(order=-shown["frex"].round(9)).sort_values(["topic", "order", "rank"])
    chosen = best.groupby("topic").head(LABEL_TERMS).sort_values(["topic", "rank"])
    return chosen.groupby("topic")["term"].agg(" ".join).rename("label")


def _of_topic(topic: int, weight: np.ndarray, exclusivity: np.ndarray, names: pd.Index) -> pd.DataFrame:
    order = np.argsort(-weight.round(9), kind="stable")[:LEADING]
    columns = {"term": names[order], "weight": weight[order], "exclusivity": exclusivity[order]}
    scores = frex(weight[order], exclusivity[order])
    return pd.DataFrame({"topic": topic, "rank": range(1, len(order) + 1), **columns, "frex": scores})


def _rank_share(values: np.ndarray) -> np.ndarray:
    """Share of the values that are no larger than each."""
    rounded = values.round(9)
    return np.searchsorted(np.sort(rounded), rounded, side="right") / len(rounded)
