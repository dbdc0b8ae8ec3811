"""Numbers and lists as words of a sentence."""

from collections.abc import Iterable, Sequence

import pandas as pd

__all__ = ["count", "interval", "listed", "named", "number", "percent", "probability", "span", "versus"]

SPACE = "\u00a0"  # a number stays on one line with its unit
PERCENT = SPACE + "%"
MOST_WORDS = 7


def percent(share: float, digits: int = 0) -> str:
    """A share as a percentage.

    >>> percent(0.617, 1)
    '61.7\\xa0%'
    """
    return number(100 * share, digits) + PERCENT


def number(value: float, digits: int = 0) -> str:
    """A rounded number with commas and a true minus, which no zero has."""
    return f"{round(float(value), digits) + 0.0:,.{digits}f}".replace("-", "−")


def span(low: float, high: float, digits: int = 0, scale: float = 100, unit: str = PERCENT) -> str:
    """From a number to another.

    >>> span(0.6, 0.63)
    '60 to 63\\xa0%'
    """
    return f"{number(scale * low, digits)} to {number(scale * high, digits)}{unit}"


def interval(low: float, high: float, digits: int = 0, scale: float = 100, unit: str = PERCENT) -> str:
    """The interval of an estimate, or that there is none."""
    if pd.isna(low):
        return "no interval: too few stories"
    return f"95{PERCENT} interval {span(low, high, digits, scale, unit)}"


def probability(p: float) -> str:
    """A p-value as it is printed.

    >>> probability(0.0004), probability(0.031)
    ('< .001', '.031')
    """
    if pd.isna(p):
        return "–"
    return "< .001" if p < 0.001 else f"{p:.3f}".removeprefix("0")


def count(n: int, one: str, many: str | None = None) -> str:
    """A number and its noun.

    >>> count(1, "story", "stories"), count(0, "word"), count(1200, "word")
    ('1 story', 'no words', '1,200 words')
    """
    noun = one if n == 1 else many or f"{one}s"
    return f"{n:,} {noun}" if n else f"no {noun}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """Items in a row.

    >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
    ('a, b and c', 'a', '')
    """
    items = list(items)
    return f" {last} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def versus(target: str, reference: str) -> str:
    """A contrast by name; ``rest`` stands for all other outlets of the question."""
    return f"{target} against {'all the others' if reference == 'rest' else reference}"


def named(text, most: int = MOST_WORDS) -> str:
    """A name, cut where it is as long as a sentence.

    >>> named("the head of the office for this and for that and more")
    'the head of the office for this …'
    """
    words: Sequence[str] = str(text).split()
    return " ".join(words) if len(words) <= most else " ".join([*words[:most], "…"])
