import numpy as np
import pandas as pd
import pytest

from analysis import FramingError, count_terms, draw_map, fit_topics, map_articles
from analysis.figures.save import as_svg
from analysis.topics.map import _around
from tests.figures.processes import drawn_under

SUBJECTS = ["goal match team coach", "vote party law court", "ship storm wave crew", "bank share trade price"]


def corpus(n=80, seed=0):
    """Articles of two subjects that follow each other; the first and the last never meet."""
    rng = np.random.default_rng(seed)
    rows = []
    for _ in range(n):
        first = int(rng.integers(0, 3))
        words = [*rng.choice(SUBJECTS[first].split(), 30), *rng.choice(SUBJECTS[first + 1].split(), 10)]
        rows.append((rng.choice(["x", "y"]), " ".join(rng.permutation(words))))
    frame = pd.DataFrame(rows, columns=["outlet", "text"]).assign(date=pd.Timestamp("2017-01-05"))
    return frame.set_index(pd.Index([f"d{i:03d}" for i in range(n)], name="doc_id"))


@pytest.fixture(scope="module")
def topics():
    return fit_topics(count_terms(corpus()), 4)


def test_an_article_stands_at_the_mean_of_its_topics(topics):
    table = map_articles(topics)
    anchors = table.drop_duplicates("topic").set_index("topic").loc[range(4), ["anchor_x", "anchor_y"]]
    witness = [np.average(anchors.to_numpy(), axis=0, weights=shares) for shares in topics.weights.to_numpy()]
    np.testing.assert_allclose(table[["x", "y"]], witness, atol=2e-3)
    np.testing.assert_allclose(np.hypot(anchors["anchor_x"], anchors["anchor_y"]), 1, atol=1e-3)
    assert (table["topic"] == topics.weights.to_numpy().argmax(axis=1)).all()


def test_topics_that_share_articles_stand_side_by_side():
    """Topics 3-0, 0-2, 2-4 and 4-1 meet in articles, other pairs never do."""
    chain = [3, 0, 2, 4, 1]
    shares = np.zeros((40, 5))
    for i, (first, second) in enumerate(zip(chain * 8, [*chain[1:], 4] * 8, strict=True)):
        shares[i, [first, second]] = 0.6, 0.4
    order = _around(shares, np.ones(40)).tolist()
    assert order in (chain, chain[::-1])


def test_row_order_and_copies_change_nothing():
    documents = corpus().assign(story=lambda d: "s" + d.index)
    copies = documents.iloc[:9].set_index(pd.Index([f"e{i}" for i in range(9)], name="doc_id"))
    more = pd.concat([documents, copies]).sample(frac=1, random_state=2)
    once, again = (map_articles(fit_topics(count_terms(d), 4)) for d in (documents, more))
    pd.testing.assert_frame_equal(once, again.loc[once.index], atol=2e-3)


def test_units_without_a_counted_term_are_not_on_the_map():
    documents = corpus()
    documents.loc["d000", "text"] = "-"
    assert len(map_articles(fit_topics(count_terms(documents), 4))) == len(documents) - 1


def test_bad_input_is_one_sentence(topics):
    with pytest.raises(FramingError, match="2 topics make no map"):
        map_articles(fit_topics(count_terms(corpus()), 2))
    with pytest.raises(FramingError, match="by='region' is not a column"):
        map_articles(topics, by="region")


def test_a_panel_for_each_outlet_and_every_article_in_it(topics):
    table = map_articles(topics)
    panels = draw_map(table).figure.axes
    assert [ax.get_title(loc="left") for ax in panels[:2]] == [
        f"{outlet} ({n})" for outlet, n in table["outlet"].value_counts().sort_index().items()
    ]
    dots = sum(len(patch.get_path().vertices) // 2 for ax in panels for patch in ax.patches)
    assert dots == len(table)
    key = [text.get_text() for text in panels[2].texts]
    assert key[1::2] == topics.labels.tolist()


def svg_of_a_map():
    return as_svg(draw_map(map_articles(fit_topics(count_terms(corpus(300)), 4))).figure)


MAP = """
import sys
sys.path.insert(0, "tests/topics")
from test_map import svg_of_a_map
sys.stdout.buffer.write(svg_of_a_map())
"""


@pytest.mark.slow
def test_same_bytes_with_another_blas_kernel():
    settings = [{}, {"OPENBLAS_CORETYPE": "Nehalem"}, {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1"}]
    [made] = drawn_under(MAP, settings)
    assert b"<svg" in made
