"""Which found span answers to which read span, and whether two names may be one speaker."""

import re
import unicodedata

import pandas as pd

from tests.text.gold.voices_gold import Gold

SPEECH = ("quoted", "reported")
_PLAIN = {
    "the",
    "a",
    "an",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "this",
    "that",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "s",
}
_AFTER_HEAD = re.compile(r",|\b(?:of|from|in|for|at|by|on|with|who|which|that|implementing)\b")


def same_speaker(one: str, other: str) -> bool:
    """Whether two names may be one speaker: their heads end on the same word, or one head's words are all in the other.

    The head of a noun phrase is what stands before "of", "for", a comma ...; articles, possessives, Mr and Ms aside.

    >>> same_speaker("Foreign Minister Sergei Lavrov", "Lavrov"), same_speaker("Anna Lem", "Anna Berg")
    (True, False)
    >>> same_speaker("the ministry", "Turkey's ministry"), same_speaker("a spokesman for the army", "the army")
    (True, False)
    """
    first, second = _head(one), _head(other)
    if not first or not second:
        return False
    return first[-1] == second[-1] or set(first) <= set(second) or set(second) <= set(first)


def same_speaker_or_pronoun(read: dict, found: dict) -> bool:
    """As same_speaker of two spans; the pronoun that stands in the text is right as well."""
    names = [name for name in (read["speaker"], read["mention"]) if isinstance(name, str)]
    return any(same_speaker(name, found["speaker"]) for name in names)


def _head(name: str) -> list[str]:
    return _words(_AFTER_HEAD.split(name.strip(), maxsplit=1)[0]) or _words(name)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"\w+", "".join(char for char in plain if not unicodedata.combining(char)))
    return [word for word in words if word not in _PLAIN]


def letters_of(gold: Gold, spans: pd.DataFrame) -> list[set[tuple[str, int]]]:
    """For each span, the letters and digits in it that were read, as (doc_id, offset)."""
    read = {}
    for doc_id, start, end in gold.read[["doc_id", "start", "end"]].itertuples(index=False):
        text = gold.documents["text"][doc_id]
        read.setdefault(doc_id, set()).update(at for at in range(start, end) if text[at].isalnum())
    return [
        {(doc_id, at) for at in range(start, end) if at in read.get(doc_id, ())}
        for doc_id, start, end in spans[["doc_id", "start", "end"]].itertuples(index=False)
    ]


def matches(gold: Gold, spans: pd.DataFrame, others: pd.DataFrame) -> list[tuple[dict, dict | None, float]]:
    """Each span of speech, the other side's span that shares most letters with it, and the share of its letters."""
    own, theirs = _speech(gold, spans), _speech(gold, others)
    return [_best(span, letters, theirs) for span, letters in own]


def _speech(gold: Gold, spans: pd.DataFrame) -> list[tuple[dict, set]]:
    speech = spans[spans["voice"].isin(SPEECH)]
    rows = zip(speech.to_dict("records"), letters_of(gold, speech), strict=True)
    return [(span, letters) for span, letters in rows if letters]


def _best(span: dict, letters: set, others: list[tuple[dict, set]]) -> tuple[dict, dict | None, float]:
    shared = [(len(letters & taken), -at) for at, (_, taken) in enumerate(others)]
    n, at = max(shared, default=(0, 0))
    return (span, others[-at][0], n / len(letters)) if n else (span, None, 0.0)
