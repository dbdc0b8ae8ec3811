"""Where the names of concepts stand in the articles."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.framing.naming.concepts import Concept
from analysis.framing.naming.pattern import Pattern, any_of, compile_pattern
from analysis.text.segments import sentences

__all__ = ["MENTION_COLUMNS", "find_mentions"]

MENTION_COLUMNS = ["doc_id", "start", "end", "concept", "name", "match"]


@dataclass(frozen=True)
class _Wording:
    """A pattern with what it stands for; ``name`` is None for an expression that means something else."""

    pattern: Pattern
    regex: re.Pattern
    first_word: re.Pattern
    concept: int
    name: str | None
    needs_context: bool


def find_mentions(documents: pd.DataFrame, concepts: Mapping[str, Concept]) -> pd.DataFrame:
    """Every place where a concept is named.

    Parameters
    ----------
    documents : DataFrame
        Documents table; articles without text are passed over.
    concepts : mapping of str to Concept

    Returns
    -------
    DataFrame
        Columns doc_id, start, end (character offsets), concept, name, match; in the order of the articles, then by
        start and concept. Within a concept the longest match wins, and no character belongs to two mentions.

    Examples
    --------
    >>> from analysis.framing.naming.concepts import load_concepts
    >>> text = "The Assad regime fell back. Opposition fighters in Syria held on."
    >>> documents = pd.DataFrame({"text": [text]}, index=["a"])
    >>> found = find_mentions(documents, load_concepts())
    >>> found[["concept", "name", "match"]].values.tolist()
    [['syrian-government', 'regime', 'Assad regime'], ['syrian-opponents', 'opposition', 'Opposition fighters']]
    """
    finder = _Finder(list(concepts.values()))
    rows = [
        (doc_id, start, end, concept, name, text[start:end])
        for doc_id, text in documents["text"].items()
        if isinstance(text, str)
        for start, end, concept, name in finder.find(text)
    ]
    return pd.DataFrame(rows, columns=MENTION_COLUMNS)


class _Finder:
    """All concepts, laid out so that an article is read once."""

    def __init__(self, concepts: list[Concept]):
        self.concepts = concepts
        self.wordings = [wording for i, concept in enumerate(concepts) for wording in _wordings(concept, i)]
        self.context = [any_of(concept.context) for concept in concepts]
        self.unless = [any_of(concept.unless) for concept in concepts]
        self.beginnings = _beginnings(self.wordings)
        self.of_word = lru_cache(maxsize=None)(self._of_word)

    def find(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Start, end, concept and name of each mention, by start and concept."""
        candidates = [hit for hit in self._candidates(text) if hit is not None]
        if any(wording.needs_context for _, _, wording in candidates):
            frame = _Sentences(text)
            candidates = [hit for hit in candidates if not hit[2].needs_context or self._in_context(hit, frame)]
        found = [
            (start, end, wording.concept, wording.name)
            for start, end, wording in _longest(candidates)
            if wording.name is not None
        ]
        for start, end, concept, name in sorted(found):
            yield start, end, self.concepts[concept].key, name

    def _candidates(self, text: str) -> Iterator[tuple[int, int, _Wording]]:
        for beginning in self.beginnings.finditer(text):
            for wording in self.of_word(beginning[0]):
                match = wording.regex.match(text, beginning.start())
                if match:
                    yield match.start(), match.end(), wording

    def _of_word(self, word: str) -> list[_Wording]:
        return [wording for wording in self.wordings if wording.first_word.fullmatch(word)]

    def _in_context(self, hit: tuple[int, int, _Wording], frame: "_Sentences") -> bool:
        start, _, wording = hit
        before, here, end = frame.around(start)
        unless = self.unless[wording.concept]
        if unless and unless.search(frame.text, here, end):
            return False
        return self.context[wording.concept].search(frame.text, before, end) is not None


class _Sentences:
    """The sentences of an article."""

    def __init__(self, text: str):
        self.text, self.spans = text, sentences(text)
        self.starts = [start for start, _ in self.spans]

    def around(self, position: int) -> tuple[int, int, int]:
        """Start of the sentence before, start and end of the sentence at a position."""
        i = max(bisect_right(self.starts, position) - 1, 0)
        return self.spans[max(i - 1, 0)][0], *self.spans[i]


def _wordings(concept: Concept, number: int) -> Iterator[_Wording]:
    yield from (_wording(pattern, number, None) for pattern in concept.exceptions)
    for table, needs_context in ((concept.names, False), (concept.in_context, True)):
        for name, patterns in table.items():
            yield from (_wording(pattern, number, name, needs_context) for pattern in patterns)


def _wording(pattern: str, concept: int, name: str | None, needs_context: bool = False) -> _Wording:
    compiled = compile_pattern(pattern)
    return _Wording(compiled, compiled.regex, compiled.first_word, concept, name, needs_context)


def _beginnings(wordings: list[_Wording]) -> re.Pattern:
    """The words at which a name can begin: the only places that are looked at."""
    heads = sorted({head for wording in wordings for head in wording.pattern.heads})
    cased = "|".join(head.source for head in heads if head.cased)
    free = _by_first_letter(sorted({head.source.casefold() for head in heads if not head.cased}))
    either = "|".join(part for part in (cased, f"(?i:{free})" if free else "") if part)
    return re.compile(rf"(?<!\w)(?:{either})")


def _by_first_letter(sources: list[str]) -> str:
    letters = sorted({source[0] for source in sources})
    tails = {letter: "|".join(source[1:] for source in sources if source[0] == letter) for letter in letters}
    return "|".join(f"{letter}(?:{tail})" for letter, tail in tails.items())


def _longest(candidates: list[tuple[int, int, _Wording]]) -> list[tuple[int, int, _Wording]]:
    """Candidates of which no two of one concept overlap: longest first, then what stands first in text and file."""
    taken: dict[int, list[tuple[int, int]]] = {}
    kept = []
    for start, end, wording in sorted(candidates, key=lambda hit: (hit[0] - hit[1], hit[0])):
        spans = taken.setdefault(wording.concept, [])
        if all(end <= first or last <= start for first, last in spans):
            spans.append((start, end))
            kept.append((start, end, wording))
    return kept
