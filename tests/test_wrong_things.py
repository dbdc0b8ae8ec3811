"""A step that is handed what an earlier step should have made says which step that is."""

import pandas as pd
import pytest

import analysis
from analysis import FramingError, count_terms

DOCUMENTS = pd.DataFrame(
    {"outlet": ["dw", "tass"], "story": ["s1", "s2"], "text": ["Talks began on Monday.", "Talks ended on Friday."]},
    index=pd.Index(["dw-1", "tass-1"], name="doc_id"),
)


@pytest.mark.parametrize(
    ("step", "more", "maker"),
    [
        ("compare_outlets", (), "count_terms"),
        ("outlet_distance", ("dw", "tass"), "count_terms"),
        ("find_events", (), "count_terms"),
        ("fit_topics", (2,), "count_terms"),
        ("stable_k", (), "count_terms"),
        ("frame_scores", (), "count_terms"),
        ("split_gap", (None, "dw", "tass"), "count_terms"),
        ("map_articles", (), "fit_topics"),
    ],
)
def test_documents_where_a_later_step_is_needed(step, more, maker):
    with pytest.raises(FramingError, match=rf"which {maker}\(.*\) makes, and was given a DataFrame"):
        getattr(analysis, step)(DOCUMENTS, *more)


@pytest.mark.parametrize("step", ["count_terms", "split_voices", "name_choices", "speakers", "concordance"])
def test_terms_where_documents_are_needed(step):
    more = ("talks",) if step == "concordance" else ()
    with pytest.raises(FramingError, match="needs a DataFrame, which load_corpus makes, and was given a DocumentTerms"):
        getattr(analysis, step)(count_terms(DOCUMENTS), *more)


def test_a_table_where_the_name_of_a_corpus_is_needed():
    with pytest.raises(FramingError, match="a DataFrame is neither"):
        analysis.load_corpus(DOCUMENTS)


@pytest.mark.parametrize("step", ["name_choices", "speakers"])
def test_a_selection_without_articles(step):
    with pytest.raises(FramingError, match="hold no article"):
        getattr(analysis, step)(DOCUMENTS.head(0))
