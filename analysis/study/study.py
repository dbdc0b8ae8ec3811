"""One question to one corpus, and all its answers."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

import analysis
from analysis.corpus import select_articles
from analysis.errors import FramingError
from analysis.inference import check_design, known_groups
from analysis.study.cell import cell
from analysis.study.evidence import first_places, holding, one_copy
from analysis.study.recipes import RECIPES, SHOWN, TAKES, lookup, source_calls
from analysis.study.shelf import Shelf
from analysis.terms import DocumentTerms, count_terms, story_of

__all__ = ["STEPS", "Study"]

MOST_OUTLETS = 3
FEW = 5_000  # articles that are counted in a moment
STEPS = tuple(RECIPES)


@dataclass(frozen=True, eq=False, repr=False)
class Study:
    """One question put to one corpus; its answers are computed when first asked for.

    Parameters
    ----------
    documents : DataFrame or DocumentTerms
        The whole documents table; or counts where texts are not held, as from ``load_counts("core")``: what needs
        sentences is then an error.
    outlets : tuple of str
        What is compared, in this order; by default the outlets with most stories, at most 3. Two outlets are target
        and reference; of more, every pair and each against the rest are compared.
    about : tuple of str
        Words, as in load_corpus: the articles have a word that begins like one of them.
    period : pair of dates
        First and last day, both included; None for no bound.
    voice : {"all", "own", "quoted", "reported", "scare"}
        Whose words are counted. Voices are split by rule.
    seed : int
    name : str
        What the documents are called in generated code: a variable, or a corpus of the catalogue or a folder, which
        the code then loads.
    n_topics : int
        Number of topics; at most one for every ten stories, at least 2. A number that is fixed to look around quickly,
        not one that the corpus supports: for that, ``fit_topics(study.content)``, which takes minutes.
    n_permutations, n_bootstraps : int
        Of keyness, prevalence, naming and speakers; the distance takes at most 200 of each.
    allow_disjoint_dates : bool
        As in compare_outlets.
    most_stories : int, optional
        Look at so many stories of each outlet only, drawn at random: a first glance at a large corpus.

    Attributes
    ----------
    compared : tuple of str
    articles : DataFrame
    terms, content : DocumentTerms
        Counts of all words; counts without English stop words and rare terms, for topics.
    outline, design : Design
        Without and with what needs words: the rate ratios that can be found.
    distance : Distance
    keyness : Comparison
    topics : Topics
    prevalence : DataFrame
    naming : Naming
    speaking : Speakers

    Raises
    ------
    FramingError
        When an answer is asked for that this corpus cannot give; making a study computes nothing.

    Notes
    -----
    ``dataclasses.replace(study, about=("Syria",))`` is another question to the same corpus. What both need is made
    once: results are kept by the code that makes them. Only words are counted for the whole corpus where that is
    cheaper, and rows and terms are then taken; min_df and its stories are always those of the selected articles.

    Examples
    --------
    >>> from analysis import load_counts
    >>> study = Study(load_counts("core"), outlets=("rferl", "strategic-culture"), name="core")
    >>> study
    Study of core: rferl and strategic-culture, all subjects, all words
    >>> print(study.code("keyness"))
    from analysis import compare_outlets, load_counts, select_articles
    <BLANKLINE>
    counts = load_counts('core')
    articles = select_articles(counts.documents, outlets=['rferl', 'strategic-culture'])
    terms = counts.where(counts.documents.index.isin(articles.index))
    keyness = compare_outlets(terms, target='rferl', reference='strategic-culture', seed=0)
    keyness.table
    """

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

    @cached_property
    def outline(self):
        """The part of the design that needs no words, hence no time."""
        [call] = RECIPES["outline"](self)
        return check_design(self.articles.drop(columns="text", errors="ignore"), **call.options)

    @cached_property
    def design(self):
        """What this selection can and cannot show, before any contrast."""
        return self._made("design")

    @cached_property
    def distance(self):
        """How well one word tells the outlets apart."""
        return self._made("distance")

    @cached_property
    def keyness(self):
        """Which words one outlet uses more."""
        return self._made("keyness")

    @cached_property
    def topics(self):
        """What the articles are about."""
        return self._made("topics")

    @cached_property
    def prevalence(self) -> pd.DataFrame:
        """Share of each topic in each outlet."""
        return self._made("prevalence")

    @cached_property
    def naming(self):
        """Which name each outlet gives a concept."""
        return self._made("naming")

    @cached_property
    def speaking(self):
        """Who is quoted."""
        return self._made("speaking")

    def gap(self, target: str, reference: str | None = None):
        """The difference in each word's rate, split into agenda and wording."""
        return self._made("gap", target, reference)

    def evidence(self, pattern, n: int = 5):
        """The sentences behind a number: the first place in each of the first n stories of each outlet.

        Parameters
        ----------
        pattern : str, row or DataFrame
            As in ``concordance``: a regular expression; a row with a term, a concept and name, or a speaker; or a
            table of places.
        n : int
            Stories per outlet, in the order of their articles' ids, which has nothing to do with what they say.

        Returns
        -------
        Concordance
        """
        if not self.holds_texts:
            raise FramingError("only counts are held of this corpus: its sentences cannot be shown without the texts")
        articles = one_copy(self.articles)
        if isinstance(pattern, str | pd.DataFrame):
            return first_places(articles, pattern, n, self.voice)
        row = lookup(pattern)
        if "outlet" in row:
            articles = articles[articles["outlet"] == row["outlet"]]
        if "term" in row and self.counted_terms is not None:
            articles = holding(articles, self.counted_terms, str(row["term"]))
        return first_places(articles, self._places_of(row), n, self.voice)

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

    def _made(self, step: str, *arguments) -> Any:
        """The result of a step's call, computed unless an earlier question has computed it."""
        [call] = RECIPES[step](self, *arguments)

        def make():
            inputs = [getattr(self, name) for name in TAKES[step]]
            _, dot, method = call.function.partition(".")
            function = getattr(inputs.pop(0), method) if dot else getattr(analysis, call.function)
            return function(*inputs, **call.options)

        return self.shelf.get(self.code(step, *arguments), make)

    def _places_of(self, row: dict):
        """Places that an answer holds already; else the row, to be looked up."""
        if {"concept", "name"} <= set(row):
            mentions = self.naming.mentions
            return mentions[(mentions["concept"] == row["concept"]) & (mentions["name"] == row["name"])]
        if "speaker" in row and "speaking" in vars(self):  # else the articles are read until there are enough
            quotes = self.speaking.quotes
            return quotes[quotes["speaker"] == row["speaker"]]
        return row

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
