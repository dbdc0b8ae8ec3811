import pytest

from analysis.corpus import ingest, load_corpus, load_ledger
from analysis.corpus.articles import clean_again, make_article
from analysis.corpus.outlets import load_registry
from analysis.corpus.records import Record
from analysis.corpus.second_look import learn
from analysis.errors import FramingError

TOWNS = [
    "Aleppo",
    "Homs",
    "Idlib",
    "Raqqa",
    "Hama",
    "Daraa",
    "Latakia",
    "Tartus",
    "Palmyra",
    "Manbij",
    "Afrin",
    "Douma",
]
LABEL = "Bridges and harbours desk, evening shift"


def rows(outlet, label=""):
    lines = [
        f'{outlet},"The council of {town} voted on Monday to repair the road. {town} has waited for it since {year}."'
        for year, town in enumerate(TOWNS, start=2001)
    ]
    return [f'{line[:-1]}\n\n{label}"' if label else line for line in lines]


@pytest.fixture
def store(tmp_path):
    (tmp_path / "rows.csv").write_text("\n".join(["outlet,text", *rows("tass", LABEL), *rows("dw")]), encoding="utf-8")
    ingest(tmp_path / "rows.csv", tmp_path / "store")
    return tmp_path / "store"


def test_a_line_that_recurs_in_one_outlet_is_cut(store):
    documents = load_corpus(store)
    assert len(documents) == 24
    assert not documents["text"].str.contains("evening shift").any()
    assert documents["text"].str.contains("voted on Monday").all()


def test_the_audit_names_the_rule_and_the_place(store):
    audit = load_ledger(store, "audit").query("rule == 'recurring passage'")
    assert len(audit) == 12
    assert set(audit["text"]) == {LABEL}
    assert audit["doc_id"].str.startswith("tass-").all()


def test_the_second_cleaning_starts_from_the_text_as_it_was(tmp_path, store):
    registry = load_registry()
    source = f"Share\nTweet\n\nMOSCOW, March 3. /TASS/. The council voted on Monday to repair the road.\n\n{LABEL}"
    first = make_article(Record("a.txt", {"text": source, "outlet": "tass"}), registry)
    learned = learn(sorted(store.glob("documents-*.parquet")))
    assert learned.table.empty  # what was cut is not learned again
    again = clean_again(first, registry, 1, learned)
    assert again.row == first.row
    assert again.audit == first.audit
    spans = [row for row in again.audit if row.action != "layout"]
    assert [source[row.start : row.end] for row in spans] == [row.text for row in spans]


def test_an_article_of_which_nothing_is_left_is_refused(tmp_path):
    lines = [*rows("tass", LABEL), f'tass,"{LABEL}"', *rows("dw")]
    (tmp_path / "rows.csv").write_text("\n".join(["outlet,text", *lines]), encoding="utf-8")
    report = ingest(tmp_path / "rows.csv", tmp_path / "store")
    assert report.refusals["input"].tolist() == ["rows.csv#13"]
    assert "once furniture is cut" in report.refusals.loc[0, "reason"]
    assert report.counts.set_index("what")["n"]["new"] == len(load_corpus(tmp_path / "store")) == 24


def test_articles_that_are_nothing_but_a_recurring_line_are_no_corpus(tmp_path):
    lines = [f'tass,{number},"{LABEL} {number}"' for number in range(12)]
    (tmp_path / "rows.csv").write_text("\n".join(["outlet,title,text", *lines]), encoding="utf-8")
    with pytest.raises(FramingError, match=r"no article could be read from .* \(12 inputs were refused\)"):
        ingest(tmp_path / "rows.csv", tmp_path / "store")
    assert not (tmp_path / "store").exists()


def test_articles_of_earlier_ingests_that_keep_what_is_known_to_recur_now_are_counted(tmp_path):
    head, own, others = "outlet,text", rows("tass", LABEL), rows("dw")
    for name, lines in (("first.csv", [*own[:3], *others]), ("later.csv", own[3:]), ("all.csv", [*own, *others])):
        (tmp_path / name).write_text("\n".join([head, *lines]), encoding="utf-8")
    first, later = (ingest(tmp_path / name, tmp_path / "store") for name in ("first.csv", "later.csv"))
    anew = ingest(tmp_path / "all.csv", tmp_path / "fresh")
    uncut = [report.counts.set_index("what")["n"].get("earlier, not cut", 0) for report in (first, later, anew)]
    assert uncut == [0, 3, 0]
    assert load_corpus(tmp_path / "store")["text"].str.contains(LABEL).sum() == 3
    assert not load_corpus(tmp_path / "fresh")["text"].str.contains(LABEL).any()
    assert "ingest all anew into a fresh folder" in repr(later)
    assert "anew" not in repr(first)
