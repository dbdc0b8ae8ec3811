"""Execute notebooks again and compare every output, figure and table with what is committed; change nothing.

``python tools/check_notebooks.py [FOLDER]``: notebooks/ when none is named.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from run_notebooks import NOTEBOOKS, exact_environment

from analysis.paths import figures_dir

SANITIZE = Path(__file__).with_name("nbval_sanitize.cfg")


def main(paths: list[str]) -> int:
    """Compare outputs first (nbval), then the files that the notebooks wrote."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "figures")
        made.mkdir()
        failed = outputs_differ(paths or [str(NOTEBOOKS)], made, settings=folder)
        differing = [] if failed or paths else differing_files(made, figures_dir())
    for name in differing:
        print(f"figures/{name} is not what the notebooks make", file=sys.stderr)
    return int(failed or bool(differing))


def outputs_differ(paths: list[str], figures: Path, settings: str) -> bool:
    """Let nbval run the notebooks strictly, with their figures going to another folder."""
    nbval = ["-m", "pytest", "--nbval", "--nbval-current-env", f"--nbval-sanitize-with={SANITIZE}"]
    quiet = ["--color=no", "-p", "no:cacheprovider"]
    environment = exact_environment(settings) | {"FRAMING_FIGURES": str(figures)}
    return subprocess.run([sys.executable, *nbval, *quiet, *paths], env=environment, check=False).returncode != 0


def differing_files(made: Path, committed: Path) -> list[str]:
    """Name the files that are in one folder only, or in both with different bytes."""
    names = {path.name for folder in (made, committed) for path in folder.iterdir()}
    return sorted(name for name in names if _bytes(made / name) != _bytes(committed / name))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
