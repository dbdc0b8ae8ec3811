import gzip
import io
import json
import os
import stat
import tarfile
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trafilatura import load_html

from analysis.corpus.readers import Source, read_articles, sources, unpack
from analysis.corpus.readers.headings import find_headings
from analysis.corpus.readers.html import read_page
from analysis.corpus.records import Record, Refusal

TEXT = "The ministers met on Friday to discuss the cease-fire."
ROW = {"Headline": "Talks", "Body": TEXT, "Published": "2016-10-13", "Source": "TASS"}
FIELDS = {"title": "Talks", "text": TEXT, "date": "2016-10-13", "outlet": "TASS"}


def source(name, content):
    return Source(name, lambda: io.BytesIO(content), len(content))


def read(name, content, columns=None):
    return list(read_articles(source(name, content), columns))


def fields(record):
    return {name: value for name, value in unpack(record).items() if name != "file"}


def zipped(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(files, mode="w:gz"):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in files.items():
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def as_parquet(rows):
    buffer = io.BytesIO()
    pd.DataFrame(rows).to_parquet(buffer)
    return buffer.getvalue()


TABLES = {
    "a.csv": f'Headline,Body,Published,Source\nTalks,"{TEXT}",2016-10-13,TASS\n'.encode(),
    "semicolons.csv": f"Headline;Body;Published;Source\nTalks;{TEXT};2016-10-13;TASS\n".encode(),
    "a.tsv": f"Headline\tBody\tPublished\tSource\nTalks\t{TEXT}\t2016-10-13\tTASS\n".encode("utf-16"),
    "a.json": json.dumps([ROW]).encode(),
    "one.json": json.dumps(ROW).encode(),
    "held.json": json.dumps({"status": "ok", "articles": [ROW]}).encode(),
    "a.jsonl": json.dumps(ROW).encode() + b"\n\n",
    "a.parquet": as_parquet([ROW]),
}


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_gives_the_same_record(name):
    (record,) = read(name, TABLES[name])
    assert fields(record) == FIELDS
    assert record.input == f"{name}#1"


@pytest.mark.parametrize("name", list(TABLES))
@pytest.mark.parametrize("pack", ["zip", "gz", "tar.gz", "tar", "zip in zip"])
def test_every_table_is_read_from_archives(name, pack):
    content = {
        "zip": lambda: ("all.zip", zipped({f"folder/{name}": TABLES[name]})),
        "gz": lambda: (f"{name}.gz", gzip.compress(TABLES[name])),
        "tar.gz": lambda: ("all.tar.gz", tarred({name: TABLES[name]})),
        "tar": lambda: ("all.tar", tarred({name: TABLES[name]}, "w")),
        "zip in zip": lambda: ("all.zip", zipped({"inner.zip": zipped({name: TABLES[name]})})),
    }[pack]
    (record,) = read(*content())
    assert fields(record) == FIELDS


def test_cells_may_be_numbers_dates_lists_and_things_with_a_name():
    row = {"text": TEXT, "author": ["A. Writer", "B. Writer"], "source": {"id": None, "name": "BBC"}, "title": 1917}
    (record,) = read("a.json", json.dumps(row).encode())
    assert fields(record) == {"text": TEXT, "author": "A. Writer, B. Writer", "outlet": "BBC", "title": "1917"}
    (record,) = read("a.parquet", as_parquet([{"text": TEXT, "date": pd.Timestamp("2016-10-13"), "title": None}]))
    assert fields(record) == {"text": TEXT, "date": "2016-10-13T00:00:00"}


def test_rows_of_json_lines_may_differ():
    lines = [{"body": "One."}, {"text": "Two."}, {"id": 3}, ["text"], "text"]
    found = read("a.jsonl", "\n".join(map(json.dumps, lines)).encode())
    assert [fields(one)["text"] for one in found[:2]] == ["One.", "Two."]
    assert [one.input for one in found if isinstance(one, Refusal)] == ["a.jsonl#3", "a.jsonl#4", "a.jsonl#5"]


def test_a_long_list_is_read_piece_by_piece(monkeypatch):
    monkeypatch.setattr("analysis.corpus.readers.encoding._CHUNK", 7)
    rows = [{"text": f"{number} «речь» " * 5} for number in range(40)]
    found = read("a.json", json.dumps(rows, ensure_ascii=False).encode())
    assert [fields(one)["text"] for one in found] == [row["text"] for row in rows]


def test_front_matter_of_markdown():
    (record,) = read("a.md", b"---\ntitle: 'Talks: day two'\ndate: 2016-10-13\nlayout: post\n---\n# Talks\n\nText.\n")
    assert fields(record) == {"title": "Talks: day two", "date": "2016-10-13", "text": "# Talks\n\nText.\n"}
    (record,) = read("a.md", b"# Talks\n\n---\n\nText.\n")
    assert fields(record) == {"text": "# Talks\n\n---\n\nText.\n"}


PAGE = f"""<!doctype html><html lang="en"><head><title>Talks - TASS</title>
<link rel="canonical" href="https://tass.com/world/1"><meta property="og:site_name" content="TASS">
<meta property="article:published_time" content="2017-02-03T23:10:00-05:00">
<script type="application/ld+json">{{"@graph": [{{"author": [{{"name": "A. Writer"}}], "headline": "Talks"}}]}}</script>
</head><body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Talks</h1>
<p>{TEXT} They will meet again next week, as both of them told reporters in the evening.</p>
<p>Engineers closed the old bridge after cracks were found in two of its pillars during an inspection.</p>
</article><script>document.write("evil")</script><footer>Copyright</footer></body></html>"""


def test_a_page_gives_its_article_and_its_tags():
    (record,) = read("a.html", PAGE.encode())
    found = fields(record)
    paragraphs = found["text"].split("\n\n")
    assert [paragraph.split()[0] for paragraph in paragraphs[-2:]] == ["The", "Engineers"]
    assert not any(word in found["text"] for word in ("evil", "Home", "Copyright"))
    meta = found["html_meta"]
    assert meta["canonical"] == "https://tass.com/world/1"
    assert (meta["author"], meta["headline"], meta["lang"]) == ("A. Writer", "Talks", "en")
    assert meta["article:published_time"].startswith("2017-02-03")


def test_a_page_in_a_cell_is_read_as_a_page():
    (record,) = read("a.json", json.dumps({"text": f"<p>{TEXT}</p><p>Rain &amp; wind.</p>"}).encode())
    assert unpack(record)["text"].split("\n\n") == [TEXT, "Rain & wind."]
    (record,) = read("a.json", json.dumps({"text": "Is 3 < 4 and 5 > 4?"}).encode())
    assert unpack(record)["text"] == "Is 3 < 4 and 5 > 4?"


def test_ragged_rows_are_refused_and_the_rest_is_read():
    found = read("a.csv", b"title,text\nA,One.\nB,Two.,extra\nonly\n\nC,Three.\n")
    assert [one.input for one in found] == ["a.csv#1", "a.csv#2", "a.csv#3", "a.csv#5"]
    assert [one.reason for one in found[1:3]] == [
        "a row of 3 cells under a header of 2",
        "a row of 1 cells under a header of 2",
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"id,name\n1,x\n", "no text column among its columns (id, name)"),
        ("a.csv", b"\n", "no text column among its columns (none)"),
        ("a.parquet", as_parquet([{"id": 1}]), "no text column among its columns (id)"),
        ("a.parquet", b"PAR1 but not really", "not a Parquet file that can be read"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b'[{"text": "One."}, {"text"', "not JSON"),
        ("a.json", b"[" * 10_000 + b"]" * 10_000, "nested too deep"),
        ("a.jsonl", b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "nested too deep"),
        ("a.txt", bytes(range(256)) * 50, "not text: it holds control characters"),
        ("a.html", b"", "the file is empty"),
        ("a.html", b"<html><body><script>1</script></body></html>", "no article text found"),
        ("a.pdf", b"%PDF-1.4", "files of this kind are not read"),
        ("README.md", b"About these files", "named as a note"),
        ("a.zip", b"PK no archive", "the archive cannot be read further"),
        ("a.gz", b"no archive", "files of this kind are not read"),
        ("a.txt.gz", b"no archive", "cannot be read further"),
        ("a.txt.gz", gzip.compress(b"x" * 5000)[:-30], "cannot be read further"),
        ("a.tar.gz", gzip.compress(b"x" * 5000), "cannot be read further"),
        ("a.zip", zipped({"../a.txt": b"x"}), "its name leads out of the archive"),
        ("a.zip", zipped({"/etc/a.txt": b"x"}), "its name leads out of the archive"),
        ("a.zip", zipped({"C:\\a.txt": b"x"}), "its name leads out of the archive"),
        ("a.tar", tarred({"folder/../../a.txt": b"x"}, "w"), "its name leads out of the archive"),
        ("a.zip",
         zipped({"1.zip": zipped({"2.zip": zipped({"3.zip": zipped({"a.txt": b"x"})})})}), "an archive inside 3"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_refusal(name, content, reason):
    found = [one if isinstance(one, Refusal) else unpack(one) for one in read(name, content)]
    refusals = [one for one in found if isinstance(one, Refusal)]
    assert len(refusals) == 1
    assert reason in refusals[0].reason


def test_encrypted_members_are_refused_and_the_others_read():
    content = bytearray(zipped({"secret.txt": b"x", "open.txt": TEXT.encode()}))
    for header in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[header] |= 1
    secret, opened = read("a.zip", bytes(content))
    assert secret == Refusal("a.zip/secret.txt", "encrypted; unpack it first")
    assert fields(opened) == {"text": TEXT}


def test_links_and_pipes_inside_archives_are_refused():
    link = tarfile.TarInfo("link.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    pipe = tarfile.TarInfo("pipe.txt")
    pipe.type = tarfile.FIFOTYPE
    found = read("a.tar", tarred({link: b"", pipe: b"", "a.txt": TEXT.encode()}, "w"))
    assert [type(one) for one in found] == [Refusal, Refusal, Record]
    zipped_link = zipfile.ZipInfo("link.txt")
    zipped_link.external_attr = (stat.S_IFLNK | 0o777) << 16
    (refusal,) = read("a.zip", zipped({zipped_link: "/etc/passwd"}))
    assert refusal.reason == "a link; links are not followed"


@pytest.mark.parametrize("name", ["bomb.txt", "bomb.jsonl", "bomb.csv"])
@pytest.mark.parametrize("pack", ["zip", "gz", "tar.gz"])
def test_decompression_bombs_do_not_go_off(name, pack, monkeypatch):
    monkeypatch.setattr("analysis.corpus.readers.limits.FREE", 2**20)
    bomb = (b"text\n" if name.endswith("csv") else b"") + b"0" * 50 * 2**20
    packed = {
        "zip": lambda: ("a.zip", zipped({name: bomb})),
        "gz": lambda: (f"{name}.gz", gzip.compress(bomb)),
        "tar.gz": lambda: ("a.tar.gz", tarred({name: bomb})),
    }[pack]()
    found = read(*packed)
    assert all(isinstance(one, Refusal) for one in found)
    assert any("larger than 32 MB" in one.reason or "decompression bomb" in one.reason for one in found)


def test_text_that_packs_well_is_no_bomb():
    rows = "".join(json.dumps({"text": f"{number} {TEXT * 20}"}) + "\n" for number in range(2000))
    assert len(read("a.jsonl.gz", gzip.compress(rows.encode()))) == 2000


def test_a_huge_line_is_refused_and_the_rest_read(monkeypatch):
    for module in ("encoding", "table", "jsons"):
        monkeypatch.setattr(f"analysis.corpus.readers.{module}.MAX_ARTICLE", 1000)
    rows = [{"text": "One."}, {"text": "x" * 5000}, {"text": "Two."}]
    found = read("a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert [isinstance(one, Refusal) for one in found] == [False, True, False]
    found = read("a.csv", f"title,text\nA,One.\nB,{'x' * 5000}\nC,Two.\n".encode())
    assert [fields(one)["text"] for one in found if isinstance(one, Record)] == ["One.", "Two."]
    assert sum(isinstance(one, Refusal) for one in found) == 1


def test_links_pipes_and_hidden_files_in_a_folder_are_refused(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text(TEXT)
    found = list(sources(tmp_path))
    assert [one.input for one in found if isinstance(one, Refusal)] == [".hidden", "link.txt", "loop", "pipe.txt"]
    assert [one.name for one in found if isinstance(one, Source)] == ["a.txt", "sub/b.txt"]


def test_file_names_may_be_any_bytes(tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9 \n.txt"
    with open(name, "wb") as file:
        file.write(TEXT.encode())
    (found,) = sources(tmp_path)
    assert found.name == "caf\\xe9 \n.txt"
    (record,) = read_articles(found)
    assert fields(record) == {"text": TEXT}


@pytest.mark.parametrize(
    "name", ["a.txt", "a.md", "a.html", "a.csv", "a.tsv", "a.json", "a.jsonl", "a.zip", "a.parquet"]
)
@given(
    content=st.binary(min_size=1, max_size=200) | st.text(min_size=1).map(lambda text: text.encode("utf-8", "replace"))
)
@settings(max_examples=40, deadline=None)
def test_any_bytes_are_read_or_refused(name, content):
    for one in read(name, content):
        assert isinstance(unpack(one) if isinstance(one, Record) else one, dict | Refusal)


@given(st.lists(st.binary(max_size=60), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_cells_are_read_or_refused(cells):
    for content in (b"text\n" + b"\n".join(cells), b'{"text": "' + b'"}\n{"text": "'.join(cells) + b'"}'):
        for name in ("a.csv", "a.jsonl"):
            for one in read(name, content):
                assert isinstance(unpack(one) if isinstance(one, Record) else one, dict | Refusal)


def _page_text(body: str, head: str = "") -> list[str]:
    title = "<title>The ferry that waits</title>"
    html = f"<html><head>{title}{head}</head><body><nav><a>Home</a><h3>Our ports</h3></nav>{body}</body></html>"
    return read_page(html)["text"].split("\n\n")


FERRY = [
    "The ferry leaves at six, or when the baker has brought the rolls, whichever of the two comes later.",
    "Nobody on the island has ever complained, since the baker is the captain's sister and has the keys.",
    "A new timetable hangs on the pier this week, and four people have been seen to read it with a pencil.",
]


def test_a_subheading_between_two_paragraphs_is_kept_and_a_heading_of_links_is_not():
    links = "<h3>Olga, 41, pilot</h3><ul><li><a href='/a'>A lock without a key</a></li></ul>"
    body = f"<p>{FERRY[0]}</p><h3>Vera, 63, cook</h3><p>{FERRY[1]}</p>{links}<p>{FERRY[2]}</p>"
    page = f"<h1>The ferry that waits</h1><article>{body}</article>"
    kept = _page_text(page)
    assert kept[kept.index(FERRY[1]) - 1] == "Vera, 63, cook"
    assert [heading.text for heading in find_headings(load_html(page))] == ["Vera, 63, cook"]


STANDFIRST = "An island keeps the time of its baker"
TITLE = "<h1>The ferry that waits</h1>"


@pytest.mark.parametrize(
    ("above", "head"),
    [
        (f"{TITLE}<h2>{STANDFIRST}</h2>", ""),
        (f"{TITLE}<b>x</b><div class='art-standfirst'>{STANDFIRST}</div>", ""),
        (f"<div>{STANDFIRST}</div>", f"<meta name='description' content='{STANDFIRST}'>"),
    ],
)
def test_a_standfirst_stands_above_the_first_paragraph(above, head):
    kept = _page_text(f"{above}<article>{''.join(f'<p>{line}</p>' for line in FERRY)}</article>", head)
    assert kept[kept.index(FERRY[0]) - 1] == STANDFIRST


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ("<div class='caption'>The pier at six in the morning</div>", "pier at six"),
        ("<div>By Olga Brandt in the harbour town</div>", "Olga Brandt"),
        ("<div><ul><li>Share this with a friend today</li></ul></div>", "friend"),
        ("<div><a href='/x'>Where the rolls of the island come from</a></div>", "rolls of the island"),
    ],
)
def test_a_caption_byline_list_or_link_below_the_title_is_no_standfirst(box, words):
    body = f"<h1>The ferry that waits</h1>{box}<article>{''.join(f'<p>{line}</p>' for line in FERRY)}</article>"
    kept = _page_text(body)
    assert kept[-3:] == FERRY
    assert words not in " ".join(kept)
