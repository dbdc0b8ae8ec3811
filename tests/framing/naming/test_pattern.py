import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import FramingError
from analysis.framing.naming.pattern import compile_pattern


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
