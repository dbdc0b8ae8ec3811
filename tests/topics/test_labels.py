import numpy as np
import pandas as pd

from analysis.topics.labels import frex, label_topics, top_terms


def by_hand(weight, exclusivity):
    share = lambda values, value: sum(v <= value for v in values) / len(values)  # noqa: E731
    ranks = [(share(weight, w), share(exclusivity, e)) for w, e in zip(weight, exclusivity, strict=True)]
    return [2 / (1 / f + 1 / e) for f, e in ranks]


def test_frex_is_the_harmonic_mean_of_two_ranks():
    rng = np.random.default_rng(0)
    weight, exclusivity = rng.random((2, 12)).round(1)
    np.testing.assert_allclose(frex(weight, exclusivity), by_hand(weight, exclusivity))


def test_a_term_of_both_topics_names_neither():
    both = pd.DataFrame(
        [[0.4, 0.2, 0.2, 0.2, 0, 0, 0], [0.4, 0, 0, 0, 0.2, 0.2, 0.2]], columns=["said", *"abc", *"xyz"]
    )
    terms = top_terms(both)
    assert terms.query("rank == 1")["term"].tolist() == ["said", "said"]
    assert label_topics(terms).tolist() == ["a b c", "x y z"]


def test_order_of_the_columns_changes_no_label():
    rng = np.random.default_rng(3)
    components = pd.DataFrame(rng.integers(0, 4, (3, 40)) / 60, columns=[f"t{i:02d}" for i in range(40)])
    labels = label_topics(top_terms(components))
    assert all(len(label.split()) == 3 for label in labels)
    assert labels.tolist() == label_topics(top_terms(components + 1e-13)).tolist()
