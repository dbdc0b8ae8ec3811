"""The documents table: one row per article, checked where data enters."""

import re

import numpy as np
import pandas as pd

from analysis.errors import FramingError

__all__ = ["DTYPES", "METADATA", "check_documents", "count_words", "empty_documents", "tidy_documents"]

DTYPES = {
    "outlet": "str",
    "title": "str",
    "author": "str",
    "date": "datetime64[us]",
    "url": "str",
    "republished_by": "str",
    "language": "str",
    "genre": "str",
    "text": "str",
    "n_words": "int64",
    "story": "str",
    "evidence": "str",
}
METADATA = ("outlet", "title", "author", "date", "url", "republished_by", "language", "genre")

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_IN_WORDS = np.array([code < 128 and (chr(code).isalnum() or chr(code) == "_") for code in range(256)])


def count_words(text: str) -> int:
    """Number of words as the term counts see them: two or more letters, digits or underscores.

    Examples
    --------
    >>> count_words("A cease-fire in 2016")
    4
    """
    from analysis.corpus.stories.kernels import count_long_words

    if not text.isascii():
        for character in sorted(set(_NOT_ASCII.findall(text))):
            text = text.replace(character, "x" if character.isalnum() else " ")
    return count_long_words(np.frombuffer(text.encode(), dtype=np.uint8), _IN_WORDS)


def empty_documents() -> pd.DataFrame:
    """A documents table without rows, every column in its type."""
    index = pd.Index([], name="doc_id", dtype="str")
    return pd.DataFrame({column: pd.Series([], dtype=dtype, index=index) for column, dtype in DTYPES.items()})


def tidy_documents(documents: pd.DataFrame) -> pd.DataFrame:
    """The known columns in their order and types, rows sorted by doc_id."""
    columns = {column: dtype for column, dtype in DTYPES.items() if column in documents.columns}
    return documents[list(columns)].astype(columns).rename_axis("doc_id").sort_index()


def check_documents(documents: pd.DataFrame, where: str) -> pd.DataFrame:
    """Return the table unchanged when it is a documents table.

    Parameters
    ----------
    documents : DataFrame
        Indexed by doc_id; may lack columns that were not asked for, `text` for one.
    where : str
        Where the table comes from, for the message.

    Raises
    ------
    FramingError
        A column, a type or a value is not as the documents table demands.
    """
    from pandera.errors import SchemaError

    try:
        return _schema(documents.columns).validate(documents)
    except SchemaError as error:
        column = getattr(error.schema, "name", None) or "the table"
        raise FramingError(
            f"{where} is not a documents table: {column} fails the check {error.check}. "
            "Ingest the articles again, or see data/README.md for the columns and their types."
        ) from None


def _schema(present):
    import pandera.pandas as pa

    slug = pa.Check.str_matches(r"^[a-z0-9][a-z0-9-]*$")
    checks = {"outlet": slug, "republished_by": slug, "n_words": pa.Check.ge(0), "language": pa.Check.str_length(2, 2)}
    required = {"outlet", "n_words", "story"}
    columns = {
        column: pa.Column(dtype, checks.get(column), nullable=column not in required)
        for column, dtype in DTYPES.items()
        if column in present
    }
    return pa.DataFrameSchema(columns, index=pa.Index("str", unique=True, name="doc_id"), strict=True)
