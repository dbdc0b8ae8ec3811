"""Which passages of news2017 were drawn to be read.

The corpus keeps no paragraph breaks, so a passage is a run of whole sentences of at least ``MIN_WORDS`` words, and the
passages tile the article. Of each outlet so many are drawn without quotation marks, with them, and with marks around
at most four words (where scare quotes are), no two from one story:

=====================  ====  ========  =====  ===========  ==========================================
drawn                  seed  no marks  marks  short marks  then shared out
=====================  ====  ========  =====  ===========  ==========================================
``STRATA``                6         9      9            4  tune and held-out, half of each (`halves`)
``STRATA_LATER``         61         3      7            6  of other stories: fresh gets ``FRESH`` of
                                                           each, development the rest (`shared_out`)
``STRATA_MORE``          78     3      4            2  of other stories again: more
``STRATA_LAST``          77     1      2            1  of other stories again: last
=====================  ====  ========  =====  ===========  ==========================================

A passage is stored as article, offsets and SHA-256 of its text: ``find_passage`` finds it again by length and hash when
the cleaning of the corpus has moved it, and says so when its text is no longer there. Another cleaning draws other
passages, so those that were read are known by their hashes, not by drawing again.
"""

import hashlib
import re

import numpy as np
import pandas as pd

SEED, SEED_LATER, SEED_LAST, SEED_MORE = 6, 61, 77, 78
MIN_WORDS = 35
STRATA = {"no marks": 9, "marks": 9, "short marks": 4}
STRATA_LATER = {"no marks": 3, "marks": 7, "short marks": 6}
STRATA_LAST = {"no marks": 1, "marks": 2, "short marks": 1}
STRATA_MORE = {"no marks": 3, "marks": 4, "short marks": 2}
FRESH = {"no marks": 1, "marks": 2, "short marks": 2}
MARK = re.compile(r"[\"“”„«»‘’]|(?<!\w)'(?=\w)")
SHORT = re.compile(r"\"\w[^\s\"]*(?: [^\s\"]+){0,3}\"(?!\w)")
_SENTENCE_END = re.compile(r"[.!?][\"')\]”’]*\s+(?=[\"'(\[“‘]?[A-Z0-9])|\n\s*\n|\s{2,}")


def passages(text: str) -> list[tuple[int, int]]:
    """Runs of whole sentences, each of at least ``MIN_WORDS`` words; a short rest at the end is not one.

    >>> [len("word. Word word. " * n) // 17 for n in (1, 2)]
    [1, 2]
    >>> passages("Too short.")
    []
    """
    found, start = [], 0
    for end in [*(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]:
        if len(text[start:end].split()) >= MIN_WORDS:
            found.append((start, start + len(text[start:end].rstrip())))
            start = end
    return found


def digest(text: str) -> str:
    """SHA-256 of a passage."""
    return hashlib.sha256(text.encode()).hexdigest()


def find_passage(text: str, start: int, end: int, sha256: str) -> int | None:
    """Where the passage starts in a text that may have moved it; None when it is not there.

    >>> find_passage("Now: a passage.", 0, 10, digest("a passage."))
    5
    """
    length = end - start
    nearest = sorted(range(len(text) - length + 1), key=lambda at: (abs(at - start), at))
    return next((at for at in nearest if digest(text[at : at + length]) == sha256), None)


def draw(documents: pd.DataFrame, seed: int = SEED, strata: dict[str, int] = STRATA) -> pd.DataFrame:
    """Columns outlet, stratum, doc_id, start, end, sha256; sorted by stratum in the order drawn, outlet, doc_id."""
    rows = [
        (outlet, doc_id, story, start, end, text[start:end])
        for doc_id, outlet, story, text in documents[["outlet", "story", "text"]].sort_index().itertuples(name=None)
        for start, end in passages(text)
    ]
    pool = pd.DataFrame(rows, columns=["outlet", "doc_id", "story", "start", "end", "text"])
    left = pool.iloc[np.random.default_rng(seed).permutation(len(pool))].drop_duplicates("story")
    drawn = []
    for stratum, n in strata.items():
        belongs = np.array([IN_STRATUM[stratum](text) for text in left["text"]], dtype=bool)
        part = left[belongs].groupby("outlet").head(n)
        left = left.drop(part.index)
        drawn.append(part.assign(stratum=stratum).sort_values(["outlet", "doc_id"]))
    table = pd.concat(drawn, ignore_index=True).assign(sha256=lambda t: t["text"].map(digest))
    return table[["outlet", "stratum", "doc_id", "start", "end", "sha256"]]


IN_STRATUM = {
    "no marks": lambda text: not MARK.search(text),
    "marks": lambda text: bool(MARK.search(text)),
    "short marks": lambda text: bool(SHORT.search(text)),
}


def halves(strata: pd.Series, seed: int = SEED) -> pd.Series:
    """The half, "tune" or "held-out", for each row, half of each stratum; the odd one out goes to the halves in turn.

    >>> halves(pd.Series(list("aaabbb"))).groupby(list("aaabbb")).value_counts().to_dict()
    {('a', 'tune'): 2, ('a', 'held-out'): 1, ('b', 'held-out'): 2, ('b', 'tune'): 1}
    """
    rng = np.random.default_rng(seed)
    half, turn = pd.Series("held-out", index=strata.index), 0
    for _, rows in strata.groupby(strata, sort=True):
        n = (len(rows) + 1 - turn) // 2
        turn = (turn + len(rows)) % 2
        half[rows.index[rng.permutation(len(rows))[:n]]] = "tune"
    return half


def shared_out(drawn: pd.DataFrame, seed: int = SEED_LATER) -> pd.Series:
    """The part, "development" or "fresh", of each passage of the later draw."""
    rng = np.random.default_rng(seed)
    part = pd.Series("development", index=drawn.index)
    for (stratum, _), rows in drawn.groupby(["stratum", "outlet"], sort=True):
        part[rows.index[rng.permutation(len(rows))[: FRESH[stratum]]]] = "fresh"
    return part
