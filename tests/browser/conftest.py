"""A browser, a page that must stay free of errors, and a JupyterLab."""

import os
from collections.abc import Iterator

import pytest
from browser import ADVICE, find_browser
from browsing import PICTURES, Record, look
from jupyter_lab import Lab, running_lab
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium of this machine."""
    program = find_browser()
    if program is None:
        pytest.fail(ADVICE)
    PICTURES.mkdir(parents=True, exist_ok=True)
    # Chromium's sandbox does not work for root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def record() -> Record:
    """What the page says and asks for; append to ``record.noise`` what is known not to be ours."""
    return Record()


@pytest.fixture
def page(chromium: Browser, record: Record) -> Iterator[Page]:
    """A page of its own, 1280 pixels wide and light; that it met no error is checked at the end."""
    context = chromium.new_context(reduced_motion="reduce")
    record.listen(context)
    yield look(context.new_page())
    context.close()
    assert record.errors == []


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab on a copy of the notebooks."""
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab
