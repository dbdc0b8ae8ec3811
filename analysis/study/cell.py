"""The lines of a cell: what is called, on what, with which options, so that code shown and code run are one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

__all__ = ["SOURCE", "Call", "cell"]

WIDTH = 100
SOURCE = "SOURCE"  # stands for the variable that holds the documents


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

    def renamed(self, old: str, new: str) -> "Call":
        """The call with a variable renamed; what is quoted or listed among the inputs is no variable."""

        def rename(expression: str) -> str:
            return expression if expression[0] in "'\"[{" else re.sub(rf"\b{old}\b", new, expression)

        function = rename(self.function) if "." in self.function else self.function
        return replace(self, made=rename(self.made), function=function, inputs=tuple(map(rename, self.inputs)))

    def line(self) -> str:
        """The call as source code, one argument a line where it is long."""
        arguments = [*self.inputs, *(f"{name}={value!r}" for name, value in self.options.items())]
        short = f"{self.made} = {self.function}({', '.join(arguments)})"
        if len(short) <= WIDTH:
            return short
        return "\n".join([f"{self.made} = {self.function}(", *(f"    {argument}," for argument in arguments), ")"])


def cell(loaded: list[Call], calls: list[Call], shown: str, source: str) -> str:
    """Imports, calls and, last, the expression that shows the result; no variable takes the name of the source."""
    if source in {call.made for call in calls}:
        calls = [call.renamed(source, f"{source}_") for call in calls]
        shown = re.sub(rf"^{source}\b", f"{source}_", shown)
    calls = [*loaded, *(call.renamed(SOURCE, source) for call in calls)]
    names = sorted({call.function for call in calls if "." not in call.function})
    imports = [call.needs for call in calls if call.needs]
    imports += [f"from analysis import {', '.join(names)}"] if names else []
    return "\n".join([*imports, *([""] if imports else []), *(call.line() for call in calls), shown])
