"""Which column of a table holds what: recognised by name, or said by the user."""

from collections.abc import Iterable
from functools import lru_cache

from analysis.errors import FramingError

__all__ = ["NAMES", "check_columns", "find_columns"]

NAMES = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "main_text"),
    "title": ("title", "headline", "heading"),
    "subtitle": ("subtitle", "sub_title", "subheading", "standfirst", "summary", "description"),
    "author": ("author", "authors", "byline", "creator"),
    "date": ("date", "published", "publish_date", "published_at", "date_publish", "publication_date", "pubdate",
             "date_published", "datetime"),
    "url": ("url", "link", "source_url", "article_link", "article_source_link", "permalink", "canonical"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "site", "source_domain"),
    "republished_by": ("republished_by",),
    "language": ("language", "lang"),
    "genre": ("genre",),
    "file": ("file", "filename", "file_name"),
}  # fmt: skip


def find_columns(present: Iterable[str], given: dict[str, str] | None = None) -> dict[str, str]:
    """Map our field names to the column names of a table.

    Parameters
    ----------
    present : iterable of str
        Column names of the table.
    given : dict, optional
        Field to column, as the user said; these win over recognition.

    Examples
    --------
    >>> find_columns(["Headline", "Body", "id"])
    {'text': 'Body', 'title': 'Headline'}
    >>> find_columns(["id", "story"], {"text": "story"})
    {'text': 'story'}
    """
    return _find(tuple(present), tuple((given or {}).items()))


@lru_cache
def _find(present: tuple[str, ...], given: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """As `find_columns`; remembered, since every line of a JSON file asks."""
    spelling = {str(name).strip().casefold().replace(" ", "_").replace("-", "_"): name for name in reversed(present)}
    found = {field: spelling[name] for field, names in NAMES.items() for name in reversed(names) if name in spelling}
    return found | {field: column for field, column in given if column in present}


def check_columns(given: dict[str, str] | None) -> None:
    """Refuse field names that no documents table has."""
    for field in given or {}:
        if field not in NAMES:
            raise FramingError(f"columns: '{field}' is not a field; give some of {', '.join(NAMES)}.")
