"""What is asked in the panel is answered with plain data, and with the code that gives the same."""

import ast
import json

import pandas as pd
import pytest

import analysis
from analysis.explorer import Session
from analysis.explorer.sections import SECTIONS
from analysis.study import Study
from tests.small_corpus import HOSTILE

QUESTION = {"outlets": ["tass", "dw"], "about": ["Syria"], "period": ["", ""], "voice": "all"}


@pytest.fixture
def session(documents):
    study = Study(documents, outlets=("tass", "dw"), n_topics=3, n_permutations=200, n_bootstraps=100, name="held")
    return Session(study)


def asked(session, **changes):
    return list(session.answers({"kind": "ask", "question": QUESTION | changes}))


def read(session, **look):
    [answer] = session.answers({"kind": "read", "look": look})
    return answer


def wanted(session, name):
    [answer] = session.answers({"kind": "section", "section": name})
    return answer


def shown(code, **names):
    *lines, last = ast.parse(code).body
    exec(compile(ast.Module(lines, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def test_the_design_comes_first_then_distance_and_words(session):
    answers = asked(session)
    assert [answer["section"] for answer in answers] == ["design", "distance", "keyness", "distance", "design"]
    assert {answer["kind"] for answer in answers} == {"section"}
    assert answers[1]["notes"] == ["The estimate alone: interval and chance band take longer."]
    assert answers[3]["notes"][0].startswith("200 shuffles of labels, 100 redraws")


def test_every_answer_is_plain_data(session):
    answers = [*asked(session, outlets=["tass", "dw", "cnn"]), *(wanted(session, name) for name in SECTIONS)]
    answers += [read(session, term="left"), read(session, speaker="John Kerry")]
    assert json.loads(json.dumps(answers, allow_nan=False)) == answers
    assert all(
        len(row) == len(table["columns"]) for a in answers for table in a.get("tables", []) for row in table["rows"]
    )


def test_code_of_every_section_gives_the_numbers_that_are_shown(session, documents):
    asked(session)
    study = session.study
    tables = {
        "design": study.outline.table, "distance": study.distance.table, "keyness": study.keyness.table,
        "topics": study.prevalence, "naming": study.naming.table, "speaking": study.speaking.table,
        "gap": study.gap("tass", "dw").table,
    }  # fmt: skip
    assert set(tables) == set(SECTIONS)
    for name, table in tables.items():
        found = shown(wanted(session, name)["code"], held=documents)
        unit = 1e6 if name == "gap" else 1  # a gap is one of words per million
        pd.testing.assert_frame_equal(found, table, check_exact=False, rtol=1e-12, atol=1e-12 * unit)


def test_counts_in_the_table_of_words_are_those_of_the_comparison(session):
    section = asked(session)[2]
    [table] = section["tables"]
    row = next(row for row in table["rows"] if row[0]["label"] == "rebels")
    truth = session.study.keyness.table.set_index("term").loc["rebels"]
    assert row[1:6] == ["dw", f"{truth.n_target:.0f}", "0", f"{truth.n_reference:.0f}", "18"]
    assert row[6]["value"] == truth.log_odds
    assert row[6]["low"] == truth.low


def test_contrasts_of_three_outlets_can_be_chosen(session):
    section = asked(session, outlets=["tass", "dw", "cnn"])[2]
    assert [table["choice"] for table in section["tables"]] == [
        "cnn against dw", "cnn against tass", "dw against tass",
        "cnn against the rest", "dw against the rest", "tass against the rest",
    ]  # fmt: skip


def test_the_warning_of_the_design_is_seen_and_the_words_are_described(session):
    answers = asked(session, period=["2017-01-02", "2017-01-04"])
    assert any("fewer than 5 in an outlet" in note for note in answers[0]["notes"])
    [table] = answers[2]["tables"]
    assert {row[7] for row in table["rows"]} == {"–"}


def test_sentences_stand_outlet_beside_outlet_with_their_voices(session):
    asked(session, outlets=["dw", "cnn"])
    answer = read(session, term="talks")
    assert [column["outlet"] for column in answer["columns"]] == ["dw", "cnn"]
    assert [column["stories"] for column in answer["columns"]] == [18, 18]
    sentence = answer["columns"][1]["sentences"][0]
    assert sentence["parts"] == [
        {"text": "The ", "voice": "own", "match": False},
        {"text": '"', "voice": "scare", "match": False},
        {"text": "talks", "voice": "scare", "match": True},
        {"text": '"', "voice": "scare", "match": False},
        {"text": " failed in Syria.", "voice": "own", "match": False},
    ]
    assert sentence["voice"] == "in scare quotes"
    assert (sentence["title"], sentence["date"]) == ("cnn 1", "2017-01-02")
    assert sentence["url"] == "https://example.org/cnn/1"


def test_only_the_voice_that_is_asked_for_is_read(session):
    asked(session, voice="quoted")
    columns = read(session, term="fear")["columns"]
    assert [len(column["sentences"]) for column in columns] == [0, 4]
    assert {sentence["voice"] for sentence in columns[1]["sentences"]} == {"quoted"}
    assert read(session, term="regime")["columns"][1]["sentences"] == []


@pytest.mark.parametrize("look", [{"concept": "syrian-government", "name": "regime"}, {"speaker": "John Kerry"}])
def test_names_and_speakers_have_sentences(session, look):
    asked(session)
    [tass, dw] = read(session, **look)["columns"]
    assert tass["sentences"] == []
    assert len(dw["sentences"]) == 4


def test_any_word_can_be_read_as_typed(session):
    asked(session)
    assert [len(c["sentences"]) for c in read(session, word=" Militants ")["columns"]] == [4, 0]
    assert [len(c["sentences"]) for c in read(session, word="left the")["columns"]] == [4, 4]
    assert [len(c["sentences"]) for c in read(session, word="(.*")["columns"]] == [0, 0]


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ({"kind": "ask", "question": QUESTION | {"outlets": ["dw"]}}, "needs two outlets"),
        ({"kind": "ask", "question": QUESTION | {"about": ["volcano"]}}, "is not in the corpus"),
        ({"kind": "ask", "question": QUESTION | {"period": ["2017-02-02", "2017-01-01"]}}, "comes after"),
        ({"kind": "section", "section": "nonsense"}, "section 'nonsense' is not known"),
        ({"kind": "read", "look": {"word": " "}}, "nothing to look for"),
        ({"kind": "read", "look": {"table": "x"}}, "nothing to look for"),
        ({"kind": "nonsense"}, "not known"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(session, message, sentence):
    [answer] = session.answers(message)
    assert answer["kind"] == "error"
    assert sentence in answer["message"]


def test_one_section_that_fails_keeps_no_other_back(documents):
    late = documents.copy()
    late.loc[late["outlet"] == "dw", "date"] += pd.DateOffset(years=1)
    answers = asked(Session(Study(late, outlets=("tass", "dw"))))
    assert [answer["kind"] for answer in answers] == ["section", "error", "error", "error", "section"]
    assert "no month in common" in answers[2]["message"]


def test_counts_alone_have_words_and_no_sentences():
    session = Session(Study(analysis.load_counts("core"), outlets=("rferl", "strategic-culture"), name="core"))
    assert session.opening()["texts"] is False
    answers = list(session.answers({"kind": "ask", "question": session.opening()["question"]}))
    assert [answer["section"] for answer in answers][:3] == ["design", "distance", "keyness"]
    assert read(session, term="russia") == {
        "kind": "error", "section": None,
        "message": "only counts are held of this corpus: its sentences cannot be shown without the texts",
    }  # fmt: skip


def test_many_articles_are_outlined_at_once_and_compared_when_asked_for(session, monkeypatch):
    monkeypatch.setattr("analysis.explorer.session.LARGE", 10)
    answers = asked(session)
    assert [(answer["kind"], answer["section"]) for answer in answers] == [
        ("section", "design"), ("later", "keyness"), ("section", "distance"), ("section", "distance"),
    ]  # fmt: skip
    assert answers[2]["full"] is True
    assert answers[3]["notes"][0].startswith("50 shuffles of labels, 50 redraws")
    assert "1,000 stories of each outlet at most" in answers[3]["notes"][1]
    assert wanted(session, "keyness")["tables"][0]["rows"]


def test_hostile_text_is_passed_on_as_text_and_no_address_but_http(hostile):
    outlet = hostile.loc["d025", "outlet"]
    session = Session(Study(hostile, outlets=("tass", outlet), about="Syria"))
    assert asked(session, outlets=["tass", outlet])[0]["tables"][0]["rows"][0][0] == outlet
    harmful = read(session, term="harm")["columns"][1]["sentences"][0]
    assert harmful["url"] is None
    assert harmful["title"] == HOSTILE["title"].replace("\u202e", " ")
    said = "".join(part["text"] for part in harmful["parts"])
    assert "<script>" in said or "onclick" in said
    assert "\u202e" not in json.dumps(harmful, ensure_ascii=False)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "//x", "http:", "x", None, "http://[", 3]
)
def test_an_address_that_is_not_of_the_web_is_none(url):
    from analysis.explorer.reading import _address

    assert _address(url) is None
