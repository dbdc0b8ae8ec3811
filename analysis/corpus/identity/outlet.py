"""The outlet of an article, and the site that reprinted it."""

import re
from collections.abc import Iterator

from analysis.corpus.cleaning.rules import words_of
from analysis.corpus.identity.case import UNKNOWN, Case, Clue, known_slug, slug_of_url
from analysis.corpus.identity.head import mastheads, owners

__all__ = ["outlet_of"]

_SITE_TAGS = ("og:site_name", "sitename", "site_name", "application-name", "publisher", "hostname", "twitter:site")
_PUBLISHED_BY = re.compile(
    r"(?:[Oo]riginally|[Ff]irst) (?:published|appeared|posted)(?: \w+)? (?:on|in|at|by) (?:the )?"
    r"(?P<name>[A-Z][\w./'’ -]{1,50}?)(?=[.,;\n)]|$)"
)


def outlet_of(case: Case) -> tuple[str, str, str | None]:
    """(slug of the outlet, kind of evidence, slug of the reprinting site or None)."""
    original = _original(case)
    clues = list(_clues(case, original))
    reprinter = known_slug(case, case.given("republished_by")) or _reprinter(case, clues, original)
    writers = [clue for clue in clues if clue.value != reprinter]
    if not writers:
        return UNKNOWN, "", reprinter
    best = writers[0]
    for clue in writers[1:]:
        if clue.value != best.value:
            case.conflicts.append(f"outlet: {best.kind} says {best.value}, {clue.kind} says {clue.value}")
    return best.value, best.kind, reprinter


def _clues(case: Case, original: str | None) -> Iterator[Clue]:
    """What each kind of evidence says, strongest first; weak kinds are asked only where stronger ones are silent."""
    words = words_of(case.text)
    clues = [
        Clue("metadata", known_slug(case, case.given("outlet"))),
        Clue("url", slug_of_url(case, case.url)),
        Clue("tags", _site(case)),
        Clue("byline", original),
        *(Clue("byline", slug) for slug in case.registry.notices.named_in(case.text, words)),
    ]
    found = [clue for clue in clues if clue.value and clue.value != UNKNOWN]
    yield from found
    writers = [clue for clue in found if not _reprints(case, clue.value)]
    if not writers and (slug := _author(case)):
        yield Clue("byline", slug)
    elif not writers:
        yield from _traces(case, words)
    elif original or not case.url:
        yield from (Clue("fingerprint", slug) for slug in mastheads(case) if original or _reprints(case, slug))


def _traces(case: Case, words: frozenset[bytes]) -> Iterator[Clue]:
    """The site's own name at the head or behind the copyright mark, then weaker traces."""
    named = list(dict.fromkeys([*owners(case), *mastheads(case)]))
    yield from (Clue("fingerprint", slug) for slug in named)
    if not any(not _reprints(case, slug) for slug in named):
        yield from (Clue("fingerprint", slug) for slug in case.registry.fingerprints.named_in(case.text, words))


def _reprinter(case: Case, clues: list[Clue], original: str | None) -> str | None:
    """The site that an article was read on, where the article says or its kind of site shows that it is a reprint."""
    given = next((clue.value for clue in clues if clue.kind == "metadata"), None)
    if original:
        sites = [
            clue.value
            for clue in clues
            if clue.kind in ("url", "tags", "fingerprint") and clue.value not in (original, given)
        ]
        return next(iter(sites), None)
    return next((clue.value for clue in clues if clue.value != given and _reprints(case, clue.value)), None)


def _reprints(case: Case, slug: str) -> bool:
    return slug in case.registry and case.registry[slug].reprints


def _site(case: Case) -> str | None:
    name = case.tag(*_SITE_TAGS)
    found = case.registry.by_name(name.lstrip("@")) if name else None
    return found.slug if found else None


def _original(case: Case) -> str | None:
    """The outlet that a reprint names as its source, by address or by name."""
    if case.original:
        return slug_of_url(case, case.original)
    match = _PUBLISHED_BY.search(case.foot) if "ublished" in case.foot or "ppeared" in case.foot else None
    found = case.registry.by_name(match["name"]) if match else None
    return found.slug if found else None


def _author(case: Case) -> str | None:
    """An agency or outlet in the author field: "Ann Lee (VOA)"."""
    author = case.given("author") or (case.byline["author"] if case.byline else None)
    names = [author, *re.split(r"\s*[,;|()]\s*", author)] if author else []
    return next((found.slug for name in names if name and (found := case.registry.by_name(name))), None)
