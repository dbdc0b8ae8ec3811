"""The furniture rules of ``furniture.toml``, and the words that wake each.

A rule is tried only on pages that hold one of its words, and there only where the word stands, so that a clean
article costs little more than being split into words.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from analysis.corpus.cleaning.phrases import Phrases

__all__ = ["Rule", "RuleBook", "Rules", "load_rules", "longest", "tokens", "words_of"]

_LETTERS = bytes(code if chr(code).isalnum() else 32 for code in range(128)) + b" " * 128
_FRAGMENT = re.compile(r"%(\w+)%")


@dataclass(frozen=True)
class Rule:
    """What to look for.

    Attributes
    ----------
    name : str
        As the audit shows it.
    words : tuple of str
        What wakes the rule; in small letters it stands for either case.
    source : str
        The expression that must match whole: a line, or a sentence.
    place : str
        Where it may cut: ``anywhere``, at the ``end`` of the text, or nowhere (``flag``).
    """

    name: str
    words: tuple[str, ...]
    source: str
    place: str

    @cached_property
    def pattern(self) -> re.Pattern:
        """The expression, compiled when first needed."""
        return re.compile(self.source)


@dataclass(frozen=True)
class RuleBook:
    """Rules and the phrases that wake them."""

    rules: tuple[Rule, ...]

    def places(self, found: Mapping[str, list[int]]) -> Iterator[tuple[Rule, int, int]]:
        """(rule, start, end) wherever a rule's phrases stand in a text, given the offsets of the phrases in it.

        Rules come in their order in the file, the places of one phrase in the order of the text.
        """
        woken = sorted((number, phrase) for phrase in found for number in self._wakes.get(phrase, ()))
        for number, phrase in woken:
            for at in found[phrase]:
                yield self.rules[number], at, at + len(phrase)

    @cached_property
    def _wakes(self) -> dict[str, list[int]]:
        """Numbers of the rules that a phrase wakes."""
        wakes = {}
        for number, rule in enumerate(self.rules):
            for phrase in rule.words:
                wakes.setdefault(phrase, []).append(number)
        return wakes


@dataclass(frozen=True)
class Rules:
    """Everything ``furniture.toml`` holds."""

    labels: frozenset[str]
    list_headings: frozenset[str]
    author_headings: frozenset[str]
    form_headings: frozenset[str]
    link_labels: frozenset[str]
    short: re.Pattern
    share_row: re.Pattern
    lines: RuleBook
    sentences: RuleBook
    appeals: RuleBook
    fragments: dict[str, str]
    shapes: dict[str, str]

    @cached_property
    def phrases(self) -> Phrases:
        """The phrases that wake rules."""
        rules = (*self.lines.rules, *self.sentences.rules, *self.appeals.rules)
        phrases = dict.fromkeys(phrase for rule in rules for phrase in rule.words)
        return Phrases({phrase: tokens(phrase.lower()) if phrase.isascii() else frozenset() for phrase in phrases})

    @cached_property
    def agency_words(self) -> frozenset[bytes]:
        """The longest word of each agency's name, and the words that introduce a source."""
        names = self.fragments["agencies"].lower().split("|")
        return frozenset(map(longest, map(tokens, names))) | {b"source", b"sources"}

    @cached_property
    def appeal_words(self) -> frozenset[bytes]:
        """Words one of which stands in most appeals to the reader; pages without them are not searched."""
        return tokens(self.fragments["appeal_words"])

    @cached_property
    def appeal(self) -> re.Pattern:
        """Every sentence that asks the reader for something by itself."""
        return re.compile("|".join(rule.source for rule in self.appeals.rules if rule.name == "appeal"))

    @cached_property
    def offer(self) -> re.Pattern:
        """What a site offers its readers, in small letters; beside it, a mere call is an appeal."""
        return re.compile("|".join(rule.source for rule in self.appeals.rules if rule.name == "offer"))

    def shape(self, name: str) -> re.Pattern:
        """The compiled expression of a passage that has a shape rather than words."""
        return _compiled(self.shapes[name])

    def compile(self, pattern: str, flags: int = 0) -> re.Pattern:
        """Compile an expression that names fragments."""
        return re.compile(_fill(pattern, self.fragments), flags)


@lru_cache
def _compiled(source: str) -> re.Pattern:
    return re.compile(source)


@lru_cache(maxsize=1)
def load_rules() -> Rules:
    """Read and compile ``furniture.toml``."""
    data = tomllib.loads(Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8"))
    share = sorted(
        (word.strip() for word in data["share_words"].replace("\n", ",").split(",")), key=lambda w: (-len(w), w)
    )
    fragments = {name: "|".join(parts) for name, parts in data["fragments"].items()}
    fragments["share_words"] = "|".join(re.escape(word) for word in share if word)
    return Rules(
        labels=_lines(data["labels"]),
        list_headings=_lines(data["list_headings"]),
        author_headings=_lines(data["author_headings"]),
        form_headings=_lines(data["form_headings"]),
        link_labels=_lines(data["link_labels"]),
        short=re.compile("|".join(f"(?P<{name}>{_fill(text, fragments)})" for name, text in data["short"].items())),
        share_row=re.compile(rf"(?i)\b(?:(?:{fragments['share_words']})(?:\s+|$)){{4,}}"),
        lines=RuleBook(tuple(_rule(table, fragments) for table in data["line"])),
        sentences=RuleBook(tuple(_rule(table, fragments) for table in data["sentence"])),
        appeals=RuleBook(tuple(_rule(table, fragments) for table in data["appeal"])),
        fragments=fragments,
        shapes={name: "|".join(_fill(text, fragments) for text in texts) for name, texts in data["shapes"].items()},
    )


def tokens(low: str) -> frozenset[bytes]:
    """The words of a text in lower case, letters of the ASCII set only; made for speed.

    Examples
    --------
    >>> sorted(tokens("don't follow us: @bbc"))
    [b'bbc', b'don', b'follow', b't', b'us']
    """
    return frozenset(low.encode("ascii", "replace").translate(_LETTERS).split())


@lru_cache(maxsize=4)
def words_of(text: str) -> frozenset[bytes]:
    """The words of a text; kept for a moment, since its outlet is told and its furniture cut one after the other."""
    return tokens(text.lower())


def longest(words: frozenset[bytes]) -> bytes:
    """The longest of some words, the rarest guess at hand; empty when there is none."""
    return max(sorted(words), key=len, default=b"")


def _lines(block: str) -> frozenset[str]:
    return frozenset(line.strip() for line in block.strip().splitlines())


def _rule(table: dict, fragments: dict[str, str]) -> Rule:
    source = "|".join(_fill(text, fragments) for text in table["patterns"])
    return Rule(table["rule"], tuple(table["words"]), source, table.get("place", "anywhere"))


def _fill(pattern: str, fragments: dict[str, str]) -> str:
    while _FRAGMENT.search(pattern):
        pattern = _FRAGMENT.sub(lambda match: fragments[match[1]], pattern)
    return pattern
