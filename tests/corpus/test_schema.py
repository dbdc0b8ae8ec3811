import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.schema import DTYPES, check_documents, count_words, empty_documents, tidy_documents
from analysis.errors import FramingError


def one_article(**values):
    row = {"outlet": "tass", "text": "Talks began.", "n_words": 2, "story": "s-1", "title": None, "date": None} | values
    return tidy_documents(pd.DataFrame([row], index=pd.Index(["tass-1"], name="doc_id")))


def test_the_empty_table_has_every_column_in_its_type():
    table = empty_documents()
    assert table.dtypes.astype(str).to_dict() == DTYPES
    assert check_documents(table, "nothing") is not None
    assert len(table) == 0


def test_unknown_values_stay_missing():
    table = check_documents(one_article(), "here")
    assert pd.isna(table.loc["tass-1", "title"])
    assert pd.isna(table.loc["tass-1", "date"])


@pytest.mark.parametrize(
    ("values", "column"),
    [({"outlet": "The Times"}, "outlet"), ({"n_words": -1}, "n_words"), ({"language": "english"}, "language")],
)
def test_a_wrong_value_is_named_by_its_column(values, column):
    with pytest.raises(FramingError, match=f"'here' is not a documents table: {column} "):
        check_documents(one_article(**values), "'here'")


def test_two_rows_of_one_id_are_refused():
    with pytest.raises(FramingError, match="doc_id"):
        check_documents(pd.concat([one_article(), one_article()]), "here")


def test_words_are_counted_as_terms_are():
    assert count_words("I saw A 2nd cease-fire, in «Алеппо»") == 6
    assert count_words("") == 0


@given(st.text() | st.text(alphabet="ab_1 -.\n\x1c"))
def test_words_are_counted_as_scikit_learn_does(text):
    assert count_words(text) == len(re.findall(r"(?u)\b\w\w+\b", text))
