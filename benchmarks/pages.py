"""Saved pages and rows of any number: resampled sentences of news2017 in articles, inside furniture."""

import gzip
import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from analysis import load_corpus
from analysis.corpus.outlets import load_registry
from analysis.paths import cache_dir
from benchmarks.corpus import SEED, sentences_by_outlet

__all__ = ["articles", "page", "page_folder", "plain", "row_file"]

HOME = {
    "abc": "abcnews.go.com",
    "aljazeera": "www.aljazeera.com",
    "bbc": "www.bbc.com",
    "china-daily": "www.chinadaily.com.cn",
    "cnn": "edition.cnn.com",
    "dw": "www.dw.com",
    "huffpost": "www.huffpost.com",
    "rte": "www.rte.ie",
    "tass": "tass.com",
}
NAMES = ("Ann Lee", "Omar Haddad", "Vera Novak", "John O'Hara", "Li Wen", "Maria Souza", "Tim Baker", "Ewa Zielinska")
MONTHS = ("January", "February", "March", "October", "November", "December")
PER_FOLDER = 1000
ROW_WORDS, ROW_OUTLETS = 200, 30
COPY_EVERY, COPY_FROM = 33, 100  # of the rows one in so many repeats the text of the row so many before
LONGEST_SENTENCE = 40  # words; nine in ten are shorter, and a longer one would make copies of all that draw it


def articles(n_articles: int, n_words: int | None = None) -> Iterator[dict]:
    """Outlet, url, title, author, date and paragraphs of articles; the same on every machine.

    The outlets take turns. The number of words is given, or drawn from that of the articles of news2017; the sentences
    are drawn, with repetition, from all sentences of the outlet, and two words of each are drawn anew: else an article
    of two sentences would be contained, word for word, in each longer one that draws both. Paragraphs have one to three
    sentences.
    """
    pools = {
        outlet: [sentence for sentence in pool if 0 < len(sentence.split()) <= LONGEST_SENTENCE]
        for outlet, pool in sentences_by_outlet().items()
    }
    sizes = {outlet: np.array([len(sentence.split()) for sentence in pool]) for outlet, pool in pools.items()}
    lengths = np.sort(load_corpus("news2017", columns=["n_words"])["n_words"].to_numpy())
    outlets = sorted(pools)
    rng = np.random.default_rng(SEED)
    for number in range(n_articles):
        outlet = outlets[number % len(outlets)]
        wanted, pool = n_words or rng.choice(lengths), pools[outlet]
        drawn = rng.integers(len(pool), size=wanted // 4 + 1)
        enough = int(np.searchsorted(np.cumsum(sizes[outlet][drawn]), wanted)) + 1
        sentences = _reworded([pool[i] for i in drawn[:enough]], pool, rng)
        yield _described(number, outlet, _paragraphs(sentences, rng), rng)


def _reworded(sentences: list[str], pool: list[str], rng) -> list[str]:
    """Each sentence with two of its words replaced by the first word of another."""
    places, others = rng.random((len(sentences), 2)), rng.integers(len(pool), size=(len(sentences), 2)).tolist()
    result = []
    for sentence, where, which in zip(sentences, places.tolist(), others, strict=True):
        words = sentence.split()
        for place, other in zip(where, which, strict=True):
            words[int(place * len(words))] = pool[other].split(maxsplit=1)[0].lower()
        result.append(" ".join(words))
    return result


def _paragraphs(sentences: list[str], rng) -> list[str]:
    ends = np.cumsum(rng.integers(1, 4, size=len(sentences))).tolist()
    starts = [0, *ends]
    return [" ".join(sentences[a:b]) for a, b in zip(starts, ends, strict=False) if a < len(sentences)]


def _described(number: int, outlet: str, paragraphs: list[str], rng) -> dict:
    month, day = int(rng.integers(len(MONTHS))), int(rng.integers(1, 29))
    title = " ".join(paragraphs[-1].split()[1:9]).strip(" .,;:\"'").capitalize()
    return {
        "outlet": outlet,
        "url": f"https://{HOME[outlet]}/news/{number}",
        "title": f"{title} {number}",
        "author": NAMES[int(rng.integers(len(NAMES)))],
        "date": f"{MONTHS[month]} {day}, 2016",
        "paragraphs": paragraphs,
    }


def page(article: dict, rng) -> str:
    """The article as one would save it: some nine pieces of furniture around it, as around the files of `core`."""
    head = ["Skip to content", article["title"], f"By {article['author']} {article['date']}", "Share\nTweet"]
    caption = f"{article['author']} speaks to reporters in the capital"
    picture = [f"{caption}\n{caption}"] if rng.random() < 0.5 else []
    foot = ["Related articles", "Rain expected in the north", "More rain to come"] if rng.random() < 0.5 else []
    if rng.random() < 0.3:
        foot += ["Leave a comment", "Your email address will not be published.", "Name *", "Post Comment"]
    if rng.random() < 0.3:
        foot += [f"Original url: {article['url']}"]
    return "\n\n".join([*head, *picture, *article["paragraphs"], *foot, "All rights reserved."]) + "\n"


def plain(article: dict, rng) -> str:
    """The article as an archive holds it: its title, its line of author and date, its paragraphs."""
    return "\n\n".join([article["title"], f"By {article['author']} {article['date']}", *article["paragraphs"]]) + "\n"


def page_folder(n_articles: int, form=page) -> Path:
    """Folder of .txt files, saved pages or plain articles, a thousand in each folder below it; made once."""
    folder = cache_dir() / "benchmarks" / f"{form.__name__}s-{n_articles}-{SEED}"
    if not folder.exists():
        rng = np.random.default_rng(SEED + 1)
        unfinished = folder.with_suffix(".part")
        for number, article in enumerate(articles(n_articles)):
            below = unfinished / f"{number // PER_FOLDER:04}"
            if number % PER_FOLDER == 0:
                below.mkdir(parents=True, exist_ok=True)
            (below / f"{number:07}.txt").write_text(form(article, rng), encoding="utf-8")
        unfinished.rename(folder)
    return folder


def rows(n_articles: int) -> Iterator[dict]:
    """What a crawler of thirty outlets keeps of a page with 200 words of article; one row in 33 is a copy."""
    rng = np.random.default_rng(SEED + 1)
    outlets = list(load_registry())[:ROW_OUTLETS]
    last = deque(maxlen=COPY_FROM)
    for number, article in enumerate(articles(n_articles, ROW_WORDS)):
        text = page(article, rng)
        if number % COPY_EVERY == 0 and len(last) == COPY_FROM:
            text = last[0]
        last.append(text)
        outlet = outlets[number % ROW_OUTLETS]
        said = {name: article[name] for name in ("title", "author", "date")}
        yield {"outlet": outlet.slug, "url": f"https://{outlet.domains[0]}/news/{number}", **said, "text": text}


def row_file(n_articles: int) -> Path:
    """File of JSON lines, packed; made once."""
    path = cache_dir() / "benchmarks" / f"rows-{n_articles}-{SEED}.jsonl.gz"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with gzip.open(unfinished, "wt", encoding="utf-8", compresslevel=1) as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(n_articles))
        unfinished.replace(path)
    return path
