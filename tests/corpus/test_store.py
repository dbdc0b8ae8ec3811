import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis.corpus.staging import Staging
from analysis.corpus.store import MANIFEST, Audit, AuditRow, read_manifest, read_table
from analysis.errors import FramingError


def article(number, **values):
    return {"doc_id": f"x-{number}", "outlet": "x", "text": "Talks.", "n_words": 1, "input": "a.txt", **values}


def span(number):
    return AuditRow(f"x-{number}", "removed", 0, 4, "menu", "Home", "")


def snapshot(folder):
    return sorted((path.name, path.read_bytes()) for path in folder.iterdir())


def test_what_is_committed_can_be_read(tmp_path):
    with Staging(tmp_path / "store") as staging:
        staging.add_article(article(1, date=pd.Timestamp("2016-10-13")), Audit([span(1)]))
        staging.flush_articles()
        staging.commit(sha256="abc")
    assert read_manifest(tmp_path / "store")["sha256"] == "abc"
    documents = read_table(tmp_path / "store", "documents")
    assert documents["doc_id"].tolist() == ["x-1"]
    assert str(documents["date"].dtype) == "datetime64[us]"
    assert documents["author"].isna().all()
    assert read_table(tmp_path / "store", "audit").to_dict("records") == [span(1)._asdict()]
    assert read_table(tmp_path / "store", "notes").empty


def test_without_commit_nothing_is_left(tmp_path):
    def fail():
        with Staging(tmp_path / "store") as staging:
            staging.add_article(article(1), Audit())
            staging.flush_articles()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_without_commit_an_older_store_is_as_it_was(tmp_path):
    with Staging(tmp_path) as staging:
        staging.add_article(article(1), Audit())
        staging.flush_articles()
        staging.commit()
    before = snapshot(tmp_path)
    with Staging(tmp_path) as staging:
        staging.add_article(article(2), Audit())
        staging.flush_articles()
    assert snapshot(tmp_path) == before


def test_later_rows_are_added_and_leftovers_swept(tmp_path):
    (tmp_path / ".staging-killed").mkdir()
    (tmp_path / "documents-0123456789abcdef.parquet").write_bytes(b"left by a command that was killed")
    for number in (1, 2):
        with Staging(tmp_path) as staging:
            staging.add_article(article(number), Audit())
            staging.flush_articles()
            staging.extend("inputs", [{"input": "a.txt", "sha256": "0"}, {"input": f"{number}.txt", "sha256": "1"}])
            staging.replace("stories", pd.DataFrame({"doc_id": [f"x-{number}"], "story": ["s-1"]}))
            staging.commit()
    assert read_table(tmp_path, "documents")["doc_id"].tolist() == ["x-1", "x-2"]
    assert read_table(tmp_path, "inputs")["input"].tolist() == ["a.txt", "1.txt", "2.txt"]
    assert read_table(tmp_path, "stories")["doc_id"].tolist() == ["x-2"]
    named = [part for parts in read_manifest(tmp_path)["parts"].values() for part in parts]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*named, MANIFEST, ".lock"])


def test_staged_articles_can_be_rewritten(tmp_path):
    with Staging(tmp_path) as staging:
        for number in (1, 2):
            staging.add_article(article(number), Audit([span(number)]))
            staging.flush_articles()
        first, second = staging.staged_articles()
        staging.rewrite_articles(first, [article(1, text="Talks ended.", n_words=2)], Audit())
        staging.rewrite_articles(second, [], Audit())
        staging.commit()
    assert read_table(tmp_path, "documents")["text"].tolist() == ["Talks ended."]
    assert read_table(tmp_path, "audit").empty


def test_documents_are_checked_on_their_way_in(tmp_path):
    with Staging(tmp_path) as staging:
        staging.add_article(article(1, outlet="Not a slug"), Audit())
        with pytest.raises(FramingError, match="outlet"):
            staging.flush_articles()


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


def test_two_ingests_do_not_write_at_the_same_time(tmp_path):
    program = "from analysis.corpus.staging import Staging; from pathlib import Path; Staging(Path('.')).__enter__()"
    root = str(Path(analysis.__file__).parents[1])
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {root!r}); {program}"]
    with Staging(tmp_path):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "another ingest is writing" in done.stderr
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
