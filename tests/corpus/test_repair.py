import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.repair.mend import repair

LOST = "\ufffd"
DAMAGE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                '"',
                "?",
                LOST,
                '"?',
                f'"{LOST}',
                LOST * 3,
                "don",
                "t",
                "s",
                " ",
                "word",
                ",",
                ".",
                "&amp;",
                "Ã©",
                "«",
                "»",
                "“",
            ]
        ),
        st.text(max_size=5),
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("broken", "mended", "counts"),
    [
        ('"We agreed,"?she said.', '"We agreed," she said.', {"closing quote": 1}),
        (
            'She said: "We agreed."?"And that is all."',
            'She said: "We agreed." "And that is all."',
            {"closing quote": 1},
        ),
        ('They don"t agree, I"ve heard.', "They don't agree, I've heard.", {"apostrophe": 2}),
        (f"Russia{LOST}s answer and O{LOST}Brien{LOST}s", "Russia's answer and O'Brien's", {"apostrophe": 3}),
        ("Isn?t it Trump?s plan?", "Isn't it Trump's plan?", {"apostrophe": 2}),
        ('the ministers"?plan', "the ministers' plan", {"apostrophe": 1}),
        ('so-called "experts"?and others', 'so-called "experts" and others', {"closing quote": 1}),
        ('The bill "?a first step "?was passed.', "The bill — a first step — was passed.", {"dash": 2}),
        (f"the river {LOST} and the dam", "the river — and the dam", {"dash": 1}),
        (f'the ocean"{LOST}where they live', "the ocean—where they live", {"dash": 1}),
        (f'He said: "{LOST}Not yet," and left.', 'He said: "Not yet," and left.', {"opening quote": 1}),
        (f"{LOST}Not yet,{LOST} he said.", '"Not yet," he said.', {"opening quote": 1, "closing quote": 1}),
        ("?Not yet,? he said.", '"Not yet," he said.', {"opening quote": 1, "closing quote": 1}),
        ("The caf\u00c3\u00a9 in K\u00c3\u00b6ln", "The café in Köln", {"mojibake": 1}),
        ("\u00e2\u20ac\u0153Not yet\u00e2\u20ac\u009d", "“Not yet”", {"mojibake": 1}),
        (f"Fianna F{LOST}{LOST}il in the D{LOST}{LOST}il", "Fianna Fáil in the Dáil", {"letter": 2}),
        ("Bus ?ireann, M?nchen and RT?'s News", "Bus Éireann, München and RTÉ's News", {"letter": 3}),
        ("Smith &amp; Sons, &quot;later&quot;", 'Smith & Sons, "later"', {"entity": 3}),
        ("the\u00a0Kremlin\u200b said", "the Kremlin said", {"space": 1, "invisible": 1}),
        ("cafe\u0301", "café", {"composed": 1}),
    ],
)
def test_repairs(broken, mended, counts):
    repaired = repair(broken)
    assert (repaired.text, repaired.counts) == (mended, counts)


@pytest.mark.parametrize(
    "text",
    [
        "“Curly” marks, «guillemets», ‘single’ ones and the dash – all stay.",
        "Is it true? Yes. Why? Nobody knows.",
        'What did he mean by "later"? In 2014 he said so.',
        "He asked: “Who?” and left.",
        "Über Köln, Âge tendre, Ãlesund and Привет stay as they are.",
        "AT&T and R&D; 5 < 6 && 7 > 6",
        "see https://example.org/page?utm=1 for more",
    ],
)
def test_sound_text_stays(text):
    assert repair(text).text == text


@pytest.mark.parametrize(
    "text", [f"Th{LOST}{LOST}o and M{LOST}{LOST}ller", f"worth {LOST}1.5 million in all", "K?rber is late, why?or not"]
)
def test_what_cannot_be_told_stays_and_is_counted(text):
    repaired = repair(text)
    assert repaired.text == text
    assert repaired.counts.get("unrepaired", 0) == text.count(LOST) // (2 if LOST * 2 in text else 1)


@given(st.one_of(st.text(), DAMAGE))
def test_any_text_is_repaired_once_and_composed(text):
    repaired = repair(text)
    assert unicodedata.is_normalized("NFC", repaired.text)
    assert repair(repaired.text).text == repaired.text
    assert all(times > 0 for times in repaired.counts.values())
