"""The tools, each with the same task; run as a script, it times one of them and prints what it measured.

Tools import what they need themselves and take plain lists of strings, so that each can run in an environment of its
own, whatever its dependencies ask for.
"""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

MIN_DF = 10
N_TOPICS, TOLERANCE, MAX_ITER = 30, 1e-3, 1000


def count_with_term_counter(texts, outlets):
    from analysis.terms.counter import TermCounter

    return TermCounter().fit_transform(texts).shape[1]


def count_with_scikit_learn(texts, outlets):
    from sklearn.feature_extraction.text import CountVectorizer

    return CountVectorizer().fit_transform(texts).shape[1]


def count_with_polars(texts, outlets):
    """A long table of article, term and count; no matrix is made of it."""
    import polars as pl

    words = pl.col("text").str.to_lowercase().str.extract_all(r"\b\w\w+\b")
    table = pl.LazyFrame({"text": texts}).with_row_index("article").select("article", words.alias("term"))
    counts = table.explode("term").drop_nulls().group_by("article", "term").len().collect()
    return counts["term"].n_unique()


def compare_with_compare_outlets(texts, outlets):
    """Log-odds with 2,000 permutations of stories in one family and 1,000 bootstraps."""
    import pandas as pd

    from analysis import compare_outlets, count_terms

    documents = pd.DataFrame({"outlet": outlets, "text": texts}).rename_axis("doc_id")
    documents["date"] = pd.Timestamp("2017-01-01")
    terms = count_terms(documents.set_index("a" + documents.index.astype("str")), min_df=MIN_DF)
    return len(compare_outlets(terms, *sorted(set(outlets))).table)


def compare_with_fighting_words(texts, outlets):
    """Log-odds z-scores over tokens (Monroe, Colaresi and Quinn 2008), as ConvoKit's FightingWords computes them."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer

    counts = CountVectorizer(min_df=MIN_DF).fit_transform(texts)
    is_first = np.array(outlets) == min(outlets)
    first, second = (np.asarray(counts[rows].sum(axis=0)).ravel() for rows in (is_first, ~is_first))
    prior = 0.01
    log_odds = [np.log((n + prior) / (n.sum() + prior * len(n) - n - prior)) for n in (first, second)]
    z = (log_odds[0] - log_odds[1]) / np.sqrt(1 / (first + prior) + 1 / (second + prior))
    return len(z)


def compare_with_scattertext(texts, outlets):
    """Scaled F-scores of words split at blanks, its fastest reader."""
    import pandas as pd
    import scattertext

    documents = pd.DataFrame({"outlet": outlets, "text": texts})
    reader = scattertext.whitespace_nlp_with_sentences
    corpus = scattertext.CorpusFromPandas(documents, category_col="outlet", text_col="text", nlp=reader).build()
    corpus = corpus.get_unigram_corpus().remove_infrequent_words(MIN_DF)
    return len(corpus.get_scaled_f_scores(min(outlets)))


def counted_for_topics(texts, outlets):
    """Counts without stop words and rare words; not part of what is timed."""
    import pandas as pd

    from analysis import count_terms

    documents = pd.DataFrame({"outlet": outlets, "text": texts}).rename_axis("doc_id")
    documents = documents.set_index("a" + documents.index.astype("str").str.zfill(9))
    return [count_terms(documents, min_df=MIN_DF, stop_words="english")]


def topics_with_fit_topics(counted):
    """From counts to topics; found: different terms among the twenty heaviest of all topics."""
    from analysis import fit_topics

    topics = fit_topics(counted, n_topics(counted.counts), tolerance=TOLERANCE, max_iter=MAX_ITER)
    return topics.terms["term"].nunique()


def topics_with_scikit_learn(counted):
    """From the same counts, with the same start, solver and tolerance."""
    import numpy as np
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfTransformer

    tfidf = TfidfTransformer().fit_transform(counted.counts)
    k = n_topics(counted.counts)
    model = NMF(k, init="nndsvda", random_state=0, tol=TOLERANCE, max_iter=MAX_ITER).fit(tfidf)
    return len(np.unique(np.argsort(-model.components_, axis=1, kind="stable")[:, :20]))


def n_topics(counts) -> int:
    """Thirty, or as many as a few words carry."""
    return min(N_TOPICS, min(counts.shape) - 1)


TOOLS = {
    "TermCounter": (count_with_term_counter, "source-framing"),
    "CountVectorizer": (count_with_scikit_learn, "scikit-learn"),
    "polars": (count_with_polars, "polars"),
    "compare_outlets": (compare_with_compare_outlets, "source-framing"),
    "FightingWords formula": (compare_with_fighting_words, "scikit-learn"),
    "scattertext": (compare_with_scattertext, "scattertext"),
    "fit_topics": (topics_with_fit_topics, "source-framing"),
    "NMF": (topics_with_scikit_learn, "scikit-learn"),
}
PREPARED = {"fit_topics": counted_for_topics, "NMF": counted_for_topics}
SMALL = (["red fox red hen", "blue hen and red fox"] * MIN_DF, ["a", "b"] * MIN_DF)


def read(path: Path, n_outlets: int | None) -> tuple[list[str], list[str]]:
    """Texts and outlets; of the first outlets in the alphabet only, if so asked."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        pairs = [line.rstrip("\n").split("\t", 1) for line in lines]
    kept = sorted({outlet for outlet, _ in pairs})[:n_outlets]
    return [text for outlet, text in pairs if outlet in kept], [outlet for outlet, _ in pairs if outlet in kept]


def peak_megabytes() -> float:
    """Largest resident memory of this process so far, as Linux counts it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def measure(tool: str, path: Path, n_outlets: int | None) -> dict:
    """Time one tool after a first call on a few words, which loads and, once per machine, compiles what it needs."""
    run, package = TOOLS[tool]
    prepare = PREPARED.get(tool, lambda *given: given)
    given = prepare(*read(path, n_outlets))
    corpus = peak_megabytes()
    start = time.perf_counter()
    run(*prepare(*SMALL))
    ready, busy = time.perf_counter(), time.process_time()
    found = run(*given)
    times = {"seconds": time.perf_counter() - ready, "cpu": time.process_time() - busy, "start": ready - start}
    return {**times, "peak": peak_megabytes(), "corpus": corpus, "terms": found, "version": version(package)}


if __name__ == "__main__":
    name, source, outlets_kept = sys.argv[1:]
    print(json.dumps(measure(name, Path(source), int(outlets_kept) or None)))
