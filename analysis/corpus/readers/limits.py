"""How much one input may ask for; far beyond any article, far below the memory of a laptop."""

import io
import lzma
import tarfile
import zipfile
import zlib

__all__ = ["DAMAGED", "MAX_ARTICLE", "MAX_DEPTH", "BombError", "bounded"]

MAX_ARTICLE = 32 * 2**20  # bytes of one article, one line, one cell
MAX_DEPTH = 3  # archives inside archives
MAX_RATIO = 400  # text packs 3 to 30 times; deflate cannot exceed 1032, which is what a bomb comes close to
FREE = 64 * 2**20  # bytes that any archive may unpack to, however small it is


# What reading a damaged file or archive may raise.
DAMAGED = (
    OSError,
    EOFError,
    NotImplementedError,
    lzma.LZMAError,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)


class BombError(OSError):
    """An archive unpacks to far more than text does."""


class _Bounded(io.RawIOBase):
    """A stream that ends with `BombError` when it gives more than its packed size can stand for."""

    def __init__(self, stream, packed_size: int):
        self.stream = stream
        self.left = max(FREE, packed_size * MAX_RATIO)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = self.stream.read(len(buffer))
        self.left -= len(data)
        if self.left < 0:
            raise BombError("it unpacks to far more than text does, which only a decompression bomb would")
        buffer[: len(data)] = data
        return len(data)


def bounded(stream, packed_size: int) -> io.BufferedReader:
    """The unpacked stream; it ends with `BombError` beyond what `packed_size` bytes of packed text can hold."""
    return io.BufferedReader(_Bounded(stream, packed_size), buffer_size=2**18)
