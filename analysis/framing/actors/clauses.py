"""Who does what to whom: agents, verbs and patients from a table of parsed tokens, all articles at once."""

import numpy as np
import pandas as pd

__all__ = ["noun_phrases", "read_clauses"]

COLUMNS = ["doc_id", "start", "end", "agent", "verb", "patient", "passive", "negated"]
_LEFT_OF_HEAD = [
    "det",
    "predet",
    "amod",
    "compound",
    "poss",
    "nmod",
    "nummod",
    "quantmod",
    "case",
    "npadvmod",
    "advmod",
]
_DEPTH = 4  # verbs that share a subject, one through the other: began, shelling, killing ...


def read_clauses(tokens: pd.DataFrame) -> pd.DataFrame:
    """Events of parsed articles: a verb with its agent, its patient, or both.

    Parameters
    ----------
    tokens : DataFrame
        As from ``parse``, with the labels of the spaCy models for English.

    Returns
    -------
    DataFrame
        doc_id, start, end (offsets of the verb), agent, verb (lemma), patient, passive, negated; agent and patient are
        rows of ``tokens``, those of their nouns, -1 where none is stated. Nouns joined by "and" have a row each; the
        rows of one verb have the same start.

    Notes
    -----
    The subject of an active verb and the "by" of a passive are agents, the object of an active verb and the subject of
    a passive are patients; clauses are read for who did what to whom as in Van Atteveldt, Sheafer, Shenhav and
    Fogel-Dror (2017, Political Analysis 25(2)). Participles after a noun ("rebels backed by ...", "forces fighting
    ...") and relative clauses take the noun. A verb without a subject of its
    own takes that of the verb it is joined to, that it completes ("began to ...") or whose result it states
    (", killing ..."). Verbs of a shared object other than the last, subjects of subordinate nouns ("the shelling of")
    and what a pronoun stands for are not followed; "is" and "was" alone are no events.
    """
    return _rows(tokens, _Clauses(tokens))


class _Clauses:
    """For every token that is a verb: its subject, object, "by" noun, and whether it is passive."""

    def __init__(self, tokens: pd.DataFrame):
        self.tokens = tokens
        self.head = heads(tokens)
        self.verb = self._has("pos", "VERB")
        self.subject = self._child("nsubj", "nsubjpass")
        self.object = self._child("dobj")
        by = self._child("agent")
        self.by = np.where(by >= 0, self._child("pobj")[by], -1)
        self.passive = (self._child("nsubjpass", "auxpass") >= 0) | (self.by >= 0)
        self.negated = self._child("neg") >= 0
        self._take_relatives()
        self._take_participles()
        self._share_subjects()

    def _has(self, column: str, *values: str) -> np.ndarray:
        return self.tokens[column].isin(values).to_numpy()

    def _child(self, *labels: str) -> np.ndarray:
        """The first child with one of these labels, for each token; -1 where there is none."""
        found = np.full(len(self.head), -1)
        at = np.flatnonzero(self._has("dep", *labels))[::-1]
        found[self.head[at]] = at
        return found

    def _take_relatives(self) -> None:
        """In "rebels who fled" the rebels fled."""
        relative, pronoun = self._has("dep", "relcl"), self._has("tag", "WDT", "WP")
        for role in (self.subject, self.object):
            stands_for_head = relative & (role >= 0) & pronoun[role]
            role[stands_for_head] = self.head[stands_for_head]

    def _take_participles(self) -> None:
        """In "rebels backed by Turkey" Turkey backs rebels, in "forces fighting IS" forces fight."""
        after_noun = self.verb & self._has("dep", "acl") & (self.subject < 0) & self._has("tag", "VBN", "VBG")
        self.subject[after_noun] = self.head[after_noun]
        self.passive |= after_noun & self._has("tag", "VBN")

    def _share_subjects(self) -> None:
        """ "Began shelling", "shelled and took", "shelled it, killing nine": one subject for both verbs."""
        conj, xcomp, advcl = (self._has("dep", label) for label in ("conj", "xcomp", "advcl"))
        participle, result = self._has("tag", "VBN") & (self._child("aux") < 0), advcl & self._has("tag", "VBG")
        above = self.head
        for _ in range(_DEPTH):
            lacks = self.verb & (self.subject < 0)
            self.passive |= lacks & conj & participle & self.passive[above]
            shares = lacks & (conj | (result & ~self.passive[above]))
            asked = lacks & xcomp & (self.object[above] >= 0) & ~self.passive[above]
            shared = np.where(asked, self.object[above], self.subject[above])
            self.subject = np.where(shares | (lacks & xcomp), shared, self.subject)

    def agent(self) -> np.ndarray:
        """Row of each verb's agent, -1 where none is stated."""
        return np.where(self.passive, self.by, self.subject)

    def patient(self) -> np.ndarray:
        """Row of each verb's patient, -1 where none is stated."""
        return np.where(self.passive, self.subject, self.object)


def _rows(tokens: pd.DataFrame, clauses: _Clauses) -> pd.DataFrame:
    agent, patient = clauses.agent(), clauses.patient()
    verbs = np.flatnonzero(clauses.verb & ((agent >= 0) | (patient >= 0)))
    events = pd.DataFrame({"verb": verbs, "agent": agent[verbs], "patient": patient[verbs]})
    joined = _joined_nouns(clauses)
    for role in ("agent", "patient"):
        more = events.merge(joined, left_on=role, right_on="noun")
        events = pd.concat([events, more.assign(**{role: more["other"]})[["verb", "agent", "patient"]]])
    events = events.sort_values(["verb", "agent", "patient"], ignore_index=True)
    at = events["verb"].to_numpy()
    return pd.DataFrame(
        {
            "doc_id": tokens["doc_id"].astype("str").to_numpy(dtype=object)[at],
            "start": tokens["start"].to_numpy()[at],
            "end": tokens["end"].to_numpy()[at],
            "agent": events["agent"],
            "verb": tokens["lemma"].astype("str").to_numpy(dtype=object)[at],
            "patient": events["patient"],
            "passive": clauses.passive[at],
            "negated": clauses.negated[at],
        },
        columns=COLUMNS,
    )


def _joined_nouns(clauses: _Clauses) -> pd.DataFrame:
    """Pairs of a noun and another one that is joined to it, also through a third: A, B and C."""
    joined = np.flatnonzero(clauses.tokens["dep"].isin(["conj"]).to_numpy() & ~clauses.verb)
    pairs = pd.DataFrame({"noun": clauses.head[joined], "other": joined})
    found = [pairs]
    for _ in range(_DEPTH):
        further = found[-1].merge(pairs, left_on="other", right_on="noun", suffixes=("", "_through"))
        found.append(further[["noun", "other_through"]].rename(columns={"other_through": "other"}))
    return pd.concat(found, ignore_index=True)


def noun_phrases(tokens: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """For each token as the head of a phrase: its first token, and the noun after its "of" (-1 where there is none).

    >>> words = ["Thousands", "of", "Syrian", "civilians"]
    >>> tokens = pd.DataFrame({"token": range(4), "lemma": words, "head": [0, 0, 3, 1]})
    >>> tokens["dep"] = ["nsubj", "prep", "amod", "pobj"]
    >>> [ends.tolist() for ends in noun_phrases(tokens)]
    [[0, 1, 2, 2], [3, -1, -1, -1]]
    """
    head, first = heads(tokens), np.arange(len(tokens))
    left = np.flatnonzero(tokens["dep"].isin(_LEFT_OF_HEAD).to_numpy() & (head > first))
    for _ in range(_DEPTH):
        np.minimum.at(first, head[left], first[left])
    of = (tokens["lemma"].isin(["of"]) & tokens["dep"].isin(["prep"])).to_numpy()
    after_of = np.full(len(head), -1)
    noun = np.flatnonzero(tokens["dep"].isin(["pobj"]).to_numpy() & of[head])[::-1]
    after_of[head[head[noun]]] = noun
    return first, after_of


def heads(tokens: pd.DataFrame) -> np.ndarray:
    """Row of each token's head; the table says which token of the article it is."""
    return np.arange(len(tokens)) - tokens["token"].to_numpy() + tokens["head"].to_numpy()
