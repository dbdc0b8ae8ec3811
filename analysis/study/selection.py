"""What a question is put to: the outlets, their articles and words, and the code of each step."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.corpus import select_articles
from analysis.errors import FramingError
from analysis.inference import known_groups
from analysis.study.cell import cell
from analysis.study.evidence import one_copy
from analysis.study.recipes import RECIPES, SHOWN, TAKES, source_calls
from analysis.study.shelf import Shelf
from analysis.terms import DocumentTerms, count_terms, story_of

__all__ = ["STEPS", "Selection"]

MOST_OUTLETS = 3
FEW = 5_000  # articles that are counted in a moment
STEPS = tuple(RECIPES)


@dataclass(frozen=True, eq=False, repr=False)
class Selection:
    """The articles of a question and their counts; parameters as in `Study`."""

    documents: pd.DataFrame | DocumentTerms
    outlets: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    period: tuple = (None, None)
    voice: str = "all"
    seed: int = 0
    name: str = "documents"
    n_topics: int = 8
    n_permutations: int = 2000
    n_bootstraps: int = 1000
    allow_disjoint_dates: bool = False
    most_stories: int | None = None
    shelf: Shelf | None = field(default=None, repr=False)

    def __post_init__(self):
        for name in ("outlets", "about"):
            given = getattr(self, name)
            object.__setattr__(self, name, (given,) if isinstance(given, str) else tuple(given or ()))
        object.__setattr__(self, "period", tuple(self.period or (None, None)))
        if self.shelf is None or self.shelf.documents is not self.documents:
            object.__setattr__(self, "shelf", Shelf(self.documents))

    @property
    def holds_texts(self) -> bool:
        """Whether there are sentences to read, and not counts alone."""
        return not isinstance(self.documents, DocumentTerms)

    @cached_property
    def candidates(self) -> pd.DataFrame:
        """Articles about this, from this time, of any outlet."""
        table = self.documents if self.holds_texts else self.documents.documents
        if not self.about and self.period == (None, None):
            return table
        key = ("candidates", self.about, str(self.period))
        return self.shelf.get(key, lambda: select_articles(table, about=self.about or None, period=self.period))

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """The outlets, in order."""
        if self.outlets:
            return self.outlets
        stories = story_of(self.candidates).groupby(self.candidates["outlet"].to_numpy()).nunique()
        known = stories[stories.index.isin(known_groups(self.candidates["outlet"].to_numpy()))]
        return tuple(sorted(known.index, key=lambda outlet: (-known[outlet], outlet))[:MOST_OUTLETS])

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles of these outlets; without texts, what is known of them."""
        articles = select_articles(self.candidates, outlets=self.compared)
        if self.most_stories is None:
            return articles
        shuffled = one_copy(articles.sort_index()).sample(frac=1, random_state=self.seed)
        return shuffled.groupby("outlet").head(self.most_stories)

    @cached_property
    def terms(self) -> DocumentTerms:
        """Counts of every word of the articles, in this voice."""
        if not self.holds_texts:
            return self.documents.where(self.documents.documents.index.isin(self.articles.index))
        return self.shelf.counted(self.code("terms"), self._all_words)

    def _all_words(self) -> DocumentTerms:
        if self.voice != "all" or not self._many:
            return self._counted("terms")
        every = self.shelf.get("every term", lambda: count_terms(self.documents.dropna(subset="text")))
        rows = every.where(every.documents.index.isin(self.articles.index))
        return rows.without(rows.terms[np.bincount(rows.counts.indices, minlength=len(rows.terms)) == 0])

    @cached_property
    def content(self) -> DocumentTerms:
        """Counts without stop words and rare terms, for topics."""
        if self.holds_texts:
            return self._counted("content")
        from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

        return self.terms.without(ENGLISH_STOP_WORDS)

    @property
    def counted_terms(self) -> DocumentTerms | None:
        """The counts if they have been made, or are quickly made; to read sentences nobody waits for all counts."""
        return self.terms if "terms" in vars(self) or len(self.articles) <= FEW else None

    @property
    def _many(self) -> bool:
        """Whether to count the whole corpus, once for all questions: cheaper than a large part of it each time."""
        return "every term" in self.shelf or 4 * len(self.articles) >= len(self.documents)

    def _counted(self, step: str) -> DocumentTerms:
        [call] = RECIPES[step](self)
        spans = None if self.voice == "all" else self.shelf.spans(self.articles)
        return count_terms(self.articles, spans=spans, **call.options)

    def code(self, step: str, *arguments) -> str:
        """A cell that gives the same table.

        Parameters
        ----------
        step : str
            One of `STEPS`.
        *arguments
            Those of ``gap`` and ``evidence``.
        """
        if step not in RECIPES:
            raise FramingError(f"step {step!r} is not known: choose one of {', '.join(STEPS)}")
        calls = [call for name in _needed(step)[:-1] for call in RECIPES[name](self)]
        calls += RECIPES[step](self, *arguments)
        loaded = source_calls(self)
        return cell(loaded, calls, SHOWN[step], loaded[0].made if loaded else self.name)

    def __repr__(self) -> str:
        asked = [" and ".join(self.outlets) or "the outlets with most stories"]
        asked.append("about " + ", ".join(self.about) if self.about else "all subjects")
        if self.period != (None, None):
            asked.append(" to ".join("..." if end is None else str(pd.Timestamp(end).date()) for end in self.period))
        asked.append("all words" if self.voice == "all" else f"{self.voice} words")
        return f"Study of {self.name}: {', '.join(asked)}"


def _needed(step: str) -> list[str]:
    """The step after all those that it takes, each once."""
    found: list[str] = []
    for name in TAKES[step]:
        found += [other for other in _needed(name) if other not in found]
    return [*found, step]
