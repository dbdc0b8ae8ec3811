from importlib import import_module

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import (
    FramingError,
    actors,
    concordance,
    count_terms,
    fit_topics,
    frame_scores,
    name_choices,
    speakers,
    split_gap,
    split_voices,
)
from analysis.framing import Frame, load_concepts
from analysis.framing.naming.mentions import find_mentions


def documents_of(*texts):
    index = pd.Index([f"d{i}" for i in range(len(texts))], name="doc_id")
    return pd.DataFrame({"outlet": ["y", "x", "x"][: len(texts)], "text": texts}, index=index)


def test_rows_are_sorted_and_offsets_exact():
    documents = documents_of("Rebels fled. rebels", "The REBELS", None)
    rows = concordance(documents, "rebels")
    assert rows[["outlet", "doc_id", "start"]].to_numpy().tolist() == [["x", "d1", 4], ["y", "d0", 0], ["y", "d0", 13]]
    for row in rows.itertuples():
        assert documents.at[row.doc_id, "text"][row.start : row.end] == row.match
    assert rows["left"].str.len().unique().tolist() == [60]


@given(text=st.text(max_size=50), pattern=st.sampled_from([r"\w+", "a|b", r"\s", "", "."]))
def test_any_text_gives_one_line_rows(text, pattern):
    rows = concordance(documents_of(text), pattern, width=7)
    assert not rows[["left", "match", "right"]].map(lambda cell: "\n" in cell or "\r" in cell).any(axis=None)
    assert (rows["end"] > rows["start"]).all()


def test_no_match_is_an_empty_table_with_the_same_columns():
    rows = concordance(documents_of("nothing here"), "absent")
    assert rows.empty
    assert rows.columns.tolist() == ["outlet", "doc_id", "start", "end", "voice", "left", "match", "right"]


def test_markup_stays_text():
    rows = concordance(documents_of("<script>alert(1)</script> talks"), "talks")
    assert "<script>" not in rows.to_html()


def test_bad_input_is_one_sentence():
    with pytest.raises(FramingError, match=r"pattern '\(' is not a regular expression"):
        concordance(documents_of("x"), "(")
    with pytest.raises(FramingError, match="by='paper' is not a column"):
        concordance(documents_of("x"), "x", by="paper")


SPOKEN = 'The regime fell. "The regime is strong," Jane Roe said. Nobody saw the regime.'


def test_the_voice_of_each_place_is_marked_and_can_be_chosen():
    rows = concordance(documents_of(SPOKEN), "regime")
    assert rows["voice"].tolist() == ["own", "quoted", "own"]
    assert concordance(documents_of(SPOKEN), "regime", voice="quoted")["start"].tolist() == [SPOKEN.index("regime is")]
    assert len(concordance(documents_of(SPOKEN), "regime", voice="own")) == 2


def test_a_row_of_a_result_leads_to_its_sentences():
    documents = documents_of(SPOKEN, "A regime.", "Regimes")
    assert concordance(documents, {"term": "regime"}).equals(concordance(documents, r"\bregime\b"))
    row = pd.Series({"outlet": "x", "term": "regime"})
    assert concordance(documents, row)["doc_id"].tolist() == ["d1"]
    assert concordance(documents, {"term": "jane roe"})["match"].tolist() == ["Jane Roe"]
    assert concordance(documents, {"speaker": "Jane Roe"})["match"].tolist() == ['"The regime is strong,"']


def test_a_name_choice_leads_to_its_mentions():
    documents = documents_of("The Syrian regime fell.", "The Syrian government fell.")
    rows = concordance(documents, {"concept": "syrian-government", "name": "regime"})
    assert rows["doc_id"].tolist() == ["d0"]
    assert "regime" in rows["match"][0]


def test_a_name_of_ones_own_concepts_leads_to_its_mentions(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[[concept]]\nkey = "talks"\n[concept.names]\nparley = ["parley*"]\n', encoding="utf-8")
    documents, row = documents_of("They parleyed.", "A parley.", "Talks."), {"concept": "talks", "name": "parley"}
    for concepts in (path, load_concepts(path)):
        naming = name_choices(documents, concepts, n_permutations=10, n_bootstraps=10)
        rows = concordance(documents, naming.table.query("name == 'parley'").iloc[0], concepts=concepts)
        assert rows["match"].tolist() == ["parley"]
        assert concordance(documents, row, concepts=concepts)["match"].tolist() == ["parley", "parleyed"]
    with pytest.raises(FramingError, match="concept='talks' is not known"):
        concordance(documents, row)
    with pytest.raises(FramingError, match="name='chat' is not known: choose one of 'parley'"):
        concordance(documents, {"concept": "talks", "name": "chat"}, concepts=path)


def test_every_number_of_name_choices_leads_to_as_many_lines():
    documents = documents_of("The Syrian regime fell. Rebels in Syria fled.", "Syria: opposition", SPOKEN)
    naming = name_choices(documents, voice="all", n_permutations=10, n_bootstraps=10)
    for row in naming.table[naming.table["n_raw"] > 0].to_dict("records"):
        assert len(concordance(documents, row)) == row["n_raw"]


def test_a_row_that_is_a_place_leads_there():
    row = {"doc_id": "d0", "start": 4, "end": 10, "concept": "x", "name": "y", "speaker": "z"}
    assert concordance(documents_of(SPOKEN, SPOKEN), pd.Series(row))[["doc_id", "match"]].to_numpy().tolist() == [
        ["d0", "regime"]
    ]


def test_a_group_of_speakers_leads_to_what_it_says(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[[group]]\nname = "officials"\npeople = { "Jane Roe" = "mayor" }\n', encoding="utf-8")
    documents = documents_of(SPOKEN, '"No," Max Mad said.')
    found = speakers(documents, gazetteer=path, n_permutations=10, n_bootstraps=10)
    row = found.table.query("group == 'officials' and quotations > 0").iloc[0]
    assert concordance(documents, row, gazetteer=path)["match"].tolist() == ['"The regime is strong,"']
    assert concordance(documents, row).empty
    person = found.people.query("speaker == 'Max Mad'").iloc[0]
    assert concordance(documents, person)["match"].tolist() == ['"No,"']
    assert len(concordance(documents, found.quotes.iloc[0])) == 1


@pytest.fixture(scope="module")
def told():
    documents = documents_of(
        "Russian jets bombed the town. Russia did not bomb the school.", "Russia was warned.", "Turkey bombed the town."
    )
    return documents, actors(documents, n_permutations=10, n_bootstraps=10)


@pytest.mark.parametrize("role", ["agent", "patient", "agentless"])
def test_a_role_of_a_group_leads_to_its_events(told, role):
    documents, found = told
    for row in found.table[found.table["role"] == role].to_dict("records"):
        assert len(concordance(documents, row)) == row["n"]


def test_who_does_what_to_whom_leads_to_its_sentences(told):
    documents, found = told
    rows = concordance(documents, {"agent": "Russian jets", "verb": "bomb", "patient": "the town"})
    assert rows[["doc_id", "match"]].to_numpy().tolist() == [["d0", "bombed"]]
    assert concordance(documents, {"verb": "bomb", "patient": "the town"})["doc_id"].tolist() == ["d2", "d0"]
    assert concordance(documents, {"verb": "warn", "agent": None})["doc_id"].tolist() == ["d1"]
    for event in found.events.to_dict("records"):
        assert concordance(documents, event)["start"].tolist() == [event["start"]]
    with pytest.raises(FramingError, match="role='victim' is not known"):
        concordance(documents, {"group": "russia", "role": "victim"})
    assert concordance(documents.head(0), {"group": "russia", "role": "agent"}).empty


def test_groups_of_actors_may_be_ones_own(told, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[[group]]\nkey = "towns"\nnames = ["town"]\n', encoding="utf-8")
    rows = concordance(told[0], {"group": "towns", "role": "patient"}, groups=path)
    assert rows["match"].tolist() == ["bombed", "bombed"]


def test_the_words_of_a_frame_lead_to_their_sentences():
    documents = documents_of("The war cost much. Costly wars.", "War, costs")
    frames = {"money": Frame("money", words=("cost*", "price")), "none": Frame("none")}
    scores = frame_scores(count_terms(documents), frames, n_bootstraps=10)
    word = scores.words.query("word == 'cost*'").iloc[0]
    assert len(concordance(documents, word, frames=frames)) == word["n"] == 3
    row = scores.table.query("frame == 'money' and outlet == 'y'").iloc[0]
    assert concordance(documents, row, frames=frames)["match"].tolist() == ["cost", "Costly"]
    assert concordance(documents, {"frame": "none"}, frames=frames).empty
    assert concordance(documents_of("Attacks"), {"frame": "conflict", "word": "attack*"})["match"].tolist() == [
        "Attacks"
    ]
    with pytest.raises(FramingError, match="word='peace' is not known"):
        concordance(documents, {"frame": "money", "word": "peace"}, frames=frames)


def test_a_term_of_a_gap_and_of_a_topic_leads_to_its_sentences():
    texts = ["goal match team goal match"] * 6 + ["vote court judge vote court"] * 6
    documents = pd.DataFrame({"outlet": ["x", "y"] * 6, "text": texts}, index=[f"d{i}" for i in range(12)])
    documents["date"] = pd.Timestamp("2017-01-02")
    counted = count_terms(documents)
    topics = fit_topics(counted, k=2)
    for table in (split_gap(counted, topics, "x", "y", n_bootstraps=20).table, topics.terms):
        row = table[table["term"] == "goal"].iloc[0]
        assert len(concordance(documents, row)) == 12


def test_known_voices_are_taken_as_given():
    documents = documents_of(SPOKEN, "A regime.")
    spans = split_voices(documents)
    given = concordance(documents, "regime", spans=spans)
    pd.testing.assert_frame_equal(given, concordance(documents, "regime"))
    loud = concordance(documents, "regime", spans=spans.assign(voice="reported"), voice="reported")
    assert len(loud) == len(given)
    assert len(concordance(documents, {"speaker": "Jane Roe"}, spans=spans)) == 1


def test_only_articles_with_a_match_are_split_and_one_concept_looked_for(monkeypatch):
    module = import_module("analysis.terms.voice")
    rows = import_module("analysis.framing.concordance.rows")
    split, sought = [], []
    monkeypatch.setattr(module, "split_voices", lambda part, **_: split.extend(part.index) or split_voices(part))
    monkeypatch.setattr(rows, "find_mentions", lambda part, c: sought.append(list(c)) or find_mentions(part, c))
    concordance(documents_of(SPOKEN, "Nothing.", None), "regime")
    concordance(documents_of("Syrian regime", "Nothing."), {"concept": "syrian-government", "name": "regime"})
    assert split == ["d0", "d0"]
    assert sought == [["syrian-government"]]


def test_a_table_of_places_is_shown_as_it_is():
    places = pd.DataFrame({"doc_id": ["d1", "d0", "gone"], "start": [2, 4, 0], "end": [8, 10, 1]})
    rows = concordance(documents_of(SPOKEN, "A regime."), places)
    assert rows[["doc_id", "match"]].to_numpy().tolist() == [["d1", "regime"], ["d0", "regime"]]


def test_lines_can_be_sorted_by_their_neighbours():
    documents = pd.DataFrame({"outlet": "x", "text": ["new talks b", "old talks a", "big talks c"]}, index=list("abc"))
    assert concordance(documents, "talks", sort="right")["doc_id"].tolist() == ["b", "a", "c"]
    assert concordance(documents, "talks", sort="left")["doc_id"].tolist() == ["c", "a", "b"]


def test_no_markup_and_no_turned_lines_in_html():
    rows = concordance(documents_of('<img src=x onerror="alert(1)"> \u202eslat talks'), "talks")
    html = rows._repr_html_()
    assert "<img" not in html
    assert "onerror=" in html
    assert "\u202e" not in html
    assert "<details>" not in html
    assert rows[["match"]]._repr_html_().count("<table") == 1


def test_long_tables_say_how_many_lines_are_left_out():
    rows = concordance(documents_of("talks " * 200), "talks")
    html = rows._repr_html_()
    assert html.partition("<details>")[0].count("<tr>") == 1 + 20
    assert "Show all 200 rows" in html


def test_a_short_table_has_lines_of_every_outlet():
    documents = documents_of("talks " * 200, "talks", "talks").assign(outlet=["x", "y", "z"])
    seen = concordance(documents, "talks")._repr_html_().partition("<details>")[0]
    assert [seen.count(f">{outlet}</th>") for outlet in "xyz"] == [6, 1, 1]


def test_more_bad_input_is_one_sentence():
    for wrong, words in [
        ({"voice": "loud"}, "voice='loud' is not known: choose one of 'all', 'own'"),
        ({"sort": "length"}, "sort='length' is not known"),
        ({"pattern": {"label": "x"}}, "a row with label cannot be looked up"),
        ({"pattern": pd.DataFrame({"doc_id": []})}, "start is missing"),
    ]:
        with pytest.raises(FramingError, match=words):
            concordance(documents_of("x"), **({"pattern": "x"} | wrong))
