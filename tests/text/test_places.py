import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.text import split_voices, voice_at

SENTENCE = '"We agree," Jane Roe said, adding that work was "nearly" over. Nobody left.'


@given(starts=st.lists(st.tuples(st.sampled_from("abz"), st.integers(0, 160)), max_size=8), seed=st.randoms())
def test_each_place_has_the_voice_of_the_span_around_it(starts, seed):
    spans = split_voices(pd.DataFrame({"text": [SENTENCE, SENTENCE * 2]}, index=pd.Index(["a", "b"], name="doc_id")))
    places = pd.DataFrame(starts, columns=["doc_id", "start"]).astype({"start": "int64"})
    expected = []
    for doc_id, start in starts:
        around = spans[(spans["doc_id"] == doc_id) & (spans["start"] <= start) & (start < spans["end"])]
        expected.append(around["voice"].iloc[0] if len(around) else "own")
    mixed = spans.sample(frac=1, random_state=seed.randint(0, 9))
    assert voice_at(mixed, places).tolist() == expected
