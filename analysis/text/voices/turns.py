"""Speech that a label introduces instead of a verb: interviews ("Q: ... A: ...") and headlines ("...: UN")."""

import re

from analysis.text.voices.lexicon import listed

__all__ = ["turns"]

Span = tuple[int, int]

_LABEL = re.compile(r"(Q|A|[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}):\s+(?=[A-Z0-9])")
_HEADLINE = re.compile(r"(\S[^\n.!?:]{8,120}?)(?::| [-–—])\s((?:the\s)?[A-Za-z][\w'’]*(?:\s[\w'’]+){0,2})$")
_STANCE = re.compile(
    r"((?:The|Her|His|Their)\s(?:[\w'’-]+\s){0,2}?([a-z]+)|(?:Mr|Mrs|Ms|Dr)\s[A-Z]\w+|[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){1,3})"
    rf"\s(?:is|was|are|were|has\sbeen)\s(?:\w+\s)?(?:{'|'.join(sorted(listed('outspoken')))})(?:\s[^.:;]{{1,60}})?:\s(?=[^\s\ue000-\ue003])"
)
_LONGEST = 1500
_PERSONS = listed("person_nouns")
_NO_LABEL, _ASKERS = listed("no_label"), {label.replace("_", " ") for label in listed("askers")}


def turns(veiled: str, sentences: list[Span]) -> list[tuple[Span, Span | None]]:
    """Stretches that a label gives to a speaker, with the label; none for the answers of "A:"."""
    labels = [match for start, end in sentences if (match := _LABEL.match(veiled, start, end)) and _is_name(match[1])]
    found = [] if len(labels) < 2 else _between(veiled, labels)
    return found or _headlines(veiled, sentences) + _stances(veiled, sentences)


def _is_name(label: str) -> bool:
    return _NO_LABEL.isdisjoint(label.split()[:: len(label.split()) - 1 or 1])


def _between(veiled: str, labels: list[re.Match]) -> list[tuple[Span, Span | None]]:
    """From each label to the next; the outlet's own questions stay its own."""
    if len(veiled) > _LONGEST and (len(labels) < 4 or len({match[1] for match in labels}) > len(labels) / 2):
        return []  # captions and references, no conversation
    ends = [*(match.start() for match in labels[1:]), len(veiled)]
    found = []
    for match, limit in zip(labels, ends, strict=True):
        end = min(limit, veiled.find("\n\n", match.end(), limit) % (len(veiled) + 1))
        if match[1] not in _ASKERS and end - match.end() <= _LONGEST:
            found.append(((match.end(), end), None if match[1] == "A" else match.span(1)))
    return found


def _stances(veiled: str, sentences: list[Span]) -> list[tuple[Span, Span | None]]:
    """What stands behind the colon in "the minister was clear: no more money"."""
    found = []
    for start, end in sentences:
        match = _STANCE.match(veiled, start, end)
        if match and (match[2] is None or match[2].removesuffix("s") in _PERSONS):
            found.append(((match.end(), end - veiled[start:end].endswith(".")), match.span(1)))
    return found


def _headlines(veiled: str, sentences: list[Span]) -> list[tuple[Span, Span | None]]:
    """A paragraph that is one sentence without a full stop and ends on its source."""
    found = []
    for start, end in sentences:
        alone = (start == 0 or veiled[:start].endswith("\n\n")) and (
            end == len(veiled) or veiled[end : end + 2] == "\n\n"
        )
        if alone and end - start < 160 and (match := _HEADLINE.match(veiled, start, end)):
            found.append((match.span(1), match.span(2)))
    return found
