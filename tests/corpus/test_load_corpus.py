import pytest

from analysis.corpus import corpus_sha256, ingest, load_corpus
from analysis.corpus.schema import DTYPES
from analysis.errors import FramingError

ROWS = """title,text,outlet
Syrian talks,Nobody spoke afterwards.,tass
Harvest,Farmers in assyrian villages lost their wheat.,tass
Bridge,The bridge in northern SYRIA was closed.,dw
Weather,Rain is expected.,dw
"""


@pytest.fixture
def store(tmp_path):
    (tmp_path / "rows.csv").write_text(ROWS)
    ingest(tmp_path / "rows.csv", tmp_path / "my-corpus")
    return tmp_path / "my-corpus"


@pytest.mark.parametrize(
    ("about", "titles"),
    [
        ("syria", ["Bridge", "Syrian talks"]),
        ("SYRIA", ["Bridge", "Syrian talks"]),
        (["rain", "wheat"], ["Harvest", "Weather"]),
        ("northern Syria", ["Bridge"]),
        ("ridge", []),
        ("r.in", []),
    ],
)
def test_about_finds_words_that_begin_so(store, about, titles):
    assert sorted(load_corpus(store, about=about)["title"]) == titles


def test_about_works_on_columns_that_are_not_read(store):
    documents = load_corpus(store, about="wheat", columns=["outlet"])
    assert documents.columns.tolist() == ["outlet"]
    assert documents["outlet"].tolist() == ["tass"]


def test_an_empty_answer_has_every_column(store):
    documents = load_corpus(store, about="volcano")
    assert documents.empty
    assert documents.dtypes.astype(str).to_dict() == DTYPES


def test_rows_come_in_the_order_of_their_ids(store):
    assert load_corpus(store).index.is_monotonic_increasing


def test_the_checksum_is_of_the_whole_corpus(store):
    assert load_corpus(store, about="rain").attrs["corpora"] == {"my-corpus": corpus_sha256(store)}


@pytest.mark.parametrize("about", ["", " ", [], [3]])
def test_about_needs_words(store, about):
    with pytest.raises(FramingError, match="names no word"):
        load_corpus(store, about=about)


def test_an_unknown_column_is_named(store):
    with pytest.raises(FramingError, match="'body' is not a column"):
        load_corpus(store, columns=["body"])


def test_an_unknown_name_lists_the_catalogue(tmp_path):
    with pytest.raises(FramingError, match="core, news2017"):
        load_corpus("news2018")
    with pytest.raises(FramingError, match="holds no corpus"):
        load_corpus(tmp_path)
