"""The same thing, another word: which of its names an outlet gives a concept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.question import choose
from analysis.compare.result import Result
from analysis.errors import FramingError
from analysis.framing.naming.concepts import Concept, load_concepts
from analysis.framing.naming.mentions import find_mentions
from analysis.framing.shares.question import ask_shares, with_text
from analysis.framing.shares.tables import ShareTables
from analysis.framing.shares.voices import VOICES, in_voice
from analysis.show import Interval
from analysis.terms import DocumentTerms

__all__ = ["Naming", "name_choices"]


@dataclass(frozen=True, eq=False, repr=False)
class Naming(Result):
    """How often each outlet gives a concept each of its names.

    Parameters
    ----------
    table : DataFrame
        One row per concept, name and outlet, columns as listed in name_choices.
    contrasts : DataFrame
        One row per concept, name and pair of outlets.
    mentions : DataFrame
        Every mention behind the table: doc_id, start, end (character offsets), concept, name, match, voice and the
        outlet, in the order of the articles.
    concepts : mapping of str to Concept
    """

    interval = Interval("share", "low", "high")
    drawn_by = "draw_naming"

    contrasts: pd.DataFrame = field(default_factory=pd.DataFrame)
    mentions: pd.DataFrame = field(default_factory=pd.DataFrame)
    concepts: Mapping[str, Concept] = field(default_factory=dict)

    def concept(self, key: str) -> "Naming":
        """Keep one concept; its p-values remain those of the whole family."""
        from dataclasses import replace

        choose("concept", key, self.concepts)
        parts = {name: getattr(self, name) for name in ("table", "contrasts", "mentions")}
        kept = {name: part[part["concept"] == key].reset_index(drop=True) for name, part in parts.items()}
        return replace(self, **kept, concepts={key: self.concepts[key]})

    def _title(self) -> str:
        tested = self.contrasts["p"].notna().sum()
        found = (self.contrasts["p_fwer"] < 0.05).sum()
        return (
            f"Naming ({self.parameters['voice']} voice): {len(self.mentions):,} mentions of {len(self.concepts)} "
            f"concepts, {tested:,} differences tested in one family, {found} with p_fwer < .05"
        )

    def _shown(self) -> pd.DataFrame:
        """One row per concept: how often, in how many stories, and its names by frequency, in per cent."""
        rows = [_overview(key, part) for key, part in self.table.groupby("concept", sort=False)]
        return pd.DataFrame(rows, columns=["concept", "n", "names (%)"])


def name_choices(
    documents: pd.DataFrame,
    concepts: str | Path | Mapping[str, Concept] | None = None,
    voice: str = "own",
    *,
    by: str = "outlet",
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
) -> Naming:
    """Which name each outlet gives a concept, among all the times it names it: P(name | concept, outlet, voice).

    Parameters
    ----------
    documents : DataFrame
        Documents table; articles without text are left out and counted.
    concepts : path-like or mapping of str to Concept, optional
        A file of concepts, or concepts from ``load_concepts``; by default those that come with the library.
    voice : {"own", "quoted", "reported", "all"}
        Whose words are looked at: the outlet's own (scare quotes included), those in quotation marks, those of clauses
        attributed to a speaker, or all.
    by : str
        Column that names the outlet.
    spans : DataFrame, optional
        What split_voices returned for these documents; without it, voices are split by rule where they are needed.
    target, reference, outlets, shared, strata, allow_disjoint_dates
        As in compare_outlets. Shared stories are left out of the contrasts only.
    n_permutations, n_bootstraps, seed : int

    Returns
    -------
    Naming
        ``table``: concept, name, the outlet, n (mentions, copies once), n_raw (all mentions), stories (with the name),
        n_concept, stories_concept (mentions and stories of the concept under any name), share (n / n_concept), low,
        high (95 %). An outlet that never names a concept has rows with n = 0 and no share.
        ``contrasts``: concept, name, target, reference, share_target, share_reference, stories_target,
        stories_reference (that name the concept), difference, low, high, p, p_fwer, q. With fewer than 5 stories that
        name the concept there is no interval and no p.
        ``mentions``: the places behind the numbers.

    Raises
    ------
    FramingError
        For an unknown voice, column or outlet, a file of concepts that cannot be used, articles without any text, or no
        common month.

    Notes
    -----
    An outlet that mentions a concept more often shows no difference: shares are among the mentions, and labels are
    permuted over the stories that name the concept about as often, with a studentised difference
    (``shares.choices.Choices.permuted``). Measured false positives at p <= .05: 3.8 to 5.6 %, also where the stories of
    one outlet name the concept ten times as often. All concepts, names and contrasts are one family (measured
    family-wise error at a nominal 5 %: 3.3 %); names in fewer than two stories of a contrast are not tested.

    Interval of a share: ``shares.intervals.interval``, its variance from stories redrawn within each outlet. Measured
    coverage of planted shares of 30 and 70 % in bursty stories: 95.0 to 95.6 % for 15, 30, 60, 100 and 300 stories; of
    a share of 5 %: 92 to 99.6 %. Interval of a difference: the two intervals put together (Zou and Donner 2008,
    Statistics in Medicine 27(10)).

    Examples
    --------
    >>> texts = ["The Syrian regime shelled Idlib."] * 3 + ["The Syrian government shelled Idlib."]
    >>> documents = pd.DataFrame({"outlet": list("xxyy"), "text": texts}, index=list("abcd"))
    >>> naming = name_choices(documents, voice="all")
    >>> named = naming.table.query("concept == 'syrian-government' and n > 0")
    >>> named[["name", "outlet", "n", "share"]].values.tolist()
    [['government', 'y', 1.0, 0.5], ['regime', 'x', 2.0, 1.0], ['regime', 'y', 1.0, 0.5]]
    """
    choose("voice", voice, VOICES)
    choose("shared", shared, ("leave out", "keep"))
    chosen = concepts if isinstance(concepts, Mapping) else load_concepts(concepts)
    if not chosen:
        raise FramingError("there is no concept to look for: give at least one")
    held = with_text(documents)
    mentions = in_voice(held, find_mentions(held, chosen), voice, spans)
    counted = _counted(held, mentions, chosen)
    question = ask_shares(counted, target, reference, outlets, by, strata, allow_disjoint_dates)
    names = {key: concept.labels for key, concept in chosen.items()}
    tables = ShareTables(counted, question, names, by, shared, n_permutations, n_bootstraps, seed)
    groups = held[by].astype(object).reindex(mentions["doc_id"]).to_numpy()
    excluded = {
        "articles without text": len(documents) - len(held),
        **question.excluded,
        "shared stories": tables.shared_stories,
        "mentions in other voices": mentions.attrs.pop("other_voices", 0),
    }
    settings = {
        "voice": voice, "by": by, "shared": shared, "strata": strata, "n_permutations": n_permutations,
        "n_bootstraps": n_bootstraps, "seed": seed,
    }  # fmt: skip
    return Naming(
        tables.shares(), question.design, settings, excluded, counted.corpora,
        contrasts=tables.contrasts(), mentions=mentions.assign(**{by: groups}), concepts=dict(chosen),
    )  # fmt: skip


def _counted(documents: pd.DataFrame, mentions: pd.DataFrame, concepts: Mapping[str, Concept]) -> DocumentTerms:
    """Mentions per article and name, as counts of terms."""
    names = pd.MultiIndex.from_tuples([(key, name) for key, concept in concepts.items() for name in concept.labels])
    rows = documents.index.get_indexer(mentions["doc_id"])
    columns = names.get_indexer(pd.MultiIndex.from_frame(mentions[["concept", "name"]]))
    counts = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(documents), len(names)))
    return DocumentTerms(counts, documents.drop(columns="text"), names)


def _overview(key: str, part: pd.DataFrame) -> dict:
    names = part.groupby("name", sort=False)["n"].sum()
    total = names.sum()
    shares = (100 * names / total if total else names).round().astype(int)
    ordered = sorted(shares[shares > 0].items(), key=lambda item: (-item[1], item[0]))
    return {"concept": key, "n": round(total), "names (%)": ", ".join(f"{name} {share}" for name, share in ordered)}
