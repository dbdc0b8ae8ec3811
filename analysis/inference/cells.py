"""The unit of inference: one story of one group."""

from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import FramingError
from analysis.terms import DocumentTerms, doc_ids, sum_rows

__all__ = ["UNKNOWN", "Cells", "column_of", "known_groups", "story_cells"]

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
    size : ndarray of float, shape (n_cells,)
        What the counts are a share of: the words of the story, or 1 when stories are counted.
    stratum : ndarray of str, shape (n_cells,)
        Labels are permuted within a stratum; one for all unless asked for.
    """

    counts: sparse.csr_array
    group: np.ndarray
    story: np.ndarray
    shared: np.ndarray
    size: np.ndarray
    stratum: np.ndarray

    def where(self, rows: np.ndarray) -> "Cells":
        """Keep the cells for which ``rows`` is true."""
        return Cells(*(getattr(self, field.name)[rows] for field in fields(self)))

    def incidence(self) -> "Cells":
        """Count stories with the term instead of its occurrences."""
        return replace(self, counts=(self.counts > 0).astype(float), size=np.ones(len(self.story)))

    def frequency(self) -> np.ndarray:
        """Number of stories in which each term occurs, shape (n_terms,); a story kept in two groups counts twice."""
        return np.bincount(self.counts.indices[self.counts.data > 0], minlength=self.counts.shape[1])

    def pooled(self) -> np.ndarray:
        """Total of each term over all cells, shape (n_terms,)."""
        return np.asarray(self.counts.sum(axis=0)).ravel()


def story_cells(
    terms: DocumentTerms, by: str = "outlet", groups: list[str] | None = None, strata: str | None = None
) -> Cells:
    """One row per story and group.

    Parameters
    ----------
    terms : DocumentTerms
        Counts of articles, paragraphs or sentences; the parts of an article are added up.
    by : str
        Column that names the group.
    groups : list of str, optional
        Groups to keep; by default all but missing and "unknown".
    strata : str, optional
        Column within which labels are permuted, or "month" for the month of publication. Stories without a value form
        a stratum of their own.

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
    label = column_of(terms.documents, by)
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
    group, size = cells.get_level_values(1).to_numpy(dtype=object), np.asarray(sums.sum(axis=1)).ravel()
    stratum = pd.Series(_strata(terms, strata)[kept]).groupby(codes).min().to_numpy(dtype=object)
    return Cells(sums, group, story, shared, size, stratum)


def known_groups(label: np.ndarray) -> list[str]:
    """Sorted groups of a label column, without missing ones and "unknown"."""
    return sorted(str(g) for g in pd.unique(label[~pd.isna(label)]) if g != UNKNOWN)


def column_of(documents: pd.DataFrame, name: str) -> np.ndarray:
    """Values of a column, with an error that lists the columns."""
    if name not in documents:
        raise FramingError(f"{name!r} is not a column of the documents: choose one of {', '.join(documents)}")
    return documents[name].astype(object).to_numpy()


def _strata(terms: DocumentTerms, strata: str | None) -> np.ndarray:
    if strata is None:
        return np.full(len(terms.documents), "", dtype=object)
    if strata == "month" and strata not in terms.documents:
        return pd.to_datetime(terms.documents["date"]).dt.strftime("%Y-%m").astype(object).fillna("").to_numpy()
    return pd.Series(column_of(terms.documents, strata)).fillna("").astype(str).to_numpy(dtype=object)
