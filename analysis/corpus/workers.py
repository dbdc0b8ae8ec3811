"""Articles made on all cores: helper processes that read records from a pipe and write articles to another.

The processes are started as programs of their own rather than by `multiprocessing`, so that `ingest` works the same
in a notebook, in a script without a main guard, and beside the threads of other libraries.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from queue import SimpleQueue

from analysis.corpus.articles import Article, clean_again, make_article
from analysis.corpus.outlets import load_registry
from analysis.corpus.records import Record, Refusal
from analysis.errors import FramingError

__all__ = ["make_articles", "serve"]

_CHUNK, _CHUNK_BYTES = 200, 16 * 2**20


def make_articles(found: Iterable, outlets, min_words: int, learned=None) -> Iterator[Article | Refusal]:
    """Articles in the order of what was found, made on all cores when there are many.

    Parameters
    ----------
    found : iterable of Record, Article or Refusal
        Records are identified and cleaned, articles are cleaned again with what was learned, refusals pass through.
    outlets : path, optional
        TOML file that adds outlets to the known ones.
    min_words : int
    learned : LearnedFurniture, optional
    """
    chunks, task = _chunks(found), (outlets, min_words, learned)
    first = list(islice(chunks, 2))
    n_workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(first) < 2 or n_workers == 1:  # one chunk is done before a helper has started
        return _make(chain.from_iterable(chain(first, chunks)), *task)
    return _make_in_helpers(chain(first, chunks), task, n_workers)


def _chunks(found: Iterable) -> Iterator[list]:
    """Some at a time: no more than two hundred, and no more than 16 MB beyond the first."""
    chunk, size = [], 0
    for one in found:
        chunk.append(one)
        size += len(one.content or one.fields.get("text", "")) if isinstance(one, Record) else 0
        if len(chunk) >= _CHUNK or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _make(found, outlets, min_words: int, learned) -> Iterator[Article | Refusal]:
    registry = load_registry(outlets)
    for one in found:
        if isinstance(one, Record):
            yield make_article(one, registry, min_words)
        else:
            yield clean_again(one, registry, min_words, learned) if isinstance(one, Article) else one


def _make_in_helpers(chunks: Iterable[list], task: tuple, n_workers: int) -> Iterator[Article | Refusal]:
    """A thread waits for each helper; only a few chunks are under way, whatever the number of records."""
    helpers = [_Helper(task) for _ in range(n_workers)]
    idle = SimpleQueue()
    for helper in helpers:
        idle.put(helper)

    def ask(chunk):
        helper = idle.get()
        try:
            return helper.ask(chunk)
        finally:
            idle.put(helper)

    with ThreadPoolExecutor(n_workers) as threads:
        try:
            under_way = deque()
            for chunk in chunks:
                under_way.append(threads.submit(ask, chunk))
                if len(under_way) > 2 * n_workers:
                    yield from under_way.popleft().result()
            for future in under_way:
                yield from future.result()
        finally:
            for helper in helpers:
                helper.stop()


class _Helper:
    """One process that makes articles."""

    def __init__(self, task: tuple):
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        command = [sys.executable, "-c", "from analysis.corpus.workers import serve; serve()"]
        environment = os.environ | {"PYTHONPATH": path}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.task = task

    def _send(self, message) -> None:
        pickle.dump(message, self.process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
        self.process.stdin.flush()

    def ask(self, found: list) -> list:
        """What becomes of these records or articles."""
        try:
            if self.task:
                self._send(self.task)
                self.task = None
            self._send(found)
            return pickle.load(self.process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise FramingError(
                f"a helper process ended with code {self.process.wait()}: there may be too little memory; "
                "close other programs, or ingest fewer articles at a time."
            ) from None

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        with suppress(OSError):
            self.process.stdin.close()


def serve() -> None:
    """Answer each list of what was found with a list of articles until the pipe is closed."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not reach the pipe
    task = pickle.load(questions)
    while True:
        try:
            found = pickle.load(questions)
        except EOFError:
            return
        pickle.dump(list(_make(found, *task)), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()
