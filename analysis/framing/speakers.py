"""Who is allowed to speak: quoted words by speaker, and the share of each group of speakers by outlet."""

import re
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.question import choose
from analysis.compare.result import Result
from analysis.errors import FramingError
from analysis.framing.gazetteer import load_gazetteer
from analysis.framing.naming import ask, with_text
from analysis.framing.naming_tables import ShareTables
from analysis.show import Interval
from analysis.terms import DocumentTerms, story_of, story_weights
from analysis.text import split_voices

__all__ = ["Speakers", "speakers"]

VOICES = {"quoted": ["quoted"], "reported": ["reported"], "both": ["quoted", "reported"]}
_WORD = re.compile(r"\w+")


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
        TOML file of groups with their people, bodies and roles, of the form of ``analysis/framing/gazetteer.toml``,
        which is used by default: those who were quoted on Syria and Russia in the winter of 2016/17.
    model : str, optional
        As in split_voices: the spaCy model that finds speakers better than the rules alone.
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
    quotes = _quotes(held, VOICES[voice], gazetteer, model)
    counted = _counted(held, quotes)
    question = ask(counted, target, reference, outlets, by, strata, allow_disjoint_dates)
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
        people=_people(quotes, held, by), quotes=quotes,
    )  # fmt: skip


def _quotes(documents: pd.DataFrame, voices: list[str], gazetteer, model: str | None) -> pd.DataFrame:
    """The spans of these voices with the group of their speaker and their words."""
    known = load_gazetteer(gazetteer)
    spans = split_voices(documents, model=model)
    quotes = spans[spans["voice"].isin(voices)].reset_index(drop=True)
    texts = documents["text"]
    places = zip(quotes["doc_id"], quotes["start"], quotes["end"], strict=True)
    standing = quotes["speaker"].map(known.look_up)
    return quotes.assign(
        group=[found.group for found in standing],
        country=[found.country for found in standing],
        office=[found.office for found in standing],
        words=[len(_WORD.findall(texts.at[doc_id][start:end])) for doc_id, start, end in places],
    )


def _counted(documents: pd.DataFrame, quotes: pd.DataFrame) -> DocumentTerms:
    """Quoted words per article and group of speakers, as counts of terms."""
    if quotes.empty:
        raise FramingError("nothing is quoted in these articles, so nobody speaks: give articles with quotations")
    groups = pd.Index(quotes.groupby("group")["words"].sum().sort_index().index)
    names = pd.MultiIndex.from_product([["words"], groups])
    cells = documents.index.get_indexer(quotes["doc_id"]), groups.get_indexer(quotes["group"])
    counts = sparse.csr_array((quotes["words"].to_numpy(dtype=float), cells), shape=(len(documents), len(names)))
    return DocumentTerms(counts, documents.drop(columns="text"), names)


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


def _people(quotes: pd.DataFrame, documents: pd.DataFrame, by: str) -> pd.DataFrame:
    """Speakers by outlet, those with most words first; copies of a story count once."""
    keys = ["speaker", "country", "office", "group", by]
    weight = story_weights(documents).reindex(quotes["doc_id"]).to_numpy()
    weighed = quotes.assign(
        quotations=weight,
        words=weight * quotes["words"],
        stories=story_of(documents).reindex(quotes["doc_id"]).to_numpy(),
    )
    named = weighed[weighed["speaker"].notna()].groupby(keys, dropna=False)
    people = named.agg({"quotations": "sum", "words": "sum", "stories": "nunique"}).reset_index()
    order = people.assign(words=-people["words"].round(9)).sort_values(["words", "speaker", by]).index
    return people.loc[order].reset_index(drop=True)
