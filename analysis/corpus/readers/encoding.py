"""Bytes -> text: Unicode as it announces itself, then UTF-8, then the Windows code page that makes words."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from analysis.corpus.readers.limits import MAX_ARTICLE

__all__ = ["TooLong", "decode", "encoding_of", "is_binary", "text_chunks", "text_lines"]

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 2**16
_CHUNK = 2**20
_CYRILLIC_WORD = re.compile("[А-Яа-яЁёЄєІіЇїҐґ]{3,}")
_LATIN_WORD = re.compile("[A-Za-z]+[À-ÿ][A-Za-zÀ-ÿ]*|[À-ÿ][a-z]{2,}")
_NOT_ASCII = re.compile("[^\x00-\x7f\ufffd]")
_CONTROLS = bytes([*range(1, 9), *range(14, 27), *range(28, 32)])


def decode(data: bytes) -> str:
    """Text of these bytes; what is no character in their encoding becomes U+FFFD.

    Examples
    --------
    >>> decode("«Москва»".encode("cp1251")), decode("café".encode("cp1252")), decode("Kyiv".encode("utf-16"))
    ('«Москва»', 'café', 'Kyiv')
    """
    return data.decode(encoding_of(data), "replace")


def encoding_of(data: bytes, final: bool = True) -> str:
    """Name of the encoding; `final` is false for a sample that may end inside a character."""
    announced = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if announced:
        return announced
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final)
    except UnicodeDecodeError:
        return _wide(data) or _of_broken(data)
    return _wide(data) or "utf-8"


def _wide(data: bytes) -> str | None:
    """UTF-16 that does not announce itself: of Latin text every second byte is zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or sample.count(0) <= len(sample) / 4:
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"


def _of_broken(data: bytes) -> str:
    """UTF-8 of which some bytes were lost, or else a Windows code page."""
    sample = data[:_CHUNK]
    mended = sample.decode("utf-8", "replace")
    if len(_NOT_ASCII.findall(mended)) > mended.count("\ufffd"):
        return "utf-8"
    cyrillic = len(_CYRILLIC_WORD.findall(sample.decode("cp1251", "replace")))
    latin = len(_LATIN_WORD.findall(sample.decode("cp1252", "replace")))
    return "cp1251" if cyrillic > latin else "cp1252"


def is_binary(text: str) -> bool:
    """Whether this is a picture, a program or the like: one byte in fifty is a control character."""
    sample = text[:_SAMPLE].encode()
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 50


def text_chunks(stream: BinaryIO) -> Iterator[str]:
    """A file as text, piece by piece; its start tells the encoding."""
    data = stream.read(_CHUNK)
    decoder = codecs.getincrementaldecoder(encoding_of(data, final=False))("replace")
    while data:
        yield decoder.decode(data)
        data = stream.read(_CHUNK)
    yield decoder.decode(b"", final=True)


class TooLong:
    """Stands in the place of a line that is longer than any article."""


def text_lines(stream: BinaryIO) -> Iterator[str | type[TooLong]]:
    """Lines of a table or of JSON lines, each decoded for itself, so that one bad line harms no other."""
    line = stream.readline(MAX_ARTICLE + 1)
    encoding = encoding_of(line, final=False)
    if encoding.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(line, stream, encoding)
        return
    while line:
        yield decode(line) if _ends(line, stream) else TooLong
        line = stream.readline(MAX_ARTICLE + 1)


def _ends(line: bytes, stream: BinaryIO) -> bool:
    """Whether this is a line of usual length; else the stream is moved on to its end."""
    if len(line) <= MAX_ARTICLE:
        return True
    while line and not line.endswith(b"\n"):
        line = stream.readline(MAX_ARTICLE)
    return False


def _wide_lines(start: bytes, stream: BinaryIO, encoding: str) -> Iterator[str | type[TooLong]]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    data, text = start, ""
    while data:
        text += decoder.decode(data)
        *lines, text = text.split("\n")
        yield from (f"{line}\n" for line in lines)
        if len(text) > MAX_ARTICLE:
            yield TooLong
            text = ""
        data = stream.read(_CHUNK)
    if text:
        yield text
