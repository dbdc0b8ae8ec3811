"""A corpus of any size: articles whose sentences are drawn from those of news2017, outlet by outlet."""

import re
from pathlib import Path

import numpy as np

from analysis import load_corpus
from analysis.paths import cache_dir

__all__ = ["resampled_articles", "sentences_by_outlet"]

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
SENTENCES = (9, 28)  # shortest and longest article; the mean makes 2.5 kB, so that 100,000 articles make 250 MB
SEED = 2017


def resampled_articles(n_articles: int) -> Path:
    """File with one article a line, after its outlet and a tab; made once, and the same on every machine.

    The outlets take turns. Each article draws its sentences, with repetition, from all sentences of its outlet.
    """
    path = cache_dir() / "benchmarks" / f"news2017-resampled-{n_articles}-{SEED}.tsv"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(_lines(n_articles))
        unfinished.replace(path)
    return path


def _lines(n_articles: int):
    sentences = sentences_by_outlet()
    outlets = sorted(sentences)
    rng = np.random.default_rng(SEED)
    for number in range(n_articles):
        outlet = outlets[number % len(outlets)]
        pool = sentences[outlet]
        drawn = rng.integers(len(pool), size=rng.integers(*SENTENCES, endpoint=True))
        yield f"{outlet}\t{' '.join(pool[i] for i in drawn)}\n"


def sentences_by_outlet() -> dict[str, list[str]]:
    documents = load_corpus("news2017")
    texts = documents.groupby("outlet")["text"].agg(" ".join)
    return {outlet: [" ".join(s.split()) for s in SENTENCE_END.split(text)] for outlet, text in texts.items()}
