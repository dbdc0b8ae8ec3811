"""Ingest articles, saved pages or packed rows, or search for planted copies; print seconds, CPU and peak memory.

python -m benchmarks.ingestion texts --articles 100000
python -m benchmarks.ingestion pages --articles 100000
python -m benchmarks.ingestion rows --articles 1000000
python -m benchmarks.ingestion copies --articles 100000
"""

import argparse
import resource
import tempfile
import time

import numpy as np

from analysis.corpus import find_stories, ingest
from benchmarks.corpus import SEED
from benchmarks.memory import PeakMemory
from benchmarks.pages import articles, page_folder, plain, row_file

N_COPIES = 5_000
_CHILDREN = resource.RUSAGE_CHILDREN
SHORTEST_COPY = 52  # words left when the two longest paragraphs are dropped; shorter texts are compared whole


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingestion", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["texts", "pages", "rows", "copies"])
    parser.add_argument("--articles", type=int, default=100_000)
    given = parser.parse_args()
    task = {"texts": _texts, "pages": _pages, "rows": _rows, "copies": _copies}[given.what](given.articles)
    seconds, own, helpers = time.perf_counter(), _cpu_seconds(resource.RUSAGE_SELF), _cpu_seconds(_CHILDREN)
    with PeakMemory() as memory:
        found = task()
    seconds, own = time.perf_counter() - seconds, _cpu_seconds(resource.RUSAGE_SELF) - own
    helpers = _cpu_seconds(_CHILDREN) - helpers
    print(f"{given.articles / seconds:,.0f} articles/s: {given.articles:,} in {seconds:.1f} s")
    print(f"{own + helpers:.1f} s of CPU: {own:.1f} s in this process, {helpers:.1f} s in its helpers")
    print(f"peak memory {memory.gigabytes:.2f} GB (PSS of this process and its helpers)")
    print(found)


def _texts(n_articles: int):
    path = page_folder(n_articles, plain)
    return lambda: _ingest(path)


def _pages(n_articles: int):
    path = page_folder(n_articles)
    return lambda: _ingest(path)


def _rows(n_articles: int):
    path = row_file(n_articles)
    return lambda: _ingest(path)


def _ingest(path):
    with tempfile.TemporaryDirectory() as folder:
        return ingest(path, f"{folder}/store")


def _copies(n_articles: int):
    drawn = [article["paragraphs"] for article in articles(n_articles)]
    rng = np.random.default_rng(SEED)
    able = [i for i, paragraphs in enumerate(drawn) if _words_left(paragraphs) >= SHORTEST_COPY]
    sources = rng.choice(able, min(N_COPIES, len(able)), replace=False)
    kinds = (_exact, _edited, _embedded, _shortened)
    copies = [kinds[number % 4](drawn[source], rng) for number, source in enumerate(sources)]
    texts = ["\n\n".join(paragraphs) for paragraphs in drawn] + copies

    def search():
        stories = np.array(find_stories(texts))
        found = stories[n_articles:] == stories[sources]
        recall = {kind.__name__.strip("_"): round(float(found[at::4].mean()), 4) for at, kind in enumerate(kinds)}
        return f"recall {recall}; articles merged that are no copies: {n_articles - len(set(stories[:n_articles]))}"

    return search


def _words_left(paragraphs: list[str]) -> int:
    return sum(sorted(len(paragraph.split()) for paragraph in paragraphs)[:-2])


def _exact(paragraphs: list[str], rng) -> str:
    return "\n\n".join(paragraphs).upper()


def _edited(paragraphs: list[str], rng) -> str:
    """One word in ten replaced."""
    words = "\n\n".join(paragraphs).split(" ")
    for place in rng.choice(len(words), max(1, len(words) // 10), replace=False):
        words[place] = f"edited{place}"
    return " ".join(words)


def _embedded(paragraphs: list[str], rng) -> str:
    """Inside a longer piece."""
    other = [" ".join(f"x{number}" for number in rng.integers(0, 20_000, 40)) for _ in range(2 * len(paragraphs))]
    return "\n\n".join([*other[:2], *paragraphs, *other[2:]])


def _shortened(paragraphs: list[str], rng) -> str:
    """Two paragraphs dropped."""
    gone = rng.choice(len(paragraphs), 2, replace=False)
    return "\n\n".join(paragraph for number, paragraph in enumerate(paragraphs) if number not in gone)


def _cpu_seconds(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
