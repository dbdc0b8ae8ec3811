"""Who is quoted where: quotations with the standing of their speaker, and the words of each."""

import re

import pandas as pd
from scipy import sparse

from analysis.errors import FramingError
from analysis.framing.speakers.gazetteer import load_gazetteer
from analysis.terms import DocumentTerms, story_of, story_weights, voices_of

__all__ = ["count_words", "find_quotes", "people_table"]

_WORD = re.compile(r"\w+")


def find_quotes(
    documents: pd.DataFrame, voices: list[str], gazetteer, model: str | None, spans: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The spans of these voices with the group of their speaker and their words."""
    known = load_gazetteer(gazetteer)
    spans = voices_of(documents, spans, model)
    quotes = spans[spans["voice"].isin(voices)].reset_index(drop=True)
    texts = documents["text"]
    places = zip(quotes["doc_id"], quotes["start"], quotes["end"], strict=True)
    standing = quotes["speaker"].map(known.look_up)
    return quotes.assign(
        group=[found.group for found in standing],
        country=[found.country for found in standing],
        office=[found.office for found in standing],
        words=[len(_WORD.findall(texts.at[doc_id][start:end])) for doc_id, start, end in places],
    )


def count_words(documents: pd.DataFrame, quotes: pd.DataFrame) -> DocumentTerms:
    """Quoted words per article and group of speakers, as counts of terms."""
    if quotes.empty:
        raise FramingError("nothing is quoted in these articles, so nobody speaks: give articles with quotations")
    groups = pd.Index(quotes.groupby("group")["words"].sum().sort_index().index)
    names = pd.MultiIndex.from_product([["words"], groups])
    cells = documents.index.get_indexer(quotes["doc_id"]), groups.get_indexer(quotes["group"])
    counts = sparse.csr_array((quotes["words"].to_numpy(dtype=float), cells), shape=(len(documents), len(names)))
    return DocumentTerms(counts, documents.drop(columns="text"), names)


def people_table(quotes: pd.DataFrame, documents: pd.DataFrame, by: str) -> pd.DataFrame:
    """Speakers by outlet, those with most words first; copies of a story count once."""
    keys = ["speaker", "country", "office", "group", by]
    weight = story_weights(documents).reindex(quotes["doc_id"]).to_numpy()
    weighed = quotes.assign(
        quotations=weight,
        words=weight * quotes["words"],
        stories=story_of(documents).reindex(quotes["doc_id"]).to_numpy(),
    )
    named = weighed[weighed["speaker"].notna()].groupby(keys, dropna=False)
    people = named.agg({"quotations": "sum", "words": "sum", "stories": "nunique"}).reset_index()
    order = people.assign(words=-people["words"].round(9)).sort_values(["words", "speaker", by]).index
    return people.loc[order].reset_index(drop=True)
