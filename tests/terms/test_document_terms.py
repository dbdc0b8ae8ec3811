import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis import FramingError, count_terms
from analysis.terms import collocations, story_weights, terms_from_counts

TEXTS = ["red fox red", "red fox red", "red hen", "blue hen hen\n\nblue fox"]


@pytest.fixture
def documents():
    return pd.DataFrame(
        {"outlet": ["x", "x", "x", "y"], "story": ["s1", "s1", "s2", "s3"], "text": TEXTS},
        index=pd.Index(["a", "b", "c", "d"], name="doc_id"),
    )


def test_without_copies_tfidf_is_that_of_scikit_learn(documents):
    documents = documents.drop(index="b")
    terms = count_terms(documents)
    witness = TfidfVectorizer().fit(documents["text"])
    assert terms.terms.tolist() == witness.get_feature_names_out().tolist()
    np.testing.assert_allclose(terms.tfidf().toarray(), witness.transform(documents["text"]).toarray(), rtol=1e-14)


def test_copies_count_once_in_totals_frequencies_and_tfidf(documents):
    terms = count_terms(documents)
    once = count_terms(documents.drop(index="b"))
    assert story_weights(documents).tolist() == [0.5, 0.5, 1.0, 1.0]
    pd.testing.assert_frame_equal(terms.by("outlet"), once.by("outlet"))
    pd.testing.assert_frame_equal(terms.stories_by("outlet"), once.stories_by("outlet"))
    assert terms.document_frequency().to_dict() == {"blue": 1, "fox": 2, "hen": 2, "red": 2}
    pd.testing.assert_frame_equal(terms.top_terms("outlet"), once.top_terms("outlet"))


def test_totals_by_hand(documents):
    by_outlet = count_terms(documents).by("outlet")
    assert by_outlet["x"].to_dict() == {"blue": 0, "fox": 1, "hen": 1, "red": 3}
    assert by_outlet["y"].to_dict() == {"blue": 2, "fox": 1, "hen": 2, "red": 0}


def test_top_terms_break_ties_by_the_term_and_follow_row_order_of_nothing(documents):
    shuffled = documents.iloc[[3, 1, 0, 2]]
    first = count_terms(documents).top_terms("outlet", n=3)
    pd.testing.assert_frame_equal(first, count_terms(shuffled).top_terms("outlet", n=3))
    tie = pd.DataFrame({"outlet": ["x"], "text": ["bee ant cow"]}, index=pd.Index(["a"], name="doc_id"))
    assert count_terms(tie).top_terms(n=2)["term"].tolist() == ["ant", "bee"]


def test_top_terms_know_how_many_stories_the_group_has(documents):
    table = count_terms(documents).top_terms("outlet", n=1)
    assert table[["outlet", "term", "stories", "group_stories"]].to_numpy().tolist() == [
        ["x", "red", 2, 2],
        ["y", "blue", 1, 1],
    ]


def test_top_terms_of_each_article(documents):
    table = count_terms(documents).top_terms(n=1)
    assert table[["doc_id", "term", "n", "stories"]].to_numpy().tolist() == [
        ["a", "red", 2.0, 1],
        ["b", "red", 2.0, 1],
        ["c", "hen", 1.0, 1],
        ["d", "blue", 2.0, 1],
    ]


def test_paragraphs_keep_their_article_and_its_weight(documents):
    terms = count_terms(documents, unit="paragraph")
    assert terms.documents.index.tolist() == ["a#0", "b#0", "c#0", "d#0", "d#1"]
    assert terms.documents["doc_id"].tolist() == ["a", "b", "c", "d", "d"]
    assert terms.weights.tolist() == [0.5, 0.5, 1, 1, 1]
    pd.testing.assert_frame_equal(terms.by("outlet"), count_terms(documents).by("outlet"))


def test_rows_and_terms_can_be_left_out(documents):
    terms = count_terms(documents)
    fewer = terms.where(documents["outlet"] == "x").without(["red", "never seen"])
    assert fewer.terms.tolist() == ["blue", "fox", "hen"]
    assert fewer.counts.toarray().tolist() == [[0, 1, 0], [0, 1, 0], [0, 0, 1]]
    assert fewer.documents.index.tolist() == ["a", "b", "c"]


def test_lemmas_add_up_the_forms_of_a_word():
    texts = ["Rebels attacked. The rebel attacks", "attack"]
    documents = pd.DataFrame({"outlet": ["x", "y"], "text": texts}, index=pd.Index(["a", "b"], name="doc_id"))
    terms = count_terms(documents).lemmatised()
    assert terms.terms.tolist() == ["attack", "rebel", "the"]
    assert terms.counts.toarray().tolist() == [[2, 2, 1], [1, 0, 0]]
    with pytest.raises(FramingError, match="no lemmas for the language 'xx'"):
        count_terms(documents).lemmatised("xx")


def test_collocations_by_hand_and_copies_once(documents):
    counted = count_terms(documents, ngram_range=(1, 2))
    table = collocations(counted, min_stories=1).set_index("term")
    # "red fox" once (two copies are one story), red 3 times, fox twice.
    assert table.loc["red fox", ["n", "n_first", "n_second", "stories"]].tolist() == [1, 3, 2, 1]
    assert table.at["red fox", "log_dice"] == pytest.approx(14 + np.log2(2 / 5))
    with pytest.raises(FramingError, match=r"count with ngram_range=\(1, 2\)"):
        collocations(count_terms(documents))


def test_min_df_counts_stories_not_copies(documents):
    assert count_terms(documents, min_df=2).terms.tolist() == ["fox", "hen", "red"]
    with pytest.raises(FramingError, match="no term occurs in 9 or more stories"):
        count_terms(documents, min_df=9)


@pytest.mark.parametrize("unit", ["article", "paragraph"])
def test_counts_made_earlier_give_the_same_as_the_texts(documents, unit):
    texts = count_terms(documents, unit="paragraph")
    cells = texts.counts.tocoo()
    long = pd.DataFrame(
        {
            "doc_id": texts.documents["doc_id"].to_numpy()[cells.coords[0]],
            "paragraph": texts.documents["position"].to_numpy()[cells.coords[0]],
            "term": texts.terms[cells.coords[1]],
            "n": cells.data,
        }
    ).sample(frac=1, random_state=0)
    again = terms_from_counts(documents.drop(columns="text"), long, unit)
    witness = count_terms(documents, unit=unit)
    assert (again.counts != witness.counts).nnz == 0
    pd.testing.assert_frame_equal(again.documents, witness.documents)
    pd.testing.assert_index_equal(again.terms, witness.terms)


def test_bad_input_is_one_sentence(documents):
    with pytest.raises(FramingError, match="the documents table is empty"):
        count_terms(documents.iloc[:0])
    with pytest.raises(FramingError, match="no term found in 1 articles"):
        count_terms(documents.iloc[:1].assign(text=" "))
    with pytest.raises(FramingError, match="voice='theirs' is not known"):
        count_terms(documents, voice="theirs")
    with pytest.raises(FramingError, match="'a' stands for more than one article"):
        count_terms(documents.iloc[[0, 0]])
    with pytest.raises(FramingError, match="'paper' is not a column"):
        count_terms(documents).by("paper")
    with pytest.raises(FramingError, match="unit='sentence' needs the texts"):
        terms_from_counts(documents, pd.DataFrame(columns=["doc_id", "paragraph", "term", "n"]), "sentence")
