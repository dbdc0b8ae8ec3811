"""The lines of a cell: what is called, on what, with which options, so that code shown and code run are one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["Call", "cell"]

WIDTH = 100


@dataclass(frozen=True)
class Call:
    """``made = function(*inputs, **options)``; a function without a dot is a public name of the library.

    Examples
    --------
    >>> print(Call("terms", "count_terms", ("articles",), {"voice": "own"}).line())
    terms = count_terms(articles, voice='own')
    """

    made: str
    function: str
    inputs: tuple[str, ...] = ()
    options: Mapping = field(default_factory=dict)
    needs: str = ""  # a further import

    def line(self) -> str:
        """The call as source code, one argument a line where it is long."""
        arguments = [*self.inputs, *(f"{name}={value!r}" for name, value in self.options.items())]
        short = f"{self.made} = {self.function}({', '.join(arguments)})"
        if len(short) <= WIDTH:
            return short
        return "\n".join([f"{self.made} = {self.function}(", *(f"    {argument}," for argument in arguments), ")"])


def cell(calls: Iterable[Call], shown: str) -> str:
    """Import, calls and, last, the expression that shows the result."""
    calls = list(calls)
    names = sorted({call.function for call in calls if "." not in call.function})
    imports = [call.needs for call in calls if call.needs]
    imports += [f"from analysis import {', '.join(names)}"] if names else []
    return "\n".join([*imports, *([""] if imports else []), *(call.line() for call in calls), shown])
