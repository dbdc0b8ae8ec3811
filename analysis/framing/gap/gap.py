"""Agenda or wording: does an outlet use a word more because of what it covers, or of how it words it?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.compare.question import pose
from analysis.compare.result import Result
from analysis.errors import FramingError, expect
from analysis.framing.gap.assign import assign_words
from analysis.framing.gap.kitagawa import AssignedWords
from analysis.framing.gap.tables import COLUMNS, one_sided, term_table, topic_table, total_table
from analysis.inference import column_of, percentiles
from analysis.show import Interval
from analysis.terms import DocumentTerms
from analysis.topics import Topics

__all__ = ["Gap", "split_gap"]

HALVINGS = 100


@dataclass(frozen=True, eq=False, repr=False)
class Gap(Result):
    """A difference in the use of words, split into what outlets cover and how they word it.

    The table has one row per term: target, reference, term, n_target, n_reference, per_million_target,
    per_million_reference, stories_target, stories_reference, and, in words per million with 95 % intervals, gap,
    agenda, wording (each with _low and _high). Sorted from the target's terms to the reference's.

    Parameters
    ----------
    topics : DataFrame
        One row per topic: topic, label, share_target, share_reference (of the outlet's words), merged (no subject; its
        words are with the other topics).
    total : DataFrame
        Rows gap, agenda, wording; columns distance, low, high, chance_high, share. The distance is
        sum_w (r_A - r_B)^2 / (r_A + r_B) over the tested terms (0 alike, 2 no word in common) and its two parts, free
        of what chance adds; when nothing differs, 95 % are below chance_high. A distance below it may be chance, and
        has no shares worth reading.
    """

    interval = Interval("gap", "gap_low", "gap_high", 0.0)
    drawn_by = "draw_gap"

    topics: pd.DataFrame = field(default_factory=pd.DataFrame)
    total: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the corpus cannot show, and topics that only one outlet covers."""
        return (*self.design.warnings, *one_sided(self.topics, self.table))

    def _title(self) -> str:
        return "Gap: words per million, split into agenda (what is covered) and wording (how it is said)"

    def _shown(self) -> pd.DataFrame:
        shown = self.table[["term", "stories_target", "stories_reference", *COLUMNS[-9:]]]
        ends = pd.concat([shown.head(8), shown.tail(8)])
        return ends[~ends.index.duplicated()].round(0)

    def _notes(self) -> list[str]:
        parts = [
            f"{name} {row.distance:.3f} [{row.low:.3f}, {row.high:.3f}] (by chance up to {row.chance_high:.3f})"
            for name, row in self.total.iterrows()
        ]
        return [f"all terms together: {', '.join(parts)}", *super()._notes()]


def split_gap(
    terms: DocumentTerms,
    topics,
    target: str,
    reference: str | None = None,
    *,
    by: str = "outlet",
    merged: str | Sequence[int] | None = "furniture",
    shared: str = "leave out",
    min_stories: int | None = None,
    n_permutations: int = 500,
    n_bootstraps: int = 1000,
    allow_disjoint_dates: bool = False,
    seed: int = 0,
) -> Gap:
    """Split the difference in each word's rate into agenda and wording.

    Parameters
    ----------
    terms : DocumentTerms
        Counts of units that the topics know; they may hold further terms.
    topics : Topics
    target, reference : str
        Outlets; without a reference all others together.
    by, shared, allow_disjoint_dates
        As in compare_outlets.
    merged : "furniture", sequence of int or None
        Topics that are no subject: by default those with the furniture flag. An outlet's house style that has become a
        topic would pass for agenda; merged, its words go to the other topics of the same article.
    min_stories : int, optional
        Split terms that occur in at least this many stories. Default: a tenth of all, at least 2 and at most 10.
    n_permutations : int
        Of the labels over the stories, to tell what chance adds to the distance of all terms together.
    n_bootstraps, seed : int

    Returns
    -------
    Gap
        Without intervals where an outlet has fewer than 5 stories.

    Notes
    -----
    For a rate r_o = sum_k m_ok f_ok, m_ok the share of topic k in the outlet's words and f_ok the rate of the term
    inside topic k, r_A - r_B = sum_k (m_Ak - m_Bk) (f_Ak + f_Bk) / 2 [agenda] + sum_k (f_Ak - f_Bk) (m_Ak + m_Bk) / 2
    [wording] (Kitagawa 1955, JASA 50(272)). Every word of the outlet is given to topics (``assign_words``), so m and f
    are shares and rates of counted words and the parts add up. A topic with less than one word in an outlet has
    no rate there; it takes that of the other, so that its part is agenda. Intervals: stories redrawn within each
    outlet, words staying with their topics. In the distances of ``total`` chance would add to every square, so one
    factor comes from a random half of the stories and the other from the rest, on average over 100 halvings.

    Where the topic of every word is known, the parts are near the truth: planted corpora of 40 and 120 stories that
    differ in mix and in wording read .371 for an agenda part of .377 and .102 for a wording part of .106. The 95 %
    intervals of ``total`` then cover 92 to 99 % (200 corpora each; a part that is not there nearly always), those of
    terms in 20 or more stories 90 to 96 %. Topics have to be fitted, though, and the intervals do not know that. Where
    only the mix or only the wording differs little is lost: .109 for a wording part of .118, covered in 93 %. Where
    both differ a word that one outlet prefers looks like one of the topics that it prefers, and about half of the
    wording passes for agenda: .051 for .106, almost never covered, and .422 for the agenda part of .377, covered in
    84 %. Topics coarser than the subjects err the other way: with three for six, .03 of an agenda part of .41 passes
    for wording. So neither part is a bound, and a verdict on which is larger needs more than its interval.

    What the topics cannot tell apart no split can. In planted corpora (two outlets of 100 stories, six subjects, terms
    in 20 or more stories), with as many topics as subjects, the wording part of two that differ only in their mix
    covers 0 for 95 % of the terms, the agenda part of two that differ only in wording for 92 %. With ten topics in
    place of six that falls to 61 %: a subject then splits into one topic per outlet, and wording passes for agenda.
    Take a supported number of topics. A topic that is one outlet's alone is named in ``warnings``, to be looked at and,
    if it is no subject, merged; to merge all of them unseen would be as wrong, since then a subject that one outlet
    leaves to the other passes for wording.

    Examples
    --------
    >>> from analysis import count_terms, fit_topics
    >>> sport, law = "goal match team goal match", "vote court judge vote court"
    >>> texts = [sport] * 4 + [law] * 2 + [sport] * 2 + [law.replace("judge", "bench")] * 4
    >>> documents = pd.DataFrame({"outlet": ["x"] * 6 + ["y"] * 6, "text": texts}, index=list("abcdefghijkl"))
    >>> documents["date"] = pd.Timestamp("2017-01-02")
    >>> counted = count_terms(documents)
    >>> gap = split_gap(counted, fit_topics(counted, k=2), "x", "y", n_bootstraps=200)
    >>> gap.table.set_index("term").loc["judge", ["gap", "agenda", "wording"]].astype(int).tolist()
    [66666, -33333, 100000]
    """
    expect(terms, DocumentTerms, "count_terms(documents)")
    expect(topics, Topics, "fit_topics(terms)")
    no_subject = _merged(topics, merged)
    assigned = assign_words(terms, topics, no_subject, _compared(terms, by, target, reference))
    question = pose(
        assigned, target, reference, outlets=None, by=by, shared=shared, strata=None,
        allow_disjoint_dates=allow_disjoint_dates,
    )  # fmt: skip
    contrast = question.contrasts[0]
    words = AssignedWords(question.cells, contrast, len(topics.components) - len(no_subject))
    able = bool(question.testable)
    min_stories = _min_stories(words, able) if min_stories is None else min_stories
    used = sum(words.stories())
    tested = np.flatnonzero(used >= max(min_stories, 1))
    if not len(tested):
        raise FramingError(f"{contrast}: no term occurs in {min_stories} or more stories: lower min_stories")
    rng = np.random.default_rng(seed)
    parts = words.redrawn(tested, n_bootstraps if able else 0, rng)
    chance = (words.halved(tested, HALVINGS, rng), words.permuted(tested, n_permutations, rng)) if able else None
    ends = percentiles(min(side.sum() for side in words.sides)) if able else [2.5, 97.5]
    settings = {
        "by": by, "k": len(topics.components), "merged": no_subject, "shared": shared, "min_stories": min_stories,
        "n_permutations": n_permutations, "n_bootstraps": n_bootstraps, "seed": seed,
    }  # fmt: skip
    return Gap(
        table=term_table(words, terms.terms, tested, parts, ends),
        design=question.design,
        parameters=settings,
        excluded=question.excluded | {"terms in too few stories": int((used > 0).sum()) - len(tested)},
        corpora=terms.corpora,
        topics=topic_table(topics, no_subject, words.shares()),
        total=total_table(parts, chance, ends),
    )


def _merged(topics, merged: str | Sequence[int] | None) -> list[int]:
    if merged is None:
        return []
    if isinstance(merged, str):
        if merged != "furniture":
            raise FramingError(f"merged={merged!r} is not known: give 'furniture', None, or numbers of topics")
        return topics.furniture.index[topics.furniture["furniture"]].tolist()
    unknown = [topic for topic in merged if topic not in topics.components.index]
    if unknown:
        raise FramingError(f"topic {unknown[0]!r} is not among the {len(topics.components)} topics")
    return sorted(int(topic) for topic in set(merged))


def _compared(terms: DocumentTerms, by: str, target: str, reference: str | None) -> np.ndarray:
    """Units of the two outlets, or all: words of no one else need to be assigned."""
    label = column_of(terms.documents, by)
    return np.isin(label, [target, reference]) if reference is not None else np.ones(len(label), dtype=bool)


def _min_stories(words: AssignedWords, able: bool) -> int:
    return int(np.clip(len(words.cells.story) // 10, 2, 10)) if able else 1
