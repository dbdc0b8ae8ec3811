"""Counts by voice: they add up, nothing joins two spans, and quotation marks move words and change nothing else."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import FramingError, count_terms, split_voices

PARTS = ['"', "'", "rain ", "ice", "he said ", "Ann Lee ", ", ", ". ", " ", "-"]
TEXT = 'The "reform" fell. "The reform stands," Ann Lee said. She added that courts had agreed.\n\nRain fell.'


def documents_of(*texts):
    index = pd.Index([f"doc-{i}" for i in range(len(texts))], name="doc_id", dtype="str")
    return pd.DataFrame({"text": pd.Series(texts, index=index, dtype="str")}, index=index)


def counted(documents, voice, **settings):
    terms = count_terms(documents, voice=voice, token_pattern=r"(?u)\b\w+\b", **settings)
    return pd.DataFrame(terms.counts.toarray(), columns=terms.terms)


@pytest.mark.parametrize(
    ("voice", "words"),
    [
        ("own", "added ann fell fell lee rain reform said she that the"),
        ("quoted", "reform stands the"),
        ("reported", "agreed courts had"),
        ("scare", "reform"),
    ],
)
def test_each_word_is_counted_in_its_voice(voice, words):
    counts = counted(documents_of(TEXT), voice).sum()
    assert sorted(counts.index.repeat(counts)) == words.split()


@pytest.mark.parametrize("unit", ["article", "paragraph", "sentence"])
def test_own_quoted_and_reported_add_up_to_all(unit):
    documents = documents_of(TEXT, "Nothing here.", "He said it. 'Yes,' he said.")
    parts = [counted(documents, voice, unit=unit) for voice in ("own", "quoted", "reported")]
    whole = counted(documents, "all", unit=unit)
    assert [len(part) for part in parts] == [len(whole)] * 3
    total = sum(part.reindex(columns=whole.columns, fill_value=0) for part in parts)
    assert np.array_equal(total, whole)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_they_add_up_for_any_text(parts):
    documents = documents_of("".join(parts) + " rain", 'He said: "rain" and that ice fell.')
    total = sum(
        counted(documents, voice).sum().reindex(["rain", "ice", "he", "said"], fill_value=0)
        for voice in ("own", "quoted", "reported")
        if counts_any(documents, voice)
    )
    assert total.tolist() == counted(documents, "all").sum().reindex(total.index, fill_value=0).tolist()


def counts_any(documents, voice):
    try:
        counted(documents, voice)
    except FramingError:
        return False
    return True


@settings(max_examples=30)
@given(
    st.lists(st.sampled_from(["rain", "ice", "wind", "sun", "talks", "peace"]), min_size=6, max_size=12),
    st.integers(0, 5),
)
def test_marks_around_a_clause_move_its_words_and_change_nothing_else(words, seed):
    clause, rest = " ".join(words), "Snow fell on the hills."
    plain, marked = f"{rest} We saw {clause}, Ann Lee said. {rest}", f'{rest} "We saw {clause}," Ann Lee said. {rest}'
    before = {voice: counted(documents_of(plain), voice).sum() for voice in ("all", "own", "reported")}
    after = {voice: counted(documents_of(marked), voice).sum() for voice in ("all", "own", "quoted")}
    assert after["all"].equals(before["all"])
    assert after["own"].equals(before["own"])
    assert after["quoted"].equals(before["reported"])


def test_marks_around_own_words_take_them_from_the_outlet():
    plain, marked = (
        "The mayor called the plan a large disgrace for us.",
        'The mayor called the plan "a large disgrace" for us.',
    )
    own = counted(documents_of(plain), "own").sum()
    left, moved = (counted(documents_of(marked), voice).sum() for voice in ("own", "quoted"))
    assert left.add(moved, fill_value=0).astype(int).equals(own)
    assert moved.index.tolist() == ["a", "disgrace", "large"]


def test_units_without_a_word_in_the_voice_stay():
    documents = documents_of("Rain fell.", '"Rain fell again," he said.')
    documents["story"] = ["one", "two"]
    terms = count_terms(documents, voice="quoted")
    assert terms.counts.toarray().sum(axis=1).tolist() == [0, 3]
    assert terms.stories.nunique() == 2
    assert terms.parameters["voice"] == "quoted"


def test_no_pair_of_words_joins_two_spans():
    documents = documents_of('The plan "works well" here, he said.')
    pairs = set()
    for voice in ("own", "quoted", "reported"):
        pairs |= (
            set(count_terms(documents, voice=voice, ngram_range=(2, 2)).terms)
            if counts_pairs(documents, voice)
            else set()
        )
    assert "works well" in pairs
    assert not {"plan works", "well here"} & pairs


def counts_pairs(documents, voice):
    try:
        count_terms(documents, voice=voice, ngram_range=(2, 2))
    except FramingError:
        return False
    return True


def test_spans_found_before_are_used():
    documents = documents_of(TEXT, "Rain.")
    spans = split_voices(documents)
    ours, theirs = count_terms(documents, voice="own", spans=spans), count_terms(documents, voice="own")
    assert ours.terms.equals(theirs.terms)
    assert (ours.counts != theirs.counts).nnz == 0


def test_a_border_inside_a_word_leaves_the_word_whole():
    documents = documents_of("sunshine")
    spans = pd.DataFrame({"doc_id": "doc-0", "start": [0, 3], "end": [3, 8], "voice": ["own", "quoted"]})
    assert count_terms(documents, voice="own", spans=spans).terms.tolist() == ["sunshine"]
    with pytest.raises(FramingError, match="no term found in 1 articles in the voice 'quoted'"):
        count_terms(documents, voice="quoted", spans=spans)


def test_spans_of_other_documents_are_refused():
    spans = split_voices(documents_of("Other words here."))
    with pytest.raises(FramingError, match="do not cover article doc-0"):
        count_terms(documents_of(TEXT), voice="own", spans=spans)


def test_an_unknown_voice_lists_the_known_ones():
    with pytest.raises(FramingError, match="voice='loud' is not known: choose one of all, own, quoted"):
        count_terms(documents_of(TEXT), voice="loud")
