"""One question to one corpus, and all its answers."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

import analysis
from analysis.errors import FramingError
from analysis.inference import check_design
from analysis.study.evidence import first_places, holding, one_copy
from analysis.study.recipes import RECIPES, TAKES, lookup
from analysis.study.selection import Selection

__all__ = ["Study"]


@dataclass(frozen=True, eq=False, repr=False)
class Study(Selection):
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
            return first_places(articles, pattern, n, self.voice, self.shelf.known_spans)
        row = lookup(pattern)
        if "outlet" in row:
            articles = articles[articles["outlet"] == row["outlet"]]
        if "term" in row and self.counted_terms is not None:
            articles = holding(articles, self.counted_terms, str(row["term"]))
        return first_places(articles, self._places_of(row), n, self.voice, self.shelf.known_spans)

    def _made(self, step: str, *arguments) -> Any:
        """The result of a step's call, computed unless an earlier question has computed it."""
        [call] = RECIPES[step](self, *arguments)

        def make():
            inputs = [getattr(self, name) for name in TAKES[step]]
            _, dot, method = call.function.partition(".")
            function = getattr(inputs.pop(0), method) if dot else getattr(analysis, call.function)
            return function(*inputs, **call.options, **self._voices(step))

        return self.shelf.get(self.code(step, *arguments), make)

    def _voices(self, step: str) -> dict:
        """Voices that are known already, or that a step needs of every article."""
        if step not in ("naming", "speaking") or "text" not in self.articles:
            return {}
        readable = self.articles[self.articles["text"].notna()]
        return {"spans": (self.shelf.spans if step == "speaking" else self.shelf.known_spans)(readable)}

    def _places_of(self, row: dict):
        """Places that an answer holds already; else the row, to be looked up."""
        if {"concept", "name"} <= set(row):
            mentions = self.naming.mentions
            return mentions[(mentions["concept"] == row["concept"]) & (mentions["name"] == row["name"])]
        if "speaker" in row and "speaking" in vars(self):  # else the articles are read until there are enough
            quotes = self.speaking.quotes
            return quotes[quotes["speaker"] == row["speaker"]]
        return row
