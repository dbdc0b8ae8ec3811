"""Files inside archives, read without unpacking anything to disk under a name of the archive's choice."""

import gzip
import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import PurePosixPath, PureWindowsPath
from shutil import copyfileobj

from analysis.corpus.readers.limits import DAMAGED, bounded
from analysis.corpus.readers.source import Source, printable
from analysis.corpus.records import Refusal

__all__ = ["ARCHIVES", "members", "seekable"]


def members(source: Source) -> Iterator[Source | Refusal]:
    """Files of a .zip, .tar, .tar.gz or .gz; each is to be read before the next is asked for."""
    opener = _untar if source.name.lower().endswith((".tar.gz", ".tgz", ".tar")) else ARCHIVES[source.suffix]
    try:
        yield from opener(source)
    except (*DAMAGED, ValueError) as error:
        yield Refusal(source.name, f"the archive cannot be read further: {error}")


def _unzip(source: Source) -> Iterator[Source | Refusal]:
    with seekable(source) as file, zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            name = f"{source.name}/{info.filename}"
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                yield Refusal(name, "encrypted; unpack it first")
            elif stat.S_ISLNK(info.external_attr >> 16):
                yield Refusal(name, "a link; links are not followed")
            elif _leads_out(info.filename):
                yield Refusal(name, "its name leads out of the archive")
            else:
                yield Source(name, lambda info=info: _zipped(archive, info), info.file_size)


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo):
    return bounded(archive.open(info), info.compress_size)


def _untar(source: Source) -> Iterator[Source | Refusal]:
    with source.open() as packed:
        stream = packed if source.suffix == ".tar" else bounded(gzip.GzipFile(fileobj=packed), source.size)
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for info in archive:
                name = printable(f"{source.name}/{info.name}")
                if info.isdir():
                    continue
                if not info.isreg():
                    yield Refusal(name, "not a file but a link, pipe or device")
                elif _leads_out(info.name):
                    yield Refusal(name, "its name leads out of the archive")
                else:
                    yield Source(name, lambda info=info: archive.extractfile(info), info.size)


def _gunzip(source: Source) -> Iterator[Source]:
    def unpacked():
        return bounded(gzip.GzipFile(fileobj=source.open()), source.size)

    yield Source(source.name[: -len(".gz")], unpacked, max(source.size, 1))


ARCHIVES = {".zip": _unzip, ".gz": _gunzip, ".tar": _untar, ".tgz": _untar}


def _leads_out(name: str) -> bool:
    windows = PureWindowsPath(name)
    return name.startswith("/") or bool(windows.drive) or ".." in PurePosixPath(name).parts + windows.parts


def seekable(source: Source):
    """The file itself, or a temporary copy when it lies inside an archive."""
    if source.path:
        return source.open()
    with source.open() as packed, ExitStack() as stack:
        copy = stack.enter_context(tempfile.TemporaryFile())
        copyfileobj(packed, copy)
        copy.seek(0)
        stack.pop_all()
        return copy
