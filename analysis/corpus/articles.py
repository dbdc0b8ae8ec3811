"""One record -> one article: who wrote it, what of it is the article, and its name."""

import hashlib
import unicodedata
from dataclasses import dataclass, field

import pandas as pd

from analysis.corpus.readers import unpack
from analysis.corpus.records import Record, Refusal
from analysis.corpus.schema import METADATA, count_words
from analysis.corpus.store import Audit
from analysis.corpus.stories.copies import fingerprint
from analysis.corpus.stories.fingerprints import Fingerprint

__all__ = ["Article", "clean_again", "make_article", "make_doc_id"]

_SHORTEST_BODY = 50  # words; the longest teaser that stands alone in news2017 has 37


@dataclass(frozen=True, slots=True)
class Article:
    """A row of the documents table, what cleaning did to its text, what was doubtful, and what tells its copies."""

    row: dict
    audit: Audit
    notes: list[dict] = field(default_factory=list)
    fingerprint: Fingerprint | None = None

    def __reduce__(self):
        return Article, (self.row, self.audit, self.notes, self.fingerprint)  # in half the time that states take


def make_article(record: Record, registry, min_words: int = 1) -> Article | Refusal:
    """Identify and clean one record.

    Parameters
    ----------
    record : Record
    registry : registry of outlets
    min_words : int
        Fewer words than this after cleaning are not an article.
    """
    from analysis.corpus.identity.identity import identify
    from analysis.corpus.repair.mend import repair

    fields = unpack(record)
    if isinstance(fields, Refusal):
        return fields
    fields = {name: _sound(value) for name, value in fields.items()}
    text, misplaced = _body(fields)
    raw = unicodedata.normalize("NFC", text)
    if not raw.strip():
        return Refusal(record.input, "the text is empty")
    source, title = repair(raw).text, repair(fields.get("title") or "").text
    identity = identify({**fields, "text": source, "title": title}, registry)
    row = {"doc_id": make_doc_id(identity, raw), "input": record.input, **_metadata(identity)}
    doubts = [*identity.conflicts, *identity.refusals, *_formulas(fields), *misplaced]
    notes = [{"doc_id": row["doc_id"], "input": record.input, "note": doubt} for doubt in doubts]
    return _cleaned(row, source, notes, registry, min_words)


def _body(fields: dict) -> tuple[str, list[str]]:
    """The text; where its cell holds no word, as "-1" does, a subtitle of an article's length, and a note on that."""
    text, subtitle = fields.get("text") or "", fields.get("subtitle") or ""
    if any(map(str.isalpha, text)) or len(subtitle.split()) < _SHORTEST_BODY:
        return text, []
    return subtitle, ["the text column holds no word: the text was read from the subtitle"]


def clean_again(article: Article, registry, min_words: int, learned) -> Article | Refusal:
    """The same article with recurring passages cut, from the text as it was before it was cleaned."""
    from analysis.corpus.cleaning.article import Cleaned, Layout, restore
    from analysis.corpus.cleaning.page import Span

    removed = [Span(*row[2:6]) for row in article.audit if row.action == "removed"]
    layout = [Layout(row.start, row.end, row.text, row.new) for row in article.audit if row.action == "layout"]
    source = restore(Cleaned(article.row["text"], tuple(removed), (), tuple(layout)))
    return _cleaned(article.row, source, [], registry, min_words, learned)


def _cleaned(row: dict, source: str, notes: list[dict], registry, min_words: int, learned=None) -> Article | Refusal:
    from analysis.corpus.cleaning.article import clean

    sites = [slug for slug in (row["outlet"], row["republished_by"]) if slug]
    cleaned = clean(source, title=row["title"], outlet=sites, author=row["author"], registry=registry, learned=learned)
    n_words = count_words(cleaned.text)
    if n_words < min_words:
        return Refusal(row["input"], f"only {n_words} words of text once furniture is cut, fewer than {min_words}")
    row = {**row, "text": cleaned.text, "n_words": n_words}
    return Article(row, _audit(row["doc_id"], cleaned), notes, fingerprint(cleaned.text))


def _metadata(identity) -> dict:
    said = {column: getattr(identity, column) for column in METADATA}
    date = None if pd.isna(identity.date) else identity.date.to_pydatetime()
    return {**said, "date": date, "evidence": identity.evidence or None}


def _sound(value):
    """Half surrogates, which JSON can spell and UTF-8 cannot, become U+FFFD."""
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _formulas(fields: dict) -> list[str]:
    """Fields that a spreadsheet would run; here they are text."""
    return [f"{name} begins with '=', kept as text" for name, value in fields.items() if str(value).startswith("=")]


def _audit(doc_id: str, cleaned) -> Audit:
    """Spans of the repaired text: furniture removed, doubtful passages kept, and white space that was changed."""
    rows = [(doc_id, "removed", *span, "") for span in cleaned.removed]
    rows += [(doc_id, "flagged", *span, "") for span in cleaned.flagged]
    rows += [(doc_id, "layout", start, end, "white space", text, new) for start, end, text, new in cleaned.layout]
    return Audit(rows)


def make_doc_id(identity, raw: str) -> str:
    """Outlet and 12 hex digits of SHA-256 over outlet, URL, day, title and text as found: no file name, no order."""
    day = "" if pd.isna(identity.date) else identity.date.date().isoformat()
    parts = [identity.outlet, identity.url or "", day, identity.title or "", raw]
    return f"{identity.outlet}-{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:12]}"
