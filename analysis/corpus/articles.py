"""One record -> one article: who wrote it, what of it is the article, and its name."""

import hashlib
import unicodedata
from dataclasses import dataclass

import pandas as pd

from analysis.corpus.records import Record, Refusal
from analysis.corpus.schema import count_words

__all__ = ["Article", "make_article", "make_doc_id"]


@dataclass(frozen=True, slots=True)
class Article:
    """A row of the documents table, what cleaning did to its text, and what was doubtful about it."""

    row: dict
    audit: list[dict]
    notes: list[dict]


def make_article(record: Record, registry, min_words: int = 1) -> Article | Refusal:
    """Identify and clean one record.

    Parameters
    ----------
    record : Record
    registry : registry of outlets
    min_words : int
        Fewer words than this after cleaning are not an article.
    """
    from analysis.corpus.cleaning import clean
    from analysis.corpus.identity import identify
    from analysis.corpus.repair import repair

    raw = unicodedata.normalize("NFC", record.fields.get("text") or "")
    if not raw.strip():
        return Refusal(record.input, "the text is empty")
    repaired = repair(raw).text
    title = repair(record.fields.get("title") or "").text
    identity = identify({**record.fields, "text": repaired, "title": title}, registry)
    sites = [slug for slug in (identity.outlet, identity.republished_by) if isinstance(slug, str)]
    cleaned = clean(repaired, title=identity.title, outlet=sites, registry=registry)
    n_words = count_words(cleaned.text)
    if n_words < min_words:
        return Refusal(record.input, f"only {n_words} words of text once furniture is cut, fewer than {min_words}")
    doc_id = make_doc_id(identity, raw)
    notes = [{"doc_id": doc_id, "input": record.input, "note": note} for note in identity.conflicts + identity.refusals]
    row = {
        "doc_id": doc_id,
        "outlet": identity.outlet,
        "title": identity.title,
        "author": identity.author,
        "date": None if pd.isna(identity.date) else identity.date,
        "url": identity.url,
        "republished_by": identity.republished_by,
        "language": identity.language,
        "genre": identity.genre,
        "text": cleaned.text,
        "n_words": n_words,
        "evidence": identity.evidence or None,
        "input": record.input,
    }
    return Article(row, _audit(doc_id, cleaned), notes)


def _audit(doc_id: str, cleaned) -> list[dict]:
    """Spans of the repaired text: furniture removed, doubtful passages kept, and white space that was changed."""
    spans = [("removed", *span, "") for span in cleaned.removed] + [("flagged", *span, "") for span in cleaned.flagged]
    spans += [("layout", start, end, "white space", text, new) for start, end, text, new in cleaned.layout]
    columns = ("action", "start", "end", "rule", "text", "new")
    return [{"doc_id": doc_id, **dict(zip(columns, span, strict=True))} for span in spans]


def make_doc_id(identity, raw: str) -> str:
    """Outlet and 12 hex digits of SHA-256 over outlet, URL, day, title and text as found: no file name, no order."""
    day = "" if pd.isna(identity.date) else f"{identity.date:%Y-%m-%d}"
    parts = [identity.outlet, identity.url or "", day, identity.title or "", raw]
    return f"{identity.outlet}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:12]}"
