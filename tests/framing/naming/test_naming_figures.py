import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import FramingError
from analysis.figures.save import as_svg
from analysis.framing.naming.concepts import Concept

EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def naming():
    rng = np.random.default_rng(0)
    texts = [" ".join(rng.choice(["redword", "blueword", "other"], 12)) for _ in range(27)]
    outlets = [*np.repeat(["north", EVIL], 12), *["small"] * 3]
    index = pd.Index([f"d{i:02d}" for i in range(27)], name="doc_id")
    documents = pd.DataFrame({"outlet": outlets, "date": pd.Timestamp("2017-01-02"), "text": texts}, index=index)
    concepts = {
        "thing": Concept("thing", EVIL, names={EVIL: ("redword",), "blue": ("blueword",)}),
        "none": Concept("none", "None", names={"n": ("nowhere",)}),
    }
    return analysis.name_choices(documents, concepts, voice="all", n_permutations=50, n_bootstraps=50)


def test_dots_stand_at_the_shares(naming):
    ax = analysis.draw_naming(naming, "thing")
    shares = naming.table[naming.table["concept"] == "thing"].pivot(index="outlet", columns="name", values="share")
    order = (
        naming.table[naming.table["concept"] == "thing"].groupby("name")["n"].sum().sort_values(ascending=False).index
    )
    lanes = ax.collections[1::2]
    for i, (dots, name) in enumerate(zip(lanes, order, strict=True)):
        np.testing.assert_allclose(dots.get_offsets()[:, 0] - i * 1.25, shares[name])
    assert [label.get_text() for label in ax.get_yticklabels()] == [f"{EVIL} (12)", "north (12)", "small (3)"]
    assert len(ax.collections[0].get_segments()) == 2  # the outlet with 3 stories has no interval


def test_the_result_draws_itself_and_repeats_to_the_byte(naming):
    part = naming.concept("thing")
    assert as_svg(part.plot()) == as_svg(analysis.draw_naming(naming, "thing"))


def test_markup_in_a_name_is_inert(naming):
    assert b"<script" not in as_svg(analysis.draw_naming(naming, "thing"))


def test_what_cannot_be_drawn_is_said(naming):
    with pytest.raises(FramingError, match="cannot be drawn: choose one of thing, none"):
        analysis.draw_naming(naming, "thin")
    with pytest.raises(FramingError, match="'none' is never named"):
        analysis.draw_naming(naming, "none")
    with pytest.raises(FramingError, match="no concept is named"):
        naming.concept("none").plot()


def test_of_several_concepts_the_one_named_most_is_drawn_and_the_title_says_so(naming):
    title = f"{EVIL}: its names, share of all mentions"
    assert naming.plot().get_title(loc="left") == f"{title} (named most; 1 more: concept=...)"
    assert naming.concept("thing").plot().get_title(loc="left") == title
