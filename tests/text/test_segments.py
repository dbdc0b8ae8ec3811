import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import FramingError
from analysis.text import UNITS, segment
from analysis.text.segments import paragraphs, sentences


def documents_of(*texts):
    index = pd.Index([f"doc-{i}" for i in range(len(texts))], name="doc_id", dtype="str")
    return pd.DataFrame({"text": texts}, index=index)


def test_paragraphs_are_cut_at_blank_lines_only():
    text = "One line\nand its second.\n \n\nNext.  \n\n"
    assert [text[a:b] for a, b in paragraphs(text)] == ["One line\nand its second.", "Next."]


def test_sentences_survive_abbreviations_and_stop_at_paragraphs():
    text = "Gen. Reed met U.S. envoys on Oct. 3. They spoke.\n\nNo stop here\n\nEnd."
    found = [text[a:b] for a, b in sentences(text)]
    assert found == ["Gen. Reed met U.S. envoys on Oct. 3.", "They spoke.", "No stop here", "End."]


@pytest.mark.parametrize("unit", UNITS)
@given(text=st.text(alphabet=st.sampled_from("ab. \n\t\"'?!«»\u2028é"), max_size=60))
def test_offsets_are_exact_ordered_and_cover_every_visible_character(unit, text):
    units = segment(documents_of(text), unit)
    assert [text[a:b] for a, b in zip(units["start"], units["end"], strict=True)] == units["text"].tolist()
    covered = [i for a, b in zip(units["start"], units["end"], strict=True) for i in range(a, b)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)


def test_an_article_without_text_is_named():
    documents = documents_of("Here.", None)
    with pytest.raises(FramingError, match=r"1 of 2 articles have no text \(first: doc-1\)"):
        segment(documents)


def test_an_unknown_unit_lists_the_known_ones():
    with pytest.raises(FramingError, match="unit='line' is not known: choose one of article, paragraph, sentence"):
        segment(documents_of("x"), "line")


def test_an_empty_article_has_no_paragraph():
    assert segment(documents_of("  \n\n "), "paragraph").empty
