"""TermCounter against its witness, CountVectorizer: same result to the bit, or same error."""

import io
import pickle
import random
import re
import warnings
from itertools import product

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import SkipTestWarning
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import check_estimator

from analysis import load_corpus
from analysis.terms import kernel_blocks, kernel_tally
from analysis.terms.counter import TermCounter
from analysis.terms.kernel_blocks import encoded
from analysis.terms.kernel_unicode import LOWERED_BY_PYTHON, letter_table, parse_pattern

TEXTS = [
    "Talks began. The talks ended, and no deal was made.",
    "No deal, no talks! The ministers left; the talks did not.",
    "",
    "a b c",
    "Naïve CAFÉ, naïve café: 12 rue de l'Été, n° 5_a",
    "ΟΔΥΣΣΕΥΣ Σ ΣΑΣ İstanbul ISTANBUL ıspanak ẞtraße",
    "Переговоры начались, ПЕРЕГОВОРЫ кончились; 会谈 开始了 ４５ ٣٤ ½ ª",
    "extraordinarily extraordinarily long longwords longwordss eightbyt",
    "\x00nul\x00 new\nline \ud800half\udc00 𐐀𐐁𝒳 😀 e\u0301te\u0301",
]
DEFAULT = r"(?u)\b\w\w+\b"
PATTERNS = [DEFAULT, r"\w+", r"[a-z]{2,}", r"\b[^\W\d]+\b"]


def result(vectorizer, texts, more):
    """What a vectorizer makes of texts, with its warnings; or its error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            counts = vectorizer.fit_transform(texts)
            found = [counts, vectorizer.transform(more), vectorizer.inverse_transform(counts)]
        except Exception as error:
            name = type(vectorizer).__name__
            return type(error), str(error).replace(name, "CountVectorizer")
    return *found, [(warning.category, str(warning.message)) for warning in caught]


def assert_same_matrix(ours, theirs):
    assert (type(ours), ours.shape) == (type(theirs), theirs.shape)
    for part in ("data", "indices", "indptr"):
        assert getattr(ours, part).dtype == getattr(theirs, part).dtype
        np.testing.assert_array_equal(getattr(ours, part), getattr(theirs, part))
    assert ours.has_sorted_indices == theirs.has_sorted_indices


def assert_same(texts, more=None, engine=None, **parameters):
    """Returns the error if both raise the same one."""
    more = texts if more is None else more
    counter, witness = TermCounter(**parameters), CountVectorizer(**parameters)
    theirs, ours = result(witness, texts, more), result(counter, texts, more)
    if len(theirs) == 2:
        assert ours == theirs
        return theirs
    assert len(ours) == 4, ours
    assert_same_matrix(ours[0], theirs[0])
    assert_same_matrix(ours[1], theirs[1])
    assert [(a.dtype, a.tolist()) for a in ours[2]] == [(a.dtype, a.tolist()) for a in theirs[2]]
    assert ours[3] == theirs[3]
    columns = [[(*item, *map(type, item)) for item in v.vocabulary_.items()] for v in (counter, witness)]
    assert columns[0] == columns[1]
    np.testing.assert_array_equal(counter.get_feature_names_out(), witness.get_feature_names_out())
    assert engine in (None, counter.engine_)
    return None


@pytest.mark.parametrize("token_pattern", PATTERNS)
@pytest.mark.parametrize("ngram_range", [(1, 1), (1, 2), (2, 3)])
@pytest.mark.parametrize("stop_words", [None, "english", ["no", "the"]])
def test_every_combination_of_parameters(token_pattern, ngram_range, stop_words):
    errors = []
    for min_df, max_df, max_features, lowercase in product([1, 2, 0.2], [1.0, 0.5], [None, 3], [False, True]):
        errors.append(
            assert_same(
                TEXTS,
                engine="compiled",
                token_pattern=token_pattern,
                ngram_range=ngram_range,
                stop_words=stop_words,
                min_df=min_df,
                max_df=max_df,
                max_features=max_features,
                lowercase=lowercase,
            )
        )
    assert None in errors


@pytest.mark.parametrize(
    "parameters",
    [
        {"strip_accents": "ascii"},
        {"strip_accents": "unicode"},
        {"strip_accents": str.upper},
        {"preprocessor": str.swapcase},
        {"vocabulary": ["talks", "no deal", "deal", "café", "", "a  b", " deal", "nul\0", "TALKS", 7]},
        {"vocabulary": {"the talks": 1, "no": 0, "\ud800": 2}, "ngram_range": (1, 2)},
        {"vocabulary": {"ended", "began", "left"}, "binary": True},
        {"vocabulary": {"no": np.int64(1), "the": np.int32(0)}, "stop_words": ["the"]},
        {"stop_words": ["no deal", "", "no", "İstanbul", "\ud800", "nul\0", 5]},
        {"ngram_range": (np.int64(1), 2), "max_df": 2},
        {"binary": True, "max_features": 4},
        *({"dtype": dtype} for dtype in (np.int32, np.uint8, np.float32, float, bool, "int64")),
    ],
)
def test_other_parameters_that_the_kernel_can_express(parameters):
    assert assert_same(TEXTS, [*TEXTS[::-1], "talks in Genève"], "compiled", **parameters) is None


@pytest.mark.parametrize(
    "parameters",
    [
        {"analyzer": "char", "ngram_range": (2, 3), "max_features": 9},
        {"analyzer": "char_wb", "ngram_range": (3, 3), "min_df": 2},
        {"analyzer": str.split},
        {"tokenizer": str.split},
        {"token_pattern": r"(?i)[a-z]+"},
        {"token_pattern": r"[a-z]+(?:'[a-z]+)?"},
        {"token_pattern": r"\w+?"},
        {"token_pattern": r"[\w ]+"},
        {"token_pattern": r"[^a-z]+"},
        {"token_pattern": r"\b[a-z']+\b"},
        {"ngram_range": (0, 2)},
    ],
)
def test_the_rest_is_left_to_scikit_learn(parameters):
    assert assert_same(TEXTS, engine="scikit-learn", **parameters) is None


def test_a_method_of_a_subclass_is_heard():
    class Halves(TermCounter):
        def build_tokenizer(self):
            return lambda text: [text[: len(text) // 2], text[len(text) // 2 :]]

    halves = Halves().fit(["red fox "])
    assert (halves.engine_, halves.vocabulary_) == ("scikit-learn", {"red ": 1, "fox ": 0})


@pytest.mark.parametrize(
    "pack",
    [
        list,
        tuple,
        iter,
        np.array,
        pd.Series,
        lambda texts: pd.Series(texts, dtype="str")[2:],
        lambda texts: pd.Series(texts, dtype=pd.ArrowDtype(pa.string()))[::2],
        lambda texts: pd.concat([pd.Series(texts[:3], dtype="str"), pd.Series(texts[3:], dtype="str")]),
        lambda texts: pd.Series(texts, dtype=object),
        lambda texts: dict.fromkeys(texts),
        lambda texts: [text.encode() for text in texts],
        lambda texts: [np.str_(text) for text in texts],
    ],
)
def test_texts_in_any_container(pack):
    texts = [text for text in TEXTS if text.isprintable()]
    counts = [cls(ngram_range=(1, 2)).fit_transform(pack(texts)) for cls in (TermCounter, CountVectorizer)]
    assert_same_matrix(*counts)
    assert counts[0].nnz > 30


def test_texts_from_files(tmp_path):
    paths = [tmp_path / f"{number}.txt" for number in range(2)]
    for path in paths:
        path.write_bytes("Été à Genève \xff".encode("latin-1"))
    assert assert_same(paths, input="filename", encoding="latin-1") is None
    assert assert_same(paths, input="filename", decode_error="replace") is None
    error, _ = assert_same([*paths, tmp_path / "none.txt"], input="filename", decode_error="ignore")
    assert error is FileNotFoundError
    for cls in (TermCounter, CountVectorizer):
        counts = cls(input="file").fit_transform([io.StringIO("red fox"), io.BytesIO(b"red hen")])
        assert counts.toarray().tolist() == [[1, 0, 1], [0, 1, 1]]


@pytest.mark.parametrize(
    "texts",
    [
        "one string",
        5,
        None,
        [],
        ["", "?!"],
        ["talks", None],
        ["talks", np.nan],
        ["talks", float("nan")],
        ["talks", 5],
        [["talks"]],
        [b"tal\xffks"],
        [bytearray(b"talks")],
        pd.Series(["talks", None]),
        pd.Series(["talks", None], dtype="string"),
        np.array([["talks"]]),
    ],
)
@pytest.mark.parametrize("lowercase", [True, False])
def test_what_is_no_text_raises_the_same(texts, lowercase):
    assert assert_same(texts, lowercase=lowercase) is not None


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"ngram_range": (2, 1)}, "lower boundary larger"),
        ({"ngram_range": [1, 1]}, "instance of 'tuple'"),
        ({"ngram_range": (1,)}, "not enough values"),
        ({"min_df": 8, "max_df": 2}, "max_df corresponds"),
        ({"min_df": 8}, "After pruning, no terms remain"),
        ({"max_df": 1.5}, "'max_df' parameter"),
        ({"max_features": 0}, "'max_features' parameter"),
        ({"stop_words": "klingon"}, "'stop_words' parameter"),
        ({"stop_words": [["no"]]}, "unhashable"),
        ({"token_pattern": "(a)(b)"}, "More than 1 capturing group"),
        ({"token_pattern": "[z-a]+"}, "bad character range"),
        ({"token_pattern": None}, "string or compiled pattern"),
        ({"strip_accents": "greek"}, "'strip_accents' parameter"),
        ({"vocabulary": []}, "empty vocabulary"),
        ({"vocabulary": ["a", "a"]}, "Duplicate term"),
        ({"vocabulary": {"a": 0, "b": 2}}, "doesn't contain index 1"),
        ({"preprocessor": str.encode}, "cannot use a string pattern"),
        ({"preprocessor": len}, "expected string or bytes-like object"),
        ({"dtype": "foo"}, "not understood"),
        ({"dtype": np.float16}, "does not support dtype float16"),
    ],
)
def test_wrong_parameters_raise_the_same(parameters, message):
    assert message in assert_same(TEXTS, **parameters)[1]


def test_an_error_of_an_iterator_is_passed_on():
    def texts():
        yield "talks"
        raise KeyError("gone")

    for cls in (TermCounter, CountVectorizer):
        with pytest.raises(KeyError, match="gone"):
            cls().fit(texts())


def test_warnings_are_the_same():
    with pytest.warns(UserWarning, match="stop_words may be inconsistent"):
        TermCounter(stop_words=["don't"]).fit(["we don't"])
    assert assert_same(["We don't"], stop_words=["don't"], vocabulary=["We"]) is None


def test_transform_without_fit_and_before_it():
    assert TermCounter(vocabulary=["fox", "red"]).transform(["red fox red"]).toarray().tolist() == [[1, 2]]
    assert TermCounter(vocabulary=["fox"]).transform([]).shape == (0, 1)
    with pytest.raises(ValueError, match="not fitted"):
        TermCounter().transform(["red fox"])
    with pytest.raises(AttributeError, match="fit it first"):
        _ = TermCounter().engine_


def test_a_vocabulary_changed_by_hand_is_followed():
    for vocabulary in ({"red": 0, "fox": 0}, {"red": 0.0, "fox": 1.0}, {"red": 1, "fox": 0}):
        counts = []
        for cls in (TermCounter, CountVectorizer):
            fitted = cls().fit(["red fox"])
            fitted.vocabulary_ = vocabulary
            counts.append(fitted.transform(["red fox red hen"]))
        assert_same_matrix(*counts)


def test_few_texts_and_a_large_vocabulary():
    vocabulary = [f"term{number}" for number in range(3000)]
    assert assert_same(["term7 term2999 other"], vocabulary=vocabulary) is None


def test_in_pipelines_clones_and_pickles():
    counter = TermCounter(ngram_range=(1, 2), min_df=2)
    assert (
        clone(counter).get_params()
        == counter.get_params()
        == CountVectorizer(ngram_range=(1, 2), min_df=2).get_params()
    )
    fitted = pickle.loads(pickle.dumps(counter.fit(TEXTS)))
    assert_same_matrix(fitted.transform(TEXTS), counter.transform(TEXTS))
    assert counter.set_params(analyzer="char").fit(TEXTS).engine_ == "scikit-learn"
    pipeline = make_pipeline(TermCounter(), LogisticRegression()).fit(["good deal", "bad deal"], [1, 0])
    assert pipeline.predict(["good talks", "bad talks"]).tolist() == [1, 0]


def test_scikit_learn_checks_both_alike():
    outcomes = []
    for cls in (TermCounter, CountVectorizer):
        with pytest.warns(SkipTestWarning, match="requires input"):  # most checks are about tables of numbers
            checks = check_estimator(cls(), on_skip=None, on_fail=None)
        outcomes.append([(check["check_name"], check["status"]) for check in checks])
    assert outcomes[0] == outcomes[1] != []
    assert {status for _, status in outcomes[0]} == {"passed"}


CHARACTERS = st.one_of(
    st.sampled_from("abAB _09.'\n"),
    st.sampled_from("ßẞıIİΣσς\u0307\u0301\u200dªⅧⓐǅȺK\u212bﬁŉ३４½会\U00010400\ud800\udfff\x00\U0010ffff"),
    st.characters(),
    st.characters(categories=["Cs", "Mn", "Nd", "Lu", "Lt"]),
)
TEXT_LISTS = st.lists(st.text(CHARACTERS, max_size=60), max_size=6)


@settings(max_examples=200)
@given(TEXT_LISTS, TEXT_LISTS, st.sampled_from([(1, 1), (1, 2), (2, 2)]), st.booleans(), st.sampled_from(PATTERNS))
def test_any_text(texts, more, ngram_range, lowercase, token_pattern):
    assert_same(texts, more, ngram_range=ngram_range, lowercase=lowercase, token_pattern=token_pattern)


@settings(max_examples=50)
@given(TEXT_LISTS, st.sampled_from([None, "ascii", "unicode"]), st.sampled_from([1, 7, 40]))
def test_any_text_in_blocks_of_any_size(texts, strip_accents, n_bytes):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel_blocks, "BLOCK_BYTES", n_bytes)
        assert_same(texts * 3, strip_accents=strip_accents, ngram_range=(1, 2))


@settings(max_examples=50)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), min_size=1, max_size=9), st.sampled_from([1, 20]))
def test_any_arrow_column(texts, n_bytes):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel_blocks, "BLOCK_BYTES", n_bytes)
        assert_same(pd.Series(texts, dtype="str")[len(texts) // 3 :])


@pytest.mark.parametrize("pattern", [r"\w+", r"[^\W\d_]+", r"[a-zß]{2,}"])
def test_tables_agree_with_python_on_every_character(pattern):
    letter_of = letter_table(parse_pattern(pattern), lowercase=True)
    find = re.compile(parse_pattern(pattern).characters).fullmatch
    for code in set(range(0x110000)) - set(map(ord, LOWERED_BY_PYTHON)):
        lower = chr(code).lower()
        assert len(lower) == 1
        assert len(encoded([lower]).data) <= 1.5 * len(encoded([chr(code)]).data)  # the room that the kernel makes
        assert letter_of[code] == (ord(lower) if find(lower) else 0)


@pytest.mark.parametrize(
    ("pattern", "shortest"), [(DEFAULT, 2), (r"\w+", 1), (r"\b\w{3,}\b", 3), (r"[a-z][a-z]*", 1), (r"\w\w\w+", 3)]
)
def test_patterns_that_are_understood(pattern, shortest):
    assert parse_pattern(pattern).shortest == shortest


@pytest.mark.parametrize(
    "pattern", [r"\w*", r"\w{2}", r"\w{2,4}", r"\b[a-z]+", r"\w+\w", r"\S+", r"(\w+)", r"\w+|\d", ""]
)
def test_patterns_that_are_left_alone(pattern):
    assert parse_pattern(pattern) is None


def many_texts(n_texts):
    """Texts of invented words, some common and most rare, that fill several blocks."""
    draw = random.Random(0)
    words = [f"{draw.choice(['Wört', 'word', 'СЛОВО'])}{number}" for number in range(20_000)]
    return [" ".join(draw.choices(words, k=200)) + " the end" for _ in range(n_texts)]


def test_many_blocks_on_several_threads():
    texts = many_texts(800)
    assert assert_same(texts, engine="compiled", ngram_range=(1, 2), max_features=5000) is None
    assert assert_same(pd.Series(texts, dtype="str"), texts[::-1], min_df=3, max_df=0.9) is None


def test_the_number_of_threads_changes_nothing(monkeypatch):
    texts, fitted = many_texts(300), []
    monkeypatch.setattr(kernel_blocks, "BLOCK_BYTES", 1 << 12)
    for n_threads in (1, 2, 3, 8):
        monkeypatch.setattr(kernel_tally.config, "NUMBA_NUM_THREADS", n_threads)
        counter = TermCounter(ngram_range=(1, 3))
        fitted.append((counter.fit_transform(texts), list(counter.vocabulary_.items())))
    for counts, vocabulary in fitted[1:]:
        assert_same_matrix(counts, fitted[0][0])
        assert vocabulary == fitted[0][1]


@pytest.fixture(scope="module")
def articles():
    return load_corpus("news2017")["text"]


def test_news(articles):
    assert assert_same(articles, articles[::9], "compiled") is None


def test_word_pairs_of_news(articles):
    assert assert_same(articles[::5], articles[::9], "compiled", ngram_range=(1, 2), stop_words="english") is None


def test_news_by_a_vocabulary(articles):
    assert assert_same(articles[::3].tolist(), articles[::9], vocabulary=["syria", "russian", "war"]) is None
