import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.stories.copies import fingerprint, name_stories
from analysis.corpus.stories.fingerprints import Fingerprint, Fingerprints

SKETCH = st.sets(st.integers(0, 2**32 - 1), max_size=6).map(
    lambda hashes: np.array(sorted(hashes), dtype=np.uint32).tobytes()
)
FINGERPRINT = st.builds(Fingerprint, st.binary(min_size=32, max_size=32), st.integers(0, 2**31), SKETCH)


@given(st.lists(st.tuples(st.sampled_from("abcd"), FINGERPRINT), max_size=12))
def test_the_arrays_hold_the_last_fingerprint_of_each_key(given_ones):
    known, expected = Fingerprints(), {}
    for key, one in given_ones:
        known[key] = expected[key] = one
    rows = known.rows(expected)
    assert known.hex_digests(rows).tolist() == [one.digest.hex().encode() for one in expected.values()]
    assert known.n_words(rows).tolist() == [one.n_words for one in expected.values()]
    cells, begins, sizes = known.take_sketches(rows)
    sketches = [cells[begin : begin + size].tobytes() for begin, size in zip(begins, sizes, strict=True)]
    assert sketches == [one.sketch for one in expected.values()]
    assert not any(key in known for key in "abcd")


def test_texts_in_any_order_find_their_fingerprints():
    texts = [" ".join(f"word{number}" for number in range(first, first + 60)) for first in (0, 1, 500)]
    known = Fingerprints()
    for key in (2, 0, 1):
        known[key] = fingerprint("something else that is read anew " * 30)
        known[key] = fingerprint(texts[key])
    first, second, other = name_stories(texts, [0, 1, 2], known)
    assert first == second != other
