"""How far long work has come, for whoever watches; and a way to stop it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["Cancelled", "step", "watched", "watching"]

_watcher: ContextVar[Callable[[int, int, str], None] | None] = ContextVar("watcher", default=None)


class Cancelled(Exception):  # noqa: N818  to stop is no error
    """Raised by whoever watches, to stop the work."""


@contextmanager
def watching(callback: Callable[[int, int, str], None]) -> Iterator[None]:
    """Call ``callback(done, total, label)`` between the parts of long work in this context.

    What the callback raises, such as Cancelled, ends the work. It cannot change a result: it is told numbers only.

    Examples
    --------
    >>> with watching(lambda done, total, label: print(f"{label}: {done} of {total}")):
    ...     step(1, 2, "counting")
    counting: 1 of 2
    """
    token = _watcher.set(callback)
    try:
        yield
    finally:
        _watcher.reset(token)


def step(done: int, total: int, label: str) -> None:
    """Say how far the work has come; nothing happens when nobody watches."""
    callback = _watcher.get()
    if callback is not None:
        callback(done, total, label)


def watched(parts: Iterable, total: int, label: str) -> Iterable:
    """The same parts, with a step after each; the parts themselves when nobody watches.

    >>> list(watched("ab", 2, "reading"))
    ['a', 'b']
    """
    return parts if _watcher.get() is None else _told(parts, total, label)


def _told(parts: Iterable, total: int, label: str) -> Iterator:
    step(0, total, label)
    for done, part in enumerate(parts, start=1):
        yield part
        step(done, total, label)
