"""The unit of inference: one story of one group."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import FramingError
from analysis.terms import DocumentTerms, doc_ids, sum_rows

__all__ = ["UNKNOWN", "Cells", "story_cells"]

# A label that says that the group is not known; it is compared only when it is asked for by name.
UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Cells:
    """Counts per story and group, copies averaged; sorted by story, then group.

    Parameters
    ----------
    counts : csr_array of shape (n_cells, n_terms)
        Mean counts over the copies of the story in the group.
    group, story : ndarray of str, shape (n_cells,)
    shared : ndarray of bool, shape (n_cells,)
        The story stands in another of the compared groups as well.
    """

    counts: sparse.csr_array
    group: np.ndarray
    story: np.ndarray
    shared: np.ndarray

    def where(self, rows: np.ndarray) -> "Cells":
        """Keep the cells for which ``rows`` is true."""
        return Cells(self.counts[rows], self.group[rows], self.story[rows], self.shared[rows])

    def frequency(self) -> np.ndarray:
        """Number of stories in which each term occurs, shape (n_terms,); a story kept in two groups counts twice."""
        return np.bincount(self.counts.indices[self.counts.data > 0], minlength=self.counts.shape[1])

    @property
    def totals(self) -> np.ndarray:
        """Tokens of each cell, shape (n_cells,)."""
        return np.asarray(self.counts.sum(axis=1)).ravel()


def story_cells(terms: DocumentTerms, by: str = "outlet", groups: list[str] | None = None) -> Cells:
    """One row per story and group.

    Parameters
    ----------
    terms : DocumentTerms
        Counts of articles, paragraphs or sentences; the parts of an article are added up.
    by : str
        Column that names the group.
    groups : list of str, optional
        Groups to keep; by default all but missing and "unknown".

    Examples
    --------
    >>> from analysis import count_terms
    >>> documents = pd.DataFrame(
    ...     {"outlet": ["x", "x", "y"], "story": ["s1", "s1", "s2"], "text": ["red fox", "red fox fox", "red hen"]},
    ...     index=pd.Index(["a", "b", "c"], name="doc_id"),
    ... )
    >>> cells = story_cells(count_terms(documents))
    >>> cells.counts.toarray().tolist()  # fox, hen, red
    [[1.5, 0.0, 1.0], [0.0, 1.0, 1.0]]
    """
    label = _labels(terms, by)
    groups = known_groups(label) if groups is None else groups
    kept = np.isin(label, groups)
    keys = pd.MultiIndex.from_arrays([terms.stories.to_numpy()[kept], label[kept]])
    codes, cells = pd.factorize(keys, sort=True)
    articles = pd.Series(doc_ids(terms.documents)[kept]).groupby(codes).nunique().to_numpy()
    sums = sum_rows(codes, len(cells), terms.counts[kept].astype(float))
    # Dividing the sum, not weighting the parts, leaves exact copies exactly as one article.
    sums.data /= np.repeat(articles, np.diff(sums.indptr))
    story = cells.get_level_values(0).to_numpy(dtype=object)
    shared = pd.Series(story).duplicated(keep=False).to_numpy()
    return Cells(sums, cells.get_level_values(1).to_numpy(dtype=object), story, shared)


def known_groups(label: np.ndarray) -> list[str]:
    """Sorted groups of a label column, without missing ones and "unknown"."""
    return sorted(str(g) for g in pd.unique(label[~pd.isna(label)]) if g != UNKNOWN)


def _labels(terms: DocumentTerms, by: str) -> np.ndarray:
    if by not in terms.documents:
        raise FramingError(f"by={by!r} is not a column of the documents: choose one of {', '.join(terms.documents)}")
    return terms.documents[by].astype(object).to_numpy()
