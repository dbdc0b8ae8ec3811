"""Agents and patients: hand-parsed clauses, groups of noun phrases, hand-counted shares, intervals that cover."""

import sys
from importlib import import_module

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection

import analysis
from analysis import FramingError, actors
from analysis.framing import load_actors
from analysis.framing.actors.clauses import noun_phrases, read_clauses
from analysis.framing.actors.events import EVENTS

module = import_module("analysis.framing.actors.actors")
FAST = {"n_permutations": 99, "n_bootstraps": 99}

# Sentence -> (agent, verb, patient, passive), as a reader parses it.
CLAUSES = {
    "Russia bombed the town.": [("Russia", "bomb", "town", False)],
    "The town was bombed by Russian jets.": [("jets", "bomb", "town", True)],
    "Three civilians were killed in Aleppo.": [(None, "kill", "civilians", True)],
    "Thousands of civilians got killed by the regime.": [("regime", "kill", "Thousands", True)],
    "Turkey attacked and captured the town.": [
        ("Turkey", "attack", None, False),
        ("Turkey", "capture", "town", False),
    ],
    "The men were arrested and charged.": [(None, "arrest", "men", True), (None, "charge", "men", True)],
    "The city that Russia bombed is empty.": [("Russia", "bomb", "city", False)],
    "The rebels, who control Idlib, left.": [("rebels", "control", "Idlib", False)],
    "Rebels backed by Turkey fled.": [("Turkey", "back", "Rebels", True), ("Rebels", "flee", None, False)],
    "US-backed forces fighting ISIS took Raqqa.": [
        ("forces", "fight", "ISIS", False),
        ("forces", "take", "Raqqa", False),
    ],
    "Russia bombed the market, killing nine people.": [
        ("Russia", "bomb", "market", False),
        ("Russia", "kill", "people", False),
    ],
    "The army began shelling the suburbs.": [
        ("army", "begin", None, False),
        ("army", "shell", "suburbs", False),
    ],
    "Ankara asked Washington to leave Manbij.": [
        ("Ankara", "ask", "Washington", False),
        ("Washington", "leave", "Manbij", False),
    ],
    "Russia and Iran support Assad.": [
        ("Russia", "support", "Assad", False),
        ("Iran", "support", "Assad", False),
    ],
    "Russia is a country.": [],
    "The town was shelled, killing two.": [(None, "shell", "town", True), (None, "kill", "two", False)],
}


def documents_of(texts, outlets=None, stories=None):
    index = pd.Index([f"d{i:03d}" for i in range(len(texts))], name="doc_id")
    return pd.DataFrame(
        {
            "outlet": ["x"] * len(texts) if outlets is None else outlets,
            "story": list(index) if stories is None else stories,
            "date": pd.Timestamp("2017-01-05"),
            "text": list(texts),
            "n_words": 9,
        },
        index=index,
    )


@pytest.fixture(scope="module", autouse=True)
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def read():
    """All sentences parsed at once: sentence -> its events."""
    pytest.importorskip("spacy")
    from analysis.text import parse

    documents = documents_of(CLAUSES)
    tokens = parse(documents, workers=1)
    words = [*tokens["text"].astype(object), None]
    events = read_clauses(tokens)
    rows = zip(events["agent"], events["verb"], events["patient"], events["passive"], strict=True)
    found = pd.Series([(words[a], verb, words[p], passive) for a, verb, p, passive in rows], index=events["doc_id"])
    return {text: found[found.index == doc_id].tolist() for doc_id, text in documents["text"].items()}


@pytest.mark.parametrize("sentence", CLAUSES)
def test_clauses_are_read_as_a_reader_does(read, sentence):
    assert read[sentence] == CLAUSES[sentence]


def hand_parsed():
    """ "The town was not shelled by rebels of Idlib." and, in a second article, "They fled"."""
    rows = [
        ("a", 0, 3, "the", "DET", "DT", "det", 1),
        ("a", 4, 8, "town", "NOUN", "NN", "nsubjpass", 4),
        ("a", 9, 12, "be", "AUX", "VBD", "auxpass", 4),
        ("a", 13, 16, "not", "PART", "RB", "neg", 4),
        ("a", 17, 24, "shell", "VERB", "VBN", "ROOT", 4),
        ("a", 25, 27, "by", "ADP", "IN", "agent", 4),
        ("a", 28, 34, "rebel", "NOUN", "NNS", "pobj", 5),
        ("a", 35, 37, "of", "ADP", "IN", "prep", 6),
        ("a", 38, 43, "Idlib", "PROPN", "NNP", "pobj", 7),
        ("b", 0, 4, "they", "PRON", "PRP", "nsubj", 1),
        ("b", 5, 9, "flee", "VERB", "VBD", "ROOT", 1),
    ]
    columns = ["doc_id", "start", "end", "lemma", "pos", "tag", "dep", "head"]
    tokens = pd.DataFrame(rows, columns=columns)
    return tokens.assign(token=tokens.groupby("doc_id").cumcount())


def test_a_table_parsed_by_hand_needs_no_model():
    events = read_clauses(hand_parsed())
    assert events.values.tolist() == [
        ["a", 17, 24, 6, "shell", 1, True, True],
        ["b", 5, 9, 9, "flee", -1, False, False],
    ]
    first, of = noun_phrases(hand_parsed())
    assert first[[1, 6, 9]].tolist() == [0, 6, 9]
    assert of[[1, 6, 9]].tolist() == [-1, 8, -1]


@pytest.mark.parametrize(
    ("phrase", "of", "group"),
    [
        ("Russia", "", "russia"),
        ("the Russian jets", "", "russia"),
        ("Russia's defence ministry", "", "russia"),
        ("Russian Foreign Minister Anton Belov", "", "russia"),
        ("Russian gas", "", None),
        ("a Russian tennis player", "", None),
        ("Turkish-backed fighters", "", None),
        ("the US-led coalition", "", None),
        ("the U.S. military", "", "us"),
        ("us", "", None),
        ("Syrian rebels", "", "armed-opponents"),
        ("Syrian government forces", "", "syrian-government"),
        ("the Trump administration's overtures", "", None),
        ("hundreds", "the refugees", "civilians"),
        ("members", "Islamic State", "islamic-state"),
        ("the history", "Russia", None),
        ("“moderate” villagers", "", "civilians"),
        ("", "", None),
    ],
)
def test_the_group_of_a_noun_phrase(phrase, of, group):
    assert load_actors().group_of(phrase, of) == group


def test_names_in_context_count_where_the_context_is():
    groups = load_actors()
    assert groups.group_of("the rebels") is None
    assert groups.group_of("the rebels", known=groups.contexts_in("In Aleppo the rebels lost.")) == "armed-opponents"
    assert groups.group_of("the rebels", known=groups.contexts_in("Rebels shelled Donetsk.")) == "separatists"
    syria = groups.contexts_in("Syria")
    assert groups.group_of("IS militants", known=syria) == "islamic-state"
    assert groups.group_of("hundreds", of="militants", known=syria) == "armed-opponents"


def test_one_group_of_ones_own(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[[group]]\nkey = "farmers"\nnames = ["farmer", "Farmers Union"]\n')
    groups = load_actors(path)
    assert list(groups.groups) == ["farmers"]
    assert groups.group_of("two farmers") == groups.group_of("the Farmers Union") == "farmers"
    assert groups.acting == load_actors().acting


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"mine.toml, line 1: no group found"),
        ("[[group]]\n", r"line 1: group number 1 has no key"),
        ('[[group]]\nkey = "a"\n', r"line 2: group 'a' has no names"),
        ('[[group]]\nkey = "a"\nnames = "b"\n', r"line 3: group 'a': names must be a list of words"),
        ('[[group]]\nkey = "a"\nnames = ["b"]\nnmes = ["c"]\n', r"line 4: group 'a': field 'nmes' is not known"),
        ('[[group]]\nkey = "a"\nin_context = ["b"]\n', r"line 3: group 'a' has names in context, but no list context"),
        ('[[group]]\nkey="a"\nnames=["b"]\n[[group]]\nkey="a"\nnames=["c"]\n', r"line 5: group 'a' stands twice"),
        ('verbs = ["x"]\n[[group]]\nkey="a"\nnames=["b"]\n', r"line 1: 'verbs' is not known"),
        ("[[group", r"mine.toml: not a TOML file"),
    ],
)
def test_an_error_in_a_file_names_its_line_and_group(tmp_path, text, message):
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(FramingError, match=message):
        load_actors(path)
    with pytest.raises(FramingError, match="does not exist"):
        load_actors(tmp_path / "none.toml")


def cell(result, group, outlet, role):
    table = result.table
    rows = table[(table["group"] == group) & (table["outlet"] == outlet) & (table["role"] == role)]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.fixture(scope="module")
def small():
    pytest.importorskip("spacy")
    texts = [
        "Russian jets bombed the town. The town was shelled by Russia.",  # x: Russia acts twice
        "Russia was warned. Russia was attacked by Turkey.",  # x: once without and once with an agent
        "Russia said the talks failed. Russia did not attack Turkey.",  # x: speech and negation do not count
        'Turkey left. "Last night Russia bombed Turkey again," Ana Lem said.',  # y: what is quoted does not count
    ]
    documents = documents_of(texts, ["x", "x", "x", "y"])
    return documents, actors(documents, **FAST)


def test_shares_are_those_of_a_hand_count(small):
    _, found = small
    assert cell(found, "russia", "x", "agent")[["n", "n_all", "stories", "share"]].tolist() == [2, 4, 1, 0.5]
    assert cell(found, "russia", "x", "patient")[["n", "n_all", "share"]].tolist() == [2, 4, 0.5]
    assert cell(found, "russia", "x", "agentless")[["n", "n_all", "share"]].tolist() == [1, 2, 0.5]
    assert cell(found, "russia", "y", "agent")["n_all"] == 0
    assert cell(found, "turkey", "x", "agent")[["n", "n_all"]].tolist() == [1, 1]
    assert cell(found, "turkey", "y", "agent")[["n", "n_all"]].tolist() == [1, 1]
    assert found.excluded["events in other voices"] == 1
    assert found.excluded["negated events (shown, not counted)"] == 1
    assert found.table["low"].isna().all()


def test_every_event_stands_at_its_verb(small):
    documents, found = small
    assert (found.events["agent_group"].notna() | found.events["patient_group"].notna()).all()
    verbs = [
        documents["text"][doc_id][start:end] for doc_id, start, end in found.events[["doc_id", "start", "end"]].values
    ]
    assert verbs == ["bombed", "shelled", "warned", "attacked", "attack", "left"]
    assert found.events["passive"].tolist() == [False, True, True, True, False, False]
    assert found.events["outlet"].tolist() == ["x"] * 5 + ["y"]


def test_other_voices_when_asked(small):
    documents, _ = small
    quoted = actors(documents, voice="quoted", **FAST)
    assert quoted.events[["agent", "verb", "patient"]].values.tolist() == [["Russia", "bomb", "Turkey"]]
    assert len(actors(documents, voice="all", **FAST).events) == 7


def test_copies_count_once_and_the_order_of_rows_changes_nothing(small):
    documents, found = small
    copies = pd.concat([documents, documents.rename(index=lambda name: f"{name}-copy")])
    again = actors(copies, **FAST)
    pd.testing.assert_frame_equal(again.table, found.table, rtol=1e-12)
    turned = actors(documents.iloc[::-1], **FAST)
    pd.testing.assert_frame_equal(turned.table, found.table)
    pd.testing.assert_frame_equal(turned.contrasts, found.contrasts)


def test_no_group_found_gives_empty_tables_with_the_same_columns(small):
    documents, found = small
    nobody = actors(documents.assign(text="It rained."), **FAST)
    for name in ("table", "contrasts", "events"):
        assert getattr(nobody, name).empty
        assert list(getattr(nobody, name)) == list(getattr(found, name))
    assert "0 events of 0 groups" in repr(nobody)


def test_a_result_says_what_was_left_out(small):
    _, found = small
    assert "events of 2 groups" in repr(found)
    assert "1 events in other voices" in repr(found)
    assert "<script" not in found._repr_html_()


def test_wrong_settings_are_named(small):
    documents, _ = small
    with pytest.raises(FramingError, match="voice"):
        actors(documents, voice="their")
    with pytest.raises(FramingError, match="'paper' is not a column"):
        actors(documents, by="paper")
    with pytest.raises(FramingError, match="no text"):
        actors(documents.drop(columns="text"))


def test_without_spacy_the_message_holds_the_line_to_install_it(monkeypatch):
    import_module("analysis.text.parsing").load_model.cache_clear()
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(FramingError, match=r"pip install 'source-framing\[nlp\]'"):
        actors(documents_of(["Russia left."]))


def planted(n_stories, share, rng):
    """Events of stories that name a group once or more often; some stories see it act more than others do."""
    sizes = 1 + rng.poisson(1.5, n_stories)
    acts = rng.binomial(sizes, rng.beta(6 * share, 6 * (1 - share), n_stories))
    rows = [
        (f"d{i:03d}", at, at < act) for i, (size, act) in enumerate(zip(sizes, acts, strict=True)) for at in range(size)
    ]
    events = pd.DataFrame(rows, columns=["doc_id", "start", "acts"])
    key = pd.Series("russia", index=events.index)
    return events.assign(
        end=events["start"] + 1, verb="go", agent="Russia", patient="Russia", passive=False, negated=False,
        agent_group=key.where(events["acts"]), patient_group=key.where(~events["acts"]),
    )[EVENTS]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.3, 0.7])
def test_intervals_cover_planted_shares(monkeypatch, share):
    hits, n = 0, 60
    documents = documents_of(["Russia left."] * 30)
    for rng in np.random.default_rng(1).spawn(n):
        events = planted(30, share, rng)
        monkeypatch.setattr(module, "find_events", lambda *_, events=events: (events, {}))
        row = cell(actors(documents, n_bootstraps=200), "russia", "x", "agent")
        hits += row["low"] <= share <= row["high"]
    # 95 % less 3 standard errors of 60 draws
    assert 0.86 <= hits / n <= 1


def test_drawing_shows_the_shares_of_the_table(small):
    _, found = small
    ax = analysis.draw_actors(found)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Russia\n(4)", "Turkey\n(2)"]
    dots = [dots.get_offsets() for dots in ax.collections if isinstance(dots, PathCollection)]
    offsets = np.ma.concatenate([part for part in dots if len(part)])
    shown = sorted(offsets[:, 0].compressed())
    expected = found.table.query("role == 'agent' and n_all > 0")["share"] * 100
    np.testing.assert_allclose(shown, sorted(expected))
    with pytest.raises(FramingError, match="role='acts' is not known"):
        analysis.draw_actors(found, role="acts")
