"""Standfirst and subheadings of a web page: the article's words that extraction takes for the page's."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from analysis.corpus.cleaning.page import is_prose

__all__ = ["Heading", "find_headings", "insert_headings"]

_SUBHEADINGS = ("h2", "h3", "h4", "h5")
_BLOCKS = ("p", "div", "section", "ul", "ol", "table", "article", "h1", *_SUBHEADINGS)
_NOT_ARTICLE = frozenset(("nav", "aside", "footer", "form", "figure", "figcaption", "button", "template", "noscript"))
# What a heading or standfirst of the article does not hold: it is no link, no byline, no list, no form.
_NOT_INSIDE = ("a", "time", "li", "button", "input", "img", "figcaption", *_BLOCKS)
_STANDFIRST = re.compile(
    r"(?i)stand-?first|\bdeck?\b|\bdek-|\blead\b|\blede\b|chapo|summary|sub-?title|sub-?head|excerpt|\bintro\b|"
    r"heading-des|\babstract\b"
)
_OTHER_PART = re.compile(
    r"(?i)caption|credit|byline|author|\bdate|\bmeta|share|social|newsletter|promo|related|recommend|subscri|consent|"
    r"cookie|comment|advert|paywall|\btags?\b|read-?more|topline|\bbio\b|donat|image|photo|\bsite|tagline|masthead|"
    r"banner|teaser"
)
_BY = re.compile(r"(?i)(?:by|published|updated|issued on|posted)\b")
_FEWEST_WORDS, _LONGEST_STANDFIRST, _LONGEST_HEADING = 5, 500, 160
_MOST = 200  # headings of a page; more are a list of links
_NEAR = 3  # paragraphs below a standfirst, of which extraction may drop some
_TOP = 6  # lines of the extracted text, among which the paragraph below a standfirst must be


class Heading(NamedTuple):
    """A line of the article, the paragraph above it (None: a standfirst), and what may stand below it."""

    text: str
    above: str | None
    below: tuple[str, ...]


def find_headings(tree, title: str | None = None, description: str | None = None) -> list[Heading]:
    """The standfirst, then headings that paragraphs follow, in the order of the page; call before extraction.

    Parameters
    ----------
    tree : lxml element
        The page.
    title, description : str, optional
        What the page's tags say of the article; a paragraph that is the description is the standfirst.
    """
    blocks = [block for block in tree.iter("p", "div", *_SUBHEADINGS) if _is_line(block)]
    top = _title(tree, _key(title or ""))
    first = next((i for i, block in enumerate(blocks) if _is_standfirst(block, top, description)), None)
    found = []
    if first is not None:
        below = (text for block in blocks[first + 1 :] if is_prose(text := _text(block)))
        found.append(Heading(_text(blocks[first]), None, tuple(islice(below, _NEAR))))
    between = filter(None, (_between(block) for block in blocks if block.tag in _SUBHEADINGS))
    return found + list(islice(between, _MOST))


def insert_headings(lines: list[str], headings: list[Heading]) -> list[str]:
    """Extracted lines with the headings that extraction left out though it kept the paragraphs around them.

    Examples
    --------
    >>> headings = [Heading("Half time", "One.", ("Two.",)), Heading("Menu", "Home", ("Two.",))]
    >>> insert_headings(["One.", "Two."], headings)
    ['One.', 'Half time', 'Two.']
    """
    lines, keys = list(lines), [_key(line) for line in lines]
    for heading in headings:
        key = _key(heading.text)
        if key and f" {key} " not in f" {' '.join(keys)} " and (at := _place(keys, heading)) is not None:
            lines.insert(at, heading.text)
            keys.insert(at, key)
    return lines


def _place(keys: list[str], heading: Heading) -> int | None:
    """Index of the line that a heading belongs above."""
    at = next((keys.index(key) for key in map(_key, heading.below) if key in keys), None)
    if at is None:
        return None
    if heading.above is None:
        return at if at < _TOP else None
    return at if at and keys[at - 1] and _key(heading.above).endswith(keys[at - 1]) else None


def _title(tree, words: str):
    """The heading that prints the title, perhaps without its site's name behind."""
    headings = ((element, _key(_text(element))) for element in tree.iter("h1", "h2"))
    return next((element for element, key in headings if key and f"{words} ".startswith(f"{key} ")), None)


def _is_line(block) -> bool:
    """Whether a block holds nothing but words, and is no part of what surrounds an article."""
    if next(block.iterdescendants(*_NOT_INSIDE), None) is not None:
        return block.tag == "p" and is_prose(_text(block))
    return bool(_text(block)) and not any(
        part.tag in _NOT_ARTICLE or _OTHER_PART.search(_names(part)) for part in _with_parents(block)
    )


def _is_standfirst(block, title, description: str | None) -> bool:
    """The words of the page's description, what names itself so, or what stands directly below the title."""
    text = _text(block)
    if len(text) > _LONGEST_STANDFIRST or len(text.split()) < _FEWEST_WORDS or _BY.match(text) or block is title:
        return False
    if next(block.iterdescendants(*_NOT_INSIDE), None) is not None:
        return False
    if description and _key(description) == _key(text):
        return True
    parts = (block, block.getparent())
    if any(_STANDFIRST.search(_names(part)) for part in parts if part is not None and _text(part) == text):
        return True
    directly_below = title is not None and _outermost(block).getprevious() is _outermost(title)
    return directly_below and (block.tag != "p" or is_prose(text))


def _between(block) -> Heading | None:
    """A subheading and its neighbours, where the next thing on the page is a paragraph."""
    text, alone = _text(block), _outermost(block)
    above = next((said for part in alone.itersiblings(preceding=True) if (said := _text(part))), None)
    below = next((part for part in alone.itersiblings() if _text(part)), None)
    while below is not None and below.tag in ("div", "section") and len(below):
        below = below[0]
    if above is None or below is None or below.tag not in ("p", "blockquote", "div") or len(text) > _LONGEST_HEADING:
        return None
    return Heading(text, above, (_text(below),))


def _outermost(element):
    """The element, or the wrapper that holds nothing else."""
    while (parent := element.getparent()) is not None and parent.tag in ("div", "header") and len(parent) == 1:
        element = parent
    return element


def _with_parents(element) -> Iterator:
    while element is not None and element.tag not in ("body", "html", "article", "main"):
        yield element
        element = element.getparent()


def _names(element) -> str:
    """Class, id and item of an element, as far as they tell what it is."""
    return " ".join(element.get(name, "") for name in ("class", "id", "itemprop"))


def _text(element) -> str:
    return " ".join("".join(element.itertext()).split()) if isinstance(element.tag, str) else ""


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
