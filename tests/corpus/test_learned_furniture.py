import pandas as pd
import pytest

from analysis.corpus.cleaning.article import clean, restore
from analysis.corpus.cleaning.learned import learn_furniture
from analysis.errors import FramingError

CALL = "Tonight a boat goes to a guest"
NOTE = "Our readers in the valley get this letter before anybody else does."
BACKGROUND = "The river has carried less water every year since the dam was built in 2009."


def stories(n, *, start=0):
    return [f"Talk number {start + i} was held on day {start + i} of the talks. Nobody left early." for i in range(n)]


def learn(own, others=(), **settings):
    return learn_furniture([*own, *others], ["own"] * len(own) + ["other"] * len(others), **settings)


def test_calls_are_cut_and_background_is_flagged():
    own = [f"{text}\n{BACKGROUND}\n{NOTE}\n{CALL}" for text in stories(10)]
    table = learn(own, stories(10, start=50)).table
    assert dict(zip(table["passage"], table["cut"], strict=True)) == {CALL: True, NOTE: True, BACKGROUND: False}
    assert table["stories"].tolist() == [10, 10, 10]
    assert table["share"].tolist() == [1.0, 1.0, 1.0]


def test_what_another_outlet_prints_as_well_is_no_furniture():
    own = [f"{text}\n{CALL}" for text in stories(10)]
    assert learn(own, [f"{stories(1, start=50)[0]}\n{CALL}"]).table.empty


def test_copies_of_one_story_count_once():
    own = [*stories(10), *[f"{stories(1, start=20)[0]}\n{CALL}"] * 6]
    assert learn(own, stories(3, start=50)).table.empty


def test_stories_can_be_given():
    own = [f"{text}\n{CALL}" for text in stories(6)]
    together = learn_furniture([*own, *stories(6, start=50)], ["own"] * 6 + ["other"] * 6, ["s"] * 6 + list("abcdef"))
    apart = learn_furniture([*own, *stories(6, start=50)], ["own"] * 6 + ["other"] * 6, list("uvwxyzabcdef"))
    assert together.table.empty
    assert apart.table["passage"].tolist() == [CALL]


def test_case_numbers_and_marks_do_not_count():
    own = [f"{text}\n* 1{i} READERS like this *" for i, text in enumerate(stories(3))]
    own += [f"{text}\n9 Readers like this:" for text in stories(3, start=10)]
    assert learn(own, stories(3, start=50)).table["stories"].tolist() == [6]


def test_cleaning_with_what_was_learned():
    own = [f"{text}\n{BACKGROUND}\n{CALL}" for text in stories(10)]
    learned = learn(own, stories(10, start=50))
    cleaned = clean(own[0], outlet="own", learned=learned)
    assert CALL not in cleaned.text
    assert BACKGROUND in cleaned.text
    assert [span.text for span in cleaned.removed] == [CALL]
    assert [span.text for span in cleaned.flagged] == [BACKGROUND]
    assert restore(cleaned) == own[0]
    assert clean(cleaned.text, outlet="own", learned=learned).text == cleaned.text
    assert CALL in clean(own[0], outlet="other", learned=learned).text


def test_row_order_changes_nothing_but_the_words_shown():
    own = [f"{text}\n{BACKGROUND}\n{CALL}" for text in stories(10)]
    texts, outlets = [*own, *stories(10, start=50)], ["own"] * 10 + ["other"] * 10
    backwards = learn_furniture(texts[::-1], outlets[::-1]).table
    pd.testing.assert_frame_equal(learn_furniture(texts, outlets).table, backwards)


def test_nothing_to_learn_is_an_empty_table_with_the_same_columns():
    assert learn([], []).table.columns.tolist() == ["outlet", "passage", "stories", "share", "cut"]
    assert learn(stories(3)).table.empty


def test_lengths_must_agree():
    with pytest.raises(FramingError, match="3 texts and 2 outlets"):
        learn_furniture(stories(3), ["own", "own"])
