"""Words wake the rules for appeals: a word that is missing in the list would hide an appeal."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.cleaning.rules import load_rules, tokens

_RULES = load_rules().appeals.rules


@pytest.mark.parametrize("rule", _RULES, ids=[rule.words[0] for rule in _RULES])
def test_whatever_an_appeal_matches_holds_one_of_its_words(rule):
    @settings(max_examples=100, deadline=None)
    @given(st.from_regex(re.compile(rule.source), fullmatch=True))
    def check(text):
        text = text.lower() if rule.name == "offer" else text
        phrases = load_rules().phrases.starts(text, text.lower(), tokens(text.lower()))
        places = load_rules().appeals.places(phrases)
        assert any(found is rule for found, _, _ in places)

    check()
