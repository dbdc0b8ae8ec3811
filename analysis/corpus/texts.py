"""Texts of a store, read from disk as they are asked for."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

__all__ = ["StoredTexts"]


class StoredTexts(Sequence):
    """The texts of some document parts as one sequence; at most one part is in memory."""

    def __init__(self, paths: list[Path]):
        from pyarrow import parquet

        self.paths = paths
        self.ends = list(accumulate(parquet.read_metadata(path).num_rows for path in paths))
        self._held = (None, [])

    def __len__(self) -> int:
        return self.ends[-1] if self.ends else 0

    def __getitem__(self, row: int) -> str:
        part = bisect_right(self.ends, row)
        return self._texts(part)[row - self.ends[part]]

    def __iter__(self) -> Iterator[str]:
        for part in range(len(self.paths)):
            yield from self._texts(part)

    def _texts(self, part: int) -> list[str]:
        from pyarrow import parquet

        if self._held[0] != part:
            self._held = (part, parquet.read_table(self.paths[part], columns=["text"])["text"].to_pylist())
        return self._held[1]
