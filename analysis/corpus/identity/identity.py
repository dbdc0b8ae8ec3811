"""Who published an article, when, and under whose name: the strongest evidence wins, contradictions are listed."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.corpus.identity.case import Case, Clue, tidy
from analysis.corpus.identity.dates import DateReading, date_from_url, find_date, parse_date
from analysis.corpus.identity.outlet import outlet_of
from analysis.corpus.identity.words import genre_of, language_of, title_of
from analysis.corpus.outlets import Registry, load_registry

__all__ = ["Identity", "identify"]

_DATE_TAGS = (
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
_TITLE_TAGS = ("og:title", "title", "twitter:title", "headline")
_SITE = re.compile(r"\s+[|–—-]\s+(?P<name>[^|–—]{2,60})$")
_AUTHOR_TAGS = ("author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author")


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


def identify(record: dict, registry: Registry | None = None, *, today: dt.date | None = None) -> Identity:
    """Tell an article's outlet, day, title and author from what came with it and from its own text.

    Parameters
    ----------
    record : dict
        Optional keys text, file, title, author, date, url, outlet, republished_by, language, genre, and html_meta: a
        dict of the page's tags (``og:site_name``, ``canonical``, ``article:published_time`` ...; ``date`` for what
        :func:`analysis.corpus.identity.dates.date_from_html` found).
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
    case = Case(record, registry or load_registry(), today)
    outlet, outlet_kind, reprinter = outlet_of(case)
    date, date_kind = _date(case, outlet)
    kinds = (("outlet", outlet_kind), ("date", date_kind))
    return Identity(
        outlet=outlet,
        date=date,
        title=_title(case),
        author=_author(case),
        url=case.original or case.url,
        republished_by=reprinter,
        language=language_of(case),
        genre=genre_of(case),
        evidence=",".join(f"{name}:{kind}" for name, kind in kinds if kind),
        conflicts=tuple(case.conflicts),
        refusals=tuple(case.refusals),
    )


def _title(case: Case) -> str | None:
    """The title as given; in tags and texts without the name of the site behind it."""
    if given := case.given("title"):
        return given
    title = case.tag(*_TITLE_TAGS) or title_of(case.head)
    site = _SITE.search(title) if title else None
    if site and (case.registry.by_name(site["name"]) or site["name"] == case.tag("og:site_name")):
        return title[: site.start()].strip() or title
    return title


def _author(case: Case) -> str | None:
    """A person's name, not the link that some author tags hold, and without the name of the outlet behind it."""
    tag = case.tag(*_AUTHOR_TAGS)
    if tag and tag.startswith(("http", "www.", "@")):
        tag = None
    if given := case.given("author"):
        return given
    name, _, last = (tidy(tag or (case.signature or "").strip("[]*_ ")) or "").rpartition(",")
    is_site = case.registry.by_name(last.strip()) or last.strip() == case.tag("og:site_name")
    return (name if name and is_site else f"{name},{last}".lstrip(",")).strip() or None


def _date(case: Case, outlet: str) -> tuple[pd.Timestamp, str]:
    """(day, kind of evidence); contradictions and refusals are noted in the case."""
    clues = []
    for kind, reading in _readings(case, outlet):
        if reading.refusal:
            case.refusals.append(reading.refusal)
        elif reading.date is not pd.NaT:
            clues.append(Clue(kind, reading.date))
    for clue in clues[1:]:
        if clue.value != clues[0].value:
            first = clues[0]
            case.conflicts.append(
                f"date: {first.kind} says {first.value:%Y-%m-%d}, {clue.kind} says {clue.value:%Y-%m-%d}"
            )
    return (clues[0].value, clues[0].kind) if clues else (pd.NaT, "")


def _readings(case: Case, outlet: str) -> Iterator[tuple[str, DateReading]]:
    """What each kind of evidence says of the day, strongest first."""
    known = case.registry.outlets.get(outlet)
    month_first = None if known is None else known.country == "US"
    yield "metadata", parse_date(case.record.get("date"), month_first=month_first, today=case.today)
    if case.url:
        yield "url", date_from_url(case.url, today=case.today)
    if value := case.tag(*_DATE_TAGS):
        yield "tags", parse_date(value, month_first=month_first, today=case.today)
    if case.stamp:
        yield "byline", find_date(case.stamp, today=case.today)
    if case.original:
        yield "byline", date_from_url(case.original, today=case.today)
