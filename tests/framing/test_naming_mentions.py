import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import FramingError
from analysis.framing.naming_concepts import Concept, load_concepts
from analysis.framing.naming_mentions import find_mentions
from analysis.framing.naming_pattern import any_of, compile_pattern

ONE = """
[[concept]]
key = "one"
{body}
"""


def found(text, concepts=None, key=None):
    mentions = find_mentions(pd.DataFrame({"text": [text]}, index=["a"]), concepts or load_concepts())
    assert all(text[row.start : row.end] == row.match for row in mentions.itertuples())
    rows = mentions if key is None else mentions[mentions["concept"] == key]
    return rows[["name", "match"]].to_numpy().tolist()


def concept_of(**fields):
    return {"c": Concept("c", "C", **fields)}


def matches(pattern, text):
    return [match[0] for match in compile_pattern(pattern).regex.finditer(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("rebel", "Rebels, a rebel's house, the rebels' house, rebellion", ["Rebels", "rebel's", "rebels'"]),
        ("IS", "IS is where it is, as IS's men say; ISN'T", ["IS", "IS's"]),
        ("annex*", "annexed, annexation; reannexed", ["annexed", "annexation"]),
        ("Assad regime", "Assad's regime, ASSAD\nregime", ["Assad's regime", "ASSAD\nregime"]),
        ("Assad regime", "Assad. Regime, Assad\n\nregime, Assad, regime", []),
        ("Assad regime", "Assad “regime” and “Assad” regime", ["Assad “regime", "Assad” regime"]),
        ("party", "a party, two parties", ["party", "parties"]),
        ("sanctions", "sanctions and a sanction", ["sanctions"]),
        ("the? (US|U.S.) led coalition", "the US-led coalition; U.S.-led", ["the US-led coalition"]),
        ("annexation ... Crimea", "annexation of all Crimea, annexation of a b c Crimea", ["annexation of all Crimea"]),
        ("Da'esh", "Da'esh or Da’esh", ["Da'esh", "Da’esh"]),
    ],
)  # fmt: skip
def test_a_pattern_is_read_as_one_writes_it(pattern, text, expected):
    assert matches(pattern, text) == expected


@pytest.mark.parametrize("pattern", ["", "a?", "(a|)", "a (b", "a) b", "... a", "a ...", "*", "a*b", "a | b |", "? a"])
def test_a_pattern_that_cannot_be_meant_is_refused(pattern):
    with pytest.raises(FramingError, match="pattern '"):
        compile_pattern(pattern)


@given(st.text(alphabet="ab ()|?*.'-IS\n", max_size=12))
def test_any_pattern_is_compiled_or_refused(pattern):
    try:
        compiled = compile_pattern(pattern)
    except FramingError:
        return
    assert compiled.regex.fullmatch("") is None
    assert compiled.heads


def test_the_longest_match_wins_and_nothing_is_counted_twice():
    text = "Syrian opposition fighters left. The Syrian opposition said so, and Syrian fighters too."
    assert found(text, key="syrian-opponents") == [
        ["opposition", "Syrian opposition fighters"],
        ["opposition", "Syrian opposition"],
        ["fighters", "Syrian fighters"],
    ]


def test_a_longer_expression_that_means_something_else_is_no_name():
    text = "In Syria, Hezbollah militants met militants near an opposition party."
    assert found(text, key="syrian-opponents") == [["militants", "militants"]]


def test_ambiguous_words_need_their_referent_in_this_sentence_or_the_one_before():
    near = "Troops reached Aleppo. The opposition waited."
    far = "Troops reached Aleppo. It was cold. The opposition waited."
    assert found(near, key="syrian-opponents") == [["opposition", "opposition"]]
    assert found(far, key="syrian-opponents") == []
    assert found("Troops reached Aleppo.\n\nThe opposition waited.", key="syrian-opponents") != []
    assert found("The opposition waited. Troops reached Aleppo.", key="syrian-opponents") == []


def test_a_word_that_points_elsewhere_undoes_the_context():
    assert found("Talks on Syria failed. Houthi rebels in Yemen advanced.", key="syrian-opponents") == []


def test_an_abbreviation_counts_in_capitals_and_in_context():
    assert found("In Mosul, IS is weak.", key="islamic-state") == [["IS", "IS"]]
    assert found("THE ANSWER IS NO.", key="islamic-state") == []
    names = [name for name, _ in found("ISIS, ISIL, Daesh, the so-called “Islamic State”.", key="islamic-state")]
    assert names == ["ISIS", "ISIL", "Daesh", "so-called Islamic State"]


def test_concepts_know_nothing_of_each_other():
    text = "Syrian rebels fought. Russia's annexation of Crimea led to sanctions."
    both = found(text)
    alone = [row for key, concept in load_concepts().items() for row in found(text, {key: concept})]
    assert sorted(both) == sorted(alone)


WORDS = ["Syrian", "rebel", "rebels", "in", "opposition", "IS", ".", "\n\n", "fighters", "İ"]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_mentions_are_what_looking_everywhere_would_find(words):
    # Witness: every pattern tried at every position, without the index of first words.
    text, names = " ".join(words), load_concepts()["syrian-opponents"].names
    mentions = find_mentions(pd.DataFrame({"text": [text]}, index=["a"]), concept_of(names=names))
    starts = {match.start() for patterns in names.values() for match in any_of(patterns).finditer(text)}
    assert set(mentions["start"]) <= starts
    assert all(any(row.start <= start < row.end for row in mentions.itertuples()) for start in starts)
    assert (mentions["start"].to_numpy()[1:] >= mentions["end"].to_numpy()[:-1]).all()


def test_built_in_concepts_are_those_that_are_promised():
    concepts = load_concepts()
    assert list(concepts) == [
        "syrian-government", "syrian-opponents", "islamic-state", "russia-in-syria", "crimea-2014", "eastern-ukraine",
        "nato-enlargement", "civilian-deaths", "sanctions", "us-led-coalition",
    ]  # fmt: skip
    assert all(concept.note.strip() and len(concept.labels) >= 4 for concept in concepts.values())
    assert {"intervention", "operation", "campaign", "aggression"} <= set(concepts["russia-in-syria"].labels)
    assert {"annexation", "reunification", "accession"} <= set(concepts["crimea-2014"].labels)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("title = 1", "line 4: concept 'one': title must be text"),
        ("[concept.names]\na = 'x'", "line 5: concept 'one': a must be a list"),
        ("[concept.names]\na = ['x']\nb = ['y', '(z']", r"line 6: concept 'one', b: pattern '\(z'"),
        ("context = ['y']", "line 2: concept 'one' has no names"),
        ("[concept.in_context]\na = ['x']", "line 4: concept 'one' has names that count only in context, but no"),
        ("nams = 1", "line 4: concept 'one': field 'nams' is not known"),
        ("names = ['x']", "line 4: concept 'one': names must be a table"),
        ("[concept.names]\na = ['x'\n[[concept]]\nkey='one'", r"not a TOML file: .*line \d"),
        ("names.a = ['x']\n[[concept]]\nkey = \"one\"\nnames.a = ['x']", "line 6: concept 'one' stands twice"),
        ("[concept.names]\na = ['x']\n[[concept]]\ntitle = 'T'", "line 6: concept number 2 has no key"),
    ],
)  # fmt: skip
def test_an_error_in_a_file_names_line_and_concept(tmp_path, body, message):
    path = tmp_path / "mine.toml"
    path.write_text(ONE.format(body=body), encoding="utf-8")
    with pytest.raises(FramingError, match=rf"^mine\.toml.*{message}"):
        load_concepts(path)


def test_a_missing_or_empty_file_is_one_sentence(tmp_path):
    with pytest.raises(FramingError, match=r"none\.toml' does not exist"):
        load_concepts(tmp_path / "none.toml")
    (tmp_path / "empty.toml").write_text("")
    with pytest.raises(FramingError, match="line 1: no concept found"):
        load_concepts(tmp_path / "empty.toml")


def test_a_changed_file_is_read_anew(tmp_path):
    path = tmp_path / "mine.toml"
    for name in ("aaa", "bbbb"):
        path.write_text(ONE.format(body=f"[concept.names]\n{name} = ['x']"), encoding="utf-8")
        assert load_concepts(path)["one"].labels == [name]


def test_a_name_with_and_without_context_is_one_name():
    concept = concept_of(names={"n": ("Syrian rebel",)}, in_context={"n": ("rebel",)}, context=("Syria*",))
    assert found("Syrian rebels met. Then rebels left. Then rebels came.", concept) == [
        ["n", "Syrian rebels"],
        ["n", "rebels"],
    ]
    assert re.search(any_of(("Syria*",)), "SYRIAN")
