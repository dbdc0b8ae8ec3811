"""Do two sets of topics agree? Greene, O'Callaghan and Cunningham (2014): ranked terms, topics matched one to one."""

import numpy as np

__all__ = ["DEPTH", "agreement", "leading_terms", "matched_agreement"]

DEPTH = 20  # terms of a topic that are compared


def leading_terms(topics: np.ndarray) -> np.ndarray:
    """Columns of the first 20 terms of each topic, shape (k, at most 20); -1 where a topic has no further term.

    Parameters
    ----------
    topics : ndarray of shape (k, n_terms)
        Weights of the terms; those of one topic sum to 1. They are rounded, and ties go to the earlier column.

    Examples
    --------
    >>> leading_terms(np.array([[0.2, 0.5, 0.3], [0.0, 0.0, 1.0]]))
    array([[ 1,  2,  0],
           [ 2, -1, -1]])
    """
    rounded = topics.round(6)
    first = np.argsort(-rounded, axis=1, kind="stable")[:, :DEPTH]
    return np.where(np.take_along_axis(rounded, first, axis=1) > 0, first, -1)


def agreement(first: np.ndarray, second: np.ndarray) -> float:
    """Mean agreement of two sets of topics, matched one to one; topics are rows of ranked terms.

    >>> agreement(np.array([[1, 2], [5, 6]]), np.array([[6, 5], [1, 2]]))
    0.75
    """
    return float(matched_agreement(first, second).mean())


def matched_agreement(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Agreement of each topic of the first set with its partner in the second, shape (k,).

    Parameters
    ----------
    first, second : ndarray of shape (k, depth)
        Ranked terms of each topic as columns of the counts, -1 where it has no further term.

    Notes
    -----
    The agreement of two topics is the Jaccard index of their first d terms, averaged over d = 1 ... depth. The
    partners are those with the largest sum of agreements (Kuhn 1955).

    Examples
    --------
    >>> matched_agreement(np.array([[1, 2], [5, 6]]), np.array([[6, 5], [1, 2]])).tolist()
    [1.0, 0.5]
    """
    from scipy.optimize import linear_sum_assignment

    scores = _average_jaccard(first, second)
    rows, columns = linear_sum_assignment(-scores.round(12))
    return scores[rows, columns]


def _average_jaccard(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Average Jaccard index of every topic of the first set with every topic of the second."""
    depth = first.shape[1]
    ranks = np.arange(depth)
    # Rank of every term in the topics of the second set; the last column stands for "no further term".
    rank = np.full((len(second), max(first.max(), second.max()) + 2), depth)
    np.put_along_axis(rank, second, ranks[None], axis=1)
    rank[:, -1] = depth
    met_in_both = np.maximum(rank[:, first], ranks)
    overlap = (met_in_both[..., None] <= ranks).sum(axis=2)
    sizes = [(topics >= 0).cumsum(axis=1) for topics in (first, second)]
    union = sizes[0][None] + sizes[1][:, None] - overlap
    return (overlap / np.maximum(union, 1)).mean(axis=2).T
