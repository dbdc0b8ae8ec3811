"""Stretches between quotation marks: which mark closes which."""

import re
from bisect import bisect_right

from analysis.text.voices.marks import CLOSERS, Mark, double_marks, is_doubtful, is_elision, opens_single, single_marks
from analysis.text.voices.unclosed import LONGEST, LOST_OPENER, PLURAL, Quotation, unclosed, unopened

__all__ = ["Quotation", "quotations"]

_SENTENCE_END = re.compile(r"[.!?…][)\]'’]?\s*$")
_DEEPEST = 7  # marks that are looked through for the end of a quotation inside another
_REACH = 40  # a single mark looks this many marks ahead for the one that closes it


def quotations(text: str) -> list[Quotation]:
    """Stretches between quotation marks, in order; a quotation inside another is part of it.

    A mark opens or closes by its neighbours, and by its shape where these do not tell. An odd number of marks is
    normal: a quotation without a closing mark ends before the next one opens, or with its paragraph; with its sentence
    when a single mark closes it, or when the next one opens inside a sentence.

    Examples
    --------
    >>> text = '''They're "odd. "It's 6" long, 'they' say," he said in the '90s.'''
    >>> [text[q.start : q.end] for q in quotations(text)]
    ['"odd.', '"It\\'s 6" long, \\'they\\' say,"']
    """
    doubles = _pair_doubles(text)
    return _join(doubles, _pair_singles(text, doubles))


def _pair_doubles(text: str) -> list[Quotation]:
    marks, found, opened, depth = double_marks(text), [], None, 0
    for i, mark in enumerate(marks):
        if mark.char == "\n":
            if opened:
                found.append(unclosed(text, opened, mark.start))
            opened, depth = None, 0
        elif opened is None:
            if mark.opens and not is_doubtful(text, mark):
                opened, depth = mark, 0
            elif mark.closes and LOST_OPENER.match(text, mark.start - 1):
                found.append(unopened(text, mark, found[-1].end if found else 0))
        elif mark.closes and mark.char in CLOSERS[opened.char]:
            if depth:
                depth -= 1
            elif not (is_doubtful(text, mark) and _still_closes(marks, i, opened)):
                found.append(Quotation(opened.start, mark.end, opened.char))
                opened = None
        elif mark.opens and mark.char in (opened.char, '"'):
            if _nested(text, marks, i, opened):
                depth += 1
            else:
                found.append(unclosed(text, opened, mark.start))
                opened = mark
    return found


def _still_closes(marks: list[Mark], i: int, opened: Mark) -> bool:
    """Whether the mark after this one closes as well, so that this one can be something else."""
    following = marks[i + 1]
    return following.closes and not following.opens and following.char in CLOSERS[opened.char]


def _nested(text: str, marks: list[Mark], i: int, opened: Mark) -> bool:
    """Whether the marks that follow close this one, and others like it, and then the quotation around them."""
    if _SENTENCE_END.search(text, max(marks[i].start - 6, 0), marks[i].start):
        return _close_twice(text, marks, i, opened)
    depth = 1
    for mark in marks[i + 1 : i + 1 + _DEEPEST]:
        if mark.char == "\n" or mark.start - marks[i].start > LONGEST:
            return False
        depth += 1 if mark.opens and not mark.closes else -1
        if depth < 0:
            return True
        if depth > 1:
            return False
    return False


def _close_twice(text: str, marks: list[Mark], i: int, opened: Mark) -> bool:
    following = marks[i + 1 : i + 3]
    return len(following) == 2 and all(
        m.closes and not m.opens and m.char in CLOSERS[opened.char] and not is_doubtful(text, m) for m in following
    )


def _pair_singles(text: str, doubles: list[Quotation]) -> list[Quotation]:
    starts = [quotation.start for quotation in doubles]

    def is_inside(at: int) -> bool:
        i = bisect_right(starts, at) - 1
        return i >= 0 and at < doubles[i].end

    marks = [mark for mark in single_marks(text) if not is_inside(mark.start)]
    found, i = [], 0
    while i < len(marks):
        closer = _closer(text, marks, i) if opens_single(text, marks[i]) or _opens_on_elision(text, marks, i) else None
        if closer is not None:
            found.append(Quotation(marks[i].start, marks[closer].end, marks[i].char))
            i = closer
        elif marks[i].char == "‘" and text.startswith("‘", end := _next_paragraph(text, marks[i].start)):
            found.append(Quotation(marks[i].start, len(text[:end].rstrip()), "‘", open_ended=True))
        i += 1
    return found


def _opens_on_elision(text: str, marks: list[Mark], i: int) -> bool:
    """Whether 'Twas opens a quotation, as the next mark, right behind a comma or full stop, shows."""
    following = marks[i + 1] if i + 1 < len(marks) else None
    shown = following is not None and following.closes and text[following.start - 1] in ",.!?"
    return marks[i].opens and is_elision(text, marks[i]) and shown


def _next_paragraph(text: str, start: int) -> int:
    """Where the next paragraph begins; the length of the text when there is none near."""
    limit = _limit(text, start)
    while limit < len(text) and text[limit].isspace():
        limit += 1
    return limit if text[:limit].endswith("\n") else len(text)


def _closer(text: str, marks: list[Mark], i: int) -> int | None:
    """Number of the mark that closes a single one; what may be the apostrophe of a plural, only for want of better."""
    weak, limit = None, _limit(text, marks[i].start)
    for j in range(i + 1, min(i + _REACH, len(marks))):
        mark = marks[j]
        if mark.start > limit:
            break
        if mark.closes and mark.char in CLOSERS[marks[i].char] and not (mark.opens and mark.char == "'"):
            if not PLURAL.match(text, mark.start - 1):
                return j
            weak = j if weak is None else weak
        elif weak is not None and opens_single(text, mark):
            break
    return weak


def _limit(text: str, start: int) -> int:
    stop = text.find("\n\n", start, start + LONGEST)
    return start + LONGEST if stop < 0 else stop


def _join(doubles: list[Quotation], singles: list[Quotation]) -> list[Quotation]:
    """All quotations in order, those inside another left out."""
    joined, end = [], 0
    for quotation in sorted([*doubles, *singles], key=lambda q: (q.start, -q.end)):
        if quotation.start >= end:
            joined.append(quotation)
            end = quotation.end
    return joined
