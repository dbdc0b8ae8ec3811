"""Who published an article, when, and under whose name: the strongest evidence wins, contradictions are listed."""

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from analysis.corpus.cleaning_page import Page, fold, is_prose, split_lines
from analysis.corpus.cleaning_rules import load_rules
from analysis.corpus.cleaning_title import find_title
from analysis.corpus.dates import date_from_url, find_date, parse_date
from analysis.corpus.outlets import Registry, load_registry, slugify

__all__ = ["Identity", "identify"]

UNKNOWN = "unknown"
_HEAD, _FOOT = 2_500, 2_500
_BYLINE = r"(?m)^[*_ ]*%byline%(?:,? ?[-–—|•·,]? ?(?P<stamp>%stamp%))?[*_ ]*$"
_STAMP_LINE = r"(?m)^[*_ ]*(?:(?:[Ll]ast )?(?:[Pp]ublished|[Pp]osted|[Dd]ate|PUBLISHED)(?: on| at)?:? ?)?(?P<stamp>%stamp%)[*_ ]*$"
_ORIGINAL = re.compile(
    r"(?i)\b(?:original(?:ly published)?(?: url| article| source| link| story| at| on| by| in)?|source(?: url| link)?|read original|canonical)"
    r"\s*[:：]?\s*<?(?P<url>https?://[^\s>)\]]+)"
)
_PUBLISHED_BY = re.compile(
    r"(?:[Oo]riginally|[Ff]irst|was) (?:published|appeared|posted)(?: \w+)? (?:on|in|at|by) (?:the )?(?P<name>[A-Z][\w./'’ -]{1,50}?)(?=[.,;\n)]|$)"
)
_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/\d+\w*/(?P<url>https?:/.+)")
_OPINION_URL = re.compile(
    r"/(?:opinions?|op-?eds?|commentisfree|comment|commentary|columns?|columnists|blogs?|blog-\w+|editorials?|viewpoints?|ideas)(?:/|$)"
)
_NEWS_URL = re.compile(r"/(?:news|world|politics|world-news|latest)(?:/|$)")
_OPINION_TEXT = re.compile(
    r"(?i)\b(?:views|opinions) expressed (?:in (?:opinion pieces|this (?:article|column|commentary|op-?ed|piece))|here)\b|^opinion\s*$",
    re.MULTILINE,
)
_NEWS_TEXT = re.compile(
    r"\A[^\n]{2,80}(?:/[A-Z][^/\n]{2,40}/|\((?:Reuters|AP|AFP)\))|(?m:^\W*(?:With reporting by|Reporting by) )"
)
_ENGLISH = re.compile(r"\b(?:the|and|of|to|in|that|is|was|for|on|with|said)\b")
_WORD = re.compile(r"\w+")
_META_DATES = (
    "article:published_time",
    "article:published",
    "datepublished",
    "date",
    "og:published_time",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
    "publication_date",
    "citation_date",
)
_META_OUTLETS = (
    "canonical",
    "og:url",
    "twitter:url",
    "og:site_name",
    "sitename",
    "site_name",
    "application-name",
    "publisher",
    "hostname",
    "twitter:site",
)
_META_TITLES = ("og:title", "title", "twitter:title", "headline")
_META_AUTHORS = ("author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author")


@dataclass(frozen=True)
class Identity:
    """What an article says of itself, and how that is known.

    Attributes
    ----------
    outlet : str
        Slug, ``unknown`` when nothing tells.
    date : Timestamp or NaT
    title, author, url, republished_by, language, genre : str or None
    evidence : str
        The kind of evidence behind outlet and date: ``"outlet:metadata,date:url"``; kinds are metadata, url, tags,
        byline, fingerprint.
    conflicts : tuple of str
        Where two kinds of evidence disagree, in a sentence each; the stronger was taken.
    refusals : tuple of str
        Statements that could not be used: impossible, future or ambiguous dates.
    """

    outlet: str
    date: pd.Timestamp
    title: str | None = None
    author: str | None = None
    url: str | None = None
    republished_by: str | None = None
    language: str | None = None
    genre: str | None = None
    evidence: str = ""
    conflicts: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()


class _Clue(NamedTuple):
    kind: str
    value: object


@dataclass
class _Case:
    """One record, its texts cut to size, and the notes taken on the way."""

    record: dict
    registry: Registry
    today: dt.date | None
    text: str
    meta: dict
    conflicts: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def given(self, key: str) -> str | None:
        """A field of the record as clean text, or None."""
        return _tidy(self.record.get(key))


def identify(record: dict, registry: Registry | None = None, *, today: dt.date | None = None) -> Identity:
    """Tell an article's outlet, day, title and author from what came with it and from its own text.

    Parameters
    ----------
    record : dict
        Optional keys text, file, title, author, date, url, outlet, republished_by, language, genre, and html_meta: a
        dict of the page's tags (``og:site_name``, ``canonical``, ``article:published_time`` ...; ``date`` for what
        :func:`analysis.corpus.dates.date_from_html` found).
    registry : Registry, optional
        The known outlets; by default those of the library.
    today : date, optional
        The last day that is not in the future.

    Returns
    -------
    Identity

    Notes
    -----
    Evidence in order of strength: metadata; URL; canonical and other tags; byline and notices in the text;
    fingerprints of ``outlets.toml``. Nothing found means ``unknown`` or NaT. A reprint keeps both names: the writer's
    outlet, and the reprinting site in `republished_by`.

    Examples
    --------
    >>> identity = identify({"url": "https://www.dw.com/en/x/a-1", "date": "2017-02-30", "text": "It rained."})
    >>> identity.outlet, identity.date, identity.evidence, identity.refusals
    ('dw', NaT, 'outlet:url', ("date '2017-02-30' does not exist",))
    """
    meta = {str(key).lower(): value for key, value in (record.get("html_meta") or {}).items()}
    text = record.get("text")
    case = _Case(record, registry or load_registry(), today, text if isinstance(text, str) else "", meta)
    url, original = _urls(case)
    outlet, outlet_kind, reprinter = _outlet(case, url, original)
    byline = _byline(case.text)
    date, date_kind = _date(case, url, original, byline, outlet)
    evidence = ",".join(f"{name}:{kind}" for name, kind in (("outlet", outlet_kind), ("date", date_kind)) if kind)
    return Identity(
        outlet=outlet,
        date=date,
        title=case.given("title") or _from_meta(meta, _META_TITLES) or _title(case.text),
        author=case.given("author")
        or _person(_from_meta(meta, _META_AUTHORS))
        or (byline and byline["author"].strip("[]")),
        url=original or url,
        republished_by=reprinter,
        language=_language(case),
        genre=_genre(case, original or url),
        evidence=evidence,
        conflicts=tuple(case.conflicts),
        refusals=tuple(case.refusals),
    )


def _tidy(value) -> str | None:
    if value is None or (isinstance(value, float) and value != value) or value is pd.NaT:
        return None
    text = " ".join(str(value).split())
    return text if text and text.lower() not in ("nan", "none", "null", "na", "n/a", "not stated", "-") else None


def _from_meta(meta: dict, keys: tuple[str, ...]) -> str | None:
    return next((text for key in keys if (text := _tidy(meta.get(key)))), None)


def _person(name: str | None) -> str | None:
    """An author tag that holds a person and not a link."""
    return None if name is None or name.startswith(("http", "www.", "@")) else name


def _urls(case: _Case) -> tuple[str | None, str | None]:
    """The page's own address, and that of the original which it names, if any."""
    url = case.given("url") or _from_meta(case.meta, ("canonical", "og:url"))
    if url and (archived := _ARCHIVE.match(url)):
        url = archived["url"]
    match = _ORIGINAL.search(case.text, max(0, len(case.text) - _FOOT)) or _ORIGINAL.search(case.text[:_HEAD])
    return url, match["url"] if match else None


def _outlet(case: _Case, url: str | None, original: str | None) -> tuple[str, str, str | None]:
    """(slug, kind of evidence, reprinting site)."""
    clues = list(_outlet_clues(case, url, original))
    reprinter = _known(case, case.given("republished_by"))
    writers = [clue for clue in clues if not _is_reprinter(case, clue.value)]
    if not writers and clues:
        writers = [] if len(clues[0].kind) and clues[0].kind not in ("metadata",) else clues
    if reprinter is None:
        reprinter = next(
            (clue.value for clue in clues if _is_reprinter(case, clue.value) and clue not in writers), None
        )
    if not writers:
        return UNKNOWN, "", reprinter
    best = writers[0]
    for clue in writers[1:]:
        if clue.value not in (best.value, reprinter):
            case.conflicts.append(f"outlet: {best.kind} says {best.value}, {clue.kind} says {clue.value}")
    return best.value, best.kind, reprinter if reprinter != best.value else None


def _outlet_clues(case: _Case, url: str | None, original: str | None):
    if name := case.given("outlet"):
        yield _Clue("metadata", _known(case, name))
    if url and (slug := _slug_of_url(case, url)):
        yield _Clue("url", slug)
    for key in _META_OUTLETS:
        if (name := _tidy(case.meta.get(key))) and (found := case.registry.by_name(name.lstrip("@"))):
            yield _Clue("tags", found.slug)
            break
    for slug in _text_clues(case, original):
        yield _Clue("byline", slug)
    head_and_foot = case.text[:_HEAD] + "\n" + case.text[-_FOOT:] if len(case.text) > _HEAD + _FOOT else case.text
    for pattern, outlet in case.registry.traces:
        if pattern.search(head_and_foot):
            yield _Clue("fingerprint", outlet.slug)


def _text_clues(case: _Case, original: str | None):
    """Slugs named by a link to the original, by the byline and by notices, each once."""
    slugs = [_slug_of_url(case, original)] if original else []
    foot = case.text[-_FOOT:]
    if (match := _PUBLISHED_BY.search(foot)) and (found := case.registry.by_name(match["name"])):
        slugs.append(found.slug)
    author = case.given("author")
    slugs += [
        found.slug
        for name in (author and re.split(r"[,;/] | \(|/", author) or [])
        if (found := case.registry.by_name(name))
    ]
    if author and (found := case.registry.by_name(author)):
        slugs.append(found.slug)
    slugs += [outlet.slug for pattern, outlet in case.registry.self_named if pattern.search(case.text)]
    return dict.fromkeys(slug for slug in slugs if slug)


def _known(case: _Case, name: str | None) -> str | None:
    """The slug of a named outlet; a name outside the registry makes its own."""
    if name is None or name.lower() == UNKNOWN:
        return None if name is None else UNKNOWN
    found = case.registry.by_name(name)
    return found.slug if found else slugify(name)


def _slug_of_url(case: _Case, url: str) -> str | None:
    if found := case.registry.by_domain(url):
        return found.slug
    domain = _registered_domain(url)
    return slugify(domain) if domain else None


def _registered_domain(url: str) -> str:
    """The part of a host that an owner registered, by the public suffix list that tldextract brings along."""
    return _extractor()(url).top_domain_under_public_suffix


def _extractor():
    import tldextract

    if not hasattr(_extractor, "kept"):
        _extractor.kept = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
    return _extractor.kept


def _is_reprinter(case: _Case, slug) -> bool:
    return slug in case.registry and case.registry[slug].reprints


@lru_cache(maxsize=4)
def _compiled(pattern: str) -> re.Pattern:
    return load_rules().compile(pattern)


def _byline(text: str) -> re.Match | None:
    return _compiled(_BYLINE).search(text[:_HEAD])


def _date(case: _Case, url, original, byline, outlet: str) -> tuple[pd.Timestamp, str]:
    clues = []
    for kind, reading in _date_clues(case, url, original, byline, outlet):
        if reading.refusal:
            case.refusals.append(reading.refusal)
        elif reading.date is not pd.NaT:
            clues.append(_Clue(kind, reading.date))
    for clue in clues[1:]:
        if clue.value != clues[0].value:
            case.conflicts.append(
                f"date: {clues[0].kind} says {clues[0].value:%Y-%m-%d}, {clue.kind} says {clue.value:%Y-%m-%d}"
            )
    return (clues[0].value, clues[0].kind) if clues else (pd.NaT, "")


def _date_clues(case: _Case, url, original, byline, outlet: str):
    known = case.registry.outlets.get(outlet)
    month_first = None if known is None else known.country == "US"
    given = case.record.get("date")
    yield "metadata", parse_date(given, month_first=month_first, today=case.today)
    if url:
        yield "url", date_from_url(url, today=case.today)
    for key in _META_DATES:
        if value := _tidy(case.meta.get(key)):
            yield "tags", parse_date(value, month_first=month_first, today=case.today)
            break
    if byline and byline["stamp"]:
        yield "byline", find_date(byline["stamp"], today=case.today)
    elif match := _compiled(_STAMP_LINE).search(case.text[:_HEAD]):
        yield "byline", find_date(match["stamp"], today=case.today)
    if original:
        yield "byline", date_from_url(original, today=case.today)


def _title(text: str) -> str | None:
    """The headline at the head of a text: what the page prints twice or above its byline, else its first line of words."""
    page = Page(text[:_HEAD], split_lines(text[:_HEAD]))
    index = find_title(page)
    if index is None:
        index = next((i for i, line in enumerate(page.lines[:12]) if _may_be_title(line.text)), None)
        if (
            index is None
            or any(is_prose(line.text) for line in page.lines[: index + 1])
            or len(page.lines) == index + 1
        ):
            return None
    return page.lines[index].text.lstrip("# ").strip("*_ ")


def _may_be_title(line: str) -> bool:
    rules = load_rules()
    if any(fold(line) in known for known in (rules.labels, rules.list_headings, rules.form_headings)):
        return False
    return 3 <= len(line.split()) <= 30 and line[-1] not in ".:;," and len(line) <= 200


def _language(case: _Case) -> str | None:
    """ISO 639-1: as given, from tags, else told from the words; None for texts too short to tell."""
    for value in (case.given("language"), _from_meta(case.meta, ("language", "og:locale", "content-language", "lang"))):
        if value and re.fullmatch(r"[A-Za-z]{2}(?:[-_].*)?", value):
            return value[:2].lower()
    sample = case.text[:1_500]
    words = len(_WORD.findall(sample))
    if words < 15:
        return None
    if len(_ENGLISH.findall(sample)) > 0.12 * words:
        return "en"
    import py3langid

    return py3langid.classify(sample)[0]


def _genre(case: _Case, url: str | None) -> str | None:
    if given := case.given("genre"):
        return given.lower()
    if url and _OPINION_URL.search(url.lower()) or _OPINION_TEXT.search(case.text):
        return "opinion"
    if url and _NEWS_URL.search(url.lower()) or _NEWS_TEXT.search(case.text):
        return "news"
    return None
