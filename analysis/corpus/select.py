"""Some of the articles: of these outlets, about this, in this period."""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.errors import FramingError

__all__ = ["mentions", "select_articles"]


def select_articles(documents: pd.DataFrame, outlets=None, about=None, period=None) -> pd.DataFrame:
    """Keep the articles of some outlets, about something, from some time.

    Parameters
    ----------
    documents : DataFrame
        Documents table.
    outlets : str or list of str, optional
    about : str or list of str, optional
        As in load_corpus: words that the title or the text has, or that one of its words begins with.
    period : pair of dates, optional
        First and last day, both included, each a date, a string such as "2017-01-31", or None for no bound. Articles
        whose date is not known are left out where there is a bound.

    Returns
    -------
    DataFrame
        Rows in the order in which they came.

    Raises
    ------
    FramingError
        For an outlet that the documents do not have, a date that is none, a period that ends before it begins, or
        `about` where no texts are held.

    Examples
    --------
    >>> documents = pd.DataFrame(
    ...     {
    ...         "outlet": ["x", "y"],
    ...         "date": pd.to_datetime(["2017-01-31", "2017-02-01"]),
    ...         "title": ["Syrian talks", "Harvest"],
    ...         "text": ["Nobody spoke.", "Rain in Syria."],
    ...     },
    ...     index=pd.Index(["a", "b"], name="doc_id"),
    ... )
    >>> select_articles(documents, about="syria", period=("2017-02-01", None)).index.tolist()
    ['b']
    """
    kept = pd.Series(True, index=documents.index)
    if outlets is not None:
        kept &= documents["outlet"].isin(_present(documents, outlets))
    first, last = _bounds(period)
    if first is not None:
        kept &= documents["date"] >= first
    if last is not None:
        kept &= documents["date"] <= last
    chosen = documents[kept.fillna(False).to_numpy(dtype=bool)]
    return chosen if about is None else chosen.iloc[_about(chosen, about)]


def mentions(about):
    """Arrow filter: title or text has a word that begins like one of these."""
    from pyarrow import compute, dataset

    pattern = rf"(^|[^\pL\pN_])({'|'.join(re.escape(word) for word in _words(about))})"
    title, text = (
        compute.match_substring_regex(dataset.field(column), pattern, ignore_case=True) for column in ("title", "text")
    )
    return compute.coalesce(title, False) | compute.coalesce(text, False)


def _about(documents: pd.DataFrame, about) -> np.ndarray:
    """Positions of the articles that mention it."""
    import pyarrow as pa

    texts = documents.get("text")
    if texts is None or (len(texts) and texts.isna().all()):
        raise FramingError(f"about={about!r} needs the texts of the articles, which are not held here")
    titles = documents["title"] if "title" in documents else pd.Series(pd.NA, index=documents.index)
    title, text = (pa.array(part, type=pa.large_string(), from_pandas=True) for part in (titles, texts))
    table = pa.table({"row": np.arange(len(documents)), "title": title, "text": text})
    return table.filter(mentions(about))["row"].to_numpy()


def _words(about) -> list[str]:
    words = [about] if isinstance(about, str) else list(about)
    if not words or not all(isinstance(word, str) and word.strip() for word in words):
        raise FramingError(f"about: {about!r} names no word; give a word, or a list of words.")
    return [word.strip() for word in words]


def _present(documents: pd.DataFrame, outlets: str | Iterable[str]) -> list[str]:
    named = [outlets] if isinstance(outlets, str) else list(outlets)
    known = set(documents["outlet"].dropna())
    missing = [name for name in named if name not in known]
    if missing:
        raise FramingError(f"outlet {missing[0]!r} is not in the corpus: choose one of {', '.join(sorted(known))}")
    return named


def _bounds(period) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    try:
        first, last = (None if end is None else pd.Timestamp(end) for end in period or (None, None))
    except (TypeError, ValueError) as error:
        raise FramingError(f"period={period!r} is no pair of dates: give two such as '2017-01-31', or None") from error
    if first is not None and last is not None and first > last:
        raise FramingError(f"period: {first:%Y-%m-%d} comes after {last:%Y-%m-%d}, so no day is left")
    return first, last
