"""Pages that the rules were not written on: reads `unseen/*.txt`, ingests each page and measures what came out.

Print every page's figures with ``python tests/corpus/unseen_pages.py [tuned|held|fresh|further|last|study|blind]``.
The last two lend whole articles from news2017, and read no page where that corpus has not been fetched.
"""

import html
import re
import sys
import textwrap
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from analysis.corpus import load_corpus
from analysis.corpus.articles import Article, make_article
from analysis.corpus.fetch import fetched_store
from analysis.corpus.outlets import load_registry
from analysis.corpus.records import Record

FIELDS = ("outlet", "date", "title", "author", "republished_by", "url")
LATER = {"f": "fresh", "g": "further", "n": "last", "s": "study", "b": "blind"}  # by the first letter of a page's name
SEED = 2017  # of the split into the half that rules may be tuned on and the half that they may not
_INLINE = re.compile(r"\{([-~])(.*?)\1\}")
_TAG = re.compile(r"<[^>]*>")
_STOP = re.compile(r"""(?<=[a-z0-9%)][.!?])["”]?\s+(?=["“]?[A-Z])""")  # ends a paragraph as well as any other place


@dataclass(frozen=True)
class Page:
    """A page as saved, what it states, and its words marked as the article's (+), furniture (-) or either (~)."""

    name: str
    stated: dict
    content: str
    words: tuple[tuple[str, str], ...]


def read_pages() -> list[Page]:
    """All pages in the order of the files."""
    texts = [path.read_text("utf-8") for path in sorted((Path(__file__).parent / "unseen").glob("*.txt"))]
    pages = [_page(entry) for text in texts for entry in re.split(r"(?m)^=== ", text)[1:]]
    return [page for page in pages if page is not None]


def part(name: str) -> list[Page]:
    """The half of the first pages that was `tuned` on or `held` out, or pages written later."""
    pages = [page for page in read_pages() if LATER.get(page.name[0]) == (name if name in LATER.values() else None)]
    if name in LATER.values():
        return pages
    order = np.random.default_rng(SEED).permutation(len(pages))
    cut = len(pages) // 2
    return [pages[number] for number in sorted(order[:cut] if name == "tuned" else order[cut:])]


def _page(entry: str) -> Page | None:
    """A page of a file, None where it lends an article that is not at hand."""
    head, _, body = entry.partition("\n")
    name, *fields = head.split(" | ")
    stated = dict(field.strip().split(": ", 1) for field in fields)
    lines = [(line[:1], line[2:]) for line in body.rstrip("\n").split("\n")]
    while lines and not lines[-1][0]:
        lines.pop()
    if "body" in stated:
        if not has_bodies():
            return None
        lines = list(_with_body(lines, stated.pop("body"), stated.pop("form", name.rpartition(".")[2])))
    marked = [(mark, _plain(line)) for mark, line in lines] if name.endswith(".html") else lines
    words = tuple((word, mark) for sign, line in marked for word, mark in _marked_words(sign, line))
    return Page(name, stated, _INLINE.sub(r"\2", "\n".join(line for _, line in lines)), words)


def has_bodies() -> bool:
    """Whether the articles that some pages lend are at hand."""
    return fetched_store("news2017").is_dir()


@cache
def _bodies():
    return load_corpus("news2017", columns=["text"])["text"]


def _paragraphs(doc_id: str) -> list[str]:
    """The sentences of an article, one to three at a time: news2017 has lost where its paragraphs ended."""
    text = _bodies()[doc_id]
    ends = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
    sentences = [text[start:end].strip() for start, end in pairwise(ends)]
    sizes = np.random.default_rng(SEED).integers(1, 4, len(sentences))
    starts = [0, *(int(start) for start in np.cumsum(sizes) if start < len(sentences)), len(sentences)]
    return [" ".join(sentences[start:end]) for start, end in pairwise(starts)]


def _with_body(lines: list[tuple[str, str]], doc_id: str, form: str):
    """The lines of a page with an article put where it says `@`: as html, with or without blank lines, or wrapped."""
    waiting = _paragraphs(doc_id)
    for sign, line in lines:
        if sign != "@":
            yield sign, line
            continue
        number, _, tag = line.partition(" ")
        taken, waiting = (waiting, []) if not number else (waiting[: int(number)], waiting[int(number) :])
        for paragraph in taken:
            yield from _paragraph(paragraph, form, tag)
    assert not waiting


def _paragraph(text: str, form: str, tag: str):
    if form == "html":
        tag = tag or "<p>"
        ends = "".join(f"</{name}>" for name in reversed(re.findall(r"<(\w+)", tag)))
        yield "+", tag + html.escape(text, quote=False) + ends
    elif form == "wrapped":
        yield from (("+", line) for line in textwrap.wrap(text, 75, initial_indent="   ", subsequent_indent="   "))
        yield "-", ""
    else:
        yield "+", text
        if form != "tight":
            yield "-", ""


def _plain(line: str) -> str:
    return html.unescape(_TAG.sub(" ", line))


def _marked_words(sign: str, line: str):
    end = 0
    for match in _INLINE.finditer(line):
        yield from ((word, sign) for word in words_of(line[end : match.start()]))
        yield from ((word, match[1]) for word in words_of(match[2]))
        end = match.end()
    yield from ((word, sign) for word in words_of(line[end:]))


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@dataclass(frozen=True)
class Score:
    """What came out of one page: words kept, words of the article kept, words of the article, and the fields."""

    page: str
    kept: int
    wanted: int
    found: int
    wrong_words: tuple[str, ...]
    lost_words: tuple[str, ...]
    fields: dict

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong_words) / max(self.kept, 1)

    @property
    def recall(self) -> float:
        return self.found / self.wanted


@cache
def _registry():
    return load_registry()


def score(page: Page) -> Score:
    """Ingest a page as a file and hold what is kept against its marks."""
    article = make_article(Record(page.name, {}, page.content.encode()), _registry())
    row = article.row if isinstance(article, Article) else {"text": "", **dict.fromkeys(FIELDS)}
    kept = words_of(row["text"])
    reference = [(word, mark) for word, mark in page.words if mark != "-"]
    matcher = SequenceMatcher(None, [word for word, _ in reference], kept, autojunk=False)
    blocks = matcher.get_matching_blocks()
    seen = {start + step for start, _, size in blocks for step in range(size)}
    right = {start + step for _, start, size in blocks for step in range(size)}
    wanted = [place for place, (_, mark) in enumerate(reference) if mark == "+"]
    lost = tuple(reference[place][0] for place in wanted if place not in seen)
    wrong = tuple(word for place, word in enumerate(kept) if place not in right)
    fields = {name: (page.stated.get(name), _said(row, name)) for name in FIELDS}
    return Score(page.name, len(kept), len(wanted), len(wanted) - len(lost), wrong, lost, fields)


def _said(row: dict, name: str) -> str | None:
    value = row[name]
    if name == "outlet" and value == "unknown":
        return None
    if name == "date" and value is not None:
        return f"{value:%Y-%m-%d}"
    return value or None


def agrees(name: str, stated: str | None, said: str | None) -> bool:
    """Whether a field is right; titles and names are compared without case, quotation marks and "and"."""
    if stated == "?":
        return True
    if name == "outlet" and stated == "unknown":
        stated = None
    if stated is None or said is None or name in ("outlet", "date", "republished_by"):
        return stated == said
    if name == "url":
        return stated.rstrip("/") == said.rstrip("/")
    return _bare(stated) == _bare(said)


def _bare(text: str) -> list[str]:
    return [word for word in words_of(text.casefold()) if word != "and"]


def report(pages: list[Page]) -> None:
    """Print the figures of each page, then of all."""
    scores = [score(page) for page in pages]
    for one in scores:
        print(f"{one.page:9} precision {one.precision:.3f} recall {one.recall:.3f}")
        if one.wrong_words:
            print("     kept:", " ".join(one.wrong_words))
        if one.lost_words:
            print("     lost:", " ".join(one.lost_words))
        for name, (stated, said) in one.fields.items():
            if not agrees(name, stated, said):
                print(f"     {name}: stated {stated!r}, said {said!r}")
    print(totals(scores))


def totals(scores: list[Score]) -> dict:
    """Precision and recall over all words, the mean over pages, and the share of right fields."""
    wrong, kept = sum(len(one.wrong_words) for one in scores), sum(one.kept for one in scores)
    found, wanted = sum(one.found for one in scores), sum(one.wanted for one in scores)
    right = {name: np.mean([agrees(name, *one.fields[name]) for one in scores]) for name in FIELDS}
    means = {
        "page precision": np.mean([s.precision for s in scores]),
        "page recall": np.mean([s.recall for s in scores]),
    }
    found = {"pages": len(scores), "precision": 1 - wrong / kept, "recall": found / wanted, **means, **right}
    return {name: round(float(value), 4) for name, value in found.items()}


if __name__ == "__main__":
    report(part(sys.argv[1]) if len(sys.argv) > 1 else read_pages())
