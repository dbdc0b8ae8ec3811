"""A study as its readers see it: outlets by their names, where tables and code have slugs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

import pandas as pd

from analysis.errors import FramingError

__all__ = ["Named", "named_study", "outlet_names", "slug_of"]

COLUMNS = ("outlet", "target", "reference")
RESULTS = ("articles", "design", "distance", "keyness", "prevalence", "naming", "speaking")


def outlet_names(slugs) -> dict[str, str]:
    """Slug -> name of the outlets that are known; none where two would be called the same.

    >>> outlet_names(["aljazeera", "tass", "a-blog"])
    {'aljazeera': 'Al Jazeera', 'tass': 'TASS'}
    """
    from analysis.corpus.outlets import load_registry

    registry = load_registry()
    names = {slug: registry[slug].name for slug in slugs if slug in registry}
    shown = [names.get(slug, slug) for slug in slugs]
    return names if len(set(shown)) == len(shown) else {}


def slug_of(name: str) -> str:
    """The slug of an outlet of this name; the name itself where it is not known.

    >>> slug_of("Al Jazeera"), slug_of("a blog")
    ('aljazeera', 'a blog')
    """
    from analysis.corpus.outlets import load_registry

    known = load_registry().by_name(name)
    return name if known is None else known.slug


def named_study(study) -> "Named":
    """The study with the names of its outlets."""
    return Named(study, outlet_names(study.compared))


@dataclass(frozen=True, eq=False)
class Named:
    """What a report asks of a study, with outlets by name in every table, warning and error; the code keeps slugs.

    Parameters
    ----------
    study : Study
    names : mapping of str to str
        Slug -> name. Numbers are those of the study: only what is shown is renamed.
    """

    study: Any
    names: Mapping[str, str]
    _shown: dict = field(default_factory=dict, init=False, repr=False)

    def __getattr__(self, attribute: str):
        if attribute not in RESULTS:
            return getattr(self.study, attribute)
        if attribute not in self._shown:
            self._shown[attribute] = self._named(lambda: getattr(self.study, attribute))
        return self._shown[attribute]

    @property
    def compared(self) -> tuple[str, ...]:
        """The outlets, in order."""
        return tuple(self.names.get(outlet, outlet) for outlet in self.study.compared)

    @property
    def topic_card(self) -> pd.DataFrame:
        """The card of the topics."""
        return self._named(lambda: self.study.topics.card)

    def gap(self, target: str, reference: str | None = None):
        """The gap of two outlets given by name."""
        return self._named(lambda: self.study.gap(*self._slugs(target, reference)))

    def evidence(self, pattern, n: int):
        """The sentences behind a number."""
        return self._named(lambda: self.study.evidence(pattern, n))

    def code(self, step: str, *outlets) -> str:
        """The cell behind a step, which has slugs."""
        return self.study.code(step, *self._slugs(*outlets))

    def with_voice(self, voice: str) -> "Named":
        """The same question to words of another voice."""
        return Named(replace(self.study, voice=voice), self.names)

    def _slugs(self, *outlets) -> list:
        slugs = {name: slug for slug, name in self.names.items()}
        return [slugs.get(outlet, outlet) for outlet in outlets]

    def _named(self, make: Callable):
        try:
            return renamed(make(), self.names)
        except FramingError as error:
            raise FramingError(renamed(str(error), self.names)) from error


def renamed(value, names: Mapping[str, str]):
    """A table, a result with its tables, or a sentence in which outlets go by their names."""
    if isinstance(value, pd.DataFrame):
        return _renamed_table(value, names)
    if isinstance(value, str):
        return re.sub(r"[\w-]+", lambda word: names.get(word[0], word[0]), value)
    if not is_dataclass(value):
        return value
    parts = {part.name: getattr(value, part.name) for part in fields(value) if part.init}
    new = {name: renamed(part, names) for name, part in parts.items() if is_dataclass(part) or _is_table(part)}
    if isinstance(parts.get("warnings"), tuple):
        new["warnings"] = tuple(renamed(warning, names) for warning in parts["warnings"])
    return replace(value, **new)


def _is_table(part) -> bool:
    return isinstance(part, pd.DataFrame)


def _renamed_table(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    columns = {name: table[name].map(lambda outlet: names.get(outlet, outlet)) for name in COLUMNS if name in table}
    shown = table.assign(**columns)
    return shown.rename(index=names) if table.index.name == "outlet" else shown
