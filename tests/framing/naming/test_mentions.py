import re

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.framing.naming.concepts import Concept, load_concepts
from analysis.framing.naming.mentions import find_mentions
from analysis.framing.naming.pattern import any_of


def found(text, concepts=None, key=None):
    mentions = find_mentions(pd.DataFrame({"text": [text]}, index=["a"]), concepts or load_concepts())
    assert all(text[row.start : row.end] == row.match for row in mentions.itertuples())
    rows = mentions if key is None else mentions[mentions["concept"] == key]
    return rows[["name", "match"]].to_numpy().tolist()


def concept_of(**fields):
    return {"c": Concept("c", "C", **fields)}


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


def test_a_name_with_and_without_context_is_one_name():
    concept = concept_of(names={"n": ("Syrian rebel",)}, in_context={"n": ("rebel",)}, context=("Syria*",))
    assert found("Syrian rebels met. Then rebels left. Then rebels came.", concept) == [
        ["n", "Syrian rebels"],
        ["n", "rebels"],
    ]
    assert re.search(any_of(("Syria*",)), "SYRIAN")
