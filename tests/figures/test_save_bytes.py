"""Files of figures and tables have the same bytes whatever the machine's settings, and say where they come from."""

import hashlib
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import findfont

from analysis.errors import FramingError
from analysis.figures import PALETTE, corpora_of, figure, read_manifest, save_figure, save_table, style
from analysis.figures.save import as_csv, as_svg
from tests.figures.processes import drawn_under

DRAW = """
import sys
import numpy as np
from analysis.figures import figure, style
from analysis.figures.save import as_svg
with style():
    fig, axes = figure("page", ncols=2)
    names = list(dict.fromkeys(np.random.default_rng(1).permutation(["truce", "талибы", "cease-fire", "détente"])))
    values = np.linalg.svd(np.random.default_rng(2).random((40, 40)))[1][:4]
    axes[0].barh(names, values, xerr=values / 7, color=["C0", "C1", "C2", "C3"])
    axes[1].scatter(values, values**2, c=values, clip_on=True, hatch="//", label="$\\\\pi$ matched")
    axes[1].legend()
sys.stdout.buffer.write(as_svg(fig))
"""


@pytest.fixture(autouse=True)
def figures(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_FIGURES", str(tmp_path))
    return tmp_path


def bars(color=None):
    fig, ax = figure(height=40)
    ax.bar(["truce", "talks"], [1, 2.5], color=color)
    return fig


@pytest.mark.slow
def test_same_bytes_under_other_hash_seeds_and_threads():
    settings = ({"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1"}, {"PYTHONHASHSEED": "7"}, {"MPLBACKEND": "pdf"})
    [made] = drawn_under(DRAW, settings)
    assert len(made) > 20_000


def test_same_bytes_under_personal_settings():
    plain = as_svg(bars())
    with matplotlib.rc_context({"font.size": 20, "axes.facecolor": "red", "svg.fonttype": "none", "svg.hashsalt": "x"}):
        assert as_svg(bars()) == plain


def test_saving_twice_gives_the_same_bytes_and_leaves_settings_alone():
    before = dict(matplotlib.rcParams)
    fig = bars()
    assert as_svg(fig) == as_svg(fig)
    assert dict(matplotlib.rcParams) == before


def test_letters_come_from_the_bundled_font():
    with style():
        assert Path(findfont("")).is_relative_to(matplotlib.get_data_path())


def test_svg_is_drawn_at_printed_size_without_date_or_font_of_the_reader():
    svg = as_svg(bars())
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == (f"{89 / 25.4 * 72:.2f}pt", f"{40 / 25.4 * 72:.2f}pt")
    assert b"<text" not in svg
    assert b"dc:date" not in svg


def test_coordinates_are_rounded_and_scales_are_not():
    svg = as_svg(bars()).decode()
    assert set(re.findall(r"\S*\.\d{3,}\S*", svg)) == {'transform="scale(0.015625)"/>'}


def test_last_bits_do_not_reach_the_file():
    fig, nudged = (figure(height=40) for _ in range(2))
    for (_, ax), shift in ((fig, 0), (nudged, 1e-12)):
        ax.plot([0, 1 / 3, 2 / 3 + shift], [0, np.sqrt(2) + shift, 2])
    assert as_svg(fig[0]) == as_svg(nudged[0])


def test_digest_is_the_start_of_the_sha256(figures):
    digest = save_figure(bars(), "01-terms")
    content = (figures / "01-terms.svg").read_bytes()
    assert repr(digest) == digest == f"01-terms sha256:{hashlib.sha256(content).hexdigest()[:12]}"


def test_axes_stand_for_their_figure():
    fig = bars()
    assert save_figure(fig.axes[0], "a") == save_figure(fig, "a")


def test_manifest_says_where_files_come_from(figures):
    documents = pd.DataFrame({"n_words": [3]})
    documents.attrs["corpora"] = {"core": "ab" * 32}
    table = pd.DataFrame({"rate": [2 / 3]}, index=pd.Index(["truce"], name="term"))
    save_figure(
        bars(), "01-terms", table=table, corpora=documents, parameters={"seed": np.int64(3), "k": np.arange(2, 4)}
    )
    entries = read_manifest()
    assert sorted(entries) == ["01-terms.csv", "01-terms.svg"]
    for file, entry in entries.items():
        assert entry["sha256"] == hashlib.sha256((figures / file).read_bytes()).hexdigest()
        assert entry["corpora"] == {"core": "ab" * 32}
        assert entry["parameters"] == {"seed": 3, "k": [2, 3]}
        assert entry["libraries"]["numpy"] == np.__version__
    assert (figures / "01-terms.csv").read_text() == "term,rate\ntruce,0.666667\n"


def test_saving_again_replaces_the_entry_and_keeps_the_others(figures):
    save_figure(bars(), "01-terms", table=pd.DataFrame({"n": [1]}))
    save_table(pd.DataFrame({"n": [2]}), "01-outlets")
    save_figure(bars(color=PALETTE[1]), "01-terms")
    assert sorted(read_manifest()) == ["01-outlets.csv", "01-terms.svg"]
    text = (figures / "manifest.json").read_text()
    assert text == json.dumps(json.loads(text), indent=1, sort_keys=True) + "\n"
    assert not list(figures.glob(".*"))


def test_notebook_shows_the_picture_of_the_digest(figures):
    html = save_figure(bars(), "01-terms")._repr_html_()
    assert html.startswith('<img alt="01-terms" src="data:image/svg+xml;base64,')
    assert save_table(pd.DataFrame({"n": [2]}), "01-outlets")._repr_html_() is None


@pytest.mark.parametrize("name", ["", "03_topics", "../03", "Topics", "03-topics.svg", "03-", "a b"])
def test_names_that_are_no_file_names_are_refused(name, figures):
    with pytest.raises(FramingError, match="words with hyphens"):
        save_figure(bars(), name)
    assert not list(figures.iterdir())


def test_unknown_width_is_refused():
    with pytest.raises(FramingError, match="'column'"):
        figure("poster")


def test_corpora_of_results_and_lists():
    class Result:
        documents = pd.DataFrame()

    Result.documents.attrs["corpora"] = {"core": "1"}
    assert corpora_of([Result(), {"news2017": "2"}, None]) == {"core": "1", "news2017": "2"}


def test_corpora_that_say_nothing_are_refused(figures):
    with pytest.raises(FramingError, match="DataFrame does not say which corpus"):
        save_figure(bars(), "01-terms", corpora=pd.DataFrame())
    assert not list(figures.iterdir())


def test_table_edges():
    table = pd.DataFrame(
        {
            "float": [-0.0, 1e-17, 123456.789],
            "whole": [1, 2, 3],
            "missing": pd.array([1, None, 3], dtype="Int64"),
            "date": pd.to_datetime(["2017-01-31", None, "2016-12-01"]),
            "mixed": [0.1 + 0.2, "a,b", None],
        }
    )
    assert as_csv(table).decode().splitlines() == [
        "float,whole,missing,date,mixed",
        "0,1,1,2017-01-31,0.3",
        '0,2,,,"a,b"',
        "123457,3,3,2016-12-01,",
    ]
    assert as_csv(table.iloc[:0]) == b"float,whole,missing,date,mixed\n"


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9), min_size=1))
def test_csv_keeps_six_digits_and_is_stable_under_rereading(numbers):
    once = as_csv(pd.DataFrame({"x": numbers}))
    reread = pd.DataFrame({"x": [float(line) for line in once.decode().split()[1:]]})
    assert as_csv(reread) == once
    np.testing.assert_allclose(reread["x"], numbers, rtol=5.1e-6, atol=1e-12)
