"""Voices: hand-marked sentences, and laws that hold for any text."""

import random
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import FramingError, split_voices
from analysis.text.voices.lexicon import forms, kinds, lemmas
from analysis.text.voices.spans import voice_spans


def documents_of(*texts):
    index = pd.Index([f"doc-{i}" for i in range(len(texts))], name="doc_id", dtype="str")
    return pd.DataFrame({"text": pd.Series(texts, index=index, dtype="str")}, index=index)


def spans_of(text):
    return split_voices(documents_of(text))


def marked(text, voice):
    """Texts of the spans in one voice."""
    spans = spans_of(text)
    return [text[a:b] for a, b in spans.loc[spans["voice"] == voice, ["start", "end"]].values]


def assert_partition(text):
    spans = spans_of(text)
    starts, ends = spans["start"].tolist(), spans["end"].tolist()
    assert [0, *ends] == [*starts, len(text)]
    assert all(a < b for a, b in zip(starts, ends, strict=True))


QUOTED = {
    '"We will go," she said.': ['"We will go,"'],
    "“We will go,” she said. “Soon.”": ["“We will go,”", "“Soon.”"],
    "«We are leaving», he said. Later: „Tomorrow, not today.“": ["«We are leaving»", "„Tomorrow, not today.“"],
    'He called the plan "a disgrace" on Friday.': ['"a disgrace"'],
    "The mayor said: 'We don't know the drivers' names.'": ["'We don't know the drivers' names.'"],
    'He said: "She told me "no" twice."': ['"She told me "no" twice."'],
    '"The pipe was 6" long," he said.': ['"The pipe was 6" long,"'],
    'She said: "First.\n\n"Second," and left.': ['"First.', '"Second,"'],
    'She said: "No end here.\n\nThe road is closed.': ['"No end here.'],
    'Rare praise, calling the deal a "quiet triumph", came from Lem.': ['"quiet triumph"'],
    'Ana Lem spoke at noon, calling the deal a rather "hollow triumph".': ['"hollow triumph"'],
    'The mood is, she said, "near despair" in town.': ['"near despair"'],
    'Asked about the fee, Ana Lem smiled and she replied, "That helps me".': ['"That helps me"'],
    'Ana Lem calls human error a cause "too often named".': ['"too often named"'],
    'Minister Lem-said the deal was "dead" by noon.': ['"dead"'],
    '"Russia bombed Turkey," Ana Lem said.': ['"Russia bombed Turkey,"'],
    'It rained, said Ana Lem of the UN. "No," she added, "not here".': ['"No,"', '"not here"'],
    'It was, in the words of one envoy, "a farce".': ['"a farce"'],
    'He was described by friends as "a quiet man".': ['"a quiet man"'],
    '"We will not leave": Lem': ['"We will not leave"'],
}
OWN = [
    'A guest of the television show "Sea Talk," said so.',
    'Three "Sea Talk" hosts spoke before the vote.',
    'A report entitled "the quiet coast" was printed.',
    'Protesters chanted "no more war" and "bread for all".',
    "He is 5'10\" tall and she 6'1\".",
    "Music of the '90s and the drivers' strike: rock 'n' roll.",
    'Her first film, "The Long Road", won a prize.',
    'John "Jack" Smith drove home.',
    'The word "fracking" is old.',
    'Protesters held signs reading "No more war".',
    '"Thieves, go home!", "We will not pay!" - they chant.',
    'The drug, known on the street as "spice", is cheap.',
    'The poet who wrote "The Long Field" died.',
]


def test_a_speaker_holds_the_floor_behind_the_name_of_the_paper():
    spans = spans_of('"We lost," Ana Lem told Coast Radio on Monday, "and we know why."')
    assert spans.loc[spans["voice"] == "quoted", "speaker"].tolist() == ["Ana Lem", "Ana Lem"]


def test_a_speech_over_several_paragraphs_is_the_speakers_from_its_first():
    spans = spans_of('"First, peace.\n\n"Second, bread.\n\n"Third, land," said Ana Lem.')
    assert spans.loc[spans["voice"] == "quoted", "speaker"].tolist() == ["Ana Lem"] * 3


def test_a_word_in_marks_behind_a_place_is_not_said_by_the_place():
    assert marked('Norland: "Rebels" take the port of Bray', "scare") == ['"Rebels"']


def test_a_title_that_opens_a_sentence_is_not_the_last_speakers():
    text = '"We waited for years," Ana Lem said. "Sea Talk" was shown at night.'
    assert marked(text, "quoted") == ['"We waited for years,"']


@pytest.mark.parametrize("text", QUOTED)
def test_quotations(text):
    assert marked(text, "quoted") == QUOTED[text]


@pytest.mark.parametrize("text", OWN)
def test_what_is_no_speech(text):
    assert spans_of(text)["voice"].tolist() == ["own"]


REPORTED = {
    "The minister said that taxes would fall.": ["taxes would fall"],
    "Taxes will fall, the minister said on Monday.": ["Taxes will fall"],
    "Taxes will fall, according to the minister.": ["Taxes will fall"],
    "According to the minister, taxes will fall.": ["taxes will fall"],
    "Anna Berg told reporters she would resign.": ["she would resign"],
    "He said the law was wrong, adding that courts would stop it.": ["the law was wrong,", "courts would stop it"],
    "Critics say it's a mistake.": ["it's a mistake"],
    "The club reported at least 40 people were missing.": ["at least 40 people were missing"],
    "The club reported at noon.": [],
    "The plan is, according to Ana Lem, a mistake.": ["The plan is", "a mistake"],
    'Ana Lem told Sea Radio the talks "will go on".': ["the talks"],
    'Lem says rebels "will lose"': ["rebels"],
    "The club claims that it won, but players deny it.": ["it won"],
    "The minister was clear: no more money for roads. He left.": ["no more money for roads"],
    "Their armies, who claim the hill is theirs, have not met.": ["the hill is theirs"],
    "The queue, some noted, was long.": ["The queue", "was long"],
    "It is true (according to Bo Lem) that nobody paid.": ["nobody paid"],
    "Norland also announced on Thursday it was leaving.": ["it was leaving"],
    "The paper quoted a guard as saying the gate was open.": ["the gate was open"],
    "Kazan and Perm are ready to bid, Al Zhuk, the head of the Games Board (GB), said on Tuesday.": [
        "Kazan and Perm are ready to bid"
    ],
    "Her family said she had left.": ["she had left"],
    "While the roof is sound, Mr Lem said, the walls are not.": ["While the roof is sound", "the walls are not"],
    "The crash was caused by ice, accident investigators have concluded.": ["The crash was caused by ice"],
    '"We won," Bo Lem said after the vote was counted.': [],
    "He made a false claim on his page that prices had doubled, and apologised for it.": [],
    "The ministry announced a scheme aimed at thieves.": [],
    "Fans love it more than ever After seeing the film, Bo Lem said it was dull.": ["it was dull"],
}


@pytest.mark.parametrize("text", REPORTED)
def test_reported_clauses(text):
    assert [clause.rstrip(",") for clause in marked(text, "reported")] == [c.rstrip(",") for c in REPORTED[text]]


def test_scare_quotes():
    assert marked('The "experts" came late to the so-called "reform".', "scare") == ['"experts"', '"reform"']


def test_a_surname_stands_for_the_person():
    spans = spans_of('Sergei Ivanov spoke. "We agree," Ivanov said. "All of us." He added that talks had begun.')
    assert spans["speaker"].dropna().tolist() == ["Sergei Ivanov"] * 3


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('Commissioner O"Dunn may resign. Nobody knows when.', []),  # damaged apostrophe, no quotation
        ('It was like the "?0s, when all of us marched. It is so again.', []),
        ("He called it \"a waste of time'. Nobody else did.", ["\"a waste of time'"]),
        ('The "old plan of the whole board went on. It cost "two fortunes," Ana Lem said.',
         ['"old plan of the whole board went on.', '"two fortunes,"']),
        ('"We lost. We shall try again. "We are strong," Ana Lem said.',
         ['"We lost. We shall try again.', '"We are strong,"']),
    ],
)  # fmt: skip
def test_damaged_and_missing_marks_reach_no_further_than_their_sentence(text, quoted):
    assert marked(text, "quoted") == quoted


def test_a_sentence_may_end_on_a_colon_behind_its_verb():
    assert_partition('"x" that told Ana Lem on Monday:')
    assert_partition('"x" The police said said said:')


@settings(max_examples=1500)
@given(st.text(alphabet=st.sampled_from("ab sSaid.,:;!?\n\t\"'“”‘’„«»‹›`-—()5\ue000\u2028é"), max_size=80))
def test_any_text_is_partitioned(text):
    assert_partition(text)


def test_random_mixes_of_words_and_marks_are_partitioned():
    draw = random.Random(5)
    parts = [
        '"',
        "'",
        "“",
        "”",
        " ",
        "\n\n",
        ". ",
        ", ",
        "he said",
        "Ann Lee",
        "told us that",
        "according to",
        "said",
        "the",
        "6",
        ":",
    ]
    for _ in range(2000):
        assert_partition("".join(draw.choices(parts, k=draw.randrange(40))))


def test_an_article_without_text_is_named():
    with pytest.raises(FramingError, match="1 of 1 articles have no text"):
        split_voices(documents_of(None))


def test_an_empty_table_keeps_its_columns():
    columns = ["doc_id", "start", "end", "voice", "speaker", "verb", "kind", "method"]
    assert split_voices(documents_of()).columns.tolist() == columns
    assert split_voices(documents_of("")).empty


PIECES = ['"', "'", '"a ', "'a ", "“a” ", "s' ", "He said that ", '"\n\n', "Ann Lee ", "A: ", ", "]


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_length_and_no_faster(piece):
    def seconds(n):
        began = time.process_time()
        voice_spans(piece * (n // len(piece)))
        return time.process_time() - began

    small, large = seconds(4_000), seconds(32_000)
    assert large < 8 * 4 * max(small, 0.02)  # eight times the text; squared, it would be 64 times the time


def test_kinds_of_verbs_are_data_with_forms():
    assert len(lemmas()) >= 120
    assert {"neutral", "claiming", "endorsing", "denying"} <= kinds().keys()
    assert [verb.lemma for verb in forms()["pointed"]] == ["point out"]
    assert {lemmas()[verb].kind for verb in ("say", "tell", "according to")} == {"neutral"}
    assert lemmas()["claim"].kind == "claiming"


def test_who_speaks_is_found_before_behind_and_between():
    text = (
        'Boris Lund, 54, a fisherman, spoke. "It\'s empty," said Lund. Ana Berg, the minister, called it "sad". '
        '"We know," she said. "We act."'
    )
    assert spans_of(text)["speaker"].dropna().tolist() == ["Boris Lund", "Ana Berg", "Ana Berg", "Ana Berg"]


def test_a_model_that_is_missing_is_named():
    with pytest.raises(FramingError, match="model='no_such_model' is not installed"):
        split_voices(documents_of("He said it."), model="no_such_model")
