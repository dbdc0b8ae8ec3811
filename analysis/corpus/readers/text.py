"""One file, one article: plain text, Markdown with its front matter, web pages."""

import hashlib
import os
import re
from collections.abc import Iterator

from analysis.corpus.columns import find_columns
from analysis.corpus.readers.encoding import decode, is_binary
from analysis.corpus.readers.limits import MAX_ARTICLE
from analysis.corpus.records import Record, Refusal

__all__ = ["read_document", "read_whole", "unpack"]

_FRONT_MATTER = re.compile(r"\A---[^\S\n]*\n(?P<lines>(?:[^\n]*\n){1,100}?)---[^\S\n]*(?:\n|\Z)")
_TAG = re.compile(r"(?i)<(p|div|article|body|html)\b[^<>]*>")
_README = re.compile(r"(?i)(readme|licen[cs]e|copying|changelog)(\.\w+)?")


def read_whole(source) -> bytes | Refusal:
    """The bytes of a file that is read at once, if they are not too many."""
    if source.size > MAX_ARTICLE:
        return Refusal(source.name, f"larger than {MAX_ARTICLE >> 20} MB, which no single article is")
    with source.open() as file:
        content = file.read(MAX_ARTICLE + 1)
    if len(content) > MAX_ARTICLE:
        return Refusal(source.name, f"larger than {MAX_ARTICLE >> 20} MB, which no single article is")
    return content


def read_document(source, columns=None) -> Iterator[Record | Refusal]:
    """The article of a .txt, .md or .html file, still packed."""
    if _README.fullmatch(source.name.rpartition("/")[2]):
        yield Refusal(source.name, "named as a note about the files beside it; rename it if it is an article")
        return
    content = read_whole(source)
    if isinstance(content, Refusal):
        yield content
    elif not content:
        yield Refusal(source.name, "the file is empty")
    else:
        yield Record(source.name, {"file": source.name}, content, hashlib.sha256(content).hexdigest())


def unpack(record: Record) -> dict | Refusal:
    """Fields of a record, its text decoded; what the file says of itself yields to what is known already."""
    if record.content is None:
        return {**record.otherwise, **_unpack_cell(record.fields)}
    text = decode(record.content)
    if is_binary(text):
        return Refusal(record.input, "not text: it holds control characters throughout")
    suffix = os.path.splitext(record.input)[1].lower()
    found = _UNPACK.get(suffix, _plain)(text)
    return Refusal(record.input, found) if isinstance(found, str) else {**record.otherwise, **found, **record.fields}


def _unpack_cell(fields: dict) -> dict:
    """Fields of a row; a text that is a piece of a web page is read as one."""
    text = fields.get("text", "")
    if "</" not in text or not _TAG.search(text):
        return fields
    page = _page(text)
    return fields if isinstance(page, str) else {**page, **fields, "text": page["text"]}


def _plain(text: str) -> dict:
    return {"text": text}


def _markdown(text: str) -> dict:
    """Text and front matter: lines of "key: value" between two lines of dashes at the start."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {"text": text}
    pairs = [line.partition(":") for line in match["lines"].splitlines() if ":" in line]
    said = {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}
    fields = {field: said[key] for field, key in find_columns(said).items() if field != "file" and said[key]}
    return {**fields, "text": text[match.end() :]}


def _page(text: str) -> dict | str:
    from analysis.corpus.readers.html import read_page

    return read_page(text)


_UNPACK = {".md": _markdown, ".markdown": _markdown, ".html": _page, ".htm": _page, ".xhtml": _page}
