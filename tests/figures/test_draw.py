from dataclasses import replace

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection

import analysis
from analysis import FramingError, count_terms
from analysis.figures.save import as_svg


@pytest.fixture(scope="module")
def documents():
    rng = np.random.default_rng(0)
    vocabulary = [f"word{i}" for i in range(40)]
    rows = [
        (outlet, f"{outlet}{i}", pd.Timestamp("2017-01-02"), " ".join([*rng.choice(vocabulary, 50), f"own{outlet}"]))
        for outlet in ("north", "south", "west")
        for i in range(12)
    ]
    frame = pd.DataFrame(rows, columns=["outlet", "story", "date", "text"])
    return frame.set_index(pd.Index([f"d{i:02d}" for i in range(len(frame))], name="doc_id"))


@pytest.fixture(scope="module")
def terms(documents):
    return count_terms(documents)


@pytest.fixture(scope="module")
def comparison(terms):
    return analysis.compare_outlets(terms, n_permutations=99, n_bootstraps=50)


def texts(ax):
    return [text.get_text() for text in ax.texts]


def ticks(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def test_keyness_shows_the_terms_of_the_table_with_their_stories(comparison):
    pair = comparison.contrast("north", "south")
    ax = analysis.draw_keyness(pair, n=3)
    shown = pd.concat([pair.table.head(3), pair.table.tail(3)])
    assert [label.removesuffix(" *") for label in ticks(ax)] == shown["term"].tolist()
    stories = [str(n) for row in shown[["stories_target", "stories_reference"]].to_numpy() for n in row]
    assert texts(ax)[: len(stories)] == stories
    dots = ax.collections[-1].get_offsets()
    np.testing.assert_allclose(dots[:, 0], shown["log_odds"])
    assert "north: 12 stories, south: 12" in ax.get_title(loc="left")


def test_keyness_wants_one_contrast(comparison):
    with pytest.raises(FramingError, match="shows one contrast, the result has 6"):
        analysis.draw_keyness(comparison)


def test_keyness_without_inference_has_crosses_and_says_so(documents):
    few = documents.groupby("outlet").head(3)
    pair = analysis.compare_outlets(count_terms(few), "north", "south")
    ax = analysis.draw_keyness(pair, n=2)
    assert "too few stories to test: descriptive" in ax.get_title(loc="left")
    assert len(ax.collections) == 1


def test_distance_shows_every_contrast(terms):
    distance = analysis.outlet_distance(terms, n_permutations=20, n_bootstraps=20)
    ax = analysis.draw_distance(distance)
    assert ticks(ax)[0] == "north (12) vs south (12)"
    np.testing.assert_allclose(ax.collections[-1].get_offsets()[:, 0], distance.table["pi"])


def test_a_matched_distance_stands_below_the_plain_one(terms):
    distance = analysis.outlet_distance(
        terms, matched_on=analysis.fit_topics(terms, k=2), n_permutations=20, n_bootstraps=20
    )
    ax = analysis.draw_distance(distance)
    plain, matched = (dots.get_offsets() for dots in ax.collections if isinstance(dots, PathCollection))
    table, rows = distance.table, -np.arange(len(distance.table))
    np.testing.assert_allclose(plain, np.column_stack([table["pi"], rows + 0.2]))
    np.testing.assert_allclose(matched, np.column_stack([table["matched"], rows - 0.2]))


def test_prevalence_shows_shares_in_percent(terms):
    topics = analysis.fit_topics(terms, k=3)
    shares = topics.prevalence()
    ax = analysis.draw_prevalence(shares)
    assert [tick.replace("\n", " ") for tick in ticks(ax)] == topics.labels.tolist()
    drawn = np.concatenate([c.get_offsets()[:, 0] for c in ax.collections[1::2]])
    expected = [100 * shares.query("outlet == @o")["share"] for o in ("north", "south", "west")]
    np.testing.assert_allclose(drawn, np.concatenate(expected))


def test_top_terms_have_a_panel_per_group(terms):
    table = terms.top_terms("outlet", n=4)
    panels = [ax for ax in analysis.draw_top_terms(table).figure.axes if ax.get_title(loc="left")]
    assert [ax.get_title(loc="left") for ax in panels] == ["north (12)", "south (12)", "west (12)"]
    assert ticks(panels[0]) == table.query("outlet == 'north'")["term"].tolist()
    assert texts(panels[0]) == [f" {n}" for n in table.query("outlet == 'north'")["stories"]]


def test_calendar_writes_every_count_but_zero():
    counts = pd.DataFrame({"2017-01": [3, 0], "2017-02": [1, 2]}, index=["north", "south"])
    ax = analysis.draw_calendar(counts)
    assert texts(ax) == ["3", "1", "", "2"]
    assert "6 in all" in ax.get_title(loc="left")


def test_lengths_show_the_quantiles():
    rows = {"articles": [10, 20], "5%": [1, 2], "25%": [3, 4], "50%": [5, 6], "75%": [7, 8], "95%": [9, 10]}
    ax = analysis.draw_lengths(pd.DataFrame(rows, index=["north", "south"]))
    assert ticks(ax) == ["north (10)", "south (20)"]
    np.testing.assert_allclose(ax.collections[-1].get_offsets()[:, 0], [5, 6])


def test_drawing_leaves_the_settings_alone_and_repeats_to_the_byte(comparison):
    before = dict(matplotlib.rcParams)
    pair = comparison.contrast("north", "west")
    first, second = (as_svg(analysis.draw_keyness(pair, n=4)) for _ in range(2))
    assert first == second
    assert dict(matplotlib.rcParams) == before


def test_markup_in_a_label_is_inert():
    counts = pd.DataFrame({"2017-01": [1]}, index=["<script>alert(1)</script>"])
    assert b"<script>" not in as_svg(analysis.draw_calendar(counts))


def test_calibration_shows_the_mean_of_each_method():
    table = pd.DataFrame({"method": ["G2", "stories"] * 2, "below_05": [0.1, 0.04, 0.2, 0.06]})
    ax = analysis.draw_calibration(table)
    assert ticks(ax) == ["G2", "stories"]
    assert texts(ax) == ["15.0", "5.0"]
    assert "2 splits" in ax.get_title(loc="left")


def test_design_shows_the_detectable_ratios_and_what_cannot_be_tested(terms, documents):
    design = analysis.check_design(terms, n_permutations=50)
    pairs = design.contrasts[["target", "reference"]]
    known = pairs.assign(at_10=np.nan, at_100=np.arange(6) + 4.0, at_1000=np.arange(6) / 10 + 1.5)
    design = replace(design, detectable=known)
    ax = analysis.draw_design(design)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["100", "1,000"]
    assert ticks(ax)[0] == "north (12) vs south (12)"
    np.testing.assert_allclose(ax.collections[-1].get_offsets()[:, 0], design.detectable["at_1000"])
    few = analysis.check_design(documents.groupby("outlet").head(3))
    assert texts(analysis.draw_design(few)) == [" too few stories: no test"] * 6
