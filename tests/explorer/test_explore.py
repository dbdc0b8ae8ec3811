"""What can be explored, what the panel opens with, and what stands in for it."""

import pytest

from analysis import (
    compare_outlets,
    count_terms,
    explore,
    fit_topics,
    name_choices,
    outlet_distance,
    speakers,
    split_gap,
)
from analysis.errors import FramingError
from analysis.study import Study

FEW = {"n_permutations": 20, "n_bootstraps": 20}


@pytest.fixture(scope="module")
def terms(documents):
    return count_terms(documents)


def test_documents_open_at_the_two_outlets_with_most_stories(documents):
    panel = explore(documents.drop(index=["d000", "d001"]))
    assert panel.opening["question"]["outlets"] == ["cnn", "dw"]
    assert [(o["name"], o["stories"]) for o in panel.opening["outlets"]] == [("cnn", 24), ("dw", 24), ("tass", 22)]
    assert panel.opening["span"] == ["2017-01-01", "2017-01-24"]


RESULTS = {
    "Comparison": lambda d, t: (compare_outlets(t, "dw", "tass", **FEW), ["dw", "tass"]),
    "Distance": lambda d, t: (outlet_distance(t, outlets=["cnn", "tass"], **FEW), ["cnn", "tass"]),
    "Naming": lambda d, t: (name_choices(d, outlets=["cnn", "tass"], **FEW), ["cnn", "tass"]),
    "Speakers": lambda d, t: (speakers(d[d["outlet"] != "cnn"], **FEW), ["dw", "tass"]),
    "Gap": lambda d, t: (split_gap(t, fit_topics(t, k=3), "tass", "cnn", n_bootstraps=20), ["tass", "cnn"]),
    "three outlets": lambda d, t: (compare_outlets(t, **FEW), ["cnn", "dw", "tass"]),
}


@pytest.mark.parametrize("kind", RESULTS)
def test_a_result_opens_at_its_outlets(documents, terms, kind):
    result, outlets = RESULTS[kind](documents, terms)
    assert explore(result, documents).opening["question"]["outlets"] == outlets
    if kind != "three outlets":
        with pytest.raises(FramingError, match=f"a {kind} does not hold the articles behind it"):
            explore(result)


def test_topics_hold_their_counts_and_a_study_its_question(documents, terms):
    assert explore(fit_topics(terms, k=3)).opening["texts"] is False
    study = Study(documents, outlets=("tass", "cnn"), about="Syria", voice="own")
    asked = explore(study).opening["question"]
    assert asked == {"outlets": ["tass", "cnn"], "about": ["Syria"], "period": ["", ""], "voice": "own"}


@pytest.mark.parametrize(
    ("what", "sentence"), [(3, "a int cannot be explored"), ("news2017", "a str cannot be explored")]
)
def test_other_things_cannot_be_explored(what, sentence):
    with pytest.raises(FramingError, match=sentence):
        explore(what)


def test_one_outlet_is_nothing_to_compare(documents):
    with pytest.raises(FramingError, match="needs two outlets"):
        explore(documents[documents["outlet"] == "dw"])


def test_without_a_kernel_tables_stand_in_and_no_sentence(documents):
    data, _ = explore(Study(documents, outlets=("tass", "dw"), **FEW))._repr_mimebundle_()
    assert {"text/html", "text/plain", "application/vnd.jupyter.widget-view+json"} <= set(data)
    html = data["text/html"]
    assert "What can this selection show?" in html
    assert "<svg" in html
    assert "rebels" in html
    for text in documents["text"]:
        assert text[:40] not in html


def test_the_stand_in_is_the_same_each_time_and_escapes(hostile):
    study = Study(hostile, outlets=tuple(hostile["outlet"].unique()[:2]), **FEW)
    first, second = (explore(study)._repr_mimebundle_()[0]["text/html"] for _ in range(2))
    assert first == second
    assert "<b onmouseover" not in first


def test_the_stand_in_of_a_question_without_an_answer_is_its_sentence(documents):
    data, _ = explore(Study(documents, outlets=("tass", "bbc")))._repr_mimebundle_()
    assert "outlet &#x27;bbc&#x27; is not in the corpus" in data["text/html"]


def test_messages_go_to_the_session_and_answers_to_the_page(documents):
    panel, sent = explore(Study(documents, outlets=("tass", "dw"), **FEW)), []
    panel.send = sent.append
    question = panel.opening["question"]
    panel._receive(panel, {"kind": "ask", "number": 1, "question": question}, [])
    panel._receive(panel, {"kind": "read", "number": 1, "look": {"term": "rebels"}}, [])
    panel.join()
    assert {answer["number"] for answer in sent} == {1}
    assert [answer["section"] for answer in sent if answer["kind"] == "section"][:2] == ["design", "distance"]
    [reading] = [answer for answer in sent if answer["kind"] == "read"]
    assert reading["reading"] is True
