import numpy as np
import pandas as pd
import pytest

from analysis import FramingError, draw_speakers, speakers
from analysis.figures.save import as_svg

TEXTS = ['"We go," Vladimir Putin said.'] * 6 + ['"We stay," James Mattis said.'] * 6


@pytest.fixture(scope="module")
def result():
    documents = pd.DataFrame(
        {"outlet": ["x"] * 6 + ["y"] * 6, "date": pd.Timestamp("2017-01-05"), "text": TEXTS}, index=list("abcdefghijkl")
    )
    return speakers(documents, n_permutations=50, n_bootstraps=50)


def test_dots_stand_at_the_shares(result):
    ax = draw_speakers(result, groups=["Russian state", "US government"])
    drawn = [np.asarray(part.get_offsets())[:, 0].tolist() for part in ax.collections if len(part.get_offsets()) == 2]
    assert drawn == [[1.0, 0.0], [1.25, 2.25]]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["x (6)", "y (6)"]


def test_same_bytes_twice_and_no_other_group(result):
    assert as_svg(draw_speakers(result)) == as_svg(draw_speakers(result))
    with pytest.raises(FramingError, match="group 'bakers' is not in the result"):
        draw_speakers(result, groups=["bakers"])
