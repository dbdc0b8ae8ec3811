import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import FramingError, concordance


def documents_of(*texts):
    index = pd.Index([f"d{i}" for i in range(len(texts))], name="doc_id")
    return pd.DataFrame({"outlet": ["y", "x", "x"][: len(texts)], "text": texts}, index=index)


def test_rows_are_sorted_and_offsets_exact():
    documents = documents_of("Rebels fled. rebels", "The REBELS", None)
    rows = concordance(documents, "rebels")
    assert rows[["outlet", "doc_id", "start"]].to_numpy().tolist() == [["x", "d1", 4], ["y", "d0", 0], ["y", "d0", 13]]
    for row in rows.itertuples():
        assert documents.at[row.doc_id, "text"][row.start : row.end] == row.match
    assert rows["left"].str.len().unique().tolist() == [60]


@given(text=st.text(max_size=50), pattern=st.sampled_from([r"\w+", "a|b", r"\s", "", "."]))
def test_any_text_gives_one_line_rows(text, pattern):
    rows = concordance(documents_of(text), pattern, width=7)
    assert not rows[["left", "match", "right"]].map(lambda cell: "\n" in cell or "\r" in cell).any(axis=None)
    assert (rows["end"] > rows["start"]).all()


def test_no_match_is_an_empty_table_with_the_same_columns():
    rows = concordance(documents_of("nothing here"), "absent")
    assert rows.empty
    assert rows.columns.tolist() == ["outlet", "doc_id", "start", "end", "left", "match", "right"]


def test_markup_stays_text():
    rows = concordance(documents_of("<script>alert(1)</script> talks"), "talks")
    assert "<script>" not in rows.to_html()


def test_bad_input_is_one_sentence():
    with pytest.raises(FramingError, match=r"pattern '\(' is not a regular expression"):
        concordance(documents_of("x"), "(")
    with pytest.raises(FramingError, match="by='paper' is not a column"):
        concordance(documents_of("x"), "x", by="paper")
