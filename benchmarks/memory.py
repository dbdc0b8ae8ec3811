"""The memory of a process and of its helpers, together."""

import os
import threading
from contextlib import suppress
from pathlib import Path

__all__ = ["PeakMemory"]


class PeakMemory:
    """Largest sum of this process's memory and its children's, looked at every so many seconds while it is entered.

    Memory is the proportional set size (PSS), in which a page that several processes share counts once. Linux alone
    tells it: elsewhere `gigabytes` stays 0.
    """

    def __init__(self, every: float = 1.0):
        self.every, self.gigabytes = every, 0.0
        self._left = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self._watcher.start()
        return self

    def __exit__(self, *exc_info):
        self._left.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._left.is_set():
            self.gigabytes = max(self.gigabytes, sum(map(_pss, _family(os.getpid()))) / 2**20)
            self._left.wait(self.every)


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    below = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            below += [one for child in task.read_text().split() for one in _family(int(child))]
    return [pid, *below]


def _pss(pid: int) -> int:
    """Kilobytes; 0 of a process that has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
