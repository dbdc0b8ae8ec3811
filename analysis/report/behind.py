"""The sentences behind the numbers: what the tables point to, and how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.report.markup import Html, element, foreign, joined, link, paragraph
from analysis.report.phrases import named
from analysis.text import UNITS

__all__ = ["Behind", "Entry"]

KINDS = {"word": "Words", "name": "Names", "speaker": "Speakers"}
VOICES = {
    "own": "the outlet's own words",
    "quoted": "in quotation marks",
    "reported": "reported, without quotation marks",
    "scare": "scare quotes",
}
BEFORE, AFTER = 160, 260  # characters shown of a sentence that has no end


@dataclass(frozen=True)
class Entry:
    """One thing that a number counts.

    Parameters
    ----------
    anchor : str
    kind : {"word", "name", "speaker"}
    title : str
    sought : Mapping or DataFrame
        The row of a result, or the places in the articles.
    back : str
        Section that points here.
    """

    anchor: str
    kind: str
    title: str
    sought: Mapping | pd.DataFrame
    back: str


@dataclass
class Behind:
    """What the tables of a report point to, in the order in which they do.

    Parameters
    ----------
    study : Named
    shown : bool
        Whether sentences may be shown; without, nothing is pointed to.
    n : int
        Stories per outlet.
    """

    study: object
    shown: bool = True
    n: int = 3
    entries: dict = field(default_factory=dict)

    def link(self, kind: str, title: str, sought, back: str) -> str | None:
        """The address of the sentences of one thing; the same thing has one address."""
        if not self.shown:
            return None
        key = kind, title
        if key not in self.entries:
            self.entries[key] = Entry(f"behind-{len(self.entries) + 1}", kind, title, sought, back)
        return f"#{self.entries[key].anchor}"

    def html(self) -> Html:
        """All sentences, words first, then names and speakers."""
        parts = []
        for kind, heading in KINDS.items():
            entries = [entry for entry in self.entries.values() if entry.kind == kind]
            if entries:
                parts += [element("h3", heading, id=f"behind-{kind}s"), *map(self._block, entries)]
        return joined(parts)

    def _block(self, entry: Entry) -> Html:
        # A speaker's words are not the outlet's own: in which voice they stand is shown, not chosen.
        study = self.study.with_voice("all") if entry.kind == "speaker" else self.study
        lines = study.evidence(entry.sought, self.n)
        sides = [self._side(outlet, lines[lines["outlet"] == outlet]) for outlet in study.compared]
        back = link(f"#{entry.back}", "back to the numbers", class_="back", aria_label=f"back from {entry.title}")
        title = element("h4", foreign(named(entry.title)), id=f"{entry.anchor}-title")
        return element(
            "article", title, element("div", *sides, class_="sides"), back,
            class_="behind", id=entry.anchor, aria_labelledby=f"{entry.anchor}-title",
        )  # fmt: skip

    def _side(self, outlet: str, lines: pd.DataFrame) -> Html:
        found = [self._line(row) for row in lines.to_dict("records")] or [paragraph("no sentence", class_="faint")]
        return element("div", element("h5", foreign(outlet)), *found)

    def _line(self, row: dict) -> Html:
        article = self.study.articles.loc[row["doc_id"]]
        left, match, right = around(article["text"], row["start"], row["end"])
        sentence = paragraph(foreign(joined([left, element("mark", match), right])))
        source = paragraph(
            element("span", VOICES[row["voice"]], class_="voice"), " · ", *_source(article), class_="faint"
        )
        return element("blockquote", sentence, source, class_=row["voice"])


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentences that a place lies in: before it, itself, after it; long ones are cut.

    >>> around("One. A hen ran off. Two.", 7, 10)
    ('A ', 'hen', ' ran off.')
    >>> around("word " * 90, 300, 304)[0][:11], around("word " * 90, 0, 400)[1][-11:]
    ('… word word', 'word word …')
    """
    spans = [(first, last) for first, last in UNITS["sentence"](text) if last > start and first < end]
    first, last = (min(spans[0][0], start), max(spans[-1][1], end)) if spans else (start, end)
    left, rest = text[first:start], text[start:last]
    if len(left) > BEFORE:
        left = f"… {left[-BEFORE:].partition(' ')[2]}"
    if len(rest) > AFTER:
        rest = f"{rest[:AFTER].rpartition(' ')[0]} …"
    return left, rest[: end - start], rest[end - start :]


def _source(article: pd.Series) -> list:
    title = "untitled" if pd.isna(article.get("title")) else str(article["title"])
    date = article.get("date")
    address = article.get("url")
    shown = foreign(title) if pd.isna(address) else link(str(address), foreign(title), rel="noreferrer")
    return [shown, ", date not known" if pd.isna(date) else f", {pd.Timestamp(date).date().isoformat()}"]
