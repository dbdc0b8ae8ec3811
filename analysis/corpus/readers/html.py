"""Web pages: the article by trafilatura, and what the page's tags say about it."""

import json

from analysis.corpus.readers.headings import find_headings, insert_headings

__all__ = ["read_page"]

_TITLES = ("og:title", "title", "twitter:title", "headline")


def read_page(html: str) -> dict | str:
    """Text and tags of a page, or why there is no text.

    Returns
    -------
    dict or str
        ``text`` with a blank line between paragraphs, and ``html_meta``: names of tags to what they say.
    """
    import trafilatura

    try:
        tree = trafilatura.load_html(html)
        if tree is None:
            return "not a web page that can be read"
        meta = _tags(tree)
        meta |= _headed(tree, meta)
        headings = find_headings(tree, _first(meta, _TITLES), _first(meta, ("og:description", "description")))
        page = trafilatura.bare_extraction(tree, include_comments=False)
        text = page.text if page and page.text else ""
        lines = insert_headings(text.splitlines(), headings) if text else trafilatura.html2txt(tree).splitlines()
    except (RecursionError, ValueError) as error:
        return f"the page cannot be read: {error}"
    if not any(map(str.strip, lines)):
        return "no article text found in the page"
    return {"text": "\n\n".join(lines), "html_meta": meta | _day(html)}


def _tags(tree) -> dict[str, str]:
    """What <meta>, <link rel=canonical>, <html lang> and JSON-LD say; the first of a name wins."""
    said = [
        (tag.get("property") or tag.get("name") or tag.get("itemprop"), tag.get("content")) for tag in tree.iter("meta")
    ]
    said += [("canonical", tag.get("href")) for tag in tree.iter("link") if tag.get("rel") == "canonical"]
    said += [("lang", tag.get("lang")) for tag in tree.iter("html")]
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            said += _linked_data(script.text or "")
    meta = {}
    for name, value in said:
        if name and value:
            meta.setdefault(name.strip().lower(), value.strip())
    return meta


def _headed(tree, meta: dict[str, str]) -> dict[str, str]:
    """Title and writer as the page shows them, where no tag says them."""
    from trafilatura.metadata import extract_author, extract_title

    found = {}
    if not _first(meta, _TITLES):
        found["title"] = extract_title(tree)
    if not {"author", "article:author", "byl"} & meta.keys():
        found["author"] = extract_author(tree)
    return {name: text for name, text in found.items() if text}


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _linked_data(text: str) -> list[tuple[str, str]]:
    """Date, headline, author and publisher of the schema.org entries of a page."""
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        return []
    entries = entries if isinstance(entries, list) else [entries]
    entries = [item for entry in entries if isinstance(entry, dict) for item in _graph(entry)]
    names = ("datePublished", "headline", "author", "publisher")
    return [(name, text) for entry in entries for name in names if (text := _named(entry.get(name), name == "author"))]


def _graph(entry: dict) -> list[dict]:
    graph = entry.get("@graph")
    return [item for item in graph if isinstance(item, dict)] if isinstance(graph, list) else [entry]


def _named(value, every: bool = False) -> str | None:
    """A string, or the name of a thing, or of the first or every one of several."""
    if isinstance(value, list) and value:
        names = [name for item in value if not isinstance(item, list) and (name := _named(item))]
        return (", ".join(dict.fromkeys(names)) if every else next(iter(names), None)) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _day(html: str) -> dict[str, str]:
    from analysis.corpus.identity.dates import date_from_html

    day = date_from_html(html)
    return {"date": day} if day else {}
