"""Voices that are known are taken as they are; the results are those of voices split anew."""

import pandas as pd
import pytest

from analysis import FramingError, name_choices, speakers, split_voices

TEXTS = {
    "x": 'The Syrian regime held a depot. "The Syrian rebels shelled it," Sergey Lavrov said on {}.',
    "y": 'The Syrian government held a depot. Jim Mattis said that the Syrian regime fell on {}. "So it is."',
}
FAST = {"n_permutations": 20, "n_bootstraps": 20}


@pytest.fixture
def documents():
    rows = [{"outlet": outlet, "text": text.format(f"day {i}")} for outlet, text in TEXTS.items() for i in range(6)]
    table = pd.DataFrame(rows, index=[f"d{i:02d}" for i in range(len(rows))])
    return table.assign(date=pd.Timestamp("2017-01-02"))


def tables(result, *names):
    return [getattr(result, name) for name in names]


@pytest.mark.parametrize("voice", ["own", "quoted", "reported"])
def test_names_are_the_same(documents, voice):
    spans = split_voices(documents)
    pairs = [name_choices(documents, voice=voice, spans=given, **FAST) for given in (None, spans)]
    for one, other in zip(*(tables(r, "table", "contrasts", "mentions") for r in pairs), strict=True):
        pd.testing.assert_frame_equal(one, other)
    assert pairs[0].excluded == pairs[1].excluded


def test_speakers_are_the_same(documents):
    spans = split_voices(documents)
    few = documents.drop(index="d03")
    pairs = [speakers(few, voice="both", spans=given, **FAST) for given in (None, spans)]
    for one, other in zip(*(tables(r, "table", "contrasts", "people", "quotes") for r in pairs), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_what_is_given_is_what_counts(documents):
    mute = split_voices(documents).assign(voice="own")
    assert name_choices(documents, voice="quoted", spans=mute, **FAST).mentions.empty
    with pytest.raises(FramingError, match="nothing is quoted"):
        speakers(documents, spans=mute, **FAST)


def test_voices_of_other_articles_are_an_error(documents):
    spans = split_voices(documents.head(3))
    with pytest.raises(FramingError, match="the spans do not cover article d03"):
        speakers(documents, spans=spans, **FAST)
    with pytest.raises(FramingError, match="the spans have no column 'voice'"):
        name_choices(documents, spans=spans.drop(columns="voice"), **FAST)
