"""Importing the library is quick, because what is heavy is imported where it is used."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {"pandas", "numpy", "matplotlib", "scipy", "sklearn", "numba", "pyarrow", "pandera"}


def modules_after(statement):
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("statement", ["import analysis", "import analysis.cli", "from analysis import FramingError"])
def test_nothing_heavy_is_imported(statement):
    assert modules_after(statement) & HEAVY == set()


@pytest.mark.parametrize("room", ["compare", "corpus", "figures", "framing", "inference", "terms", "text", "topics"])
def test_rooms_do_not_import_what_only_some_functions_need(room):
    heavy = {
        "matplotlib",
        "sklearn",
        "numba",
        "pandera",
        "trafilatura",
        "dateparser",
        "ftfy",
        "rensa",
        "pyarrow.dataset",
    }
    assert modules_after(f"import analysis.{room}") & heavy == set()


def test_import_takes_at_most_half_a_second():
    def seconds(statement):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], cwd=ROOT, check=True)
        return time.perf_counter() - began

    assert min(seconds("import analysis") for _ in range(3)) <= 0.5


def test_public_names_lead_to_what_they_promise():
    import analysis

    for name in analysis.__all__:
        assert getattr(analysis, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        analysis.nonsense  # noqa: B018
