"""One record under investigation: its fields, tags, addresses and byline, tidied once."""

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

import pandas as pd

from analysis.corpus.cleaning.bylines import Byline
from analysis.corpus.cleaning.rules import load_rules
from analysis.corpus.identity.head import head_byline
from analysis.corpus.outlets import Registry, slugify

__all__ = ["FOOT", "HEAD", "UNKNOWN", "Case", "Clue", "known_slug", "slug_of_url", "tidy"]

UNKNOWN = "unknown"
HEAD, FOOT = 2_500, 2_500
_LONGEST_LABEL = 60
_MISSING = frozenset(("", "nan", "none", "null", "na", "n/a", "nat", "<na>", "not stated", "-"))
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+\w*/(?P<url>https?:/.+)")
_ORIGINAL = re.compile(
    r"(?im)(?:\boriginal(?:ly published)?(?: url| article| source| link| story| at| on| by| in)?"
    r"|^\W*(?:source(?: url| link)?|read original|canonical))\s*[:：]?\s*<?(?P<url>https?://[^\s>)\]]+)"
)
_OWN = re.compile(
    r"(?im)^[\W_]*(?:(?:url|permalink|address|link)\s*[:：]?\s*)?<?(?P<url>https?://[^\s>)\]]+/[^\s>)\]]+)>?\s*$"
)
# Sites whose subdomains are outlets of their own; the public suffix list names only some of them.
_HOSTS = frozenset(("wordpress.com", "livejournal.com", "substack.com", "tumblr.com", "typepad.com", "medium.com"))


class Clue(NamedTuple):
    """A kind of evidence (metadata, url, tags, byline, fingerprint) and what it says."""

    kind: str
    value: object


@dataclass
class Case:
    """A record, the known outlets, and what was noted on the way."""

    record: dict
    registry: Registry
    today: dt.date | None = None
    conflicts: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def given(self, key: str) -> str | None:
        """A field of the record as tidy text, or None."""
        return tidy(self.record.get(key))

    def tag(self, *names: str) -> str | None:
        """The first of some tags of the page that says something."""
        return next((text for name in names if (text := tidy(self._tags.get(name)))), None) if self._tags else None

    @cached_property
    def _tags(self) -> dict:
        tags = self.record.get("html_meta")
        return {str(name).lower(): value for name, value in tags.items()} if isinstance(tags, dict) else {}

    @cached_property
    def text(self) -> str:
        """The article's text, empty when there is none."""
        text = self.record.get("text")
        return text if isinstance(text, str) else ""

    @cached_property
    def head(self) -> str:
        """The first part of the text, where title and byline stand."""
        return self.text[:HEAD]

    @cached_property
    def foot(self) -> str:
        """The last part of the text, where notices and sources stand."""
        return self.text[-FOOT:]

    @cached_property
    def url(self) -> str | None:
        """The page's own address; that of an archived copy is the address of the page archived."""
        url = self.given("url") or self._address_as_outlet or self.tag("og:url", "canonical") or self._own_address
        archived = _ARCHIVED.match(url) if url else None
        return archived["url"] if archived else url

    @property
    def _address_as_outlet(self) -> str | None:
        """The address that stands where the outlet is asked for, as "source" in some exports."""
        outlet = self.given("outlet")
        return outlet if outlet and outlet.startswith(("http://", "https://")) else None

    @property
    def _own_address(self) -> str | None:
        """The page's address as its text states it, on a line of its own."""
        match = _search_before_address(_OWN, self.head) or _search_before_address(_OWN, self.foot)
        return match["url"] if match else None

    @cached_property
    def original(self) -> str | None:
        """The address of the original that a reprint names in its text or as its canonical address."""
        for part in (self.foot, self.head):
            if match := _search_before_address(_ORIGINAL, part):
                return match["url"]
        canonical = self.tag("canonical")
        return canonical if canonical and slug_of_url(self, canonical) != slug_of_url(self, self.url) else None

    @cached_property
    def byline(self) -> re.Match | None:
        """A line such as "By Ann Lee October 13, 2016" near the start, with groups author and stamp."""
        may_stand = "y " in self.head or "uthor" in self.head
        return _search_lines(load_rules().shape("byline_alone"), self.head) if may_stand else None

    @cached_property
    def stamp(self) -> str | None:
        """The day that stands with the byline, on a line of its own near the start, or between bars."""
        if self.byline and self.byline["stamp"]:
            return self.byline["stamp"]
        if self.around.stamp and not self.around.later:
            return self.around.stamp
        match = _search_lines(load_rules().shape("stamp_alone"), self.head)
        return match["stamp"] if match else self.around.stamp

    @cached_property
    def signature(self) -> str | None:
        """The writer as a byline, a line beside the day, or the foot of a blog's entry names him."""
        if self.byline:
            return self.byline["author"]
        if self.around.author or "Posted " not in self.text:
            return self.around.author
        posted = load_rules().shape("posted_by")
        match = posted.search(self.head) or posted.search(self.foot)
        return match["author"] if match else None

    @cached_property
    def around(self) -> Byline:
        """Writer and day in the lines above the running text."""
        return head_byline(self.head)


def _search_before_address(pattern: re.Pattern, text: str) -> re.Match | None:
    """The first match of an expression for an address and its label, searched from shortly before the first address."""
    at = text.find("http")
    return pattern.search(text, max(0, at - _LONGEST_LABEL)) if at >= 0 else None


def _search_lines(pattern: re.Pattern, text: str) -> re.Match | None:
    """The first match of an expression that begins with ``(?m)^``, tried only where a line starts."""
    at = 0
    while (match := pattern.match(text, at)) is None:
        at = text.find("\n", at) + 1
        if at == 0:
            return None
    return match


def tidy(value) -> str | None:
    """Text without stray blanks; None for what means that nothing is stated."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    text = " ".join(str(value).split())
    return None if text.lower() in _MISSING else text


def known_slug(case: Case, name: str | None) -> str | None:
    """The slug of a named outlet; a name outside the registry makes its own."""
    if name is None:
        return None
    found = case.registry.by_name(name)
    return found.slug if found else slugify(name)


def slug_of_url(case: Case, url: str | None) -> str | None:
    """The outlet of an address; a domain outside the registry makes its own slug, such as ``example-org``."""
    if not url:
        return None
    if found := case.registry.by_domain(url):
        return found.slug
    parts = _extractor()(url)
    domain = parts.top_domain_under_public_suffix
    if domain in _HOSTS and parts.subdomain not in ("", "www"):
        domain = f"{parts.subdomain}.{domain}"
    return slugify(domain) if domain else None


@lru_cache(maxsize=1)
def _extractor():
    """tldextract with the public suffix list that it brings along; it never asks the network."""
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
