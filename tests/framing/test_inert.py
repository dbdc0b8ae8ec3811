"""Whatever stands in an article, a name or a file of one's own is text in every table and figure."""

import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis import (
    actors,
    concordance,
    count_terms,
    fit_topics,
    frame_scores,
    name_choices,
    speakers,
    split_gap,
)
from analysis.figures.save import as_svg
from analysis.framing import Concept, Frame, load_actors
from analysis.framing.actors.groups import ActorGroups, Group

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror="alert(1)">',
    "' onmouseover='alert(1)",
    "--><script>alert(1)</script><!--",
    "]]></style><svg onload=alert(1)>",
    "</table></div><iframe src=javascript:alert(1)>",
    "&lt;script&gt;",
    "\u202eevil\u2066",
    r"$\frac{1$ %s {0}",
]
MARKS = "\u202e\u2066"  # of writing direction: a table leaves them away
FAST = {"n_bootstraps": 10}
BOTH = FAST | {"n_permutations": 10}
TAGS = {
    "div", "style", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "li", "p", "bdi", "details",
    "summary", "svg", "line", "circle",
}  # fmt: skip


class Page(HTMLParser):
    """Tags, attributes and text of a page as a browser's parser sees them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = set(), {}, ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(attrs)

    def handle_data(self, data):
        self.text += data


def assert_inert(html):
    page = Page(html)
    assert page.tags <= TAGS
    assert not [name for name in page.attributes if name.startswith("on") or name in ("href", "src", "srcdoc")]
    return page.text


def assert_inert_figure(result):
    tree = ET.fromstring(as_svg(result))
    for element in tree.iter():
        assert element.tag.rpartition("}")[2] not in ("script", "foreignObject", "iframe", "image", "a")
        assert not [name for name in element.attrib if name.lower().startswith("on")]


@pytest.fixture(scope="module", params=HOSTILE)
def evil(request):
    return request.param


@pytest.fixture(scope="module")
def documents(evil):
    texts = [
        f'Redword {evil} fell. "We left town, {evil}," Jane Roe said. Russia bombed {evil} the town.',
        "Blueword redword. Turkey left the town. The goal match team court.",
    ] * 6
    index = pd.Index([f"d{i}{evil}" for i in range(12)], name="doc_id")
    return pd.DataFrame({"outlet": [evil, "y"] * 6, "date": pd.Timestamp("2017-01-02"), "text": texts}, index=index)


def test_names_are_text(documents, evil):
    concepts = {evil: Concept(evil, evil, evil, names={evil: ("redword",), "blue": ("blueword",)})}
    naming = name_choices(documents, concepts, voice="all", **BOTH)
    assert evil.strip(MARKS).split()[0] in assert_inert(naming._repr_html_())
    assert_inert_figure(naming.plot())


def test_speakers_are_text(documents, evil, tmp_path):
    path = tmp_path / "mine.toml"
    name = evil.replace("\\", "\\\\").replace('"', '\\"')
    path.write_text(f'[[group]]\nname = "{name}"\nbodies = ["Jane"]\n', encoding="utf-8")
    found = speakers(documents, gazetteer=path, **BOTH)
    assert evil in set(found.table["group"])
    assert_inert(found._repr_html_())
    assert_inert_figure(found.plot())


def test_actors_are_text(documents, evil):
    groups = ActorGroups({evil: Group(evil, evil, names=("Russia", "Turkey"))}, load_actors().acting, ())
    found = actors(documents, groups, voice="all", **BOTH)
    assert evil in set(found.table["group"])
    assert_inert(found._repr_html_())
    assert_inert_figure(found.plot())


def test_frames_are_text(documents, evil):
    frames = {evil: Frame(evil, evil, words=("redword", "town"))}
    scores = frame_scores(count_terms(documents), frames, **FAST)
    assert_inert(scores._repr_html_())
    assert_inert_figure(scores.plot())


def test_terms_of_a_gap_are_text(documents, evil):
    counted = count_terms(documents, token_pattern=r"\S+")
    gap = split_gap(counted, fit_topics(counted, k=2), evil, "y", **FAST)
    assert_inert(gap._repr_html_())
    assert_inert_figure(gap.plot())


def test_lines_in_context_are_text(documents, evil):
    for pattern in ("redword", {"outlet": evil, "term": "town"}, {"speaker": "Jane Roe"}):
        html = concordance(documents, pattern)._repr_html_()
        assert_inert(html)
        assert not any(mark in html for mark in f"{MARKS}\n")
