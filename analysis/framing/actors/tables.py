"""Events -> counts of roles, and the tables of a result."""

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.framing.actors.groups import ActorGroups
from analysis.framing.actors.nouns import ROLES
from analysis.terms import DocumentTerms

__all__ = ["contrast_table", "count_roles", "roles_of", "share_table"]

SHARES = ["role", "n", "stories", "n_all", "stories_all", "share", "low", "high"]
_PASSIVE = ("agentless", "agent stated")


def roles_of(events: pd.DataFrame, groups: ActorGroups) -> dict[str, list[str]]:
    """The roles of each group that takes part in an event; the others make no part of the family."""
    seen = {*events["agent_group"].dropna(), *events["patient_group"].dropna()}
    return {key: list(labels) for group in groups.groups if group in seen for key, labels in _concepts(group)}


def _concepts(group: str) -> list[tuple[str, tuple[str, str]]]:
    """What is shared out: the group's mentions by role, and the passives in which it is the patient."""
    return [(group, ROLES), (f"{group}, passive", _PASSIVE)]


def count_roles(documents: pd.DataFrame, events: pd.DataFrame, groups: ActorGroups) -> DocumentTerms:
    """Events per article, group and role, as counts of terms; an event counts once for a group in a role."""
    names = [(key, label) for group in groups.groups for key, labels in _concepts(group) for label in labels]
    told = events[~events["negated"]]
    agents = told.assign(key=told["agent_group"], label="agent")
    patients = told.assign(key=told["patient_group"], label="patient")
    passive = told[told["passive"] & told["patient_group"].notna()]
    stated = np.where(passive["agent"].isna(), *_PASSIVE)
    passives = passive.assign(key=passive["patient_group"] + ", passive", label=stated)
    cases = pd.concat([agents, patients, passives]).dropna(subset="key")
    cases = cases.drop_duplicates(["doc_id", "start", "key", "label"])
    terms = pd.MultiIndex.from_tuples(names)
    cells = (
        documents.index.get_indexer(cases["doc_id"]),
        terms.get_indexer(pd.MultiIndex.from_frame(cases[["key", "label"]])),
    )
    counts = sparse.csr_array((np.ones(len(cases)), cells), shape=(len(documents), len(terms)))
    return DocumentTerms(counts, documents.drop(columns="text"), terms)


def share_table(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Rows of the groups that some event names, roles in order."""
    table = _with_group(table).rename(columns={"n_concept": "n_all", "stories_concept": "stories_all"})
    seen = table.groupby("group")["n_all"].transform("sum") > 0
    table = table[seen & (table["role"] != "agent stated")]
    order = {group: at for at, group in enumerate(table["group"].drop_duplicates())}
    roles = {role: at for at, role in enumerate((*ROLES, "agentless"))}
    keys = table["role"].map(roles).to_numpy(), table[by].to_numpy(dtype=str), table["group"].map(order).to_numpy()
    return table.iloc[np.lexsort(keys)][["group", by, *SHARES]].reset_index(drop=True)


def contrast_table(table: pd.DataFrame) -> pd.DataFrame:
    """One of two complementary roles says all: what is not agent is patient."""
    table = _with_group(table)
    kept = table["role"].isin(["agent", "agentless"]) & (table["stories_target"] + table["stories_reference"] > 0)
    columns = ["group", "role", *(name for name in table.columns if name not in ("group", "role"))]
    return table.loc[kept, columns].reset_index(drop=True)


def _with_group(table: pd.DataFrame) -> pd.DataFrame:
    table = table.rename(columns={"concept": "group", "name": "role"})
    return table.assign(group=table["group"].str.removesuffix(", passive"))
