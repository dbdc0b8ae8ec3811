from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import FramingError, count_terms
from analysis.figures.save import as_svg

SUBJECTS = ["goal match team coach ball", "vote party law court bill", "ship storm wave crew sail"]


@pytest.fixture(scope="module")
def topics():
    rng = np.random.default_rng(0)
    outlets = np.repeat(["north", "south"], 30)
    mixes = {"north": [0.6, 0.3, 0.1], "south": [0.2, 0.3, 0.5]}
    texts = [" ".join(rng.choice(SUBJECTS[rng.choice(3, p=mixes[o])].split(), 30)) for o in outlets]
    documents = pd.DataFrame({"outlet": outlets, "text": texts}, index=[f"d{i:02d}" for i in range(60)])
    documents["date"] = np.tile(pd.date_range("2017-01-02", periods=30), 2)
    return analysis.fit_topics(count_terms(documents), 3)


def ticks(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_cards_show_the_measures_and_name_furniture(topics):
    card = topics.card.assign(furniture=[True, False, False])
    ax = analysis.draw_topic_cards(card)
    assert ticks(ax) == [f"{row.label} ({row.stories})" for row in card.itertuples()]
    for dots, name in zip(ax.collections, ["stability", "coherence", "outlet_share", "month_share"], strict=False):
        np.testing.assert_allclose(dots.get_offsets()[:, 0], card[name])
    assert texts(ax)[0] == f"{card['outlet'].iloc[0]}: furniture"
    assert texts(ax)[1] == card["outlet"].iloc[1]


def test_prevalence_fills_what_differs_from_the_rest(topics):
    table = topics.prevalence(n_bootstraps=50, n_permutations=200)
    ax = analysis.draw_prevalence(table)
    dots = ax.collections[1::2]
    for outlet, drawn in zip(("north", "south"), dots, strict=True):
        rows = table[table["outlet"] == outlet]
        np.testing.assert_allclose(drawn.get_offsets()[:, 0], 100 * rows["share"])
        filled = ~(drawn.get_facecolors()[:, :3] == 1).all(axis=1)
        assert filled.tolist() == (rows["p_fwer"] < 0.05).tolist()
    assert "family-wise p < .05" in ax.get_legend().get_title().get_text()


def test_over_time_has_a_panel_per_topic_and_a_line_per_outlet(topics):
    line = topics.over_time("week", "outlet", n_bootstraps=20)
    first = analysis.draw_topics_over_time(line, topics=[2, 0])
    assert first.get_title(loc="left") == topics.labels[2]
    rows = line.table.query("topic == 2 and outlet == 'north'")
    drawn = first.lines[0].get_ydata()
    np.testing.assert_allclose(drawn, 100 * rows["share"].where(rows["low"].notna()))
    legend = [text.get_text() for text in first.figure.legends[0].get_texts()]
    assert legend == ["north (30)", "south (30)"]
    with pytest.raises(FramingError, match=r"topics=\[9\] are not all in the result"):
        analysis.draw_topics_over_time(line, topics=[9])


def test_a_gap_shows_both_parts_and_their_sum(topics):
    gap = analysis.split_gap(topics.counted, topics, "north", "south", n_bootstraps=50)
    ax = analysis.draw_gap(gap, n=3)
    shown = pd.concat([gap.table.head(3), gap.table.tail(3)])
    assert ticks(ax) == shown["term"].tolist()
    widths = np.array([bar.get_width() for bar in ax.patches])
    np.testing.assert_allclose(widths, np.r_[shown["agenda"], shown["wording"]] / 1000)
    np.testing.assert_allclose(ax.collections[-1].get_offsets()[:, 0], shown["gap"] / 1000)
    assert texts(ax)[:2] == [str(n) for n in shown.iloc[0][["stories_target", "stories_reference"]]]
    assert "north: 30 stories, south: 30; lines: 95 %" in ax.get_legend().get_title().get_text()


@dataclass
class Choice:
    """What a figure reads of a StableK."""

    k: int | None
    threshold: float = 0.3
    table: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            {"k": [4, 6, 8], "stability": [0.8, 0.7, 0.6], "null": [0.3, 0.2, 0.1], "null_high": [0.35, 0.3, 0.15]}
        ).assign(kappa=[0.7, 0.6, 0.2], supported=[True, True, False])
    )


def test_stability_shows_the_answer():
    ax = analysis.draw_stability(Choice(4))
    np.testing.assert_allclose(ax.lines[1].get_ydata(), [0.8, 0.7, 0.6])
    assert ax.get_legend().get_title().get_text() == "4 topics are supported"
    assert [label.get_text() for label in ax.get_xticklabels()] == ["4", "6", "8"]
    none = analysis.draw_stability(Choice(None))
    assert none.get_legend().get_title().get_text() == "no number of topics is supported"
    assert len(none.collections) == len(ax.collections) - 1


def test_figures_repeat_to_the_byte(topics):
    line = topics.over_time("month", n_bootstraps=20)
    for draw in (lambda: analysis.draw_topic_cards(topics.card), lambda: analysis.draw_topics_over_time(line)):
        assert as_svg(draw()) == as_svg(draw())
