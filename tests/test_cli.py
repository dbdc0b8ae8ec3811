import subprocess
import sys

import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.corpus import load_corpus

TALKS = "The ministers met on Friday to discuss the cease-fire."


def framing(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_list_names_every_corpus():
    result = framing("list")
    assert result.exit_code == 0
    assert [line.split(":")[0] for line in result.stdout.splitlines() if line[0] != " "] == ["core", "news2017"]


def test_ingest_prints_what_became_of_each_input(tmp_path):
    (tmp_path / "rows.csv").write_text(f"story_body,paper,day\n{TALKS},tass,2016-10-13\n,tass,2016-10-13\n")
    result = framing(
        "ingest", tmp_path / "rows.csv", "--out", tmp_path / "store", "--columns", "text=story_body,outlet=paper",
        "--columns", "date=day",
    )  # fmt: skip
    assert result.exit_code == 0
    assert "refused 1: the text is empty" in result.stdout
    assert str(tmp_path / "store") in result.stdout
    documents = load_corpus(tmp_path / "store")
    assert documents[["outlet", "text"]].to_numpy().tolist() == [["tass", TALKS]]
    assert f"{documents['date'].iloc[0]:%Y-%m-%d}" == "2016-10-13"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fetch", "news2018"], "framing: 'news2018' is not in the catalogue: it holds core, news2017."),
        (["fetch", "core"], "'core' needs no download"),
        (["ingest", "nowhere", "--out", "store"], "framing: 'nowhere' does not exist"),
        (["ingest", "a.txt", "--out", "store"], "the file is empty"),
        (["ingest", "a.csv", "--out", "store"], "no text column"),
        (["ingest", "b.txt", "--out", "store", "--outlet", "the-moon"], "outlet 'the-moon' is not known"),
        (["ingest", "b.txt", "--out", "store", "--metadata", "m.csv"], "has a row for 'c.txt'"),
        (["ingest", "b.txt", "--out", "store", "--columns", "body"], "write FIELD=COLUMN"),
        (["make-core", "."], "lacks"),
    ],
)
def test_a_mistake_is_one_message_and_exit_code_2(tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "a.csv").write_text("id,name\n1,x\n")
    (tmp_path / "b.txt").write_text(TALKS)
    (tmp_path / "m.csv").write_text("file,outlet\nc.txt,tass\n")
    result = framing(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""
    assert not (tmp_path / "store").exists()


def test_the_command_runs_without_a_traceback(tmp_path):
    command = [sys.executable, "-m", "analysis.cli", "ingest", str(tmp_path / "nowhere"), "--out", str(tmp_path / "s")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("framing: ")


def test_report_writes_one_file_and_says_where_it_is(tmp_path):
    (tmp_path / "rows.csv").write_text(
        "body,paper,day\n"
        + "".join(f"{TALKS} {i} hens came.,{'tass' if i % 2 else 'dw'},2017-02-0{i}\n" for i in range(1, 9))
    )
    framing(
        "ingest", tmp_path / "rows.csv", "--out", tmp_path / "store", "--columns", "text=body,outlet=paper,date=day"
    )  # fmt: skip
    result = framing(
        "report", tmp_path / "store", "--outlets", "dw,tass", "--out", tmp_path / "report.html", "--no-text"
    )
    assert result.exit_code == 0
    assert result.stdout.endswith("report.html is ready\n")
    assert "Which words?" in result.stderr
    assert TALKS not in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["core", "--outlets", "rferl,gamma"], "outlet 'gamma' is not in the corpus: choose one of"),
        (["core", "--period", "2017"], "write FROM:TO"),
        (["nowhere"], "is neither a corpus of the catalogue"),
    ],
)
def test_report_says_in_one_sentence_what_cannot_be_asked(tmp_path, options, said):
    result = framing("report", *options, "--out", tmp_path / "report.html")
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert said in " ".join(result.stderr.split())
