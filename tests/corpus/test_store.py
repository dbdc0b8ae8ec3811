import json

import pandas as pd
import pytest

from analysis.corpus.store import MANIFEST, Staging, read_manifest, read_table
from analysis.errors import FramingError


def note(number):
    return {"doc_id": f"tass-{number}", "input": "a.txt", "note": "two dates"}


def test_what_is_committed_can_be_read(tmp_path):
    with Staging(tmp_path / "store") as staging:
        staging.add("notes", [note(1), note(2)])
        staging.commit(sha256="abc")
    assert read_manifest(tmp_path / "store")["sha256"] == "abc"
    assert read_table(tmp_path / "store", "notes")["doc_id"].tolist() == ["tass-1", "tass-2"]
    assert read_table(tmp_path / "store", "audit").empty


def test_without_commit_nothing_is_left(tmp_path):
    def fail():
        with Staging(tmp_path / "store") as staging:
            staging.add("notes", [note(1)])
            staging.flush("notes")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_without_commit_an_older_store_is_as_it_was(tmp_path):
    with Staging(tmp_path) as staging:
        staging.add("notes", [note(1)])
        staging.commit()
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    with Staging(tmp_path) as staging:
        staging.add("notes", [note(2)])
        staging.flush("notes")
    assert sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir()) == before


def test_later_rows_are_added_and_leftovers_swept(tmp_path):
    for number in (1, 2):
        with Staging(tmp_path) as staging:
            staging.add("notes", [note(number)])
            staging.replace("stories", [{"doc_id": f"tass-{number}", "story": "s-1"}])
            staging.commit()
    assert read_table(tmp_path, "notes")["doc_id"].tolist() == ["tass-1", "tass-2"]
    assert read_table(tmp_path, "stories")["doc_id"].tolist() == ["tass-2"]
    named = [part for parts in read_manifest(tmp_path)["parts"].values() for part in parts]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*named, MANIFEST])


def test_documents_are_checked_on_their_way_in(tmp_path):
    row = {"doc_id": "x-1", "outlet": "Not a slug", "text": "Talks.", "n_words": 1, "input": "a.txt"}
    with Staging(tmp_path) as staging:
        staging.add("documents", [row])
        with pytest.raises(FramingError, match="outlet"):
            staging.flush("documents")


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "holds no corpus"), ("{", "is not a manifest"), (json.dumps({"schema_version": 99}), "store version 99")],
)
def test_a_folder_that_is_no_store_is_said_to_be_none(tmp_path, content, message):
    if content is not None:
        (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(FramingError, match=message):
        read_manifest(tmp_path)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FramingError, match="cannot write to"), Staging(tmp_path / "file" / "store"):
        pass


def test_types_survive(tmp_path):
    row = {"doc_id": "x-1", "outlet": "x", "text": "Talks.", "n_words": 1, "date": pd.Timestamp("2016-10-13")}
    with Staging(tmp_path) as staging:
        staging.add("documents", [row])
        staging.commit()
    table = read_table(tmp_path, "documents")
    assert str(table["date"].dtype) == "datetime64[us]"
    assert table["author"].isna().all()
