"""Texts as blocks of UTF-8 bytes, half a megabyte each, so that no second copy of the corpus is ever held."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

__all__ = ["Block", "arrow_blocks", "arrow_texts", "encoded", "text_blocks"]

BLOCK_BYTES = 1 << 19  # such that a block and its words stay in a processor's cache


class Block(NamedTuple):
    """Document i is data[offsets[i]:offsets[i + 1]]: the layout of an Arrow string column."""

    data: np.ndarray
    offsets: np.ndarray


def encoded(texts: list[str]) -> Block:
    """UTF-8 of some texts; lone surrogates pass, as they do in Python's strings.

    >>> encoded(["ab", "", "c"]).offsets.tolist()
    [0, 2, 2, 3]
    """
    pieces = [str.encode(text, "utf-8", "surrogatepass") for text in texts]
    offsets = np.zeros(len(pieces) + 1, np.int64)
    np.cumsum([len(piece) for piece in pieces], out=offsets[1:])
    return Block(np.frombuffer(b"".join(pieces), np.uint8), offsets)


def text_blocks(texts: Iterable[str]) -> Iterator[Block]:
    """Blocks of texts, which are fetched one by one."""
    waiting, n_characters = [], 0
    for text in texts:
        waiting.append(text)
        n_characters += len(text)
        if n_characters >= BLOCK_BYTES:
            yield encoded(waiting)
            waiting, n_characters = [], 0
    if waiting:
        yield encoded(waiting)


def arrow_texts(raw_documents):
    """Arrow column behind a pandas Series, or None: not Arrow strings, a missing text, or broken UTF-8."""
    if type(raw_documents) is not pd.Series or not _is_arrow_string(raw_documents.dtype):
        return None
    import pyarrow as pa

    texts = pa.chunked_array(raw_documents).cast(pa.large_string())
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid:
        return None
    return None if texts.null_count else texts


def _is_arrow_string(dtype) -> bool:
    if isinstance(dtype, pd.StringDtype):
        return dtype.storage == "pyarrow"
    return isinstance(dtype, pd.ArrowDtype) and dtype.type is str


def arrow_blocks(texts, needs_python: Callable[[np.ndarray], bool], from_python: Callable) -> Iterator[Block]:
    """Blocks of an Arrow column without a copy; those that need Python are made by ``from_python`` of their texts."""
    for chunk in texts.chunks:
        _, offsets, data = chunk.buffers()
        offsets = np.frombuffer(offsets, np.int64)[chunk.offset : chunk.offset + len(chunk) + 1].copy()
        data = np.frombuffer(data or b"", np.uint8)
        for begin, end in _block_bounds(offsets):
            if needs_python(data[offsets[begin] : offsets[end]]):
                yield from from_python(chunk.slice(begin, end - begin).to_pylist())
            else:
                yield Block(data, offsets[begin : end + 1])


def _block_bounds(offsets: np.ndarray) -> Iterator[tuple[int, int]]:
    begins = np.arange(offsets[0], offsets[-1], BLOCK_BYTES)
    cuts = np.unique([0, *np.searchsorted(offsets, begins), len(offsets) - 1]).tolist()
    return pairwise(cuts)
