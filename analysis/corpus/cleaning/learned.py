"""Furniture that no list knows: passages that come back in story after story of one outlet, and nowhere else."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import pandas as pd

from analysis.corpus.cleaning.page import Page
from analysis.corpus.cleaning.sentences import segments
from analysis.errors import FramingError

__all__ = ["LearnedFurniture", "cut_learned", "learn_furniture"]

COLUMNS = ("outlet", "passage", "stories", "share", "cut")
_SHORTEST, _LONGEST = 8, 600
_DIGITS = re.compile(r"\d+")
_EDGES = " \t\"'“”‘’«»()[]*_-–—|•·:,.;!?…"
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*$")
_SENTENCE_WORDS = 5
# Words with which a page speaks of itself and to its reader; background paragraphs, which recur too, have none of them.
_OWN_VOICE = re.compile(
    r"(?i)\b(?:you|your|you're|(?-i:us)|our|click|subscri\w+|sign up|sign-up|newsletter|inbox|follow|share this|"
    r"read more|read also|cookies?|copyright|rights reserved|republish\w*|reproduced|permission|download|log in|"
    r"register|donate|advertisement|this (?:article|story|site|website)|the author|views expressed)\b|@|©|www\."
)


@dataclass(frozen=True)
class LearnedFurniture:
    """Recurring passages, ready to be handed to :func:`analysis.corpus.cleaning.clean`.

    Attributes
    ----------
    table : DataFrame
        One row per passage: outlet, passage (one occurrence), stories (how many hold it), share (of the outlet's
        stories), cut (False: only flagged, since it may be the article's). Ordered by outlet, stories, passage.
    """

    table: pd.DataFrame
    _known: Mapping[str, Mapping[str, bool]] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        known = {}
        for row in self.table.itertuples(index=False):
            known.setdefault(row.outlet, {})[passage_key(row.passage)] = bool(row.cut)
        object.__setattr__(self, "_known", known)

    def of(self, slugs: Iterable[str]) -> dict[str, bool]:
        """Passage -> whether it is cut, for some outlets together."""
        return {key: cut for slug in slugs for key, cut in self._known.get(slug, {}).items()}


def learn_furniture(
    texts: Sequence[str],
    outlets: Sequence[str],
    stories: Sequence | None = None,
    *,
    min_stories: int = 5,
    min_share: float = 0.02,
) -> LearnedFurniture:
    """Find the passages that recur in many stories of one outlet and in no other outlet.

    Parameters
    ----------
    texts : sequence of str
        Clean or raw texts, two or more of each outlet. They are read twice.
    outlets : sequence of str
        The outlet of each text; ``unknown`` is left out.
    stories : sequence, optional
        The story of each text, so that copies count once; by default equal texts are one story.
    min_stories, min_share : int, float
        A passage must be in this many stories of the outlet, and in this share of them.

    Returns
    -------
    LearnedFurniture

    Raises
    ------
    FramingError
        The sequences differ in length.

    Notes
    -----
    A passage is a stretch between line breaks, sentence ends or addresses; case, digits and marks around it do not
    count. Recurring is not enough: agencies repeat whole paragraphs of background, and those are text. A recurring
    passage is cut when it is no sentence (a row of buttons, a label) or when it speaks of the page or to the reader
    in five words or more; any other is flagged and kept.

    Examples
    --------
    >>> texts = [f"Talk number {n} was held.\\nSign up for our letter" for n in "abcdef"] + ["The talk was held."]
    >>> learned = learn_furniture(texts, ["x"] * 6 + ["y"])
    >>> learned.table[["outlet", "passage", "stories", "cut"]].values.tolist()
    [['x', 'Sign up for our letter', 6, True]]
    """
    outlets, stories = _checked(texts, outlets, stories)
    counts = _count(texts, outlets, stories)
    recurring = _recurring(counts, min_stories, min_share)
    rows = _describe(texts, recurring)
    table = pd.DataFrame(rows, columns=COLUMNS).sort_values(
        ["outlet", "stories", "passage"], ascending=[True, False, True]
    )
    return LearnedFurniture(table.reset_index(drop=True))


def cut_learned(page: Page, known: Mapping[str, bool]) -> None:
    """Note the learned passages of a page in its cuts, those in doubt in its doubts."""
    for start, end in segments(page.text) if known else ():
        cut = known.get(passage_key(page.text[start:end]))
        if cut is not None:
            (page.cuts if cut else page.doubts).append((start, end, "recurring passage"))


def passage_key(passage: str) -> str:
    """A passage for comparison: small letters, one blank between words, numbers alike, no marks around it.

    Examples
    --------
    >>> passage_key(" Read  14 comments: ")
    'read 0 comments'
    """
    return " ".join(_DIGITS.sub("0", passage.lower()).split()).strip(_EDGES)


def _checked(texts, outlets, stories):
    if len(texts) != len(outlets) or (stories is not None and len(stories) != len(texts)):
        raise FramingError(
            f"learn_furniture got {len(texts)} texts and {len(outlets)} outlets"
            + ("" if stories is None else f" and {len(stories)} stories")
            + ": give one outlet and one story per text"
        )
    named = pd.Series(list(outlets), dtype="str").fillna("unknown")
    same = [_number(text) for text in texts] if stories is None else pd.factorize(pd.Series(list(stories)))[0]
    return named.to_numpy(), np.asarray(same)


def _number(text: str) -> int:
    """A number for a text, the same on every machine."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little", signed=True)


def _count(texts: Sequence[str], outlets: np.ndarray, stories: np.ndarray) -> pd.DataFrame:
    """Stories per passage and outlet: columns key (a stable hash), outlet, stories, others (outlets that have it)."""
    keys = [_hash(_passages(text)) for text in texts]
    lengths = [len(array) for array in keys]
    frame = pd.DataFrame(
        {
            "key": np.concatenate([*keys, np.empty(0, np.uint64)]),
            "outlet": np.repeat(outlets, lengths),
            "story": np.repeat(stories, lengths),
        }
    ).drop_duplicates()
    counts = frame.groupby(["key", "outlet"], sort=True).size().rename("stories").reset_index()
    counts["others"] = counts.groupby("key")["outlet"].transform("size") - 1
    sizes = pd.DataFrame({"outlet": outlets, "story": stories}).drop_duplicates().groupby("outlet").size()
    return counts.assign(share=counts["stories"] / counts["outlet"].map(sizes).astype(float))


def _passages(text: str) -> list[str]:
    return [text[start:end] for start, end in segments(text) if _SHORTEST <= end - start <= _LONGEST]


def _hash(passages: list[str]) -> np.ndarray:
    """A number for each passage that is the same on every machine."""
    return pd.util.hash_array(np.array([passage_key(passage) for passage in passages], dtype=object), categorize=False)


def _recurring(counts: pd.DataFrame, min_stories: int, min_share: float) -> pd.DataFrame:
    often = (counts["stories"] >= min_stories) & (counts["share"] >= min_share)
    return counts[often & (counts["others"] == 0) & (counts["outlet"] != "unknown")].set_index("key")


def _describe(texts: Sequence[str], recurring: pd.DataFrame) -> list[tuple]:
    """One row per recurring passage, in the words of its first occurrence."""
    wanted = {int(key): row for key, row in recurring[["outlet", "stories", "share"]].to_dict("index").items()}
    rows = []
    for text in texts:
        if not wanted:
            break
        passages = _passages(text)
        for key, passage in zip(_hash(passages).tolist(), passages, strict=True):
            if found := wanted.pop(key, None):
                rows.append((found["outlet"], passage, found["stories"], found["share"], _is_furniture(passage)))
    return rows


def _is_furniture(passage: str) -> bool:
    if not _SENTENCE_END.search(passage):
        return True
    return len(passage.split()) >= _SENTENCE_WORDS and _OWN_VOICE.search(passage) is not None
