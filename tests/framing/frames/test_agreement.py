import numpy as np
import pandas as pd
import pytest

from analysis.framing import krippendorff_alpha

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: binary data of two observers, nominal data of two,
# nominal data of four with missing values.
TWO_NOMINAL = pd.DataFrame({"b": list("aabbdcccedda"), "g": list("babbbccceddd")})
FOUR_NOMINAL = pd.DataFrame(
    {
        "a": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "b": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "c": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "d": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
)


@pytest.mark.parametrize(("codes", "published"), [(TWO_NOMINAL, 0.692), (FOUR_NOMINAL, 0.743)])
def test_alpha_is_that_of_the_published_examples(codes, published):
    assert krippendorff_alpha(codes) == pytest.approx(published, abs=5e-4)


def test_alpha_of_agreement_chance_and_nothing():
    assert krippendorff_alpha(pd.DataFrame({"a": [0, 1, 1], "b": [0, 1, 1]})) == 1
    assert np.isnan(krippendorff_alpha(pd.DataFrame({"a": [1, 1], "b": [1, 1]})))
    assert np.isnan(krippendorff_alpha(pd.DataFrame({"a": [1.0, 0.0]})))
    rng = np.random.default_rng(0)
    assert abs(krippendorff_alpha(pd.DataFrame(rng.integers(0, 2, (4000, 2))))) < 0.05
