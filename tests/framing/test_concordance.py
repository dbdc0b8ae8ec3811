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
    assert rows.columns.tolist() == ["outlet", "doc_id", "start", "end", "voice", "left", "match", "right"]


def test_markup_stays_text():
    rows = concordance(documents_of("<script>alert(1)</script> talks"), "talks")
    assert "<script>" not in rows.to_html()


def test_bad_input_is_one_sentence():
    with pytest.raises(FramingError, match=r"pattern '\(' is not a regular expression"):
        concordance(documents_of("x"), "(")
    with pytest.raises(FramingError, match="by='paper' is not a column"):
        concordance(documents_of("x"), "x", by="paper")


SPOKEN = 'The regime fell. "The regime is strong," Jane Roe said. Nobody saw the regime.'


def test_the_voice_of_each_place_is_marked_and_can_be_chosen():
    rows = concordance(documents_of(SPOKEN), "regime")
    assert rows["voice"].tolist() == ["own", "quoted", "own"]
    assert concordance(documents_of(SPOKEN), "regime", voice="quoted")["start"].tolist() == [SPOKEN.index("regime is")]
    assert len(concordance(documents_of(SPOKEN), "regime", voice="own")) == 2


def test_a_row_of_a_result_leads_to_its_sentences():
    documents = documents_of(SPOKEN, "A regime.", "Regimes")
    assert concordance(documents, {"term": "regime"}).equals(concordance(documents, r"\bregime\b"))
    row = pd.Series({"outlet": "x", "term": "regime"})
    assert concordance(documents, row)["doc_id"].tolist() == ["d1"]
    assert concordance(documents, {"term": "jane roe"})["match"].tolist() == ["Jane Roe"]
    assert concordance(documents, {"speaker": "Jane Roe"})["match"].tolist() == ['"The regime is strong,"']


def test_a_name_choice_leads_to_its_mentions():
    documents = documents_of("The Syrian regime fell.", "The Syrian government fell.")
    rows = concordance(documents, {"concept": "syrian-government", "name": "regime"})
    assert rows["doc_id"].tolist() == ["d0"]
    assert "regime" in rows["match"][0]


def test_a_table_of_places_is_shown_as_it_is():
    places = pd.DataFrame({"doc_id": ["d1", "d0", "gone"], "start": [2, 4, 0], "end": [8, 10, 1]})
    rows = concordance(documents_of(SPOKEN, "A regime."), places)
    assert rows[["doc_id", "match"]].to_numpy().tolist() == [["d1", "regime"], ["d0", "regime"]]


def test_lines_can_be_sorted_by_their_neighbours():
    documents = pd.DataFrame({"outlet": "x", "text": ["new talks b", "old talks a", "big talks c"]}, index=list("abc"))
    assert concordance(documents, "talks", sort="right")["doc_id"].tolist() == ["b", "a", "c"]
    assert concordance(documents, "talks", sort="left")["doc_id"].tolist() == ["c", "a", "b"]


def test_no_markup_and_no_turned_lines_in_html():
    rows = concordance(documents_of('<img src=x onerror="alert(1)"> \u202eslat talks'), "talks")
    html = rows._repr_html_()
    assert "<img" not in html
    assert "onerror=" in html
    assert "\u202e" not in html
    assert "1 more" not in html
    assert rows[["match"]]._repr_html_().count("<table") == 1


def test_long_tables_say_how_many_lines_are_left_out():
    rows = concordance(documents_of("talks " * 200), "talks")
    assert "140 more of 200" in rows._repr_html_()


def test_more_bad_input_is_one_sentence():
    for wrong, words in [
        ({"voice": "loud"}, "voice='loud' is not known: choose one of all, own"),
        ({"sort": "length"}, "sort='length' is not known"),
        ({"pattern": {"label": "x"}}, "a row with label cannot be looked up"),
        ({"pattern": pd.DataFrame({"doc_id": []})}, "start is missing"),
    ]:
        with pytest.raises(FramingError, match=words):
            concordance(documents_of("x"), **({"pattern": "x"} | wrong))
