"""How well spans of voices agree with what readers marked.

Characters are counted inside the stretches that were read, nowhere else. A character that no span holds is the
outlet's own; where spans overlap, the shorter one holds it. Counts are pooled over all texts.

========================  =====================================================================================
row                       what is counted
========================  =====================================================================================
``quoted`` ...            characters of the voice, letters and digits alone
``quoted, all`` ...       all characters, marks and blanks too
``scare quotes``          spans: a pair agrees when it shares half of the letters that either holds
``speaker``, ``verb``     spans quoted or reported: right when the span of the other side that shares most letters
                          with it names the same one. Precision over found spans that name one, recall over read
                          spans that do
``speaker, met``          the same among spans half of whose letters the other side holds too
``speaker or pronoun``    as speaker, where "she" is right as well when the text says "she"
========================  =====================================================================================
"""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pandas as pd

from tests.text.gold.matching import letters_of, matches, same_speaker, same_speaker_or_pronoun
from tests.text.gold.voices_gold import Gold

VOICES = ("own", "quoted", "reported", "scare")


def evaluate(gold: Gold, found: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of found spans (doc_id, start, end, voice, speaker, verb), one row per measure.

    Beside them the counts: right of found, and right_read of read. They differ where one span answers to two.
    """
    pairs = matches(gold, found, gold.spans), matches(gold, gold.spans, found)
    rows = _by_character(gold, found) | {
        "scare quotes": _by_span(gold, found, "scare"),
        "speaker": _by_name(*pairs, "speaker", lambda read, got: same_speaker(read["speaker"], got["speaker"])),
        "speaker, met": _by_name(
            *map(_met, pairs), "speaker", lambda read, got: same_speaker(read["speaker"], got["speaker"])
        ),
        "speaker or pronoun": _by_name(*pairs, "speaker", same_speaker_or_pronoun),
        "verb": _by_name(*pairs, "verb", lambda read, got: read["verb"].casefold() == got["verb"].casefold()),
    }
    return _rates(pd.DataFrame.from_dict(rows, orient="index", columns=["right", "found", "right_read", "read"]))


def alpha(one: np.ndarray, other: np.ndarray) -> float:
    """Krippendorff's alpha of two readers, nominal, no value missing (Krippendorff 2011, section B).

    >>> round(alpha(np.array(list("aabb")), np.array(list("aabc"))), 3)
    0.632
    """
    counts = Counter(one.tolist()) + Counter(other.tolist())
    n = sum(counts.values())
    expected = (n * n - sum(count * count for count in counts.values())) / (n - 1)
    return 1.0 if expected == 0 else float(1 - 2 * np.sum(one != other) / expected)


def labels(gold: Gold, spans: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Voice of each character that was read, and whether it is a letter or digit."""
    voices, letters = [np.empty(0, dtype="<U8")], [np.empty(0, dtype=bool)]
    for _, text, voice, start, end in _painted(gold, spans):
        voices.append(voice)
        letters.append(np.array([char.isalnum() for char in text[start:end]], dtype=bool))
    return np.concatenate(voices), np.concatenate(letters)


def disagreements(gold: Gold, found: pd.DataFrame) -> pd.DataFrame:
    """Runs of letters whose voice differs: doc_id, start, end, read, found and the text."""
    rows = []
    for (doc_id, text, read, start, _), (*_, got, _, _) in zip(
        _painted(gold, gold.spans), _painted(gold, found), strict=True
    ):
        differs = [at for at, (one, other) in enumerate(zip(read, got, strict=True)) if one != other]
        for first, last in _runs(differs, lambda at, read=read, got=got: (read[at], got[at])):
            stretch = text[start + first : start + last]
            if any(char.isalnum() for char in stretch):
                rows.append((doc_id, start + first, start + last, read[first], got[first], stretch))
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "read", "found", "text"])


def _painted(gold: Gold, spans: pd.DataFrame):
    by_doc = dict(list(spans[spans["voice"].isin(VOICES)].groupby("doc_id")))
    for doc_id, start, end in gold.read[["doc_id", "start", "end"]].itertuples(index=False):
        text = gold.documents["text"][doc_id]
        voice = np.full(len(text), "own", dtype="<U8")
        held = by_doc.get(doc_id, spans.iloc[:0])
        longest_first = np.argsort((held["start"] - held["end"]).to_numpy(), kind="stable")
        for first, last, name in held[["start", "end", "voice"]].iloc[longest_first].itertuples(index=False):
            voice[first:last] = name
        yield doc_id, text, voice[start:end], start, end


def _runs(offsets: list[int], kind: Callable) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at in offsets:
        if runs and runs[-1][1] == at and kind(at) == kind(at - 1):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _by_character(gold: Gold, found: pd.DataFrame) -> dict[str, tuple]:
    read, letters = labels(gold, gold.spans)
    got, _ = labels(gold, found)
    rows = {}
    for suffix, kept in (("", letters), (", all", np.ones_like(letters))):
        for voice in VOICES:
            is_read, is_got = (read == voice) & kept, (got == voice) & kept
            right = int((is_read & is_got).sum())
            rows[voice + suffix] = (right, int(is_got.sum()), right, int(is_read.sum()))
    return rows


def _by_span(gold: Gold, found: pd.DataFrame, voice: str) -> tuple:
    read, got = (
        [letters for letters in letters_of(gold, spans[spans["voice"] == voice]) if letters]
        for spans in (gold.spans, found)
    )
    agree = np.array([[2 * len(one & other) >= len(one | other) for other in got] for one in read], dtype=bool)
    agree = agree.reshape(len(read), len(got))
    return int(agree.any(axis=0).sum()), len(got), int(agree.any(axis=1).sum()), len(read)


def _by_name(of_found: list[tuple], of_read: list[tuple], field: str, same: Callable) -> tuple:
    got = [(read, span) for span, read, _ in of_found if _states(span, field)]
    wanted = [(span, found) for span, found, _ in of_read if _states(span, field)]
    right, right_read = (
        sum(_states(read, field) and _states(found, field) and same(read, found) for read, found in side)
        for side in (got, wanted)
    )
    return right, len(got), right_read, len(wanted)


def _states(span: dict | None, field: str) -> bool:
    return span is not None and isinstance(span[field], str) and span[field] != ""


def _met(pairs: list[tuple]) -> list[tuple]:
    return [pair for pair in pairs if pair[2] >= 0.5]


def _rates(rows: pd.DataFrame) -> pd.DataFrame:
    precision, recall = rows["right"] / rows["found"], rows["right_read"] / rows["read"]
    f1 = 2 * precision * recall / (precision + recall)
    return pd.DataFrame({"precision": precision, "recall": recall, "f1": f1}).join(rows)
