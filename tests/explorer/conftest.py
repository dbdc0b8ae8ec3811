"""The small corpus."""

import pandas as pd
import pytest

from tests.small_corpus import three_outlets, with_harm


@pytest.fixture(scope="session")
def documents() -> pd.DataFrame:
    return three_outlets()


@pytest.fixture(scope="session")
def hostile(documents) -> pd.DataFrame:
    return with_harm(documents)
