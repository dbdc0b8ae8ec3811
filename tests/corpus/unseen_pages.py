"""Pages that the rules were not written on: reads `unseen/*.txt`, ingests each page and measures what came out.

Print every page's figures with ``python tests/corpus/unseen_pages.py [tuned|held|fresh|further|last]``.
"""

import re
import sys
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import numpy as np

from analysis.corpus.articles import Article, make_article
from analysis.corpus.outlets import load_registry
from analysis.corpus.records import Record

FIELDS = ("outlet", "date", "title", "author", "republished_by", "url")
LATER = {"f": "fresh", "g": "further", "n": "last"}  # by the first letter of a page's name
SEED = 2017  # of the split into the half that rules may be tuned on and the half that they may not
_INLINE = re.compile(r"\{([-~])(.*?)\1\}")
_TAG = re.compile(r"<[^>]*>")
_ENTITIES = {"&#8211;": "–", "&amp;": "&", "&gt;": ">"}


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
    return [_page(entry) for text in texts for entry in re.split(r"(?m)^=== ", text)[1:]]


def part(name: str) -> list[Page]:
    """The half of the first pages that was `tuned` on or `held` out, or pages written later."""
    pages = [page for page in read_pages() if LATER.get(page.name[0]) == (name if name in LATER.values() else None)]
    if name in LATER.values():
        return pages
    order = np.random.default_rng(SEED).permutation(len(pages))
    cut = len(pages) // 2
    return [pages[number] for number in sorted(order[:cut] if name == "tuned" else order[cut:])]


def _page(entry: str) -> Page:
    head, _, body = entry.partition("\n")
    name, *fields = head.split(" | ")
    stated = dict(field.strip().split(": ", 1) for field in fields)
    lines = [(line[:1], line[2:]) for line in body.rstrip("\n").split("\n")]
    while lines and not lines[-1][0]:
        lines.pop()
    marked = [(mark, _plain(line)) for mark, line in lines] if name.endswith(".html") else lines
    words = tuple((word, mark) for sign, line in marked for word, mark in _marked_words(sign, line))
    return Page(name, stated, _INLINE.sub(r"\2", "\n".join(line for _, line in lines)), words)


def _plain(line: str) -> str:
    line = _TAG.sub(" ", line)
    for entity, sign in _ENTITIES.items():
        line = line.replace(entity, sign)
    return line


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
