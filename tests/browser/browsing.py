"""What every browser test needs: what a page said and asked for, how it looks, who can use it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

PICTURES = Path(__file__).resolve().parents[2] / "build" / "browser"
"""Where pictures go; git ignores it."""

WIDTHS = (1280, 800)
SCHEMES = ("light", "dark")
HEIGHT = 900
SERIOUS = ("serious", "critical")

every_look = pytest.mark.parametrize(("scheme", "width"), [(scheme, width) for scheme in SCHEMES for width in WIDTHS])
"""Run a test once in each colour scheme and width; it takes the arguments ``scheme`` and ``width``."""


@dataclass
class Record:
    """What the pages of a context said and asked for.

    Parameters
    ----------
    errors : list of str
        Console errors and uncaught exceptions, except those that match ``noise``.
    requests : list of str
        Address of every request, in order.
    noise : list of str
        Regular expressions of messages that are not ours; each with the reason beside it.
    """

    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    noise: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Write down what happens in a context from now on."""
        context.on("console", lambda message: message.type == "error" and self._add(_told(message)))
        context.on("weberror", lambda error: self._add(f"uncaught: {error.error}"))
        context.on("request", lambda request: self.requests.append(request.url))

    def asked_beyond(self, *allowed: str) -> list[str]:
        """Requests whose address begins with none of these; data: and blob: addresses leave no machine."""
        return [url for url in self.requests if not url.startswith((*allowed, "data:", "blob:"))]

    def _add(self, words: str) -> None:
        if not any(re.search(pattern, words) for pattern in self.noise):
            self.errors.append(words)


def _told(message) -> str:
    return f"{message.text} ({message.location.get('url', '')})"


def look(page: Page, scheme: str = "light", width: int = 1280, height: int = HEIGHT) -> Page:
    """Set colour scheme and size of the window."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": height})
    return page


def picture(page: Page, name: str, full_page: bool = False) -> Path:
    """Save what is seen as build/browser/NAME.png."""
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=full_page, animations="disabled")
    return path


def axe(page: Page, within: str | None = None) -> list[str]:
    """Serious and critical accessibility faults that axe-core finds.

    Parameters
    ----------
    page : Page
    within : str, optional
        CSS selector of the part to look at; the whole page when none is given.

    Returns
    -------
    list of str
        One line per element at fault: rule, impact, element, what to do. Empty when all is well.
    """
    found = Axe().run(page, context=within).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} | {node['failureSummary']}"
        for rule in found
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]
