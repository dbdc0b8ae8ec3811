import numpy as np
import pandas as pd
import pytest

from analysis import FramingError, count_terms, outlet_distance
from analysis.compare import partisanship
from analysis.inference import story_cells

FAST = {"n_permutations": 60, "n_bootstraps": 60}


def corpus(n=12, lean=0.0, seed=0, words=30, length=40):
    """Bursty stories of two outlets; ``lean`` is the share of words that each takes from a list of its own."""
    rng = np.random.default_rng(seed)
    rows = []
    for outlet in "xy":
        for i in range(n):
            rates = rng.gamma(0.4, 1, words)
            tokens = rng.choice([f"w{k:02d}" for k in range(words)], length, p=rates / rates.sum()).astype(object)
            tokens[rng.random(length) < lean] = f"own_{outlet}"
            rows.append((outlet, f"{outlet}{i:02d}", " ".join(tokens)))
    frame = pd.DataFrame(rows, columns=["outlet", "story", "text"])
    return frame.set_index(pd.Index([f"d{i:03d}" for i in range(len(frame))], name="doc_id"))


def by_the_book(documents, times=None):
    """The definition, word by word; a story drawn m times is left out m times."""
    times = dict.fromkeys(documents.index, 1) if times is None else times
    counted = {i: documents.at[i, "text"].split() for i in documents.index}
    outlet = documents["outlet"]

    def rate(word, group, without=None):
        rows = [i for i in documents.index if outlet[i] == group and i != without]
        total = sum(times[i] * len(counted[i]) for i in rows)
        return sum(times[i] * counted[i].count(word) for i in rows) / total if total else 0.0

    sides = []
    for group, other in ("xy", "yx"):
        right = []
        for i in documents.index[outlet == group]:
            guesses = []
            for word in counted[i]:
                own, theirs = rate(word, group, i), rate(word, other)
                guesses.append(own / (own + theirs) if own + theirs else 0.5)
            right += [np.mean(guesses)] * times[i]
        sides.append(np.mean(right))
    return np.mean(sides)


def cells_of(documents):
    cells = story_cells(count_terms(documents))
    return cells, cells.group == "x"


def test_an_outlet_without_words_is_an_error_that_says_so():
    documents = pd.DataFrame({"outlet": ["x", "y"] * 5, "text": ["red hen", "a"] * 5}, index=list("abcdefghij"))
    with pytest.raises(FramingError, match="x against y: one of them has no counted word"):
        outlet_distance(count_terms(documents))


def test_pi_is_the_definition_word_by_word():
    documents = corpus(4, lean=0.1, length=12)
    assert partisanship(*cells_of(documents)) == pytest.approx(by_the_book(documents), abs=1e-12)


def test_a_story_drawn_twice_is_left_out_twice():
    documents = corpus(4, lean=0.1, length=12)
    times = dict(zip(documents.index, [2, 0, 1, 3, 1, 1, 0, 2], strict=True))
    cells, is_target = cells_of(documents)
    ours = partisanship(cells, is_target, np.array(list(times.values()), dtype=float))
    assert ours == pytest.approx(by_the_book(documents, times), abs=1e-12)


def test_without_a_difference_pi_is_one_half_at_any_size():
    for n in (10, 30, 100):
        values = [partisanship(*cells_of(corpus(n, seed=seed))) for seed in range(20)]
        assert np.mean(values) == pytest.approx(0.5, abs=0.01)


def test_a_lean_is_seen_and_swapping_outlets_changes_nothing():
    terms = count_terms(corpus(20, lean=0.2))
    forth = outlet_distance(terms, "x", "y", **FAST).table.iloc[0]
    back = outlet_distance(terms, "y", "x", **FAST).table.iloc[0]
    assert forth["pi"] == pytest.approx(back["pi"], abs=1e-12)
    assert forth["low"] < forth["pi"] < forth["high"]
    assert forth["placebo_high"] < forth["low"]
    assert forth["p"] == pytest.approx(1 / 61)


def test_placebo_and_interval_hold_without_a_difference():
    rows = [outlet_distance(count_terms(corpus(12, seed=seed)), seed=seed, **FAST).table.iloc[0] for seed in range(40)]
    table = pd.DataFrame(rows)
    # 40 runs at 95 %: fewer than 34 inside happens less than once in a hundred times.
    assert ((table["low"] <= 0.5) & (table["high"] >= 0.5)).sum() >= 34
    assert (table["p"] <= 0.05).sum() <= 6


def test_copies_and_row_order_change_nothing():
    documents = corpus(8, lean=0.1)
    copies = pd.concat([documents.iloc[[0, 2, 9]]] * 5)
    copies.index = pd.Index([f"c{i}" for i in range(15)], name="doc_id")
    once = outlet_distance(count_terms(documents), **FAST).table
    again = outlet_distance(count_terms(pd.concat([copies, documents]).sample(frac=1, random_state=0)), **FAST).table
    pd.testing.assert_frame_equal(once, again, rtol=0, atol=1e-12)


def test_few_stories_have_a_distance_but_no_band():
    result = outlet_distance(count_terms(corpus(4)), **FAST)
    assert result.table["pi"].notna().all()
    assert result.table[["low", "high", "placebo_low", "placebo_high", "p"]].isna().all(axis=None)
    assert "fewer than 5" in repr(result)


def test_a_story_without_words_takes_no_part():
    documents = corpus(6)
    documents.loc["d000", "text"] = "-"
    assert outlet_distance(count_terms(documents), **FAST).table["stories_target"].item() == 5


def test_bad_input_is_one_sentence():
    with pytest.raises(FramingError, match="outlet 'z' is not in the corpus"):
        outlet_distance(count_terms(corpus(6)), "z")
