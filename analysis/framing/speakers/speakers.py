"""Who is allowed to speak: quoted words by speaker, and the share of each group of speakers by outlet."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.compare.question import choose
from analysis.compare.result import Result
from analysis.framing.shares.question import ask_shares, with_text
from analysis.framing.shares.tables import ShareTables
from analysis.framing.speakers.quotes import count_words, find_quotes, people_table
from analysis.show import Interval

__all__ = ["Speakers", "speakers"]

VOICES = {"quoted": ["quoted"], "reported": ["reported"], "both": ["quoted", "reported"]}


@dataclass(frozen=True, eq=False, repr=False)
class Speakers(Result):
    """Who is quoted, and how much of an outlet's quoted words each group of speakers has.

    Parameters
    ----------
    table : DataFrame
        One row per group of speakers and outlet: group, the outlet, quotations, words (copies once), stories (that
        quote the group), stories_quoting (that quote anybody), share (of the outlet's quoted words), low, high.
    contrasts : DataFrame
        One row per group and pair of outlets: group, target, reference, share_target, share_reference, stories_target,
        stories_reference, difference, low, high, p, p_fwer, q.
    people : DataFrame
        One row per speaker and outlet: speaker, country, office, group, the outlet, quotations, words, stories.
    quotes : DataFrame
        Every quotation behind the numbers: doc_id, start, end, voice, speaker, verb, kind, group, words, the outlet.
    """

    interval = Interval("share", "low", "high")
    drawn_by = "draw_speakers"

    contrasts: pd.DataFrame = field(default_factory=pd.DataFrame)
    people: pd.DataFrame = field(default_factory=pd.DataFrame)
    quotes: pd.DataFrame = field(default_factory=pd.DataFrame)

    def _title(self) -> str:
        tested = self.contrasts["p"].notna().sum()
        found = (self.contrasts["p_fwer"] < 0.05).sum()
        return (
            f"Speakers: {len(self.quotes):,} quotations of {self.people['speaker'].nunique():,} speakers, "
            f"{tested:,} differences tested in one family, {found} with p_fwer < .05"
        )

    def _shown(self) -> pd.DataFrame:
        """Share of each group by outlet, in per cent."""
        by = self.parameters["by"]
        wide = self.table.pivot(index="group", columns=by, values="share")
        return (100 * wide.loc[self.table["group"].drop_duplicates()]).round(0).reset_index()


def speakers(
    documents: pd.DataFrame,
    *,
    by: str = "outlet",
    voice: str = "quoted",
    gazetteer=None,
    model: str | None = None,
    spans: pd.DataFrame | None = None,
    target: str | None = None,
    reference: str | None = None,
    outlets: list[str] | None = None,
    shared: str = "leave out",
    strata: str | None = None,
    n_permutations: int = 2000,
    n_bootstraps: int = 1000,
    allow_disjoint_dates: bool = False,
    seed: int = 0,
) -> Speakers:
    """Who is quoted, how often, in how many words, and the share of each group of speakers in each outlet.

    Parameters
    ----------
    documents : DataFrame
        Documents table; articles without text are left out and counted.
    by : str
        Column that names the outlet.
    voice : {"quoted", "reported", "both"}
        Words in quotation marks, words of clauses attributed without them, or both.
    gazetteer : path-like, optional
        TOML file of groups with their people, bodies and roles, of the form of the one used by default,
        ``analysis/framing/speakers/gazetteer.toml``: those quoted on Syria and Russia in the winter of 2016/17.
    model : str, optional
        As in split_voices: the spaCy model that finds speakers better than the rules alone.
    spans : DataFrame, optional
        What split_voices returned for these documents; without it, voices are split, by the model if there is one.
    target, reference, outlets, shared, strata, allow_disjoint_dates
        As in compare_outlets. Shared stories are left out of the contrasts only.
    n_permutations, n_bootstraps, seed : int

    Returns
    -------
    Speakers

    Raises
    ------
    FramingError
        For an unknown voice, column or outlet, a gazetteer that cannot be used, or articles without any text.

    Notes
    -----
    The share of a group is the sum of its quoted words over that of all quoted words of the outlet, copies of a story
    once; quotations without a stated speaker and speakers that the gazetteer does not know are groups of their own, so
    that the shares of an outlet add up to 1. Intervals and tests are those of ``name_choices``: stories are redrawn
    and permuted, all groups and pairs are one family.

    Examples
    --------
    >>> texts = ['"We will go," Lavrov said.'] * 2 + ['"We will go," Mattis said.', "Nobody spoke."]
    >>> documents = pd.DataFrame({"outlet": list("xxyy"), "text": texts}, index=list("abcd"))
    >>> found = speakers(documents)
    >>> found.table.query("words > 0")[["group", "outlet", "words", "share"]].values.tolist()
    [['Russian state', 'x', 6.0, 1.0], ['US government', 'y', 3.0, 1.0]]
    """
    choose("voice", voice, VOICES)
    choose("shared", shared, ("leave out", "keep"))
    held = with_text(documents)
    quotes = find_quotes(held, VOICES[voice], gazetteer, model, spans)
    counted = count_words(held, quotes)
    question = ask_shares(counted, target, reference, outlets, by, strata, allow_disjoint_dates)
    groups = counted.terms.get_level_values(1).tolist()
    tables = ShareTables(counted, question, {"words": groups}, by, shared, n_permutations, n_bootstraps, seed)
    quotes = quotes.assign(**{by: held[by].astype(object).reindex(quotes["doc_id"]).to_numpy()})
    excluded = {
        "articles without text": len(documents) - len(held),
        **question.excluded,
        "shared stories": tables.shared_stories,
    }
    settings = {
        "voice": voice, "by": by, "model": model, "shared": shared, "strata": strata,
        "n_permutations": n_permutations, "n_bootstraps": n_bootstraps, "seed": seed,
    }  # fmt: skip
    return Speakers(
        _shares(tables.shares(), quotes, by), question.design, settings, excluded, counted.corpora,
        contrasts=tables.contrasts().drop(columns="concept").rename(columns={"name": "group"}),
        people=people_table(quotes, held, by), quotes=quotes,
    )  # fmt: skip


def _shares(table: pd.DataFrame, quotes: pd.DataFrame, by: str) -> pd.DataFrame:
    """Groups with the largest share over all outlets first."""
    table = table.rename(columns={"name": "group", "n": "words", "stories_concept": "stories_quoting"})
    number = quotes.groupby(["group", by]).size().rename("quotations").reset_index()
    table = table.merge(number, on=["group", by], how="left").fillna({"quotations": 0}).astype({"quotations": int})
    order = table.groupby("group")["words"].transform("sum").round(9)
    rows = np.lexsort((table[by].to_numpy(dtype=str), table["group"].to_numpy(dtype=str), -order.to_numpy()))
    return table.iloc[rows][
        ["group", by, "quotations", "words", "stories", "stories_quoting", "share", "low", "high"]
    ].reset_index(drop=True)
