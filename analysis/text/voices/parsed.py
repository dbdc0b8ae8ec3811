"""What a parser knows of verbs of saying: whether they are verbs, their subject, their clause."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.text.voices.lexicon import forms

__all__ = ["Parsed", "parsed_verbs"]

Span = tuple[int, int]

_SUBJECTS = ("nsubj", "csubj")
_SHARES_SUBJECT = ("conj", "xcomp", "advcl", "pcomp", "prep", "parataxis", "aux")
_ENDS_PHRASE = frozenset({",", "(", "-", "–", "—", "who", "which"})
_LONGEST_PHRASE = 16  # words


class Parsed(NamedTuple):
    """A word that can be a verb of saying, as the parser sees it."""

    is_verb: bool
    speaker: Span | None = None
    clause: Span | None = None


class _Article(NamedTuple):
    start: list[int]
    end: list[int]
    low: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]


def parsed_verbs(tokens: pd.DataFrame) -> Iterator[tuple[str, dict[int, Parsed]]]:
    """For each article of a token table, its id and what was found at the offsets of its verbs of saying."""
    codes = tokens["doc_id"].cat.codes.to_numpy()
    bounds = np.flatnonzero(np.diff(codes, prepend=-1, append=-1))
    for first, last in pairwise(bounds):
        part = tokens.iloc[first:last]
        yield str(part["doc_id"].iloc[0]), _verbs(_article(part))


def _article(part: pd.DataFrame) -> _Article:
    head = part["head"].tolist()
    children: list[list[int]] = [[] for _ in head]
    for i, j in enumerate(head):
        if i != j:
            children[j].append(i)
    low = [text.lower() for text in part["text"]]
    return _Article(
        part["start"].tolist(), part["end"].tolist(), low, list(part["pos"]), list(part["dep"]), head, children
    )


def _verbs(article: _Article) -> dict[int, Parsed]:
    known = forms()
    return {article.start[i]: _parsed(article, i) for i, low in enumerate(article.low) if low in known}


def _parsed(article: _Article, i: int) -> Parsed:
    if article.pos[i] not in {"VERB", "AUX"}:
        return Parsed(False)
    clause = next((j for j in article.children[i] if article.dep[j] == "ccomp"), None)
    return Parsed(True, _speaker(article, i), _clause(article, clause) if clause is not None else None)


def _speaker(article: _Article, i: int) -> Span | None:
    """The subject of a verb, or that of the verb on which it hangs; the agent of a passive."""
    for _ in range(4):
        children = article.children[i]
        if agent := next((j for j in children if article.dep[j] == "agent"), None):
            return next((_phrase(article, j) for j in article.children[agent] if article.dep[j] == "pobj"), None)
        if any(article.dep[j] == "nsubjpass" for j in children):
            return None
        if (subject := next((j for j in children if article.dep[j] in _SUBJECTS), None)) is not None:
            if article.low[subject] in {"who", "which", "that"} and article.dep[i] == "relcl":
                subject = article.head[i]
            return _phrase(article, subject)
        if article.dep[i] not in _SHARES_SUBJECT:
            return None
        i = article.head[i]
    return None


def _phrase(article: _Article, head: int) -> Span | None:
    """A noun phrase without what is set off by a comma."""
    first, last = _edges(article, head, head)
    end = next(
        (j for j in range(head, last + 1) if article.low[j] in {",", "(", "-", "–", "—", "who", "which"}), last + 1
    )
    begin = max((j + 1 for j in range(first, head) if article.low[j] in {",", '"', "“", "”"}), default=first)
    if end - begin > _LONGEST_PHRASE or end <= begin:
        return article.start[head], article.end[head]
    return article.start[begin], article.end[end - 1]


def _clause(article: _Article, head: int) -> Span:
    """The words that hang on a verb, without "that" and the marks around them."""
    first, last = _edges(article, head, head)
    while first < last and article.low[first] in {"that", ",", ":", "-"}:
        first += 1
    while last > first and article.low[last] in {",", ".", ";", "-"}:
        last -= 1
    return article.start[first], article.end[last]


def _edges(article: _Article, i: int, top: int) -> tuple[int, int]:
    """First and last word of the subtree of a word."""
    first = last = i
    waiting = [i]
    while waiting:
        for j in article.children[waiting.pop()]:
            first, last = min(first, j), max(last, j)
            waiting.append(j)
    return first, last
