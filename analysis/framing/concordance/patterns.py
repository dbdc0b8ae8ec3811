"""Words as they are counted -> regular expressions that find them."""

import re
from collections.abc import Iterable

from analysis.errors import FramingError

__all__ = ["compiled", "of_term", "of_words"]


def compiled(pattern: str) -> re.Pattern:
    """A user's regular expression, upper and lower case alike."""
    try:
        return re.compile(pattern, re.IGNORECASE)
    except (re.error, TypeError) as error:
        raise FramingError(f"pattern {pattern!r} is not a regular expression: {error}") from error


def of_term(term: str) -> re.Pattern:
    """A counted term: whole words, with anything but letters and digits between them.

    >>> of_term("white house").findall("White House, the white-house staff, white houses")
    ['White House', 'white-house']
    """
    words = r"\W+".join(map(re.escape, term.split()))
    return compiled(rf"(?<!\w){words}(?!\w)")


def of_words(words: Iterable[str]) -> re.Pattern:
    """Any of the words of a list; one that ends in a star stands for all that begin so.

    >>> of_words(["cost*", "price"]).findall("Costs and the price, not prices")
    ['Costs', 'price']
    """
    stems = sorted({(word.removesuffix("*"), word.endswith("*")) for word in words})
    either = "|".join(re.escape(stem) + r"\w*" * begins for stem, begins in stems)
    return compiled(rf"(?<!\w)(?:{either})(?!\w)")
