"""The yardstick itself: hand-counted cases of the evaluator, and gold files that are whole and drawn as stated."""

import json

import numpy as np
import pandas as pd
import pytest

from analysis.corpus import load_corpus
from analysis.corpus.fetch import fetched_store
from tests.text.gold.draw import (
    FRESH,
    IN_STRATUM,
    MIN_WORDS,
    SEED_LATER,
    STRATA,
    STRATA_LAST,
    STRATA_LATER,
    STRATA_MORE,
    digest,
    draw,
    halves,
    passages,
    shared_out,
)
from tests.text.gold.evaluate import alpha, disagreements, evaluate
from tests.text.gold.matching import same_speaker
from tests.text.gold.voices_gold import (
    COLUMNS,
    FOLDER,
    HALVES,
    LAST,
    LATER,
    Gold,
    categories,
    load_passages,
    load_sentences,
    parse,
)

FOUND = ["doc_id", "start", "end", "voice", "speaker", "verb"]
VOICES = {"quoted", "reported", "scare"}


def gold_of(*marked):
    texts = [parse(line) for line in marked]
    documents = pd.DataFrame({"text": [text for text, _ in texts]}, index=[f"d{i}" for i in range(len(texts))])
    read = [(f"d{i}", 0, len(text), "sentences") for i, (text, _) in enumerate(texts)]
    spans = [(f"d{i}", *span) for i, (_, spans) in enumerate(texts) for span in spans]
    return Gold(
        documents, pd.DataFrame(read, columns=["doc_id", "start", "end", "part"]), pd.DataFrame(spans, columns=COLUMNS)
    )


def found(*rows):
    return pd.DataFrame(rows, columns=FOUND)


@pytest.fixture(scope="module")
def corpus():
    if not fetched_store("news2017").is_dir():
        pytest.skip("news2017 is not at hand: run `framing fetch news2017`")
    return load_corpus("news2017", columns=["outlet", "story", "text"])


def counts(table, row):
    return table.loc[row, ["right", "found", "right_read", "read"]].astype(int).tolist()


def test_characters_are_counted_as_by_hand():
    # "ab cd" he said.  Letters: abcd are quoted, hesaid own. The found span takes in "he" and loses "ab".
    gold = gold_of('{q|say|-|"ab cd"} he said.')
    table = evaluate(gold, found(("d0", 4, 10, "quoted", None, None)))
    assert counts(table, "quoted") == [2, 4, 2, 4]
    assert counts(table, "own") == [4, 6, 4, 6]
    assert counts(table, "quoted, all") == [3, 6, 3, 7]
    assert table.loc["quoted", ["precision", "recall", "f1"]].tolist() == [0.5, 0.5, 0.5]


def test_nothing_outside_of_what_was_read_counts():
    gold = gold_of('{q|say|-|"ab"} and "cd"')
    gold.read.loc[0, "end"] = 4
    table = evaluate(gold, found(("d0", 0, 4, "quoted", None, None), ("d0", 9, 13, "scare", None, None)))
    assert counts(table, "quoted") == [2, 2, 2, 2]
    assert counts(table, "scare quotes") == [0, 0, 0, 0]


def test_of_overlapping_spans_the_shorter_holds():
    gold = gold_of("abcdef")
    table = evaluate(gold, found(("d0", 2, 4, "scare", None, None), ("d0", 0, 6, "quoted", None, None)))
    assert counts(table, "quoted")[1] == 4
    assert counts(table, "scare")[1] == 2


@pytest.mark.parametrize(("end", "right"), [(10, 1), (8, 1), (7, 1), (6, 0)])
def test_scare_quotes_agree_when_half_of_the_letters_are_shared(end, right):
    gold = gold_of('The {s|"abcd"} x')  # letters at 5 to 8
    table = evaluate(gold, found(("d0", 4, end, "scare", None, None)))
    assert counts(table, "scare quotes") == [right, 1, right, 1]


def test_speakers_and_verbs_as_by_hand():
    gold = gold_of(
        '{q|say|Ana Lem~she|"Ab,"} she said.',  # found whole, with the pronoun as its speaker
        "Bo says {r|say|Bo|that cd} ef.",  # found whole, right name, wrong verb
        '{q|-|-|"Gh."}',  # no speaker stated, one found
        '{q|add|Cy|"Ij,"} Cy added.',  # not found at all
        '{q|tell|Di Roe|"Kl mn op qr,"} Di Roe told him.',  # a quarter found, surname right
    )
    spans = found(
        ("d0", 0, 5, "quoted", "she", "say"),
        ("d1", 8, 15, "quoted", "Bo", "tell"),
        ("d2", 0, 5, "quoted", "Bo", None),
        ("d4", 0, 3, "quoted", "Mr Roe", "tell"),
    )
    table = evaluate(gold, spans)
    assert counts(table, "speaker") == [2, 4, 2, 4]
    assert counts(table, "speaker or pronoun") == [3, 4, 3, 4]
    assert counts(table, "verb") == [2, 3, 2, 4]
    assert counts(table, "speaker, met") == [2, 4, 1, 2]


def test_two_found_spans_may_answer_to_one_read_span():
    gold = gold_of('{q|say|Bo|"Ab, cd,"} Bo said.')
    spans = found(("d0", 0, 4, "quoted", "Bo", "say"), ("d0", 4, 9, "quoted", "Bo", "say"))
    assert counts(evaluate(gold, spans), "speaker") == [2, 2, 1, 1]


def test_no_spans_at_all():
    table = evaluate(gold_of('{q|say|Bo|"Ab,"} Bo said.'), found())
    assert table.loc["quoted", "recall"] == 0
    assert np.isnan(table.loc["quoted", "precision"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergei Lavrov", "Russian Foreign Minister Sergei Lavrov", True),
        ("Lavrov", "Sergei Lavrov's", True),
        ("Élise Caron", "Elise Caron", True),
        ("the ministry", "the minister", False),
        ("Bo Lem", "Bo Berg", False),
        ("Amnesty", "Amnesty International", True),
        ("a report by auditors", "auditors", False),
        ("", "Bo", False),
    ],
)
def test_names_of_one_speaker(one, other, same):
    assert same_speaker(one, other) is same
    assert same_speaker(other, one) is same


def test_alpha_of_the_textbook_example():
    # Krippendorff 2011, section B: 12 units, two readers, nominal: 0.692.
    first, second = np.array(list("aabbdcccedda")), np.array(list("babbbccceddd"))
    assert alpha(first, first) == 1
    assert round(alpha(first, second), 3) == 0.692


def test_disagreements_are_runs_of_one_kind():
    gold = gold_of('{q|say|Bo|"Ab,"} Bo said.')
    table = disagreements(gold, found(("d0", 5, 8, "scare", None, None)))
    assert table[["start", "end", "read", "found"]].values.tolist() == [
        [0, 5, "quoted", "own"],
        [5, 8, "own", "scare"],
    ]


@pytest.mark.parametrize(
    ("half", "least"),
    [("tune", 100), ("held-out", 100), ("development", 70), ("fresh", 30), ("final", 40), ("more", 80), ("last", 30)],
)
def test_gold_agrees_with_itself(half, least):
    gold = load_sentences(half)
    table = evaluate(gold, gold.spans)
    assert (table[["precision", "recall", "f1"]] == 1).all(axis=None)
    assert len(gold.read) >= least
    assert not gold.documents["text"].str.contains(r"[{}|¶]").any()


def test_sentences_are_halved_by_the_stated_seed():
    of = pd.concat([categories(half).to_frame().assign(half=half) for half in HALVES]).sort_index()
    numbers = of.index.str.removeprefix("s-").astype(int)
    assert numbers.tolist() == list(range(1, len(of) + 1))
    expected = halves(pd.Series(of["category"].to_numpy(), index=numbers))
    assert of["half"].tolist() == expected.tolist()


NAMES = [*(f"passages_{half.replace('-', '_')}.json" for half in HALVES + LATER + LAST), "second_reading.json"]


@pytest.mark.parametrize("name", NAMES)
def test_spans_lie_in_their_passage_and_do_not_overlap(name):
    for passage in json.loads((FOLDER / name).read_text()):
        ends = [0]
        for start, end, voice, *_ in passage["spans"]:
            assert ends[-1] <= start < end <= passage["end"] - passage["start"]
            assert voice in VOICES
            ends.append(end)


def read_of(corpus, *parts):
    """The passages that were read, with outlet, story and text as the corpus has them now."""
    stored = {}
    for part in parts:
        for passage in json.loads((FOLDER / f"passages_{part.replace('-', '_')}.json").read_text()):
            stored[passage["sha256"]] = passage["stratum"]
    gold = [load_passages(part, corpus) for part in parts]
    assert [one.missing for one in gold] == [()] * len(parts)
    table = pd.concat([one.read for one in gold], ignore_index=True).join(corpus, on="doc_id")
    table["text"] = [text[start:end] for text, start, end in table[["text", "start", "end"]].values]
    return table.assign(stratum=[stored[digest(text)] for text in table["text"]])


@pytest.mark.parametrize(
    ("parts", "strata"), [(HALVES, STRATA), (LATER, STRATA_LATER), (("more",), STRATA_MORE), (("last",), STRATA_LAST)]
)
def test_every_passage_is_in_the_corpus_and_what_its_stratum_says(corpus, parts, strata):
    table = read_of(corpus, *parts)
    per_outlet = table.groupby(["stratum", "outlet"]).size()
    assert per_outlet.to_dict() == {(stratum, o): n for stratum, n in strata.items() for o in corpus["outlet"].unique()}
    assert all(IN_STRATUM[stratum](text) for stratum, text in table[["stratum", "text"]].values)
    assert (table["text"].str.split().str.len() >= MIN_WORDS).all()
    assert table["story"].is_unique


def test_later_passages_are_of_other_stories(corpus):
    first, later = read_of(corpus, *HALVES), read_of(corpus, *LATER)
    assert not set(first["story"]) & set(later["story"])
    assert later.groupby(["stratum", "outlet"]).size().sum() == 144
    assert read_of(corpus, "fresh").groupby("stratum").size().to_dict() == {s: 9 * n for s, n in FRESH.items()}


def test_no_story_was_drawn_twice(corpus):
    draws = [read_of(corpus, *parts)["story"] for parts in (HALVES, LATER, ("more",), ("last",))]
    assert pd.concat(draws).is_unique


def test_a_draw_takes_one_passage_of_a_story_and_depends_on_no_order():
    sentence = "Word {i} of a sentence that goes on. "
    texts = [
        "".join(sentence.format(i=i) for i in range(n, n + 12)) + ('"No marks?" she said.' * 20) for n in range(40)
    ]
    toy = pd.DataFrame({"outlet": ["x", "y"] * 20, "story": [f"s{i // 3}" for i in range(40)], "text": texts})
    toy.index = pd.Index([f"d{i:02d}" for i in range(40)], name="doc_id")
    drawn = draw(toy)
    assert toy["story"].loc[drawn["doc_id"]].is_unique
    pd.testing.assert_frame_equal(drawn, draw(toy.iloc[::-1]))
    assert not drawn.equals(draw(toy, seed=7))


def test_a_later_draw_is_shared_out_by_stratum_and_outlet():
    rows = [(o, s) for o in "xy" for s, n in STRATA_LATER.items() for _ in range(n)]
    drawn = pd.DataFrame(rows, columns=["outlet", "stratum"])
    part = shared_out(drawn, SEED_LATER)
    assert part[part == "fresh"].groupby([drawn["outlet"], drawn["stratum"]]).size().to_dict() == {
        (o, s): n for o in "xy" for s, n in FRESH.items()
    }


def test_passages_are_found_again_when_the_text_has_moved(corpus):
    moved = load_passages("tune", corpus.assign(text="Moved. " + corpus["text"]))
    here = load_passages("tune", corpus)
    assert ((moved.read["start"] - here.read["start"]) == len("Moved. ")).all()
    assert ((moved.spans["start"] - here.spans["start"]) == len("Moved. ")).all()


def test_passages_are_runs_of_sentences():
    text = "One two three four five six seven. " * 12
    spans = passages(text)
    assert [len(text[start:end].split()) for start, end in spans] == [MIN_WORDS, MIN_WORDS]
    assert all(text[start:end].startswith("One") and text[end - 1] == "." for start, end in spans)
