"""How each answer of a study is made: the calls that compute it, and that its code shows."""

from collections.abc import Mapping

import pandas as pd

from analysis.errors import FramingError
from analysis.study.cell import SOURCE, Call
from analysis.study.evidence import WIDTH
from analysis.study.options import asked, disjoint, few_resamples, min_df, n_stories, resamples, seed, sides, voice

__all__ = ["RECIPES", "SHOWN", "TAKES", "lookup", "source_calls"]

SPEECH = {"reported": "reported", "all": "both"}  # whose speech is counted; of any other voice, what is quoted
NAMED = (("term",), ("concept", "name"), ("speaker",))  # columns by which a row of a result can be looked up

# The steps that each step takes, and what it shows.
TAKES = {
    "articles": (),
    "terms": ("articles",),
    "outline": ("articles",),
    "design": ("terms",),
    "distance": ("terms",),
    "keyness": ("terms",),
    "content": ("articles", "terms"),
    "topics": ("content",),
    "prevalence": ("topics",),
    "gap": ("terms", "topics"),
    "naming": ("articles",),
    "speaking": ("articles",),
    "evidence": ("articles",),
}
SHOWN = {
    "articles": "articles",
    "terms": "terms.by('outlet')",
    "content": "content.by('outlet')",
    "topics": "topics.terms",
    "prevalence": "prevalence",
    "evidence": "evidence",
} | {step: f"{step}.table" for step in ("outline", "design", "distance", "keyness", "gap", "naming", "speaking")}


def source_calls(study) -> list[Call]:
    """The line that loads the documents; none for a variable."""
    from analysis.corpus import catalog

    if study.name.isidentifier() and study.name not in catalog().index:
        return []
    if study.holds_texts:
        return [Call("documents", "load_corpus", (repr(study.name),))]
    unit = study.documents.unit
    return [Call("counts", "load_counts", (repr(study.name),), {} if unit == "article" else {"unit": unit})]


def lookup(row: Mapping | pd.Series) -> dict:
    """The part of a row of a result by which its sentences are found."""
    row = dict(row)
    columns = next((names for names in NAMED if set(names) <= set(row)), tuple(row))
    return {name: row[name] for name in (*columns, *(["outlet"] if "outlet" in row else []))}


def _articles(study) -> list[Call]:
    first, last = (None if end is None else str(pd.Timestamp(end).date()) for end in study.period)
    options: dict = {"outlets": list(study.compared)}
    if study.about:
        options["about"] = list(study.about)
    if (first, last) != (None, None):
        options["period"] = (first, last)
    table = SOURCE if study.holds_texts else f"{SOURCE}.documents"
    chosen = [Call("articles", "select_articles", (table,), options)]
    return chosen if study.most_stories is None else [*chosen, *_drawn(study)]


def _drawn(study) -> list[Call]:
    once = f".drop_duplicates({_story_columns(study)!r})" if _story_columns(study) else ""
    shuffle = {"frac": 1, "random_state": study.seed}
    return [
        Call("shuffled", f"articles.sort_index(){once}.sample", (), shuffle),
        Call("articles", "shuffled.groupby('outlet').head", (repr(study.most_stories),)),
    ]


def _story_columns(study) -> list[str]:
    return ["outlet", "story"] if "story" in study.candidates else []


def _terms(study) -> list[Call]:
    if study.holds_texts:
        return [Call("terms", "count_terms", ("articles",), voice(study))]
    return [Call("terms", f"{SOURCE}.where", (f"{SOURCE}.documents.index.isin(articles.index)",))]


def _content(study) -> list[Call]:
    if not study.holds_texts:
        listed = "from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS"
        return [Call("content", "terms.without", ("ENGLISH_STOP_WORDS",), needs=listed)]
    options = {"min_df": min_df(study), "stop_words": "english"}
    return [Call("content", "count_terms", ("articles",), voice(study) | options)]


def _design(study) -> list[Call]:
    return [Call("design", "check_design", ("terms",), sides(study) | seed(study))]


def _outline(study) -> list[Call]:
    return [Call("outline", "check_design", ("articles.drop(columns='text', errors='ignore')",), sides(study))]


def _distance(study) -> list[Call]:
    return [Call("distance", "outlet_distance", ("terms",), asked(study) | few_resamples(study) | seed(study))]


def _keyness(study) -> list[Call]:
    return [Call("keyness", "compare_outlets", ("terms",), asked(study) | resamples(study) | seed(study))]


def _topics(study) -> list[Call]:
    k = min(study.n_topics, max(2, n_stories(study) // 10))
    return [Call("topics", "fit_topics", ("content",), {"k": k} | seed(study))]


def _prevalence(study) -> list[Call]:
    return [Call("prevalence", "topics.prevalence", (), resamples(study) | seed(study))]


def _gap(study, target, reference=None) -> list[Call]:
    options = {"target": target, "reference": reference} | disjoint(study)
    if study.n_bootstraps != 1000:
        options["n_bootstraps"] = study.n_bootstraps
    return [Call("gap", "split_gap", ("terms", "topics"), options | seed(study))]


def _naming(study) -> list[Call]:
    options = {"voice": study.voice} | asked(study) | resamples(study) | seed(study)
    return [Call("naming", "name_choices", ("articles",), options)]


def _speaking(study) -> list[Call]:
    options = {"voice": SPEECH.get(study.voice, "quoted")} | asked(study) | resamples(study) | seed(study)
    return [Call("speaking", "speakers", ("articles",), options)]


def _evidence(study, pattern, n=5) -> list[Call]:
    if isinstance(pattern, pd.DataFrame):
        raise FramingError("a table of places has no code of its own: give it to concordance(articles, places)")
    sought = repr(pattern if isinstance(pattern, str) else lookup(pattern))
    once = [Call("copies_once", "articles.drop_duplicates", (repr(_story_columns(study)),))]
    read = "copies_once" if _story_columns(study) else "articles"
    return [
        *(once if _story_columns(study) else []),
        Call("places", "concordance", (read, sought), voice(study) | {"width": WIDTH}),
        Call("evidence", "places.drop_duplicates('doc_id').groupby('outlet').head", (repr(n),)),
    ]


RECIPES = {
    "articles": _articles, "terms": _terms, "content": _content, "outline": _outline, "design": _design,
    "distance": _distance, "keyness": _keyness, "topics": _topics, "prevalence": _prevalence, "gap": _gap,
    "naming": _naming,
    "speaking": _speaking, "evidence": _evidence,
}  # fmt: skip
