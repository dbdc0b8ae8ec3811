"""Who does what to whom: groups of actors as agents and patients, by outlet."""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.compare.question import choose
from analysis.compare.result import Result
from analysis.framing.actors.events import find_events
from analysis.framing.actors.files import load_actors
from analysis.framing.actors.groups import ActorGroups
from analysis.framing.actors.tables import contrast_table, count_roles, roles_of, share_table
from analysis.framing.shares.question import ask_shares, with_text
from analysis.framing.shares.tables import ShareTables
from analysis.framing.shares.voices import VOICES
from analysis.show import Interval

__all__ = ["Actors", "actors"]


@dataclass(frozen=True, eq=False, repr=False)
class Actors(Result):
    """Who acts and who is acted upon.

    Parameters
    ----------
    table : DataFrame
        One row per group, outlet and role, columns as listed in actors.
    contrasts : DataFrame
        One row per group, role and pair of outlets.
    events : DataFrame
        The events behind the numbers.
    groups : ActorGroups
    """

    interval = Interval("share", "low", "high")
    drawn_by = "draw_actors"

    contrasts: pd.DataFrame = field(default_factory=pd.DataFrame)
    events: pd.DataFrame = field(default_factory=pd.DataFrame)
    groups: ActorGroups = field(default_factory=ActorGroups)

    def _title(self) -> str:
        tested, found = self.contrasts["p"].notna().sum(), (self.contrasts["p_fwer"] < 0.05).sum()
        n = len(self.events.drop_duplicates(["doc_id", "start"]))
        return (
            f"Actors ({self.parameters['voice']} voice): {n:,} events of {self.table['group'].nunique()} groups; share "
            f"as agent in %; {tested:,} differences tested in one family, {found} with p_fwer < .05"
        )

    def _shown(self) -> pd.DataFrame:
        agents = self.table[self.table["role"] == "agent"]
        wide = agents.pivot(index="group", columns=self.parameters["by"], values="share")
        return (100 * wide.loc[agents["group"].drop_duplicates()]).round(0).reset_index().rename_axis(columns=None)


def actors(
    documents: pd.DataFrame,
    groups: str | Path | ActorGroups | None = None,
    voice: str = "own",
    *,
    by: str = "outlet",
    target: str | None = None,
    reference: str | None = None,
    outlets: list[str] | None = None,
    shared: str = "leave out",
    strata: str | None = None,
    n_permutations: int = 2000,
    n_bootstraps: int = 1000,
    allow_disjoint_dates: bool = False,
    model: str = "en_core_web_sm",
    seed: int = 0,
) -> Actors:
    """Which groups of actors do something, which have it done to them, and by whom nobody says.

    Parameters
    ----------
    documents : DataFrame
        Documents table; articles without text are left out and counted.
    groups : path-like or ActorGroups, optional
        A file of groups, or groups from ``load_actors``; by default those that come with the library.
    voice : {"own", "quoted", "reported", "all"}
        Whose sentences are read, as in name_choices; the voice of an event is that of its verb.
    by : str
        Column that names the outlet.
    target, reference, outlets, shared, strata, allow_disjoint_dates
        As in compare_outlets. Shared stories are left out of the contrasts only.
    n_permutations, n_bootstraps, seed : int
    model : str
        Name of the spaCy model that parses; it comes with the extra ``nlp``.

    Returns
    -------
    Actors
        ``table``: group, the outlet, role, n (copies once), stories, n_all, stories_all, share (n / n_all), low, high
        (95 %). Roles: "agent" and "patient", shares of the group's mentions in either role; "agentless", the share of
        passives that do not say who did it among the passives with the group as patient. Groups that no event names
        have no row.
        ``contrasts``: group, role ("agent" or "agentless"), target, reference, share_target, share_reference,
        stories_target, stories_reference, difference, low, high, p, p_fwer, q.
        ``events``: doc_id, start, end (offsets of the verb), agent, verb (lemma), patient (as they stand in the text),
        agent_group, patient_group, passive, negated, the outlet; one row per agent and patient where several are
        joined. Events in which no group takes part are counted among what was left out.

    Raises
    ------
    FramingError
        Without spaCy or its model; for an unknown voice, column or outlet, a file of groups that cannot be used, or
        articles without any text.

    Notes
    -----
    How clauses are read stands in ``actors.clauses.read_clauses``; it finds who stands in the sentence, so a pronoun is
    nobody. Verbs of speech and thought ("left_out" in the file) and negated verbs ("did not attack") are not counted.
    Intervals and tests are those of ``name_choices``: stories are redrawn and permuted, all groups, roles and contrasts
    are one family.

    Examples
    --------
    >>> texts = ["Russian jets bombed the town.", "Rebels in Syria were killed.", "Ankara was warned by Moscow."]
    >>> documents = pd.DataFrame({"outlet": list("xxy"), "text": texts}, index=list("abc"))
    >>> found = actors(documents)
    >>> found.events[["agent", "verb", "patient", "agent_group", "patient_group"]].iloc[0].tolist()
    ['Russian jets', 'bomb', 'the town', 'russia', nan]
    >>> for row in found.table.query("n > 0")[["group", "outlet", "role", "n", "share"]].values.tolist():
    ...     print(row)
    ['russia', 'x', 'agent', 1.0, 1.0]
    ['russia', 'y', 'agent', 1.0, 1.0]
    ['armed-opponents', 'x', 'patient', 1.0, 1.0]
    ['armed-opponents', 'x', 'agentless', 1.0, 1.0]
    ['turkey', 'y', 'patient', 1.0, 1.0]
    """
    choose("voice", voice, VOICES)
    choose("shared", shared, ("leave out", "keep"))
    chosen = groups if isinstance(groups, ActorGroups) else load_actors(groups)
    held = with_text(documents)
    events, left_out = find_events(held, chosen, voice, model)
    counted = count_roles(held, events, chosen)
    question = ask_shares(counted, target, reference, outlets, by, strata, allow_disjoint_dates)
    tables = ShareTables(counted, question, roles_of(events, chosen), by, shared, n_permutations, n_bootstraps, seed)
    excluded = {
        "articles without text": len(documents) - len(held), **question.excluded,
        "shared stories": tables.shared_stories, **left_out,
    }  # fmt: skip
    settings = {
        "voice": voice, "by": by, "model": model, "shared": shared, "strata": strata,
        "n_permutations": n_permutations, "n_bootstraps": n_bootstraps, "seed": seed,
    }  # fmt: skip
    outlet = held[by].astype(object).reindex(events["doc_id"]).to_numpy()
    return Actors(
        share_table(tables.shares(), by), question.design, settings, excluded, counted.corpora,
        contrasts=contrast_table(tables.contrasts()), events=events.assign(**{by: outlet}), groups=chosen,
    )  # fmt: skip
