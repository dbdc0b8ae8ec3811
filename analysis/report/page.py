"""The page: one file that asks for nothing, from nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from analysis.report.markup import Html, element, joined, link

__all__ = ["Section", "page"]

# Nothing may be fetched and nothing may run, whatever an article has written.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Section:
    """A part of the page under its own heading.

    Parameters
    ----------
    anchor : str
        What links lead to.
    title : str
    body : Html
    """

    anchor: str
    title: str
    body: Html

    def html(self) -> Html:
        """The section with its heading."""
        heading = element("h2", self.title, id=f"{self.anchor}-title")
        return element("section", heading, self.body, id=self.anchor, aria_labelledby=f"{self.anchor}-title")


def page(title: str, sections: Sequence[Section], footer: str) -> str:
    """A whole HTML document.

    Parameters
    ----------
    title : str
    sections : sequence of Section
    footer : str

    Returns
    -------
    str
    """
    contents = element("ol", *(element("li", link(f"#{part.anchor}", part.title)) for part in sections))
    body = element(
        "body",
        link("#main", "Skip to the report", class_="skip"),
        element("header", element("h1", title)),
        element("nav", contents, aria_label="Contents"),
        element("main", *(part.html() for part in sections), id="main"),
        element("footer", element("p", footer)),
    )
    return f"<!DOCTYPE html>\n{element('html', _head(title), body, lang='en')}\n"


def _head(title: str) -> Html:
    # The style is ours and is not escaped: its quotation marks would not be read as such.
    style = Html(f"<style>{files('analysis.report').joinpath('page.css').read_text(encoding='utf-8')}</style>")
    metas = (
        {"charset": "utf-8"},
        {"http_equiv": "Content-Security-Policy", "content": POLICY},
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        {"name": "referrer", "content": "no-referrer"},
        {"name": "color-scheme", "content": "light dark"},
    )
    return element("head", joined(element("meta", **meta) for meta in metas), element("title", title), style)
