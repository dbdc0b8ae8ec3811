import pandas as pd
import pytest

from analysis import FramingError
from analysis.framing import load_frames
from analysis.framing.frames.lexicon import word_of_term


def test_words_of_a_list_catch_what_they_say():
    terms = ["cost", "costa", "costs", "price", "prices", "prick"]
    columns, numbers = word_of_term(terms, ("cost", "price*", "prices"))
    assert [terms[column] for column in columns] == ["cost", "price", "prices"]
    assert numbers.tolist() == [0, 1, 1]


def test_built_in_frames_are_the_five_and_the_fifteen():
    frames = load_frames()
    assert pd.Series([frame.set for frame in frames.values()]).value_counts().to_dict() == {"policy": 15, "generic": 5}
    assert [key for key, frame in frames.items() if not frame.words] == ["other"]
    assert all(frame.source and frame.note for frame in frames.values())


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[[frame]]\nkey = 'a'\nwords = ['two words']", "line 3: frame 'a': 'two words' is not a single word"),
        ("[[frame]]\nkey = 'a'\nwords = [\n 'x',\n]", "line 4: frame 'a': 'x' is not a single word"),
        ("[[frame]]\nkey = 'a'", "line 1: frame 'a' needs a list words"),
        ("[[frame]]\nwords = []", "line 1: frame number 1 has no key"),
        ("[[frame]]\nkey = 'a'\nword = []", "line 3: frame 'a': field 'word' is not known"),
        ("[[frame]]\nkey = 'a'\nwords = []\n[[frame]]\nkey = 'a'\nwords = []", "line 5: frame 'a' stands twice"),
        ("x = 1", "line 1: no frame found"),
        ("x = ", "not a TOML file"),
    ],
)
def test_an_error_in_a_file_names_line_and_frame(tmp_path, body, message):
    path = tmp_path / "mine.toml"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(FramingError, match=rf"^mine\.toml.*{message}"):
        load_frames(path)
