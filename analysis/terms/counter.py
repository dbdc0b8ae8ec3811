r"""CountVectorizer with a compiled engine: the same numbers, several times as fast.

scikit-learn still checks the parameters, decides which terms stay, and words every error. Two steps are replaced where
the parameters allow it: turning texts into counts, and moving the counts about when terms are dropped or sorted.
"""

from collections.abc import Iterable, Iterator
from numbers import Integral
from types import SimpleNamespace

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer

from analysis.terms.kernel_unicode import LOWERED_BY_PYTHON, SPOILS_WORD, letter_table, parse_pattern

__all__ = ["TermCounter"]

_HOOKS = ("_word_ngrams", "build_analyzer", "build_preprocessor", "build_tokenizer", "decode", "get_stop_words")
_KNOWN_PER_TEXT = 300  # with more known terms per text, looking up the words of the texts one by one is quicker


class TermCounter(CountVectorizer):
    r"""Count the terms of texts; a drop-in for scikit-learn's CountVectorizer.

    Takes the parameters of CountVectorizer and gives its result bit for bit: vocabulary, counts, their order and type,
    errors and warnings. Only the time differs.

    Parameters
    ----------
    **parameters
        Those of :class:`sklearn.feature_extraction.text.CountVectorizer`, by keyword, with its defaults.

    Attributes
    ----------
    vocabulary_ : dict
        Column of each term.
    fixed_vocabulary_ : bool
        Whether the vocabulary was given.
    engine_ : {"compiled", "scikit-learn"}
        What counts with the present parameters.

    Notes
    -----
    The compiled engine counts words and word n-grams whose ``token_pattern`` is one class of characters repeated, such
    as ``(?u)\b\w\w+\b``, ``\w+``, ``[a-z]{3,}`` or ``\b[a-zA-Z]+\b``. Lower case and the meaning of ``\w`` are Python's
    own, for all of Unicode; ``strip_accents`` and a ``preprocessor`` run in Python before it. All else (characters
    instead of words, a ``tokenizer``, a callable ``analyzer``, other patterns, overridden methods) is left to
    scikit-learn's engine, as is looking up a large vocabulary in few texts, where compiled code would not pay.

    Texts in a pandas Series of Arrow strings are read in place. Blocks of half a megabyte are counted on up to four
    threads (NUMBA_NUM_THREADS sets fewer); the result does not depend on their number. The first call on a machine
    compiles for about ten seconds.

    See Also
    --------
    sklearn.feature_extraction.text.CountVectorizer : The reference.

    Examples
    --------
    >>> counter = TermCounter(min_df=2)
    >>> counter.fit_transform(["Talks began.", "No talks!", "The talks ended, no deal."]).toarray()
    array([[0, 1],
           [1, 1],
           [1, 1]])
    >>> counter.get_feature_names_out().tolist(), counter.engine_
    (['no', 'talks'], 'compiled')
    """

    @property
    def engine_(self) -> str:
        """What counts with the present parameters."""
        if not hasattr(self, "vocabulary_"):
            raise AttributeError(f"this {type(self).__name__} has no engine yet: fit it first")
        return self._engine(self.vocabulary_ if self.fixed_vocabulary_ else None)

    def _engine(self, vocabulary: dict | None) -> str:
        return "compiled" if self._is_expressible() and _is_regular(vocabulary) else "scikit-learn"

    def _is_expressible(self) -> bool:
        return (
            self.analyzer == "word"
            and self.tokenizer is None
            and isinstance(self.token_pattern, str)
            and parse_pattern(self.token_pattern) is not None
            and all(isinstance(n, Integral) for n in self.ngram_range)
            and 1 <= self.ngram_range[0] <= self.ngram_range[-1]
            and all(getattr(type(self), hook) is getattr(CountVectorizer, hook) for hook in _HOOKS)
        )

    def _count_vocab(self, raw_documents, fixed_vocab):
        vocabulary = self.vocabulary_ if fixed_vocab else None
        if self._engine(vocabulary) == "scikit-learn" or _knows_more_than_it_reads(vocabulary, raw_documents):
            return super()._count_vocab(raw_documents, fixed_vocab)
        self.build_analyzer()  # checks the parameters and warns of odd stop words
        vocabulary, cells = self._count_compiled(raw_documents, vocabulary)
        if not vocabulary:
            return super()._count_vocab((), fixed_vocab)  # raises the error of an empty vocabulary
        counts = sparse.csr_array(cells, shape=(len(cells[2]) - 1, len(vocabulary)), dtype=self.dtype)
        counts.sort_indices()
        return vocabulary, counts

    def _count_compiled(self, raw_documents, vocabulary: dict | None) -> tuple[dict, tuple]:
        from analysis.terms.kernel_cells import Cells
        from analysis.terms.kernel_tally import WordRules, count_known_terms, count_new_terms

        pattern = parse_pattern(self.token_pattern)
        letter_of = letter_table(pattern, self._lowers_only() and bool(self.lowercase))
        stop_words, ngram_range = self.get_stop_words() or (), tuple(map(int, self.ngram_range))
        rules = WordRules(letter_of, pattern.shortest, SPOILS_WORD in letter_of, stop_words, ngram_range)
        blocks, cells = self._blocks(raw_documents), Cells(self.dtype)
        if vocabulary is None:
            terms = count_new_terms(blocks, rules, cells)
            vocabulary = dict(zip(terms, range(len(terms)), strict=True))
        else:
            count_known_terms(blocks, rules, cells, vocabulary)
        return vocabulary, cells.compressed()

    def _blocks(self, raw_documents) -> Iterator:
        from analysis.terms.kernel_blocks import arrow_blocks, arrow_texts, text_blocks

        def from_python(documents):
            return text_blocks(self._texts(documents))

        in_place = self.input == "content" and self._lowers_only()
        texts = arrow_texts(raw_documents) if in_place else None
        return from_python(raw_documents) if texts is None else arrow_blocks(texts, self._needs_python, from_python)

    def _texts(self, raw_documents: Iterable) -> Iterator[str]:
        """Texts that the compiled engine can read; what is no text raises what scikit-learn would raise."""
        preprocess, tokenize = self.build_preprocessor(), self.build_tokenizer()
        is_content, lowers_only = self.input == "content", self._lowers_only()
        for document in raw_documents:
            text = document if is_content and type(document) is str else self.decode(document)
            is_ready = lowers_only and type(text) is str
            if not is_ready or (self.lowercase and any(character in text for character in LOWERED_BY_PYTHON)):
                text = preprocess(text)
            if not isinstance(text, str):
                tokenize(text)
            yield text

    def _lowers_only(self) -> bool:
        return self.preprocessor is None and not self.strip_accents

    def _needs_python(self, data: np.ndarray) -> bool:
        from analysis.terms.kernel_words import has_either_pair

        return bool(self.lowercase) and has_either_pair(data, tuple("".join(LOWERED_BY_PYTHON).encode()))

    def _limit_features(self, counts, vocabulary, high=None, low=None, limit=None):
        """Let scikit-learn decide from the totals which terms stay, and drop the cells of the others in place."""
        if self._engine(None) == "scikit-learn":
            return super()._limit_features(counts, vocabulary, high, low, limit)
        from analysis.terms.kernel_cells import drop_cells
        from analysis.terms.kernel_rows import count_columns, renumber, row_bounds

        totals = _Totals(counts, count_columns(counts.indices, counts.shape[1]))
        kept = super()._limit_features(totals, vocabulary, high, low, limit)
        indptr = counts.indptr
        if len(kept) < counts.shape[1]:
            renumber(counts.indices, _positions(kept, counts.shape[1]))
            stays = counts.indices >= 0
            indptr = row_bounds(indptr, stays)
            drop_cells(counts, stays)
        return sparse.csr_array((counts.data, counts.indices, indptr), shape=(counts.shape[0], len(kept)))

    def _sort_features(self, counts, vocabulary):
        """Let scikit-learn sort one cell of each column, and do the same to all cells in place."""
        if self._engine(None) == "scikit-learn":
            return super()._sort_features(counts, vocabulary)
        from analysis.terms.kernel_rows import renumber

        columns = SimpleNamespace(indices=np.arange(counts.shape[1], dtype=counts.indices.dtype))
        renumber(counts.indices, super()._sort_features(columns, vocabulary).indices)
        return counts


class _Totals:
    """Stands for a matrix whose columns are to be selected; gives the numbers of the columns instead."""

    def __init__(self, counts, document_frequency: np.ndarray):
        self.counts = counts
        self.indptr = np.concatenate([[0], np.cumsum(document_frequency)])

    def sum(self, axis):
        return self.counts.sum(axis=axis)

    def __getitem__(self, key):
        return key[1]


def _positions(kept: np.ndarray, n_columns: int) -> np.ndarray:
    """New number of each column; -1 for those that go."""
    positions = np.full(n_columns, -1, np.int32)
    positions[kept] = np.arange(len(kept))
    return positions


def _is_regular(vocabulary: dict | None) -> bool:
    """Whether a vocabulary, which anyone may have changed, numbers its terms 0, 1, 2, ... in some order."""
    if vocabulary is None:
        return True
    columns = np.asarray(list(vocabulary.values())) if type(vocabulary) is dict else np.empty(0)
    return columns.dtype.kind in "iu" and np.array_equal(np.sort(columns), np.arange(len(columns)))


def _knows_more_than_it_reads(vocabulary: dict | None, raw_documents) -> bool:
    if vocabulary is None or not hasattr(raw_documents, "__len__"):
        return False
    return len(vocabulary) > _KNOWN_PER_TEXT * len(raw_documents)
