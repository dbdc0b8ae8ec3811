"""A question's answers are those of its code, and questions to one corpus share what holds for both."""

import ast
from dataclasses import replace

import pandas as pd
import pytest

import analysis
from analysis.errors import FramingError
from analysis.study import Study
from tests.small_corpus import three_outlets


@pytest.fixture(scope="module")
def documents():
    return three_outlets()


@pytest.fixture(scope="module")
def study(documents):
    return Study(
        documents, outlets=("tass", "dw"), about="Syria", n_topics=3, n_permutations=200, n_bootstraps=100, name="held"
    )


def shown(code, **names):
    """What a cell shows: the value of its last expression."""
    *lines, last = ast.parse(code).body
    exec(compile(ast.Module(lines, []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


STEPS = {
    "articles": lambda s: s.articles,
    "terms": lambda s: s.terms.by("outlet"),
    "content": lambda s: s.content.by("outlet"),
    "outline": lambda s: s.outline.table,
    "design": lambda s: s.design.table,
    "distance": lambda s: s.distance.table,
    "keyness": lambda s: s.keyness.table,
    "topics": lambda s: s.topics.terms,
    "prevalence": lambda s: s.prevalence,
    "naming": lambda s: s.naming.table,
    "speaking": lambda s: s.speaking.table,
}


@pytest.mark.parametrize("voice", ["all", "own"])
@pytest.mark.parametrize("step", STEPS)
def test_code_gives_the_same_table(study, documents, step, voice):
    asked = replace(study, voice=voice)
    pd.testing.assert_frame_equal(
        shown(asked.code(step), held=documents), STEPS[step](asked), check_exact=False, rtol=1e-12, atol=1e-12
    )


def test_code_of_a_gap_gives_the_same_table(study, documents):
    found = shown(study.code("gap", "tass", "dw"), held=documents)
    expected = study.gap("tass", "dw").table  # in words per million
    pd.testing.assert_frame_equal(found, expected, check_exact=False, rtol=1e-12, atol=1e-6)


@pytest.mark.parametrize("voice", ["all", "own", "quoted"])
@pytest.mark.parametrize(
    "pattern",
    [{"term": "left"}, {"concept": "syrian-government", "name": "regime"}, {"speaker": "Sergei Lavrov"}, r"talk\w*"],
)
def test_code_of_evidence_gives_the_same_sentences(study, documents, pattern, voice):
    asked = replace(study, voice=voice)
    found = asked.evidence(pattern, 3)
    code = shown(asked.code("evidence", pattern, 3), held=documents)
    typed = len(found) > 0  # columns without rows have no type to compare
    pd.testing.assert_frame_equal(pd.DataFrame(found), pd.DataFrame(code).reset_index(drop=True), check_dtype=typed)


def test_the_default_code_of_a_corpus_loads_it():
    study = Study(analysis.load_counts("core", unit="paragraph"), outlets=("rferl", "strategic-culture"), name="core")
    for step in ("keyness", "content", "topics"):
        pd.testing.assert_frame_equal(shown(study.code(step)), STEPS[step](study))
    assert (
        Study(None, outlets=("a", "b"), name="a folder/x")
        .code("articles")
        .startswith("from analysis import load_corpus, select_articles\n\ndocuments = load_corpus('a folder/x')\n")
    )


@pytest.mark.parametrize("name", ["articles", "terms", "keyness", "copies_once"])
def test_code_does_not_overwrite_the_documents_of_the_same_name(study, documents, name):
    asked = replace(study, name=name)
    found = shown(asked.code("keyness"), **{name: documents})
    pd.testing.assert_frame_equal(found, study.keyness.table, check_exact=False, rtol=1e-12, atol=1e-12)
    found = shown(asked.code("evidence", {"term": "left"}, 2), **{name: documents})
    assert found["doc_id"].tolist() == study.evidence({"term": "left"}, 2)["doc_id"].tolist()
    counts = Study(study.terms, outlets=("tass", "dw"), name=name, n_permutations=50, n_bootstraps=50)
    found = shown(counts.code("keyness"), **{name: study.terms})
    pd.testing.assert_frame_equal(found, counts.keyness.table, check_exact=False, rtol=1e-12, atol=1e-12)


def test_counting_the_whole_corpus_once_changes_nothing(documents):
    most = Study(documents, outlets=("tass", "dw"))
    assert most.shelf.spans is not None
    assert "every term" not in most.shelf
    expected = analysis.count_terms(documents[documents["outlet"].isin(["tass", "dw"])])
    assert most.terms.terms.equals(expected.terms)
    assert "every term" in most.shelf
    assert (most.terms.counts != expected.counts).nnz == 0
    assert most.terms.documents.equals(expected.documents)


def test_another_question_to_the_same_corpus_shares_its_results(study, documents):
    other = replace(study, outlets=("dw", "cnn"))
    assert other.shelf is study.shelf
    assert replace(other, outlets=("tass", "dw")).keyness is study.keyness
    assert other.keyness is not study.keyness
    assert replace(study, documents=documents.copy()).shelf is not study.shelf


def test_voices_are_split_once_per_article(study, monkeypatch):
    asked = replace(study, voice="own", documents=study.documents.copy())
    first = asked.shelf.spans(asked.articles)
    seen = []
    monkeypatch.setattr(
        "analysis.study.shelf.split_voices", lambda new: seen.append(len(new)) or analysis.split_voices(new)
    )
    assert asked.shelf.spans(asked.articles.head(4)).equals(first[first["doc_id"].isin(asked.articles.index[:4])])
    assert seen == []
    asked.shelf.spans(replace(asked, outlets=("dw", "cnn")).articles)
    assert seen == [18]


def test_answers_take_the_voices_that_are_known_and_are_the_same(study, monkeypatch):
    asked = replace(study, voice="own", documents=study.documents.copy())
    anew = replace(asked, documents=study.documents.copy())
    asked.shelf.spans(asked.articles)
    split = []
    monkeypatch.setattr("analysis.terms.voice.split_voices", lambda new, **_: split.extend(new.index))
    known = (asked.naming.table, asked.speaking.quotes, asked.evidence("the", 2))
    assert split == []
    monkeypatch.undo()
    monkeypatch.setattr("analysis.study.shelf.Shelf.known_spans", lambda shelf, articles: None)
    for one, other in zip(known, (anew.naming.table, anew.speaking.quotes, anew.evidence("the", 2)), strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_an_article_without_a_word_has_known_voices(study):
    shelf = study.shelf
    empty = study.documents.head(2).assign(text=["", "One."]).set_axis(["no-word", "one-word"])
    assert shelf.spans(empty)["doc_id"].tolist() == ["one-word"]
    assert len(shelf.known_spans(empty)) == 1
    assert shelf.known_spans(empty.set_axis(["one-word", "never-seen"])) is None


def test_outlets_are_those_with_most_stories(documents):
    fewer = documents[~((documents["outlet"] == "tass") & (documents.index < "d009"))]
    extra = documents.head(2).assign(outlet="small").set_axis(["e1", "e2"])
    unknown = documents.assign(outlet="unknown").set_axis([f"u{n:03d}" for n in range(len(documents))])
    assert Study(pd.concat([fewer, extra, unknown])).compared == ("cnn", "dw", "tass")


def test_a_period_keeps_both_of_its_days(documents):
    study = Study(documents, outlets=("dw",), period=("2017-01-03", "2017-01-05"))
    assert study.articles["date"].dt.day.tolist() == [3, 4, 5]
    assert "period=('2017-01-03', '2017-01-05')" in study.code("articles")


def test_documents_without_stories_have_evidence_and_its_code(documents):
    study = Study(documents.drop(columns="story"), ("tass", "dw"), name="held")
    found = shown(study.code("evidence", {"term": "left"}, 3), held=study.documents)
    assert found["doc_id"].tolist() == study.evidence({"term": "left"}, 3)["doc_id"].tolist()
    assert len(found) == 6


def test_a_first_glance_is_some_stories_of_each_outlet_in_any_order_of_the_rows(study, documents):
    glance = replace(study, most_stories=6)
    assert glance.articles["outlet"].value_counts().to_dict() == {"tass": 6, "dw": 6}
    turned = Study(documents.iloc[::-1], study.outlets, study.about, most_stories=6)
    assert set(turned.articles.index) == set(glance.articles.index)
    assert set(replace(glance, seed=1).articles.index) != set(glance.articles.index)
    copies = pd.concat([documents, documents.set_axis("z" + documents.index)])
    assert set(replace(glance, documents=copies).articles.index) == set(glance.articles.index)
    for step in ("articles", "keyness"):
        found = shown(glance.code(step), held=documents)
        pd.testing.assert_frame_equal(found, STEPS[step](glance), check_exact=False, rtol=1e-12, atol=1e-12)


def test_evidence_is_one_sentence_per_story(documents):
    copies = pd.concat([documents, documents.set_axis("z" + documents.index)])
    once = Study(documents, outlets=("tass", "dw")).evidence({"term": "left"}, 4)
    twice = Study(copies, outlets=("tass", "dw")).evidence({"term": "left"}, 4)
    assert once["doc_id"].tolist() == twice["doc_id"].tolist()
    assert once["outlet"].value_counts().to_dict() == {"tass": 4, "dw": 4}


def test_evidence_of_a_speaker_is_the_same_before_and_after_all_speakers_are_known(study):
    for voice in ("all", "quoted", "reported"):
        asked, row = replace(study, voice=voice, documents=study.documents.copy()), {"speaker": "Sergei Lavrov"}
        before = asked.evidence(row, 3)
        if voice != "reported":  # nobody's words are reported here
            assert len(asked.speaking.quotes)
        pd.testing.assert_frame_equal(before, asked.evidence(row, 3))


def test_evidence_of_a_row_that_names_an_outlet_is_of_that_outlet(study):
    assert set(study.evidence({"term": "left", "outlet": "dw"})["outlet"]) == {"dw"}
    assert study.evidence({"term": "nowhere"}).empty


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda s: s.code("answer"), "step 'answer' is not known"),
        (lambda s: replace(s, outlets=("tass", "bbc")).articles, "outlet 'bbc' is not in the corpus"),
        (lambda s: replace(s, period=("May", "nonsense")).articles, "no pair of dates"),
        (lambda s: replace(s, period=("2017-02-01", "2017-01-01")).articles, "comes after"),
        (lambda s: Study(s.terms, about="Syria").articles, "needs the texts"),
        (lambda s: Study(s.terms).evidence("x"), "only counts are held"),
    ],
)
def test_what_cannot_be_answered_is_said(study, ask, sentence):
    with pytest.raises(FramingError, match=sentence):
        ask(study)
