"""Characters as the writer typed them: encodings mended before anything is counted.

Repair comes first. What it returns is the text that cleaning reads, so every offset of an audit refers to the
*repaired* text; how often each kind of damage was mended is kept beside it.
"""

import html
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from analysis.corpus.repair.letters import mend_letters
from analysis.corpus.repair.marks import mend_marks

__all__ = ["Repaired", "repair"]

_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\x00-\x08\x0e-\x1b\x7f]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# The first letters of two- and three-byte characters read in a one-byte encoding, each before a second odd character.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00c5\u00cb\u00ce\u00cf\u00d0\u00d1\u00d7\u00d8\u00d9\u00e2\u0432\u0413\u0420\u0421][^\\sa-zA-Z\u0430-\u044f]"
)
_LOST = re.compile("\ufffd+")
_ROUNDS = 20
_CONTROLS = bytes([*range(9), *range(14, 28), 127])
# Signs of lost marks: a plain text, which is fast to look for, and an expression that begins with it.
_SIGNS = tuple(
    (plain, re.compile(pattern))
    for plain, pattern in (
        ('"', '"(?:[?\ufffd]|(?:t|s|ve|ll|re|d|m)\\b)'),
        ('O"', 'O"[A-Z]'),
        ("?", r"\?[A-Za-z]"),
        (",?", r",\?"),
        ("\ufffd", "\ufffd"),
    )
)


@dataclass(frozen=True)
class Repaired:
    """A text with its characters mended.

    Attributes
    ----------
    text : str
        The repaired text, in Unicode's composed form (NFC).
    counts : dict of str to int
        How many places of each kind were mended: ``mojibake`` (lines), ``entity``, ``space`` (no-break and other odd
        blanks), ``invisible``, ``letter`` (of a known word), ``apostrophe``, ``opening quote``, ``closing quote``,
        ``dash``, ``composed`` (1 when the text was not NFC); and ``unrepaired``: places where U+FFFD still stands.
    """

    text: str
    counts: dict[str, int] = field(default_factory=dict)


def repair(text: str) -> Repaired:
    """Mend what encodings have broken, and nothing else.

    Curly marks stay curly, guillemets stay as they are. A quotation mark, an apostrophe or a dash that became "?" or
    U+FFFD is put back (as a straight mark) only where the characters beside it tell which it was; the rest is
    counted as ``unrepaired`` and left.

    Parameters
    ----------
    text : str

    Returns
    -------
    Repaired

    Notes
    -----
    Offsets of later steps refer to the repaired text. Repairing twice is repairing once.

    Examples
    --------
    >>> repaired = repair('"We agreed,"?she said. They didn\ufffdt sign \ufffd not yet.')
    >>> repaired.text
    '"We agreed," she said. They didn\\'t sign — not yet.'
    >>> repaired.counts
    {'closing quote': 1, 'apostrophe': 1, 'dash': 1}
    """
    counts = Counter()
    for _ in range(_ROUNDS):
        mended = _mend(text, counts)
        if mended == text:
            break
        text = mended
    if "\ufffd" in text and (lost := len(_LOST.findall(text))):
        counts["unrepaired"] = lost
    return Repaired(text, dict(counts))


def _mend(text: str, counts: Counter) -> str:
    """One round; what one step mends can show the next round more, such as an entity inside mojibake."""
    if not text.isascii():
        text = _mend_encoding(text, counts)
    if "&" in text:
        text = _mend_entities(text, counts)
    if not text.isascii() or len(text.encode().translate(None, _CONTROLS)) < len(text):
        text = _replace(_INVISIBLE, "", "invisible", text, counts)
        text = _replace(_SPACE, " ", "space", text, counts)
    if any(plain in text and pattern.search(text) for plain, pattern in _SIGNS):
        text = mend_letters(text, counts)
        text = mend_marks(text, counts)
    if not unicodedata.is_normalized("NFC", text):
        text, counts["composed"] = unicodedata.normalize("NFC", text), 1
    return text


def _replace(pattern: re.Pattern, new: str, kind: str, text: str, counts: Counter) -> str:
    text, times = pattern.subn(new, text)
    if times:
        counts[kind] += times
    return text


def _mend_encoding(text: str, counts: Counter) -> str:
    """UTF-8 that was read in a one-byte encoding, line by line: a page may be broken in one place only."""
    if not _MOJIBAKE.search(text):
        return text
    import ftfy

    config = ftfy.TextFixerConfig(uncurl_quotes=False, replace_lossy_sequences=False, explain=False)
    lines = text.splitlines(keepends=True)
    for i, line in enumerate(lines):
        if _MOJIBAKE.search(line) and (mended := ftfy.fix_encoding(line, config)) != line:
            lines[i] = mended
            counts["mojibake"] += 1
    return "".join(lines)


def _mend_entities(text: str, counts: Counter) -> str:
    """Character references, also those that were escaped twice."""

    def decode(match: re.Match) -> str:
        character = html.unescape(html.unescape(match.group()))
        counts["entity"] += character != match.group()
        return character

    return _ENTITY.sub(decode, text)
