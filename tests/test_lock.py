"""requirements.lock, environment.yml and pyproject.toml name the same versions."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = [Requirement(text) for text in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]]


def locked():
    """Name -> version of each entry; an entry is its pin and hashes, joined by backslashes."""
    entries = [Requirement(entry.split(" --hash")[0]) for entry in LOCK.replace("\\\n", "").strip().splitlines()]
    return {canonicalize_name(entry.name): str(entry.specifier).removeprefix("==") for entry in entries}


@pytest.mark.parametrize("requirement", DIRECT, ids=lambda requirement: requirement.name)
def test_direct_dependencies_are_locked_within_their_bounds(requirement):
    assert requirement.specifier.contains(locked()[canonicalize_name(requirement.name)])


def test_every_entry_is_one_exact_version_with_hashes_of_wheels():
    entries = LOCK.replace("\\\n", "").strip().splitlines()
    assert len(locked()) == len(entries)
    for entry in entries:
        assert re.fullmatch(r"[\w.-]+==[\w.+!]+( ; [^#]+?)?\s+(--hash=sha256:[0-9a-f]{64}\s*)+", entry), entry


def test_no_file_names_an_index():
    for name in ("requirements.lock", "environment.yml", "pyproject.toml", "Makefile", ".ci/run"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"index.url|find-links|trusted-host|--index|/simple\b", text), name


def test_environment_pins_the_locked_versions_of_the_direct_dependencies():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    pinned = next(part["pip"] for part in environment["dependencies"] if isinstance(part, dict))
    names = sorted(canonicalize_name(requirement.name) for requirement in DIRECT)
    assert pinned == [f"{name}=={locked()[name]}" for name in names]


def test_environment_has_the_oldest_supported_python():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert f"python={PROJECT['requires-python'].removeprefix('>=')}" in environment["dependencies"]


def test_matplotlib_is_pinned_exactly():
    assert f"matplotlib=={locked()['matplotlib']}" in PROJECT["dependencies"]
