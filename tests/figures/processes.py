"""What other processes draw: the same bytes, whatever their environment."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]


def drawn_under(code: str, settings: Iterable[Mapping[str, str]]) -> set[bytes]:
    """What the code writes to its standard output under each of these variables of the environment."""
    return {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=os.environ | setting, capture_output=True, check=True
        ).stdout
        for setting in settings
    }
