import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.stories.copies import find_stories, normalise
from analysis.corpus.stories.shingles import (
    N_BEST,
    is_copy,
    make_sketch,
    overlap,
    partners,
    shingle_hashes,
    word_hashes,
)


def words(n, seed=0):
    return [f"word{number}" for number in np.random.default_rng(seed).integers(0, 10**9, n)]


def candidates(sketches, lengths):
    sizes = np.array([len(sketch) for sketch in sketches])
    cells = np.concatenate(sketches)
    return partners(cells, np.cumsum(sizes) - sizes, sizes, np.array(lengths))


def same(*texts):
    return len(set(find_stories(texts))) == 1


def test_case_and_punctuation_do_not_make_another_story():
    assert same("Talks began; officials said.", "TALKS BEGAN, OFFICIALS SAID")


@pytest.mark.parametrize(("n_copied", "expected"), [(79, False), (81, True)])
def test_a_copy_holds_eight_tenths_of_the_smaller_text(n_copied, expected):
    # 104 words have 100 5-grams; the first n + 4 words carry n of them into the longer text.
    wire = words(104)
    assert same(" ".join(wire), " ".join(wire[: n_copied + 4] + words(400, seed=1))) is expected


@pytest.mark.parametrize(("n_copied", "expected"), [(76, False), (77, True), (81, True)])
def test_a_brief_text_is_contained_only_when_nearly_all_its_words_are(n_copied, expected):
    # 77 of 81 words are 95 %; 76 of them carry 72 of 77 5-grams, which would be enough in a longer text
    brief = words(81)
    assert same(" ".join(brief), " ".join(brief[:n_copied] + words(400, seed=1))) is expected
    a, b = (shingle_hashes(word_hashes(" ".join(text).encode())) for text in (brief, brief[:n_copied]))
    assert overlap(a, b) == 1


def test_a_brief_text_of_two_borrowed_sentences_is_no_copy():
    long, own = words(600), words(9, seed=2)
    assert not same(" ".join(long), " ".join(long[100:124] + own + long[400:424]))


def test_a_brief_text_with_two_paragraphs_dropped_is_a_copy():
    whole = words(160)
    assert same(" ".join(whole), " ".join(whole[:20] + whole[60:80] + whole[130:160]))


@pytest.mark.parametrize(("n", "expected"), [(48, False), (49, False), (50, True), (51, True)])
def test_texts_under_fifty_words_are_compared_whole(n, expected):
    assert same(" ".join(words(n)), " ".join([*words(n), "more", "words"])) is expected


def test_jaccard_of_seven_tenths_is_a_copy():
    a, b = words(204), words(204)
    b[186:] = words(18, seed=2)
    sets = [set(zip(*(text[i:] for i in range(5)), strict=False)) for text in (a, b)]
    assert len(sets[0] & sets[1]) / len(sets[0] | sets[1]) >= 0.7
    assert same(" ".join(a), " ".join(b))


def test_exact_copies_never_rename_a_story():
    texts = ["Talks began in Geneva.", "Talks ended in Geneva.", ""]
    assert find_stories(texts + texts * 3)[:3] == find_stories(texts)


def test_names_do_not_depend_on_order():
    texts = [" ".join(words(120, seed)) for seed in range(4)] + [" ".join(words(110, 1) + words(12, 9))]
    assert sorted(find_stories(texts[::-1])) == sorted(find_stories(texts))
    assert find_stories(texts)[1] == find_stories(texts)[4]


def test_a_story_is_named_after_its_text():
    digest = hashlib.sha256(b"talks began in geneva").hexdigest()
    assert find_stories(["Talks began in Geneva."]) == [f"s-{digest[:12]}"]


def test_hashes_are_the_same_on_every_machine():
    mask = 2**64 - 1
    mixed = 0
    for word in (b"to", b"be", b"or", b"not", b"is"):
        hashed = 14695981039346656037
        for byte in word:
            hashed = (hashed ^ byte) * 1099511628211 & mask
        mixed = (mixed ^ hashed) * 0x9E3779B97F4A7C15 & mask
        mixed ^= mixed >> 29
    assert shingle_hashes(word_hashes(b"to be or not is")).tolist() == [mixed]


def test_nothing_and_empty_texts():
    assert find_stories([]) == []
    assert same("", "  ", "!?")


@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    assert normalise(normalise(text).decode()) == normalise(text)


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=12), max_size=6))
@settings(max_examples=50)
def test_hashes_stand_for_the_five_grams(texts):
    sets = [set(zip(*(text[i:] for i in range(5)), strict=False)) for text in texts]
    hashes = [shingle_hashes(word_hashes(" ".join(text).encode())) for text in texts]
    assert [len(found) for found in hashes] == [len(expected) for expected in sets]
    for a, set_a in zip(hashes, sets, strict=True):
        for b, set_b in zip(hashes, sets, strict=True):
            smaller = min(len(set_a), len(set_b))
            assert overlap(a, b) == (len(set_a & set_b) / smaller if smaller else 0)


def test_the_best_partners_of_a_row_are_found():
    rng = np.random.default_rng(1)
    sketches = [np.unique(rng.integers(0, 60, size).astype(np.uint32)) for size in rng.integers(0, 25, 60)]
    lengths = rng.integers(50, 100, 60).tolist()
    order = sorted(range(60), key=lambda row: (len(sketches[row]), row))
    found = candidates(sketches, lengths)
    for place, row in enumerate(order):
        shares = []
        for at, other in enumerate(order[:place]):
            share, size = overlap(sketches[other], sketches[row]), len(sketches[other])
            alike = min(lengths[row], lengths[other]) >= 0.8 * max(lengths[row], lengths[other])
            if share and (share >= 0.8 - 1.3 / size**0.5 or (alike and share >= 0.4)):
                shares.append((-share, at, other))
        assert [other for other in found[row].tolist() if other >= 0] == [o for _, _, o in sorted(shares)][:N_BEST]


def test_a_hash_that_everybody_holds_is_no_trouble():
    sketches = [np.array([7, *range(row, row + 9)], dtype=np.uint32) for row in range(10, 60_000, 20)]
    assert (candidates(sketches, [100] * len(sketches)) == -1).all()


def test_copies_are_found_among_thousands_that_share_a_notice():
    notice = words(12, seed=5)
    texts = [" ".join(words(90, seed) + notice) for seed in range(1500)]
    stories = find_stories([*texts, texts[3] + " updated"])
    assert stories[-1] == stories[3]
    assert len(set(stories)) == 1500


@pytest.mark.parametrize(("n_edited", "expected"), [(0, True), (20, True), (26, True), (60, False)])
def test_words_edited_here_and_there(n_edited, expected):
    original = words(200)
    edited = list(original)
    for place in np.random.default_rng(3).choice(200, n_edited, replace=False):
        edited[place] = f"other{place}"
    a, b = (word_hashes(" ".join(text).encode()) for text in (original, edited))
    assert is_copy(a, b) is expected
    assert is_copy(b, a) is expected


@given(st.lists(st.sampled_from("abcd"), max_size=150), st.lists(st.sampled_from("abcd"), max_size=150))
@settings(max_examples=60)
def test_words_in_order_against_the_textbook(a, b):
    from analysis.corpus.stories.kernels import words_in_order

    table = np.zeros((len(a) + 1, len(b) + 1), int)
    for i, left in enumerate(a, 1):
        for j, right in enumerate(b, 1):
            table[i, j] = table[i - 1, j - 1] + 1 if left == right else max(table[i - 1, j], table[i, j - 1])
    hashed = [np.array([ord(word) for word in text], dtype=np.uint64) for text in (a, b)]
    assert words_in_order(*hashed) == table[-1, -1]


def test_a_sketch_is_a_fixed_quarter_of_the_shingles():
    plain = " ".join(words(4004)).encode()
    text = word_hashes(plain)
    expected = [int(hashed) // 4 % 2**32 for hashed in shingle_hashes(text) if int(hashed) % 4 == 0]
    n_words, sketch = make_sketch(plain)
    assert (n_words, sketch.tolist()) == (len(text), sorted(expected))
    assert 900 < len(expected) < 1100
