"""Find Chromium, and install it from Debian's packages where there is none: ``python tools/browser.py``."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
ADVICE = (
    "Chromium is needed, as chromium, chromium-browser or google-chrome on the PATH. "
    "On Debian and its relatives: sudo apt-get install chromium"
)


def main() -> int:
    """Do nothing where a browser is found; else install it, or say how."""
    if find_browser() is None and (apt := apt_get()):
        subprocess.run([*apt, "update", "--quiet"], check=False)
        subprocess.run([*apt, "install", "--quiet", "--yes", "--no-install-recommends", "chromium"], check=False)
    if find_browser() is None:
        print(ADVICE, file=sys.stderr)
        return 1
    return 0


def find_browser() -> str | None:
    """Path of the first browser that is there."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def apt_get() -> list[str] | None:
    """The command that installs packages, where there is one that this user may run."""
    may = [] if os.geteuid() == 0 else ["sudo"]
    return [*may, "apt-get"] if all(map(shutil.which, [*may, "apt-get"])) else None


if __name__ == "__main__":
    sys.exit(main())
