"""Answers on a thread: the newest question only, with progress, until it is stopped."""

import time
from collections.abc import Callable, Iterable
from threading import Lock, Thread

from analysis.progress import Cancelled, watching

__all__ = ["Worker"]

PAUSE = 0.1  # seconds between two reports of progress


class Worker:
    """Works on the answers to numbered questions; what belongs to an older number is dropped.

    Parameters
    ----------
    send : callable
        Takes an answer, a dict with its ``number``.
    """

    def __init__(self, send: Callable[[dict], None]):
        self._send = send
        self._newest = -1
        self._lock = Lock()
        self._threads: list[Thread] = []

    def start(self, number: int, answers: Iterable[dict]) -> Thread:
        """Work on the answers to a question; parts of one question may be worked on side by side."""
        self._newest = max(self._newest, number)
        thread = Thread(target=self._run, args=(number, answers), daemon=True)
        self._threads = [*(other for other in self._threads if other.is_alive()), thread]
        thread.start()
        return thread

    def join(self) -> None:
        """Wait until nothing is worked on."""
        for thread in self._threads:
            thread.join()

    def stop(self) -> None:
        """Give up what is being worked on, at its next step."""
        self._newest += 0.5  # newer than what runs, older than the next question

    def _run(self, number: int, answers: Iterable[dict]) -> None:
        try:
            with watching(self._teller(number)):
                for answer in answers:
                    self._deliver(answer, number)
            self._deliver({"kind": "done"}, number)
        except Cancelled:
            return
        except Exception as error:  # shown, not lost in a thread
            self._deliver({"kind": "error", "section": None, "message": f"{type(error).__name__}: {error}"}, number)

    def _teller(self, number: int) -> Callable[[int, int, str], None]:
        """Reports progress now and then, and stops work on what is no longer asked."""
        last = 0.0

        def tell(done: int, total: int, label: str) -> None:
            nonlocal last
            if number < self._newest:
                raise Cancelled
            if time.monotonic() - last >= PAUSE:
                last = time.monotonic()
                self._deliver({"kind": "progress", "done": done, "total": total, "label": label}, number)

        return tell

    def _deliver(self, answer: dict, number: float) -> None:
        with self._lock:
            if number < self._newest:
                raise Cancelled
            self._send(answer | {"number": number})
