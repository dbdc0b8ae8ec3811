"""One ingest at a time into one store."""

from pathlib import Path
from typing import IO

from analysis.errors import FramingError

__all__ = ["lock"]


def lock(folder: Path) -> IO:
    """Lock a store until the returned file is closed; the lock ends with the process that holds it, even if killed.

    Raises
    ------
    FramingError
        Another process holds it.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows: a file that is open for writing cannot be opened again
        from msvcrt import LK_NBLCK, locking

        def take(file):
            locking(file.fileno(), LK_NBLCK, 1)
    else:

        def take(file):
            flock(file, LOCK_EX | LOCK_NB)

    file = (folder / ".lock").open("a")
    try:
        take(file)
    except OSError:
        file.close()
        raise FramingError(f"another ingest is writing to '{folder}': wait until it is done.") from None
    return file
