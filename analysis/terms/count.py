"""From documents, or from counts made earlier, to DocumentTerms."""

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import FramingError, expect
from analysis.terms.document_terms import DocumentTerms
from analysis.terms.grouping import group_sums, sum_rows
from analysis.terms.voice import COUNTED_VOICES, pieces
from analysis.text import segment

__all__ = ["count_terms", "terms_from_counts"]


def count_terms(
    documents: pd.DataFrame,
    unit: str = "article",
    voice: str = "all",
    *,
    spans: pd.DataFrame | None = None,
    min_df: int = 1,
    ngram_range: tuple[int, int] = (1, 1),
    stop_words: str | list[str] | None = None,
    token_pattern: str = r"(?u)\b\w\w+\b",
    lowercase: bool = True,
    vocabulary: list[str] | None = None,
) -> DocumentTerms:
    r"""Count terms per article, paragraph or sentence.

    Parameters
    ----------
    documents : DataFrame
        Documents table; every row needs a text.
    unit : {"article", "paragraph", "sentence"}
        What a row of the counts stands for. The story of the article stays known.
    voice : {"all", "own", "quoted", "reported", "scare"}
        Whose words are counted: all of them, the outlet's own (those in scare quotes among them, since they are no
        one's speech), those between quotation marks, those reported without marks, or those in scare quotes alone.
        A word belongs to the voice of the span that it starts in. Units without a word in this voice stay, as empty
        rows, so that the number of stories does not change. Own, quoted and reported add up to all.
    spans : DataFrame, optional
        What `split_voices` returned for these documents; without it, voices are split by rule.
    min_df : int
        Keep terms that occur in at least this many stories.
    ngram_range, stop_words, token_pattern, lowercase, vocabulary
        As in scikit-learn's CountVectorizer. The default tokens are runs of two or more letters, digits or
        underscores, in lower case.

    Returns
    -------
    DocumentTerms

    Raises
    ------
    FramingError
        When there is no article, an article has no text, or no term is left.

    Examples
    --------
    >>> documents = pd.DataFrame(
    ...     {"outlet": ["x", "y"], "text": ["Talks began.\n\nTalks ended.", "No talks."]},
    ...     index=pd.Index(["a", "b"], name="doc_id"),
    ... )
    >>> count_terms(documents, unit="paragraph", min_df=2)
    DocumentTerms: 3 paragraphs (2 stories) x 1 terms, 3 tokens
    >>> documents["text"] = ['The regime fell. "The government stands," he said.', "No talks."]
    >>> count_terms(documents, voice="own").by("outlet").query("x > 0")["x"].to_dict()
    {'fell': 1.0, 'he': 1.0, 'regime': 1.0, 'said': 1.0, 'the': 1.0}
    """
    _check(documents, voice)
    units = segment(documents, unit)
    parts = units if voice == "all" else pieces(documents, units, voice, spans)
    vectorizer = _vectorizer(ngram_range, stop_words, token_pattern, lowercase, vocabulary)
    try:
        counts = sparse.csr_array(vectorizer.fit_transform(parts["text"]))
    except ValueError as error:
        where = "" if voice == "all" else f" in the voice {voice!r}"
        raise FramingError(f"no term found in {len(documents)} articles{where}: {error}") from error
    if voice != "all":
        counts = sum_rows(parts["unit"].to_numpy(), len(units), counts)
    settings = {"unit": unit, "voice": voice, "min_df": min_df, "ngram_range": ngram_range, "stop_words": stop_words}
    names = pd.Index(vectorizer.get_feature_names_out(), dtype="str", name="term")
    terms = DocumentTerms(counts, _unit_documents(documents, units, unit), names, unit, settings)
    return _frequent(terms, min_df)


def terms_from_counts(documents: pd.DataFrame, counts: pd.DataFrame, unit: str = "article") -> DocumentTerms:
    """DocumentTerms of a corpus whose texts are not held.

    Parameters
    ----------
    documents : DataFrame
        Documents table; ``text`` may be missing.
    counts : DataFrame
        Columns doc_id, paragraph (0, 1, ... inside the article), term, n.
    unit : {"article", "paragraph"}

    Examples
    --------
    >>> documents = pd.DataFrame({"outlet": ["x"]}, index=pd.Index(["a"], name="doc_id"))
    >>> counts = pd.DataFrame({"doc_id": "a", "paragraph": [0, 1], "term": ["fox", "fox"], "n": [1, 2]})
    >>> terms_from_counts(documents, counts)
    DocumentTerms: 1 articles (1 stories) x 1 terms, 3 tokens
    """
    if unit not in ("article", "paragraph"):
        raise FramingError(f"unit={unit!r} needs the texts: counts are held per article and paragraph only")
    units = counts[["doc_id", "paragraph"]].drop_duplicates().rename(columns={"paragraph": "position"})
    units = units.assign(order=documents.index.get_indexer(units["doc_id"])).sort_values(["order", "position"])
    row = pd.MultiIndex.from_frame(units[["doc_id", "position"]]).get_indexer(
        pd.MultiIndex.from_frame(counts[["doc_id", "paragraph"]])
    )
    column, names = pd.factorize(counts["term"].astype(object), sort=True)
    matrix = sparse.csr_array((counts["n"].to_numpy(), (row, column)), shape=(len(units), len(names)), dtype=np.int64)
    names = pd.Index(names, dtype="str", name="term")
    if unit == "article":
        matrix, ids = group_sums(units["order"].to_numpy(), matrix)
        return DocumentTerms(matrix, documents.iloc[ids], names, unit, {"unit": unit})
    return DocumentTerms(matrix, _unit_documents(documents, units, unit), names, unit, {"unit": unit})


def _check(documents: pd.DataFrame, voice: str) -> None:
    if voice not in COUNTED_VOICES:
        raise FramingError(f"voice={voice!r} is not known: choose one of {', '.join(COUNTED_VOICES)}")
    expect(documents, pd.DataFrame, "load_corpus")
    if len(documents) == 0:
        raise FramingError("there are no articles to count: the documents table is empty")
    if not documents.index.is_unique:
        twice = documents.index[documents.index.duplicated()][0]
        raise FramingError(f"doc_id {twice!r} stands for more than one article: give each row an id of its own")


def _vectorizer(ngram_range, stop_words, token_pattern, lowercase, vocabulary):
    from analysis.terms.counter import TermCounter

    return TermCounter(
        ngram_range=ngram_range,
        stop_words=stop_words,
        token_pattern=token_pattern,
        lowercase=lowercase,
        vocabulary=vocabulary,
    )


def _unit_documents(documents: pd.DataFrame, units: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Rows of the documents table, repeated for their units; the texts stay in the documents."""
    facts = documents.drop(columns="text", errors="ignore")
    if unit == "article":
        return facts
    repeated = facts.loc[units["doc_id"]].assign(
        doc_id=units["doc_id"].to_numpy(), position=units["position"].to_numpy()
    )
    repeated.index = pd.Index(repeated["doc_id"] + "#" + repeated["position"].astype("str"), name="unit_id")
    repeated.attrs = dict(documents.attrs)
    return repeated


def _frequent(terms: DocumentTerms, min_df: int) -> DocumentTerms:
    if min_df <= 1:
        return terms
    kept = (terms.document_frequency() >= min_df).to_numpy()
    if not kept.any():
        raise FramingError(f"no term occurs in {min_df} or more stories: lower min_df or give more articles")
    return DocumentTerms(terms.counts[:, kept], terms.documents, terms.terms[kept], terms.unit, terms.parameters)
