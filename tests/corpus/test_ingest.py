import pandas as pd
import pytest

from analysis.corpus import ingest, load_corpus
from analysis.corpus.store import read_table
from analysis.errors import FramingError

TALKS = "The ministers met on Friday to discuss the cease-fire, and neither side spoke to reporters afterwards."
BRIDGE = "Engineers closed the old bridge after cracks were found in two of its pillars during an inspection."


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(TALKS, encoding="utf-8")
    (folder / "b.txt").write_text(BRIDGE, encoding="utf-8")
    return folder


def write_csv(path, *lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def counts(report):
    return report.counts.set_index("what")["n"].to_dict()


def test_a_folder_with_metadata(articles, tmp_path):
    metadata = write_csv(
        articles / "about.csv",
        "file,outlet,title,author,date,url,republished_by,language,genre",
        "a.txt,tass,Talks,A. Writer,2016-10-13,https://tass.com/a/1,globalsecurity,en,news",
        "b.txt,rferl,Bridge,,2016-10-14,,,en,",
    )
    report = ingest(articles, tmp_path / "store", metadata=metadata)
    documents = load_corpus(tmp_path / "store").set_index("outlet")
    assert documents.loc["tass", "date"] == pd.Timestamp("2016-10-13")
    assert documents.loc["tass", ["title", "author", "republished_by"]].tolist() == [
        "Talks",
        "A. Writer",
        "globalsecurity",
    ]
    assert documents.loc["rferl", ["author", "url", "genre"]].isna().all()
    assert documents["text"].to_dict() == {"tass": TALKS, "rferl": BRIDGE}
    assert report.refusals.empty


def test_same_article_same_id_whatever_the_file(articles, tmp_path):
    ingest(articles, tmp_path / "one")
    (articles / "a.txt").rename(articles / "z.txt")
    ingest(articles, tmp_path / "two")
    assert load_corpus(tmp_path / "one").equals(load_corpus(tmp_path / "two"))


def test_a_repeat_is_kept_once_and_listed(articles, tmp_path):
    (articles / "c.txt").write_text(TALKS, encoding="utf-8")
    report = ingest(articles, tmp_path / "store")
    assert len(load_corpus(tmp_path / "store")) == 2
    assert report.refusals["input"].tolist() == ["c.txt"]
    assert "a repeat of unknown-" in report.refusals.loc[0, "reason"]
    assert "refused 1: a repeat of another article: text and metadata are the same" in repr(report)


def test_ingesting_again_adds_only_what_is_new(articles, tmp_path):
    ingest(articles, tmp_path / "store")
    first = load_corpus(tmp_path / "store")
    (articles / "c.txt").write_text(TALKS + " A third man watched.", encoding="utf-8")
    report = ingest(articles, tmp_path / "store")
    assert counts(report)["new"] == 1
    assert counts(report)["already in the store"] == 2
    assert load_corpus(tmp_path / "store").loc[first.index].equals(first)
    assert len(read_table(tmp_path / "store", "inputs")) == 3


def test_rows_of_a_table(tmp_path):
    table = write_csv(
        tmp_path / "rows.csv",
        "Headline,Published,Body,Link",
        f'Talks,2016-10-13,"{TALKS}",https://tass.com/a/1',
        "Nothing,2016-10-13,,https://tass.com/a/2",
        f'Bridge,2016-10-14,"{BRIDGE}",https://www.dw.com/en/b/a-2',
    )
    report = ingest(table, tmp_path / "store")
    documents = load_corpus(tmp_path / "store")
    assert documents["outlet"].tolist() == ["dw", "tass"]
    assert documents["title"].tolist() == ["Bridge", "Talks"]
    assert report.refusals.to_dict("list") == {"input": ["rows.csv#2"], "reason": ["the text is empty"]}


def test_a_body_in_the_column_of_subtitles(tmp_path):
    body = " ".join([TALKS] * 4)
    lines = [f'-1,"{body}"', f'-1,"{TALKS}"', f'"{BRIDGE}","{body}"', "-1,"]
    report = ingest(write_csv(tmp_path / "rows.csv", "text,subtitle", *lines), tmp_path / "store")
    assert set(load_corpus(tmp_path / "store")["text"]) == {body, BRIDGE}
    assert report.notes["input"].tolist() == ["rows.csv#1"]
    assert "read from the subtitle" in report.notes.loc[0, "note"]
    assert report.refusals["input"].tolist() == ["rows.csv#2", "rows.csv#4"]


def test_columns_with_other_names(tmp_path):
    table = write_csv(tmp_path / "rows.csv", "was_schreiben_sie,wer", f'"{TALKS}",tass')
    ingest(table, tmp_path / "store", columns={"text": "was_schreiben_sie", "outlet": "wer"})
    assert load_corpus(tmp_path / "store")["outlet"].tolist() == ["tass"]


def test_outlet_for_articles_that_state_none(articles, tmp_path):
    metadata = write_csv(tmp_path / "about.csv", "file,outlet", "a.txt,rferl")
    ingest(articles, tmp_path / "store", metadata=metadata, outlet="tass")
    assert sorted(load_corpus(tmp_path / "store")["outlet"]) == ["rferl", "tass"]


def test_the_outlet_in_front_matter_is_a_stated_one(tmp_path):
    (tmp_path / "a.md").write_text(f"---\noutlet: BBC News\n---\n\n{TALKS}")
    ingest(tmp_path / "a.md", tmp_path / "store", outlet="dw")
    assert load_corpus(tmp_path / "store")["outlet"].tolist() == ["bbc"]


def test_copies_share_a_story(articles, tmp_path):
    (articles / "c.txt").write_text(TALKS.upper(), encoding="utf-8")
    report = ingest(articles, tmp_path / "store")
    assert load_corpus(tmp_path / "store")["story"].nunique() == 2
    assert counts(report)["copies"] == 1


def test_the_corpus_checksum_follows_the_content_alone(articles, tmp_path):
    ingest(articles, tmp_path / "one")
    ingest(articles, tmp_path / "two", outlet="tass")
    ingest(articles / "b.txt", tmp_path / "three")
    ingest(articles / "a.txt", tmp_path / "three")
    one, two, three = (load_corpus(tmp_path / name).attrs["corpora"][name] for name in ("one", "two", "three"))
    assert one == three != two


def test_a_report_says_what_was_refused(articles, tmp_path):
    (articles / "empty.txt").write_bytes(b"")
    (articles / "picture.png").write_bytes(b"\x89PNG")
    report = ingest(articles, tmp_path / "store")
    assert report.refusals["input"].tolist() == ["empty.txt", "picture.png"]
    assert report.refusals.loc[0, "reason"] == "the file is empty"
    assert "refused 1: the file is empty" in repr(report)
    assert read_table(tmp_path / "store", "refusals").equals(report.refusals)


@pytest.mark.parametrize(
    ("files", "options", "message"),
    [
        ({}, {}, "holds no file to read"),
        ({"a.txt": ""}, {}, "the file is empty"),
        ({"a.txt": " \n"}, {}, "the text is empty"),
        ({"a.csv": "id,name\n1,x\n"}, {}, "no text column among its columns .id, name."),
        ({"a.txt": TALKS}, {"outlet": "no-such-outlet"}, "outlet 'no-such-outlet' is not known"),
        ({"a.txt": TALKS}, {"columns": {"body": "x"}}, "'body' is not a field"),
        ({"a.csv": "id,text\n1,x\n"}, {"columns": {"text": "body"}}, "no column body among its columns .id, text."),
        ({"a.txt": TALKS, "m.csv": "file,outlet\na.txt,tass,x\n"}, {"metadata": "m.csv"}, "more cells in the row"),
        ({"a.txt": TALKS}, {"metadata": "missing.csv"}, "metadata file .* does not exist"),
        ({"a.txt": TALKS, "m.csv": "file,outlet\na.txt,tass\nb.txt,tass\n"}, {"metadata": "m.csv"}, "row for 'b.txt'"),
        ({"a.txt": TALKS, "m.csv": "name,outlet\na.txt,tass\n"}, {"metadata": "m.csv"}, "needs the column file"),
        ({"a.txt": TALKS, "m.csv": "file\na.txt\na.txt\n"}, {"metadata": "m.csv"}, "two rows for 'a.txt'"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_leaves_nothing(tmp_path, files, options, message):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content)
    if "metadata" in options:
        options = {"metadata": folder / options["metadata"]}
    with pytest.raises(FramingError, match=message):
        ingest(folder, tmp_path / "store", **options)
    assert not (tmp_path / "store").exists()


def test_a_metadata_file_from_a_spreadsheet_program(articles, tmp_path):
    (tmp_path / "about.csv").write_bytes("file;title;outlet\r\na.txt;Entrée;tass\r\n".encode("cp1252"))
    ingest(articles, tmp_path / "store", metadata=tmp_path / "about.csv")
    assert load_corpus(tmp_path / "store").set_index("outlet").loc["tass", "title"] == "Entrée"


def test_a_missing_folder_is_one_sentence(tmp_path):
    with pytest.raises(FramingError, match="does not exist: give the folder"):
        ingest(tmp_path / "nowhere", tmp_path / "store")
    assert list(tmp_path.iterdir()) == []
