"""Phrases are found in one pass; each one looked for by itself is the witness."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.cleaning.phrases import Phrases
from analysis.corpus.cleaning.rules import load_rules, tokens

_LETTERS = st.text("abAB é?1/", max_size=9)


def _one_by_one(phrase: str, text: str, low: str) -> list[int]:
    where, places = low if phrase.islower() else text, []
    while (at := where.find(phrase, places[-1] + len(phrase) if places else 0)) >= 0:
        places.append(at)
    return places


@given(st.sets(_LETTERS.filter(bool), max_size=12), st.lists(_LETTERS, max_size=12).map("".join))
def test_every_phrase_is_found_wherever_it_stands(phrases, text):
    found = Phrases(dict.fromkeys(sorted(phrases), frozenset())).starts(text, text.lower(), frozenset())
    places = {phrase: _one_by_one(phrase, text, text.lower()) for phrase in phrases}
    assert found == {phrase: starts for phrase, starts in places.items() if starts}


@given(st.lists(st.sampled_from(sorted(load_rules().phrases._words_of)), max_size=6), st.lists(_LETTERS, max_size=6))
def test_every_phrase_of_the_rules_is_found(phrases, between):
    text = " ".join(part for pair in zip(phrases, [*between, *phrases], strict=False) for part in pair)
    found = load_rules().phrases.starts(text, text.lower(), tokens(text.lower()))
    assert set(phrases) <= set(found)


def test_a_phrase_is_not_looked_for_without_its_words():
    phrases = Phrases({"sign up": frozenset([b"sign", b"up"])})
    assert phrases.starts("design upper", "design upper", frozenset([b"design", b"upper"])) == {}
