"""Which groups are held against which."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from analysis.errors import FramingError

__all__ = ["REST", "Contrast", "groups_of", "make_contrasts"]

REST = "rest"


@dataclass(frozen=True)
class Contrast:
    """One group against another, or against all other compared groups together.

    >>> Contrast("x", ("y", "z")).reference
    'rest'
    """

    target: str
    against: tuple[str, ...]

    @property
    def reference(self) -> str:
        """Name of the reference: the other group, or "rest"."""
        return self.against[0] if len(self.against) == 1 else REST

    def sides(self, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Boolean arrays: cells of the target, cells of the reference."""
        return group == self.target, np.isin(group, self.against)

    def __str__(self) -> str:
        return f"{self.target} against {self.reference}"


def make_contrasts(groups: list[str], target: str | None = None, reference: str | None = None) -> list[Contrast]:
    """Every pair and each group against the rest; or the one that is asked for.

    Parameters
    ----------
    groups : list of str
        The compared groups.
    target, reference : str, optional
        With ``target`` alone: the target against the rest. With both: this pair. With neither: all pairs, then, from
        three groups on, each against the rest.

    Examples
    --------
    >>> [str(c) for c in make_contrasts(["x", "y", "z"])][:4]
    ['x against y', 'x against z', 'y against z', 'x against rest']
    >>> [str(c) for c in make_contrasts(["x", "y", "z"], target="z")]
    ['z against rest']
    """
    for name, value in (("target", target), ("reference", reference)):
        if value is not None and value not in groups:
            raise FramingError(f"{name}={value!r} is not in the corpus: choose one of {', '.join(groups) or 'none'}")
    if target is None and reference is not None:
        raise FramingError(f"reference={reference!r} needs a target: name the outlet to hold against it")
    if len(groups) < 2:
        raise FramingError(
            f"a comparison needs two outlets or more, found {len(groups)}: {', '.join(groups) or 'none'}"
        )
    others = {group: tuple(g for g in groups if g != group) for group in groups}
    if target is not None:
        return [Contrast(target, (reference,) if reference else others[target])]
    pairs = [Contrast(a, (b,)) for a, b in combinations(groups, 2)]
    return pairs + ([Contrast(g, others[g]) for g in groups] if len(groups) > 2 else [])


def groups_of(contrasts: list[Contrast]) -> list[str]:
    """All groups that take part, sorted."""
    return sorted({group for contrast in contrasts for group in (contrast.target, *contrast.against)})
