"""Events: what several outlets report within a few days, to lay them side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.compare.event_clusters import average_linkage, similar_pairs
from analysis.compare.event_tables import articles_of, described, event_ids, event_table, kept
from analysis.compare.event_vectors import dated_stories
from analysis.errors import FramingError, expect
from analysis.show import Shown, drawn
from analysis.terms import DocumentTerms

__all__ = ["Events", "find_events"]

ARTICLES = ["doc_id", "event", "date", "outlet", "title", "story", "typicality"]


@dataclass(frozen=True, eq=False, repr=False)
class Events(Shown):
    """Events of a corpus.

    Parameters
    ----------
    table : DataFrame
        One row per event: event (its id: first day and a number), first, last (dates), articles, stories, outlets (how
        many), label (its four heaviest terms), typical (ids of its most typical articles, three at most, one per
        outlet), titles (theirs). Largest number of outlets first, then of stories, then by id.
    articles : DataFrame
        One row per article of an event: doc_id, event, date, outlet, title, story, typicality (mean cosine with the
        other stories of the event). Sorted by event, date, outlet, doc_id.
    of : Series
        Event of every article of the corpus, index doc_id; missing when it is alone.
    parameters, excluded, corpora : mapping
        As in other results.
    """

    table: pd.DataFrame
    articles: pd.DataFrame
    of: pd.Series
    parameters: Mapping = field(default_factory=dict)
    excluded: Mapping = field(default_factory=dict)
    corpora: Mapping = field(default_factory=dict)

    def side_by_side(self, event: str) -> pd.DataFrame:
        """Articles of one event: date, outlet, title, doc_id, in this order."""
        rows = self.articles[self.articles["event"] == event]
        if rows.empty:
            raise FramingError(f"event {event!r} is not known: choose one from the column 'event' of the table")
        return rows[["date", "outlet", "title", "doc_id"]].reset_index(drop=True)

    def plot(self, ax=None):
        """Draw how many of the events each outlet reports in each week; ``draw_calendar``."""
        if self.articles.empty:
            raise FramingError("there is no event to draw: lower similarity or min_outlets")
        weeks = self.articles["date"].dt.to_period("W")
        weeks = weeks.astype(pd.CategoricalDtype(pd.period_range(weeks.min(), weeks.max(), freq="W"), ordered=True))
        counts = self.articles.groupby(["outlet", weeks], observed=False)["event"].nunique().unstack()
        counts.columns = [week.start_time.date() for week in counts]
        return drawn("draw_calendar", counts, ax, unit="events per week")

    def _title(self) -> str:
        return f"Events: {len(self.table):,} events, {len(self.articles):,} of {len(self.of):,} articles"

    def _shown(self) -> pd.DataFrame:
        return self.table.head(10)[["event", "last", "articles", "stories", "outlets", "label"]]

    def _every(self) -> pd.DataFrame:
        most_typical = self.table["titles"].str[0]
        return self.table.drop(columns=["typical", "titles"]).assign(**{"most typical title": most_typical})


def find_events(
    terms: DocumentTerms,
    *,
    days: int = 3,
    similarity: float = 0.15,
    fading: float = 0.15,
    title_weight: float = 5,
    min_outlets: int = 2,
) -> Events:
    """Find articles of several outlets about the same event.

    Parameters
    ----------
    terms : DocumentTerms
        Counts of words, best without a stop list or a minimal frequency: rare names are what an event is known by.
    days : int
        The stories of an event are at most this many days apart, first to last.
    similarity : float
        Two groups of stories become one event when the mean faded cosine between them is this or more.
    fading : float
        Share of the cosine that each day between two stories takes away.
    title_weight : float
        How often a word of the title counts, beside the text.
    min_outlets : int
        Keep events that this many outlets report, "unknown" not counted. With 1, articles of one outlet make an event.

    Returns
    -------
    Events

    Raises
    ------
    FramingError
        For documents without a column of dates, or a parameter out of range.

    Notes
    -----
    A story is a vector of length 1 with ln(1 + tf) ln[(1 + n) / (1 + df)] for each word, n and df counted in stories of
    the whole corpus; words that only one story has, or more than a tenth of them (and more than ten), are left out.
    Names, places and numbers then decide, while the vocabulary of a running subject, which many stories share, weighs
    little. Average linkage (Sokal and Michener 1958) of the cosines, the most similar first, no cluster ever longer
    than ``days``, so that events do not chain through weeks; cosines below half the threshold count as 0. Copies are
    one story, dated by the first of them. Articles without a date are left out and counted, unless a copy has one.

    Settings chosen on 264 pairs of articles in news2017 that were read for it. Of 40 other pairs that share an event,
    drawn at random, outlets differing, 26 tell the same event, 12 another step of the same affair within the days, 2
    something else; of 40 pairs just below, 7 tell the same event. About half of all pairs are found, by these numbers.

    Examples
    --------
    >>> from analysis import count_terms
    >>> texts = ["Mayor Olsen opens the Torvik bridge", "Torvik: bridge opened, says Olsen", "A quiet day at sea"]
    >>> documents = pd.DataFrame(
    ...     {"outlet": ["x", "y", "y"], "date": pd.Timestamp("2017-01-05"), "text": texts},
    ...     index=pd.Index(["a", "b", "c"], name="doc_id"),
    ... )
    >>> find_events(count_terms(documents)).of.tolist()
    ['2017-01-05.1', '2017-01-05.1', nan]
    """
    expect(terms, DocumentTerms, "count_terms(documents)")
    _check(days, similarity, fading, title_weight, min_outlets)
    stories = dated_stories(terms, title_weight)
    pairs = similar_pairs(stories.vectors, stories.day, days, fading, similarity / 2)
    cluster = average_linkage(pairs, stories.day, days, similarity)
    articles = articles_of(terms)
    articles["cluster"] = pd.Series(cluster, index=stories.story).reindex(articles["story"]).to_numpy()
    undated = int(articles["cluster"].isna().sum())
    found = kept(articles, min_outlets)
    typicality, labels = described(stories, cluster, terms.terms)
    found["typicality"] = typicality.reindex(found["story"]).to_numpy()
    found["event"] = found["cluster"].map(event_ids(found))
    found = found.sort_values(["event", "date", "outlet", "doc_id"], ignore_index=True)
    of = found.set_index("doc_id")["event"].reindex(articles["doc_id"]).astype("str")
    return Events(
        table=event_table(found, labels),
        articles=found[ARTICLES],
        of=of,
        parameters={
            "days": days, "similarity": similarity, "fading": fading, "title_weight": title_weight,
            "min_outlets": min_outlets,
        },
        excluded={"articles without a date": undated},
        corpora=terms.corpora,
    )  # fmt: skip


def _check(days: int, similarity: float, fading: float, title_weight: float, min_outlets: int) -> None:
    if days < 0:
        raise FramingError(f"days={days!r} is not a span: give 0 (the same day) or more")
    if not 0 < similarity <= 1:
        raise FramingError(f"similarity={similarity!r} is not a cosine to reach: give a number above 0, up to 1")
    if not 0 <= fading <= 1:
        raise FramingError(f"fading={fading!r} is not a share of the cosine: give a number from 0 to 1")
    if title_weight < 0:
        raise FramingError(f"title_weight={title_weight!r} is not a weight: give 0 or more")
    if min_outlets < 1:
        raise FramingError(f"min_outlets={min_outlets!r} is not a number of outlets: give 1 or more")
