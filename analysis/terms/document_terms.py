"""Counts of terms together with the documents that they belong to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import FramingError
from analysis.terms.grouping import group_sums, sum_rows
from analysis.terms.lemmas import lemma
from analysis.terms.weights import story_of, story_weights

__all__ = ["DocumentTerms"]


@dataclass(frozen=True, eq=False, repr=False)
class DocumentTerms:
    """Term counts of articles, paragraphs or sentences, with the story behind each row.

    Parameters
    ----------
    counts : csr_array of shape (n_units, n_terms)
        How often each term occurs in each unit.
    documents : DataFrame
        One row per row of ``counts``, in the same order: outlet, date, story, ... For paragraphs and sentences a
        column ``doc_id`` names the article.
    terms : Index of str, shape (n_terms,)
        The terms, sorted.
    unit : {"article", "paragraph", "sentence"}
    parameters : mapping
        How the terms were counted.

    Examples
    --------
    >>> import analysis
    >>> documents = pd.DataFrame(
    ...     {"outlet": ["x", "x", "y"], "story": ["s1", "s1", "s2"], "text": ["red fox", "red fox", "red hen"]},
    ...     index=pd.Index(["a", "b", "c"], name="doc_id"),
    ... )
    >>> terms = analysis.count_terms(documents)
    >>> terms
    DocumentTerms: 3 articles (2 stories) x 3 terms, 6 tokens
    >>> terms.by("outlet").loc["red"].to_dict()
    {'x': 1.0, 'y': 1.0}
    """

    counts: sparse.csr_array
    documents: pd.DataFrame
    terms: pd.Index
    unit: str = "article"
    parameters: Mapping = field(default_factory=dict)

    def __post_init__(self):
        expected = (len(self.documents), len(self.terms))
        if self.counts.shape != expected:
            raise FramingError(f"counts have the shape {self.counts.shape}, but documents and terms give {expected}")

    @cached_property
    def weights(self) -> np.ndarray:
        """Weight of each row, shape (n_units,): 1 / copies of its story in its outlet."""
        return story_weights(self.documents).to_numpy()

    @cached_property
    def stories(self) -> pd.Series:
        """Story of each row."""
        return story_of(self.documents)

    @property
    def corpora(self) -> dict[str, str]:
        """Name and sha256 of each corpus behind the counts."""
        return dict(self.documents.attrs.get("corpora", {}))

    def where(self, rows) -> "DocumentTerms":
        """Keep the rows for which a boolean array or Series is true; the terms stay as they are."""
        rows = np.asarray(rows, dtype=bool)
        return replace(self, counts=self.counts[rows], documents=self.documents.loc[rows])

    def without(self, words: Iterable[str]) -> "DocumentTerms":
        """Leave out some terms, such as a stop list; what is not counted is passed over."""
        kept = ~self.terms.isin(list(words))
        return replace(self, counts=self.counts[:, kept], terms=self.terms[kept])

    def lemmatised(self, language: str = "en") -> "DocumentTerms":
        """Add up the counts of terms with the same lemma (simplemma's dictionary, without regard to context)."""
        lemmas = pd.Index([lemma(term, language) for term in self.terms], dtype="str", name="term")
        codes, names = pd.factorize(lemmas, sort=True)
        counts = sparse.csr_array(sum_rows(codes, len(names), sparse.csr_array(self.counts.T)).T)
        return replace(self, counts=counts, terms=names)

    def document_frequency(self) -> pd.Series:
        """Number of stories in which each term occurs."""
        per_story, _ = group_sums(self.stories.to_numpy(), self.counts)
        return pd.Series(_column_incidence(per_story), index=self.terms, name="stories")

    def tfidf(self) -> sparse.csr_array:
        """TF-IDF of shape (n_units, n_terms), rows of length 1.

        Notes
        -----
        idf_w = ln((1 + n) / (1 + df_w)) + 1 and each row divided by its Euclidean length: scikit-learn's smooth
        variant. n and df count stories, not articles, so that a text printed in five copies does not become common.
        Without copies the result equals scikit-learn's TfidfTransformer.
        """
        n_stories = self.stories.nunique()
        idf = np.log((1 + n_stories) / (1 + self.document_frequency().to_numpy())) + 1
        scores = _scale_columns(self.counts.astype(float), idf)
        length = np.sqrt(scores.multiply(scores).sum(axis=1))
        return _scale_rows(scores, 1 / np.where(length > 0, length, 1))

    def by(self, column: str = "outlet") -> pd.DataFrame:
        """Weighted total C of each term in each group, shape (n_terms, n_groups); copies count once."""
        totals, groups = group_sums(self._labels(column), _scale_rows(self.counts, self.weights))
        return self._per_term(totals, groups, column)

    def stories_by(self, column: str = "outlet") -> pd.DataFrame:
        """Number of stories of each group in which each term occurs, shape (n_terms, n_groups)."""
        totals, groups = self._story_counts(self._labels(column))
        return self._per_term(totals, groups, column)

    def top_terms(self, by: str | None = None, n: int = 10) -> pd.DataFrame:
        """Terms with the largest TF-IDF in each unit, or on average in each group.

        Parameters
        ----------
        by : str, optional
            A column of ``documents``, such as "outlet". A group's TF-IDF is the mean over its units, copies counting
            once. Without it each unit stands for itself.
        n : int
            Terms per group.

        Returns
        -------
        DataFrame
            Columns: the group, rank, term, tfidf, n (weighted count), stories (of the group that use the term),
            group_stories (all stories of the group). Ties are broken by the term.
        """
        name = by or self.documents.index.name or "unit"
        labels = self._labels(by) if by else self.documents.index.to_numpy()
        weights = self.weights if by else np.ones(len(labels))
        weight, groups = group_sums(labels, sparse.csr_array(weights[:, None]))
        scores, _ = group_sums(labels, _scale_rows(self.tfidf(), weights))
        counts, _ = group_sums(labels, _scale_rows(self.counts, weights))
        stories, _ = self._story_counts(labels)
        means = _scale_rows(scores, 1 / weight.toarray()[:, 0])
        sizes = self.stories.groupby(labels).nunique().loc[groups].to_numpy()
        best = [_largest(means, row, n) for row in range(len(groups))]
        row, rank = (
            np.repeat(np.arange(len(best)), [len(b) for b in best]),
            [i + 1 for b in best for i in range(len(b))],
        )
        column = np.concatenate([*best, np.array([], dtype=np.intp)])
        cells = {
            label: np.asarray(m[row, column]) for label, m in [("tfidf", means), ("n", counts), ("stories", stories)]
        }
        return pd.DataFrame(
            {name: groups[row], "rank": rank, "term": self.terms[column], **cells, "group_stories": sizes[row]}
        )

    def _labels(self, column: str) -> np.ndarray:
        if column not in self.documents:
            known = ", ".join(map(str, self.documents.columns))
            raise FramingError(f"{column!r} is not a column of the documents: choose one of {known}")
        return self.documents[column].to_numpy()

    def _story_counts(self, labels: np.ndarray) -> tuple[sparse.csr_array, pd.Index]:
        cells, unique = pd.factorize(pd.MultiIndex.from_arrays([labels, self.stories.to_numpy()]), sort=True)
        incidence = (sum_rows(cells, len(unique), self.counts) > 0).astype(np.int64)
        return group_sums(unique.get_level_values(0), incidence)

    def _per_term(self, totals: sparse.csr_array, groups: pd.Index, column: str) -> pd.DataFrame:
        return pd.DataFrame(totals.toarray().T, index=self.terms, columns=groups.rename(column))

    def __repr__(self) -> str:
        n_units, n_terms = self.counts.shape
        return (
            f"DocumentTerms: {n_units:,} {self.unit}s ({self.stories.nunique():,} stories) x {n_terms:,} terms, "
            f"{int(self.counts.sum()):,} tokens"
        )


def _scale_rows(matrix: sparse.csr_array, factors: np.ndarray) -> sparse.csr_array:
    return sparse.csr_array(sparse.diags_array(factors) @ matrix)


def _scale_columns(matrix: sparse.csr_array, factors: np.ndarray) -> sparse.csr_array:
    return sparse.csr_array(matrix @ sparse.diags_array(factors))


def _column_incidence(matrix: sparse.csr_array) -> np.ndarray:
    matrix.eliminate_zeros()
    return np.bincount(matrix.indices, minlength=matrix.shape[1])


def _largest(scores: sparse.csr_array, row: int, n: int) -> np.ndarray:
    """Columns of the n largest positive scores of a row; ties go to the earlier term."""
    cells = slice(scores.indptr[row], scores.indptr[row + 1])
    column, score = scores.indices[cells], scores.data[cells].round(9)
    best = np.lexsort((column, -score))[:n]
    return column[best[score[best] > 0]]
