import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis.corpus import ingest, load_corpus
from analysis.corpus.articles import Article, make_article
from analysis.corpus.outlets import load_registry
from analysis.corpus.records import Record
from analysis.corpus.store import MANIFEST, read_manifest
from analysis.corpus.workers import make_articles
from analysis.errors import FramingError

ROOT = str(Path(analysis.__file__).parents[1])


def article(number):
    return (
        f"Council number {number} voted on Monday to repair the road to village {number * 7 + 1}, and nobody objected."
    )


def write_rows(path, numbers):
    path.write_text("".join(json.dumps({"text": article(number), "outlet": "tass"}) + "\n" for number in numbers))
    return path


def content(folder):
    return load_corpus(folder).attrs["corpora"][folder.name]


def command(path, out, before=""):
    program = f"{before}\nfrom analysis.corpus import ingest; ingest({str(path)!r}, {str(out)!r})"
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {ROOT!r})\n{program}"]


def test_many_articles_are_the_same_on_one_core_and_on_all(tmp_path, monkeypatch):
    rows = write_rows(tmp_path / "rows.jsonl", range(900))
    ingest(rows, tmp_path / "all" / "store")
    monkeypatch.setattr("analysis.corpus.workers._CHUNK", 10**6)
    ingest(rows, tmp_path / "one" / "store")
    assert content(tmp_path / "all" / "store") == content(tmp_path / "one" / "store")
    assert len(load_corpus(tmp_path / "one" / "store")) == 900


def test_a_script_needs_no_main_guard(tmp_path):
    rows = write_rows(tmp_path / "rows.jsonl", range(500))
    done = subprocess.run(command(rows, tmp_path / "store"), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(load_corpus(tmp_path / "store")) == 500


def test_a_helper_that_dies_is_said(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    records = (Record(f"{number}.txt", {"text": article(number)}) for number in range(500))
    with pytest.raises(FramingError, match="a helper process ended"):
        list(make_articles(records, None, 1))


@pytest.mark.parametrize("step", range(6))
def test_a_command_killed_while_it_commits_leaves_the_old_store_or_the_new(tmp_path, step):
    out = tmp_path / "store"
    ingest(write_rows(tmp_path / "old.jsonl", range(3)), out)
    old = content(out)
    kill = f"import os; replace = os.replace; left = iter([1] * {step})\n"
    kill += "os.replace = lambda *names: replace(*names) if next(left, 0) else os._exit(9)"
    rows = write_rows(tmp_path / "new.jsonl", range(3, 6))
    done = subprocess.run(command(rows, out, kill), capture_output=True, check=False)
    assert len(load_corpus(out)) == (6 if done.returncode == 0 else 3)
    assert done.returncode in (0, 9)
    assert (content(out) == old) is (done.returncode == 9)
    ingest(rows, out)
    assert len(load_corpus(out)) == 6
    named = [part for parts in read_manifest(out)["parts"].values() for part in parts]
    assert sorted(path.name for path in out.iterdir()) == sorted([*named, MANIFEST, ".lock"])


@pytest.mark.slow
def test_a_command_killed_at_any_moment_leaves_the_old_store_or_the_new(tmp_path):
    out, old = tmp_path / "store", tmp_path / "old" / "store"
    ingest(write_rows(tmp_path / "old.jsonl", range(3)), old)
    rows = write_rows(tmp_path / "new.jsonl", range(600))
    started = time.monotonic()
    subprocess.run(command(rows, tmp_path / "other" / "store"), check=True)
    duration = time.monotonic() - started
    killed = []
    for moment in np.random.default_rng(0).uniform(0.2 * duration, 1.05 * duration, 20):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(old, out)
        process = subprocess.Popen(command(rows, out))
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        killed.append(process.wait() == -signal.SIGKILL)
        assert len(load_corpus(out)) == (3 if content(out) == content(old) else 600)
    assert sum(killed) >= 5
    ingest(rows, out)
    assert content(out) == content(tmp_path / "other" / "store")


@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".html"]))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_an_article_or_refused(content, ending):
    found = make_article(Record(f"a{ending}", {}, content), load_registry())
    if isinstance(found, Article):
        assert found.row["n_words"] > 0
        assert found.row["text"].encode()
        assert {row.doc_id for row in found.audit} <= {found.row["doc_id"]}
        assert {note["doc_id"] for note in found.notes} <= {found.row["doc_id"]}
    else:
        assert found.reason


def test_hostile_files_do_no_harm_to_the_rest(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(article(1))
    (folder / "nul.txt").write_bytes(article(2).encode().replace(b" ", b"\0 "))
    (folder / "broken.txt").write_bytes(b"\xff\xfa" + article(3).encode() + b"\xc3")
    (folder / "formula.csv").write_text(f'title,text\n"=HYPERLINK(""http://x"",""y"")","{article(4)}"\n')
    (folder / "half.json").write_text('[{"text": "\\ud800 ' + article(5) + '", "title": "\\udfff"}, {')
    for number in range(50):
        (folder / f"empty-{number}.txt").touch()
    os.mkfifo(folder / "pipe.csv")
    report = ingest(folder, tmp_path / "store")
    documents = load_corpus(tmp_path / "store")
    assert len(documents) == 5
    assert documents["text"].str.contains("voted on Monday").all()
    assert not documents["text"].str.contains("\0").any()
    assert "title begins with '=', kept as text" in report.notes["note"].tolist()
    assert len(report.refusals) == 52
