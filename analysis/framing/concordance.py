"""Keyword in context."""

import re

import pandas as pd

from analysis.errors import FramingError

__all__ = ["concordance"]

COLUMNS = ["doc_id", "start", "end", "left", "match", "right"]


def concordance(documents: pd.DataFrame, pattern: str, by: str = "outlet", *, width: int = 60) -> pd.DataFrame:
    r"""Every occurrence of a pattern with its surroundings.

    Parameters
    ----------
    documents : DataFrame
        Documents table; articles without text are passed over.
    pattern : str
        Regular expression, upper and lower case alike. A term of a result works as it is.
    by : str
        Column to sort by first.
    width : int
        Characters shown on each side.

    Returns
    -------
    DataFrame
        Columns: the group, doc_id, start, end (character offsets of the match), left, match, right; sorted by group,
        doc_id and start. The context is on one line; plain text throughout, so that markup in an article stays text.

    Raises
    ------
    FramingError
        When the pattern is not a regular expression or ``by`` is not a column.

    Examples
    --------
    >>> documents = pd.DataFrame(
    ...     {"outlet": ["y", "x"], "text": ["The talks failed.", "New talks,\nold talks."]},
    ...     index=pd.Index(["a", "b"], name="doc_id"),
    ... )
    >>> concordance(documents, r"\btalks\b", width=5)[["outlet", "left", "match", "right"]].values.tolist()
    [['x', ' New ', 'talks', ', old'], ['x', ' old ', 'talks', '.    '], ['y', ' The ', 'talks', ' fail']]
    """
    if by not in documents:
        raise FramingError(f"by={by!r} is not a column of the documents: choose one of {', '.join(documents.columns)}")
    try:
        search = re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise FramingError(f"pattern {pattern!r} is not a regular expression: {error}") from error
    rows = [
        (group, doc_id, match.start(), match.end(), *_context(text, match, width))
        for group, doc_id, text in zip(documents[by], documents.index, documents["text"], strict=True)
        if isinstance(text, str)
        for match in search.finditer(text)
        if match.end() > match.start()
    ]
    return pd.DataFrame(rows, columns=[by, *COLUMNS]).sort_values([by, "doc_id", "start"], ignore_index=True)


def _context(text: str, match: re.Match, width: int) -> tuple[str, str, str]:
    left = text[max(match.start() - width, 0) : match.start()]
    right = text[match.end() : match.end() + width]
    return _one_line(left).rjust(width), _one_line(match[0]), _one_line(right).ljust(width)


def _one_line(text: str) -> str:
    return re.sub(r"\s", " ", text)
