"""HTML made of elements: whatever is not an element already becomes text, so that no article can write markup."""

from collections.abc import Iterable

from analysis.show import text_html

__all__ = ["Html", "bulleted", "element", "foreign", "joined", "link", "paragraph"]

VOID = {"img", "meta"}


class Html(str):
    """Text that is HTML; made by the functions of this module only."""

    __slots__ = ()


def element(tag: str, *children, **attributes) -> Html:
    """One element; children that are no `Html` become text, attributes that are None are left out.

    Parameters
    ----------
    tag : str
    *children : Html or object
    **attributes
        An underscore at the end is dropped, others become hyphens: ``class_``, ``aria_label``.

    Examples
    --------
    >>> element("p", "a < b", element("b", "!"), class_="note")
    '<p class="note">a &lt; b<b>!</b></p>'
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{text_html(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Html(f"<{tag}{written}>" if tag in VOID else f"<{tag}{written}>{joined(children)}</{tag}>")


def joined(parts: Iterable) -> Html:
    """Parts one after the other."""
    return Html("".join(part if isinstance(part, Html) else text_html(part) for part in parts))


def paragraph(*children, **attributes) -> Html:
    """A paragraph."""
    return element("p", *children, **attributes)


def bulleted(items: Iterable, **attributes) -> Html:
    """A list, empty where there is nothing to list."""
    listed = [element("li", item) for item in items]
    return element("ul", *listed, **attributes) if listed else Html()


def foreign(text) -> Html:
    """Words that somebody else wrote; which way they run does not reach beyond them."""
    return element("bdi", text)


def link(address: str, *children, **attributes) -> Html:
    """A link inside the page, or to an address of the web; any other address is no link.

    >>> link("javascript:alert(1)", "here"), link("#top", "here")
    ('here', '<a href="#top">here</a>')
    """
    safe = address.startswith(("#", "https://", "http://"))
    return element("a", *children, href=address, **attributes) if safe else joined(children)
