"""JupyterLab for tests: started on a free port, with settings of its own, and driven through its own commands."""

import json
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page
from run_notebooks import NOTEBOOKS, exact_environment

ROOT = NOTEBOOKS.parent
STARTS_WITHIN = 60
FRONT = "window.jupyterapp.shell.currentWidget"
SETTINGS = {
    # Outputs that are scrolled out of sight stay in the page, so that a test can look at all of them.
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/docmanager-extension/plugin": {"autosave": False},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab.

    Parameters
    ----------
    url : str
        Address, ends with a slash.
    token : str
        Opens it.
    root : Path
        Folder that it shows: a copy of the notebooks.
    """

    url: str
    token: str
    root: Path

    def write(self, notebook: str, *sources: str) -> str:
        """Write a notebook of code cells into ``root``; returns its name."""
        kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        cells = [new_code_cell(source) for source in sources]
        nbformat.write(new_notebook(cells=cells, metadata=kernel), self.root / notebook)
        return notebook

    def open(self, page: Page, notebook: str, theme: str = "light") -> Page:
        """Open a notebook of ``root`` alone in the window and wait for its kernel."""
        page.goto(f"{self.url}doc/tree/{notebook}?token={self.token}&reset")
        page.wait_for_function("() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel")
        page.evaluate("() => window.jupyterapp.shell.currentWidget.context.ready")
        wait_until_idle(page)
        set_theme(page, theme)
        return page


@contextmanager
def running_lab(folder: Path) -> Iterator[Lab]:
    """JupyterLab on a copy of the notebooks in ``folder``; stopped, with its kernels, at the end."""
    root = folder / "notebooks"
    shutil.copytree(NOTEBOOKS, root, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    lab = Lab(f"http://127.0.0.1:{free_port()}/", secrets.token_hex(16), root)
    with started([sys.executable, "-m", "jupyterlab", str(root), *options(lab)], lab, folder):
        yield lab


@contextmanager
def started(command: list[str], lab: Lab, folder: Path) -> Iterator[None]:
    """Run a command that starts JupyterLab; ``folder`` gets its settings and what it says."""
    log = folder / "lab.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            command, env=own_environment(folder), cwd=ROOT, stdout=written, stderr=subprocess.STDOUT
        )
    try:
        wait_until_up(lab, server, log)
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)


def options(lab: Lab) -> list[str]:
    """Command-line options: reached from this machine only, without a browser, asking nobody for news."""
    port = lab.url.rstrip("/").rpartition(":")[2]
    return [
        "--no-browser", "--allow-root", "--expose-app-in-browser",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={lab.token}",
        "--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]  # fmt: skip


def own_environment(folder: Path) -> dict[str, str]:
    """What ``make reproduce`` runs under, and folders in which nobody's settings are found."""
    environment = {name: value for name, value in exact_environment(str(folder)).items() if "JUPYTER" not in name}
    own = {f"JUPYTER_{name}": str(folder / name.lower()) for name in ("CONFIG_DIR", "RUNTIME_DIR", "DATA_DIR")}
    own |= {f"JUPYTERLAB_{name}": str(folder / name.lower()) for name in ("SETTINGS_DIR", "WORKSPACES_DIR")}
    for plugin, values in SETTINGS.items():
        path = folder / "settings_dir" / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    return environment | own | {"FRAMING_FIGURES": str(folder / "figures"), "PYTHONPATH": str(ROOT)}


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_up(lab: Lab, server: subprocess.Popen, log: Path) -> None:
    """Return when the server answers; fail with what it said when it stops or takes too long."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"{lab.url}api/status?token={lab.token}", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start within {STARTS_WITHIN} s:\n{log.read_text()[-2000:]}")


def wait_until_idle(page: Page, seconds: float = 60) -> None:
    """Wait until the kernel of the notebook in front has nothing to do."""
    page.wait_for_function(f"() => {FRONT}.sessionContext.session?.kernel?.status === 'idle'", timeout=seconds * 1000)


def run_all(page: Page, seconds: float = 900) -> None:
    """Run all cells of the notebook in front and wait for the end, as "Run All Cells" in the menu does."""
    page.evaluate("() => { window.ranAll = window.jupyterapp.commands.execute('notebook:run-all-cells') }")
    page.evaluate("() => { window.ranAll.finally(() => { window.ranAll = null }) }")
    page.wait_for_function("() => window.ranAll === null", timeout=seconds * 1000)
    wait_until_idle(page)


def shut_down(page: Page) -> None:
    """End the kernel of the notebook in front, which frees its memory."""
    page.evaluate(f"() => {FRONT}.sessionContext.shutdown()")


def code_cells(page: Page) -> list[dict]:
    """Code cells of the notebook in front as the notebook format has them: source, execution_count, outputs."""
    cells = page.evaluate(f"() => {FRONT}.content.model.toJSON().cells")
    return [cell for cell in cells if cell["cell_type"] == "code"]


def set_theme(page: Page, scheme: str) -> None:
    """Put JupyterLab into its light or dark theme."""
    theme = f"JupyterLab {scheme.title()}"
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
