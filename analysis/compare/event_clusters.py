"""Which stories belong together: average linkage inside a window of days, on sparse similarities."""

from heapq import heapify, heappop, heappush

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

__all__ = ["average_linkage", "similar_pairs"]

BLOCK = 500  # stories held against all of their window at once: bounds the memory


def similar_pairs(
    vectors: sparse.csr_array, day: np.ndarray, days: int, fading: float, least: float
) -> sparse.coo_array:
    """Faded cosines of ``least`` or more of stories at most ``days`` apart, shape (n, n), above the diagonal.

    Parameters
    ----------
    vectors : csr_array of shape (n, n_terms)
        Rows of length 1, sorted by day.
    day : ndarray of int, shape (n,)
    days : int
    fading : float
        Share of the cosine that each day between two stories takes away.
    least : float

    Examples
    --------
    >>> vectors = sparse.csr_array([[1.0, 0.0], [0.6, 0.8], [0.6, 0.8]])
    >>> similar_pairs(vectors, np.array([0, 1, 9]), days=3, fading=0.5, least=0.1).toarray()
    array([[0. , 0.3, 0. ],
           [0. , 0. , 0. ],
           [0. , 0. , 0. ]])
    """
    found = [_block_pairs(vectors, day, start, days, fading, least) for start in range(0, len(day), BLOCK)]
    first, second, cosine = (np.concatenate(part) for part in zip(*found, strict=True)) if found else ([], [], [])
    return sparse.coo_array((cosine, (first, second)), shape=(len(day), len(day)))


def _block_pairs(
    vectors, day, start: int, days: int, fading: float, least: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    stop = min(start + BLOCK, len(day))
    end = np.searchsorted(day, day[stop - 1] + days, side="right")
    cosines = (vectors[start:stop] @ vectors[start:end].T).tocoo()
    first, second = (part + start for part in cosines.coords)
    gap = day[second] - day[first]
    # Rounded, so that the order of a sum decides neither a pair nor, later, the order of merging.
    value = (cosines.data * np.maximum(1 - fading * gap, 0)).round(9)
    kept = (second > first) & (gap <= days) & (value >= least)
    return first[kept], second[kept], value[kept]


def average_linkage(pairs: sparse.coo_array, day: np.ndarray, days: int, threshold: float) -> np.ndarray:
    """Cluster stories so that no cluster spans more than ``days``.

    Parameters
    ----------
    pairs : coo_array of shape (n, n)
        As returned by similar_pairs; pairs that are not in it count as 0.
    day : ndarray of int, shape (n,)
    days : int
    threshold : float
        Clusters are merged, the most similar first, as long as the mean similarity of their stories is this or more.

    Returns
    -------
    ndarray of int, shape (n,)
        The first member of each story's cluster.

    Examples
    --------
    >>> pairs = sparse.coo_array(([0.9, 0.6, 0.2], ([0, 1, 0], [1, 2, 2])), shape=(3, 3))
    >>> average_linkage(pairs, np.array([0, 1, 2]), 3, 0.4).tolist()
    [0, 0, 0]
    >>> average_linkage(pairs, np.array([0, 1, 2]), 1, 0.4).tolist()
    [0, 0, 2]
    """
    links = _links(pairs, threshold)
    members = {node: [node] for node in links}
    span = {node: (day[node], day[node]) for node in links}
    heap = [(-value, a, b) for a, near in links.items() for b, value in near.items() if a < b and value >= threshold]
    heapify(heap)
    while heap:
        value, a, b = heappop(heap)
        if a not in links or b not in links or -value != _mean(links, members, a, b):
            continue  # one of the two has grown since
        merged = min(span[a][0], span[b][0]), max(span[a][1], span[b][1])
        if merged[1] - merged[0] > days:
            continue
        _merge(links, a, b)
        members[a] += members.pop(b)
        span[a] = merged
        for c in links[a]:
            mean = _mean(links, members, a, c)
            if mean >= threshold:
                heappush(heap, (-mean, min(a, c), max(a, c)))
    label = np.arange(len(day))
    for first, nodes in members.items():
        label[nodes] = first
    return label


def _links(pairs: sparse.coo_array, threshold: float) -> dict[int, dict[int, float]]:
    """Neighbours of each story, as far as they could end in one cluster."""
    strong = pairs.data >= threshold
    first, second = pairs.coords
    shape = pairs.shape
    graph = sparse.coo_array((pairs.data[strong], (first[strong], second[strong])), shape=shape)
    # A mean of the threshold or more has a member of the threshold or more.
    _, component = connected_components(graph, directed=False)
    inside = component[first] == component[second]
    links: dict[int, dict[int, float]] = {}
    for a, b, value in zip(first[inside].tolist(), second[inside].tolist(), pairs.data[inside].tolist(), strict=True):
        links.setdefault(a, {})[b] = links.setdefault(b, {})[a] = value
    return links


def _mean(links: dict, members: dict, a: int, b: int) -> float:
    return round(links[a][b] / (len(members[a]) * len(members[b])), 9)


def _merge(links: dict, a: int, b: int) -> None:
    """Add up the similarities of b to those of a, the smaller of the two."""
    for c, value in links.pop(b).items():
        del links[c][b]
        if c != a:
            links[a][c] = links[c][a] = links[a].get(c, 0.0) + value
