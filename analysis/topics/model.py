"""Topics and what can be said of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from pandas.api.typing import SeriesGroupBy

from analysis.inference import column_of
from analysis.show import Shown, drawn
from analysis.terms import DocumentTerms
from analysis.topics.card import coherence, largest_share, titles_of, typical_articles
from analysis.topics.furniture import furniture_signs
from analysis.topics.labels import label_topics, top_terms
from analysis.topics.prevalence import differences, prevalence
from analysis.topics.refits import topic_stability
from analysis.topics.shares import story_shares
from analysis.topics.timeline import Timeline, over_time

__all__ = ["Topics"]

MOST_ROWS = 12


@dataclass(frozen=True, eq=False, repr=False)
class Topics(Shown):
    """Topics of a corpus, in canonical order (prevalence, then first term).

    Parameters
    ----------
    components : DataFrame of shape (k, n_terms)
        Weight of each term in each topic; rows sum to 1.
    weights : DataFrame of shape (n_units, k)
        Share of each topic in each article or paragraph; rows sum to 1, or are missing where no counted term occurs.
    counted : DocumentTerms
        The counts behind the topics.
    parameters : mapping
    """

    components: pd.DataFrame
    weights: pd.DataFrame
    counted: DocumentTerms
    parameters: Mapping = field(default_factory=dict)

    @property
    def k(self) -> int:
        """Number of topics."""
        return len(self.components)

    @property
    def corpora(self) -> dict[str, str]:
        """Name and sha256 of each corpus behind the topics."""
        return self.counted.corpora

    @cached_property
    def labels(self) -> pd.Series:
        """Three terms that are frequent in a topic and exclusive to it; see ``analysis.topics.labels``."""
        return label_topics(self.terms)

    @cached_property
    def terms(self) -> pd.DataFrame:
        """The twenty heaviest terms of each topic: topic, rank, term, weight, exclusivity, frex; ties by the term."""
        return top_terms(self.components)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per topic: topic, label, stories (whose largest topic it is), share (mean over stories), terms (ten).

        Unlike the card it is there at once.
        """
        ten = self._ten.agg(", ".join)
        columns = {"label": self.labels, "stories": self._stories, "share": self._share, "terms": ten}
        return pd.DataFrame(columns).rename_axis("topic").reset_index()

    @cached_property
    def card(self) -> pd.DataFrame:
        """One row per topic: what it is about, how far it carries, and whose it is.

        Columns: label, terms (ten), stories (whose largest topic it is), share (mean over stories), stability (how well
        the topic comes back on other stories, ``topic_stability``), coherence (NPMI), outlet and outlet_share (the
        outlet with the largest part of the topic), month and month_share, furniture (one outlet's boilerplate or house
        style rather than a subject; signs in ``furniture``), typical (ids of the three articles with the largest
        share, each of another story) and titles (theirs). Stability refits the topics 20 times, which takes a while.
        """
        typical = typical_articles(self.weights, self.counted)
        return pd.DataFrame(
            {
                "label": self.labels,
                "terms": self._ten.agg(", ".join),
                "stories": self._stories,
                "share": self._share,
                "stability": self.stability,
                "coherence": [coherence(self.counted, terms) for _, terms in self._ten],
                **largest_share(self._mass, self.counted.documents.loc[self._known]),
                "furniture": self.furniture["furniture"],
                "typical": typical,
                "titles": titles_of(typical, self.counted.documents),
            }
        ).rename_axis("topic")

    @cached_property
    def stability(self) -> np.ndarray:
        """How well each topic comes back on other stories, shape (k,); see ``topic_stability``."""
        method, seed = self.parameters.get("method", "nmf"), self.parameters.get("seed", 0)
        return topic_stability(self.counted, self.components, method=method, seed=seed)

    @cached_property
    def furniture(self) -> pd.DataFrame:
        """Signs that a topic is one outlet's furniture; see ``analysis.topics.furniture.furniture_signs``."""
        return furniture_signs(self.terms, self.weights, self.counted).assign(label=self.labels)

    def story_shares(self, by: str = "outlet") -> pd.DataFrame:
        """Topic shares of each story of each group, indexed by group and story; copies count once."""
        return story_shares(self.weights, self.counted, [column_of(self.counted.documents, by)])

    def prevalence(
        self, by: str = "outlet", *, n_bootstraps: int = 1000, n_permutations: int = 2000, seed: int = 0
    ) -> pd.DataFrame:
        """Mean share of each topic in each group, interval and test; see ``analysis.topics.prevalence``."""
        settings = {"n_bootstraps": n_bootstraps, "n_permutations": n_permutations, "seed": seed}
        return self._named(prevalence(self.weights, self.counted, by, **settings))

    def differences(
        self,
        by: str = "outlet",
        target: str | None = None,
        reference: str | None = None,
        *,
        n_bootstraps: int = 1000,
        n_permutations: int = 2000,
        seed: int = 0,
    ) -> pd.DataFrame:
        """Differences in prevalence between groups, tested in one family; see ``analysis.topics.differences``."""
        settings = {"n_bootstraps": n_bootstraps, "n_permutations": n_permutations, "seed": seed}
        return self._named(differences(self.weights, self.counted, by, target, reference, **settings))

    def over_time(
        self, freq: str = "month", by: str | None = None, *, n_bootstraps: int = 1000, seed: int = 0
    ) -> Timeline:
        """Mean share of each topic in each week or month; see ``analysis.topics.over_time``."""
        settings = {"n_bootstraps": n_bootstraps, "seed": seed}
        return over_time(self.weights, self.counted, self.labels, freq, by, **settings)

    def _named(self, table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(label=table["topic"].map(self.labels))

    @property
    def _ten(self) -> SeriesGroupBy:
        return self.terms[self.terms["rank"] <= 10].groupby("topic")["term"]

    @cached_property
    def _known(self) -> np.ndarray:
        return self.weights[0].notna().to_numpy()

    @cached_property
    def _stories(self) -> list[int]:
        """Number of stories whose largest topic each is."""
        largest = self.weights.to_numpy()[self._known].argmax(axis=1)
        stories = self.counted.stories.to_numpy()[self._known]
        return [len(np.unique(stories[largest == topic])) for topic in range(self.k)]

    @property
    def _share(self) -> pd.Series:
        return self._mass.sum(axis=0) / self._mass.to_numpy().sum()

    @cached_property
    def _mass(self) -> pd.DataFrame:
        """Shares times story weights, units without a topic left out."""
        return self.weights[self._known].mul(self.counted.weights[self._known], axis=0)

    def plot(self, ax=None):
        """Draw the card of each topic; ``draw_topic_cards``. Takes as long as ``card``."""
        return drawn("draw_topic_cards", self.card, ax)

    def _title(self) -> str:
        unit, stories = self.counted.unit, self.counted.stories.nunique()
        missing = int((~self._known).sum())
        left_out = f"; {missing} without a counted term" if missing else ""
        n_units = f"{len(self.weights):,} {unit}s ({stories:,} stories)"
        return f"Topics: {self.k} topics ({self.parameters['method']}) of {n_units}{left_out}"

    def _shown(self) -> pd.DataFrame:
        return self.table.drop(columns="terms").round(3).head(MOST_ROWS)
