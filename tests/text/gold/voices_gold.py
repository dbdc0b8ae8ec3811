"""The gold standard of voices: what readers marked, as documents, the stretches that were read, and spans.

README.md beside this file says how it was read and how the files are written.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tests.text.gold.draw import find_passage

FOLDER = Path(__file__).parent
HALVES = ("tune", "held-out")
LATER = ("development", "fresh")  # read when the rules for the first two were made
LAST = ("more", "last")  # read when those for all the others were made
WRITTEN = ("final",)  # short texts alone
ALL = HALVES + LATER + LAST + WRITTEN
VOICES = {"q": "quoted", "r": "reported", "s": "scare"}
COLUMNS = ["doc_id", "start", "end", "voice", "speaker", "mention", "verb"]
_MARKUP = re.compile(r"\{([qrs])\|([^{}]*)\}")


@dataclass(frozen=True, eq=False)
class Gold:
    """Documents (column text), read (doc_id, start, end, part), spans (``COLUMNS``) and the passages not found."""

    documents: pd.DataFrame
    read: pd.DataFrame
    spans: pd.DataFrame
    missing: tuple[str, ...] = ()


def load_sentences(half: str) -> Gold:
    """The short texts written for this purpose."""
    rows = [line.split(" ", 1) for line in _lines(half) if not line.startswith("#")]
    texts = {f"s-{number}": parse(marked) for number, marked in rows}
    documents = _documents({doc_id: text for doc_id, (text, _) in texts.items()})
    read = [(doc_id, 0, len(text), "sentences") for doc_id, (text, _) in texts.items()]
    return Gold(
        documents, _read(read), _spans([(doc_id, *span) for doc_id, (_, found) in texts.items() for span in found])
    )


def load_passages(half: str, documents: pd.DataFrame, file: str | None = None) -> Gold:
    """The passages of news2017, found again in the corpus as it is now.

    Parameters
    ----------
    half : {"tune", "held-out", "development", "fresh", "more", "last"}
    documents : DataFrame
        The corpus news2017. The whole articles are handed on: who speaks is often said before the passage.
    file : str, optional
        Another reading of the same form, such as second_reading.json.
    """
    read, spans, missing = [], [], []
    for passage in json.loads((FOLDER / (file or f"passages_{_name(half)}.json")).read_text()):
        doc_id, length = passage["doc_id"], passage["end"] - passage["start"]
        text = documents["text"].get(doc_id, "")
        start = find_passage(text, passage["start"], passage["end"], passage["sha256"])
        if start is None:
            missing.append(doc_id)
            continue
        read.append((doc_id, start, start + length, "passages"))
        spans += [(doc_id, start + first, start + last, *rest) for first, last, *rest in passage["spans"]]
    texts = documents["text"].reindex([row[0] for row in read])
    return Gold(_documents(texts.to_dict()), _read(read), _spans(spans), tuple(missing))


def both(first: Gold, second: Gold) -> Gold:
    """Two parts as one."""
    names = ("documents", "read", "spans")
    tables = [
        pd.concat([getattr(first, name), getattr(second, name)], ignore_index=name != "documents") for name in names
    ]
    return Gold(*tables, missing=first.missing + second.missing)


def parse(marked: str) -> tuple[str, list[tuple]]:
    """Text without markup, and its spans (start, end, voice, speaker, mention, verb).

    >>> parse('{q|say|Ana Lem~she|"No,"} she said. It is {s|"over"}.')[0]
    '"No," she said. It is "over".'
    >>> parse('{q|say|Ana Lem~she|"No,"} she said. It is {s|"over"}.')[1]
    [(0, 5, 'quoted', 'Ana Lem', 'she', 'say'), (22, 28, 'scare', None, None, None)]
    """
    text, spans, at = "", [], 0
    for match in _MARKUP.finditer(marked):
        text += marked[at : match.start()].replace("¶", "\n\n")
        fields = match[2].split("|")
        verb, speaker = (fields[0], fields[1]) if len(fields) == 3 else ("-", "-")
        name, _, mention = speaker.partition("~")
        inner = fields[-1].replace("¶", "\n\n")
        spans.append(
            (len(text), len(text) + len(inner), VOICES[match[1]], _stated(name), mention or None, _stated(verb))
        )
        text, at = text + inner, match.end()
    return text + marked[at:].replace("¶", "\n\n"), spans


def categories(half: str) -> pd.Series:
    """Category of each written text, indexed by doc_id."""
    found, category = {}, ""
    for line in _lines(half):
        if line.startswith("## "):
            category = line[3:]
        elif not line.startswith("#"):
            found[f"s-{line.split(' ', 1)[0]}"] = category
    return pd.Series(found, name="category", dtype="str")


def _lines(half: str) -> list[str]:
    return [line for line in (FOLDER / f"sentences_{_name(half)}.txt").read_text().splitlines() if line]


def _name(half: str) -> str:
    if half not in ALL:
        raise ValueError(f"half={half!r} is not known: choose one of {', '.join(ALL)}")
    return half.replace("-", "_")


def _stated(field: str) -> str | None:
    return None if field == "-" else field


def _documents(texts: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame({"text": pd.Series(texts, dtype="str")}).rename_axis("doc_id")


def _read(rows: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "part"])


def _spans(rows: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)
