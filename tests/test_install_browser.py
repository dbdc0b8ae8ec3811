"""A missing browser is installed where that is possible, and otherwise one sentence says what to do."""

import os

import browser
import pytest


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A PATH that holds what a test puts there; each program writes down how it was called."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def add(name, also=""):
        path = tmp_path / name
        path.write_text(f'#!/bin/sh\necho "{name} $@" >> "{tmp_path}/calls"\n{also}\n')
        path.chmod(0o755)

    add.calls = lambda: (tmp_path / "calls").read_text().splitlines() if (tmp_path / "calls").exists() else []
    # What apt-get does when it works: the program is there.
    add.install = f'case $1 in install) printf "" > "{tmp_path}/chromium"; /bin/chmod 755 "{tmp_path}/chromium";; esac'
    return add


@pytest.mark.parametrize("name", browser.NAMES)
def test_nothing_is_installed_where_a_browser_is(name, programs):
    programs(name)
    programs("apt-get")
    assert browser.main() == 0
    assert programs.calls() == []


def test_root_installs_from_the_packages(programs, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    programs("apt-get", programs.install)
    assert browser.main() == 0
    assert [call.split()[1] for call in programs.calls()] == ["update", "install"]
    assert programs.calls()[1].endswith(" chromium")


def test_others_ask_sudo(programs, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    programs("apt-get", programs.install)
    programs("sudo", '"$@"')
    assert browser.main() == 0
    assert [call.split()[0] for call in programs.calls()] == ["sudo", "apt-get"] * 2


@pytest.mark.parametrize("there", [[], ["apt-get"], ["sudo"]], ids=["nothing", "apt-get alone", "sudo alone"])
def test_where_nothing_can_be_installed_one_sentence_says_what_to_do(there, programs, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    for name in there:
        programs(name)
    assert browser.main() == 1
    assert programs.calls() == []
    assert capsys.readouterr().err.strip() == browser.ADVICE


def test_a_failed_installation_is_said(programs, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    programs("apt-get", "exit 100")
    assert browser.main() == 1
    assert browser.ADVICE in capsys.readouterr().err
