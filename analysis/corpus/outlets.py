"""The outlets that are known: their names and domains, what gives them away, and the furniture of their pages."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from analysis.corpus.cleaning.patterns import NoticeBook, OwnPattern, own_pattern
from analysis.corpus.cleaning.rules import longest, tokens
from analysis.errors import FramingError

__all__ = ["KINDS", "Outlet", "Registry", "load_registry", "slugify"]

KINDS = ("state", "public", "private", "blog")
_LISTS = ("domains", "aliases", "notices", "fingerprints", "furniture")
_PATTERNS = ("notices", "fingerprints", "furniture")
_UNMISTAKABLE = 12


@dataclass(frozen=True)
class Outlet:
    """One outlet as ``outlets.toml`` describes it.

    Attributes
    ----------
    slug, name, country, kind : str
        `country` is ISO 3166-1 alpha-2 of the owner's seat; `kind` is state, public, private or blog.
    domains : tuple of str
        Registered domains, or subdomains where one domain serves several outlets.
    aliases : tuple of str
        Other names that stand in metadata, bylines and notices.
    notices, fingerprints, furniture : tuple of str
        Regular expressions: text in which the outlet names itself; weaker traces of it; and what its pages carry
        beside the article.
    reprints : bool
        True for sites that mostly print what others wrote.
    """

    slug: str
    name: str
    country: str
    kind: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    fingerprints: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    reprints: bool = False

    @cached_property
    def furniture_patterns(self) -> tuple[OwnPattern, ...]:
        """The furniture expressions, compiled."""
        return tuple(own_pattern(self.slug, pattern) for pattern in self.furniture)

    @cached_property
    def unmistakable_patterns(self) -> tuple[OwnPattern, ...]:
        """Those of the furniture expressions that are safe in other outlets' texts, where this one may be quoted."""
        return tuple(own for own in self.furniture_patterns if len(own.literal) >= _UNMISTAKABLE)


@dataclass(frozen=True)
class Registry:
    """All known outlets by slug.

    Examples
    --------
    >>> registry = load_registry()
    >>> registry.by_name("Deutsche Welle").slug, registry.by_domain("http://www.dw.com/en/a-1").slug
    ('dw', 'dw')
    """

    outlets: dict[str, Outlet]

    def __getitem__(self, slug: str) -> Outlet:
        return self.outlets[slug]

    def __contains__(self, slug: str) -> bool:
        return slug in self.outlets

    def __iter__(self):
        return iter(self.outlets.values())

    def by_name(self, name: str) -> Outlet | None:
        """The outlet of this slug, name, alias or domain, or None."""
        return self._names.get(_fold(name)) or self.by_domain(name)

    def by_domain(self, url: str) -> Outlet | None:
        """The outlet whose domain a URL or host name belongs to, or None; the most specific domain wins."""
        host = _host(url) if "." in url else ""
        while "." in host:
            if host in self._domains:
                return self._domains[host]
            host = host.partition(".")[2]
        return None

    @cached_property
    def _names(self) -> dict[str, Outlet]:
        return {_fold(name): outlet for outlet in self for name in (*outlet.aliases, outlet.name, outlet.slug)}

    @cached_property
    def _domains(self) -> dict[str, Outlet]:
        return {domain: outlet for outlet in self for domain in outlet.domains}

    @cached_property
    def notices(self) -> NoticeBook:
        """The expressions in which outlets name themselves."""
        return NoticeBook(own_pattern(outlet.slug, pattern) for outlet in self for pattern in outlet.notices)

    @cached_property
    def fingerprints(self) -> NoticeBook:
        """The expressions for weaker traces of outlets."""
        return NoticeBook(own_pattern(outlet.slug, pattern) for outlet in self for pattern in outlet.fingerprints)

    def named_in(self, text: str, words: frozenset[bytes]) -> list[str]:
        """Slugs of the outlets with furniture whose names stand in a text of these words (lower case)."""
        signs = [sign for word in sorted(self._signs.keys() & words) for sign in self._signs[word]]
        return [slug for name, slug, parts in signs if parts <= words and name in text]

    @cached_property
    def _signs(self) -> dict[bytes, list[tuple[str, str, frozenset[bytes]]]]:
        """(name, slug, words of the name) by the longest word of the name."""
        signs = {}
        for outlet in self:
            for name in (outlet.name, *outlet.aliases) if outlet.furniture else ():
                parts = tokens(name.lower())
                signs.setdefault(longest(parts), []).append((name, outlet.slug, parts))
        return signs


def load_registry(extra: str | Path | None = None) -> Registry:
    """Read the outlets of the library and, on top of them, those of a user's own file.

    Parameters
    ----------
    extra : path, optional
        A TOML file of ``[[outlet]]`` tables. An outlet with a known slug is extended: its lists grow, its other
        fields are replaced. A new slug needs at least a name.

    Returns
    -------
    Registry

    Raises
    ------
    FramingError
        The file is missing, is no TOML, or an entry has a field, a kind or an expression that cannot be used.
    """
    return _load(None if extra is None else Path(extra))


def slugify(name: str) -> str:
    """Lower-case letters, digits and hyphens: the form in which tables name an outlet.

    Examples
    --------
    >>> slugify("Kyiv Post (Online)")
    'kyiv-post-online'
    """
    return re.sub(r"[^a-z0-9]+", "-", _ascii(name).lower()).strip("-") or "unknown"


@lru_cache(maxsize=8)
def _load(extra: Path | None) -> Registry:
    entries = _read(Path(__file__).with_name("outlets.toml"))
    if extra is not None:
        for entry in _read(extra).values():
            entries[entry["slug"]] = _extend(entries.get(entry["slug"], {}), entry)
    return Registry({slug: _outlet(entry, extra) for slug, entry in entries.items()})


def _read(path: Path) -> dict[str, dict]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("outlet", [])
    except OSError:
        raise FramingError(f"the outlets file {path} cannot be read: give a TOML file of [[outlet]] tables") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FramingError(f"the outlets file {path} is not valid TOML: {error}") from None
    if not isinstance(tables, list) or not all(isinstance(table, dict) and "slug" in table for table in tables):
        raise FramingError(f"the outlets file {path} must hold [[outlet]] tables, each with a slug")
    return {table["slug"]: table for table in tables}


def _extend(known: dict, entry: dict) -> dict:
    grown = {key: [*known.get(key, []), *entry[key]] for key in _LISTS if key in entry}
    return {"name": entry["slug"], "country": "", "kind": "private"} | known | entry | grown


def _outlet(entry: dict, extra: Path | None) -> Outlet:
    unknown = sorted(set(entry) - set(Outlet.__dataclass_fields__))
    where = f"outlet {entry['slug']!r}" + (f" (see {extra})" if extra else "")
    if unknown:
        raise FramingError(
            f"{where} has the unknown field {unknown[0]!r}: use {', '.join(Outlet.__dataclass_fields__)}"
        )
    if slugify(entry["slug"]) != entry["slug"]:
        raise FramingError(f"{where}: a slug has lower-case letters, digits and hyphens, such as 'moscow-times'")
    if entry["kind"] not in KINDS:
        raise FramingError(f"{where} has kind {entry['kind']!r}: use one of {', '.join(KINDS)}")
    _check_patterns(entry, where)
    return Outlet(**{key: tuple(value) if key in _LISTS else value for key, value in entry.items()})


def _check_patterns(entry: dict, where: str) -> None:
    for pattern in (pattern for key in _PATTERNS for pattern in entry.get(key, [])):
        try:
            empty = re.compile(pattern).match("")
        except re.error as error:
            raise FramingError(f"{where}: the expression {pattern!r} is not valid: {error}") from None
        if empty:
            raise FramingError(f"{where}: the expression {pattern!r} matches the empty text and would match everywhere")


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _host(url: str) -> str:
    return re.sub(r"^[a-z][a-z0-9+.-]*://|^//", "", url.strip().lower()).partition("/")[0].partition(":")[0].strip(".")


def _ascii(name: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
