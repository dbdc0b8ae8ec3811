"""Quotations that are not speech: titles of works, nicknames, words as words, slogans on placards, scare quotes."""

import re

from analysis.text.voices.lexicon import listed
from analysis.text.voices.marks import CLOSING
from analysis.text.voices.quotations import Quotation

__all__ = ["is_chant", "is_named_work", "is_scare", "is_so_called", "not_speech"]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SMALL = listed("small_words")
_HANGS_ON = listed("prepositions") | listed("boundaries") | {"not", "never", "just", "to", "outside", "inside", "no"}
_PERSONAL = ["i", "you", "he", "she", "we", "they", "me", "us", "him", "them", "my", "your", "his"]
_CLAUSE_WORDS = listed("finite").union(_PERSONAL)


def _any_of(name: str) -> str:
    return "|".join(sorted(listed(name))).replace("_", r"\s")


_WORK = _any_of("works")
_TITLE_BEFORE = re.compile(rf"\b(?:{_WORK}|{_any_of('before_title')})s?[,:]?\s*$", re.IGNORECASE)
_WORK_BEFORE = re.compile(rf"\b(?:{_WORK})s?\s$", re.IGNORECASE)
_TITLE_AFTER = re.compile(rf"\s*(?:\(\d{{4}}\)|(?:{_WORK}|{_any_of('after_title')})s?\b)")
_ENTITLED = re.compile(r"\b(?:en)?titled[,:]?\s*$", re.IGNORECASE)
_WORD_BEFORE = re.compile(rf"\b(?:{_any_of('before_word')})s?(?:\s(?:is|was|of|like))?\s*[,:]?\s*$", re.IGNORECASE)
_OWNER = re.compile(r"\b\w+(?:['’]s|s['’])\s$")
_KNOWN_AS = re.compile(
    r"\bknown\s(?:\w+\s){0,4}as\s$|\b(?:known|nicknamed|dubbed)\b(?:\sas)?\s(?:[A-Z]\w*['’]s|the|a|an)\s$"
)
_PLACARD = re.compile(rf"\b(?:{_any_of('placards')})s?\b[^.!?\"]{{0,60}}$", re.IGNORECASE)
_PLACARD_VERB = re.compile(rf"\b(?:{_any_of('placard_verbs')})s?\b[^.!?\"]{{0,30}}$", re.IGNORECASE)
_IN_WORDS = re.compile(r"\b[Ii]n\s(?:his|her|their|its|\S+['’]s?)\s(?:own\s)?words?,?\s$")
_GLOSS = re.compile(r"\b(?:known|called|named|dubbed|translated)\b[^.!?\"]{0,50}\bor,?\s$")  # known as x, or "y"
_NAMED = re.compile(r"(?<!what\s)\b(?:[Aa]n?|[Ss]ome)\s(?:[a-z-]+\s){0,2}([a-z-]+)\scalled\s$")  # a method called "x"
_IS_CALLED = re.compile(r"\b(?:is|are|was|were)\s(?:also\s|often\s)?called\s$")
_MEANING = re.compile(r",?\s(?:meaning|which\smeans|means|short\sfor)\b")
_CHANTED_BEHIND = re.compile(
    r"(?:,?\s\"[^\"\n]{2,80}\")*[,\s–—-]{1,3}(?:they|the\s\w+|\w+s)\s(?:chant|sang|sing)(?:ed|s)?\b"
)
_MEANS = re.compile(r"\b(?:meaning|means|meant|translates?\s(?:as|to|into))[,:]?\s$")
_PROGRAMME = re.compile(rf"\s(?:{_any_of('programmes')})\b")
_TO_FRIENDS = re.compile(
    r"\sto\s(?:(?:his|her|their|most|many|all)\s)?(?:friends|fans|family|colleagues|neighbours|everyone)\b"
)
_DEFINED = re.compile(  # "x" is a term for; "x" means
    rf"\s(?:(?:is|was|are|were)\s(?:[\w-]+\s){{0,3}}?(?:{_any_of('kinds_of_word')})s?\b|(?:{_any_of('after_word')})\b)"
)
_CHANTED = re.compile(
    rf"\bchant(?:ed|s|ing)?:?\s$|\b(?:{_any_of('crowd')})s?\b[^.!?]{{0,60}}\b(?:shout|yell|scream|cry|cri|sing|sang|roar)(?:ed|s|es|ing)?:?\s$",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?:\b(?:READ|SEE|WATCH|LISTEN)(?:\s[A-Z]+)?|\b(?:Read|See)\s(?:more|also)|\bWatch):\s$")
_DOCUMENT = re.compile(rf"\b(?:{_any_of('documents')})s?\b[^.!?\"]*$", re.IGNORECASE)
_SO_CALLED = re.compile(r"\bso[- ]called\s*$", re.IGNORECASE)
_SELF = re.compile(r"\b(?:self-(?:styled|proclaimed|declared|described)|supposed|alleged|purported)\s*$", re.IGNORECASE)
_NAME_BEFORE, _NAME_AFTER = re.compile(r"(?:^|[^\w.])(?:[A-Z][\w'’-]+|[A-Z]\.)\s$"), re.compile(r"\s[A-Z][\w'’-]+")
_TERMINAL = re.compile(rf"[.!?,…][{re.escape(CLOSING)}]*$")
_STOP = re.compile(r"[.!?](?=\s|$)")
_BEFORE_SENTENCE = frozenset('.!?"')
_NEAR = 35  # more than the longest of the words that stand right before a title
_LONGEST_LABEL = 200  # letters and blanks of what can be a title, a word or a slogan
_MOST_SCARE_WORDS, _LONGEST_HEADLINE = 5, 140


def not_speech(text: str, quote: Quotation) -> bool:
    """Whether a quotation is a title, a nickname, a word as word or the writing on a placard."""
    if quote.end - quote.start > _LONGEST_LABEL:
        return is_chant(text, quote) or _LINK.search(text, max(quote.start - 50, 0), quote.start) is not None
    left, right = text[max(quote.start - 50, 0) : quote.start], text[quote.end : quote.end + 40]
    inner = _WORD.findall(text[quote.start : quote.end])
    if not inner:
        return True
    if left.rstrip()[-1:] in _BEFORE_SENTENCE:  # no word stands in front: the rest would be sought in vain
        return (
            _is_title(inner, "", right, text[quote.start : quote.end])
            or _is_defined(inner, "", text[quote.end : quote.end + 60])
            or is_chant(text, quote)
        )
    if _SO_CALLED.search(left):
        return False
    return (
        is_chant(text, quote)
        or _is_nickname(inner, left, right)
        or _is_title(inner, left, right, text[quote.start : quote.end])
        or _KNOWN_AS.search(left) is not None
        or _ENTITLED.search(left) is not None
        or _is_defined(inner, left, text[quote.end : quote.end + 60])
        or _LINK.search(left) is not None
        or (len(inner) <= 8 and _WORD_BEFORE.search(left[-_NEAR:]) is not None and not _IN_WORDS.search(left))
        or (len(inner) <= 15 and _MEANS.search(left[-_NEAR:]) is not None)
        or _is_programme(inner, left, text[quote.end : quote.end + 20])
        or (len(inner) <= 25 and _is_placard(text[max(quote.start - 110, 0) : quote.start]))
    )


def is_chant(text: str, quote: Quotation) -> bool:
    """Whether a crowd shouts or sings it."""
    left, right = text[max(quote.start - 50, 0) : quote.start], text[quote.end : quote.end + 120]
    return _CHANTED.search(left) is not None or _CHANTED_BEHIND.match(right) is not None


def is_named_work(text: str, quote: Quotation) -> bool:
    """Whether the kind of work stands right before a title: the newspaper "The Sea"."""
    return _WORK_BEFORE.search(text, max(quote.start - 20, 0), quote.start) is not None


def is_so_called(text: str, quote: Quotation) -> bool:
    """Whether "so-called" stands right before."""
    return _SO_CALLED.search(text, max(quote.start - 12, 0), quote.start) is not None


def is_scare(text: str, quote: Quotation) -> bool:
    """Whether an unattributed quotation is too short to be anyone's speech."""
    inner = text[quote.start : quote.end].strip(CLOSING + "„ \u00a0")
    words = _WORD.findall(inner)
    sentence = inner[:1].isupper() and inner[-1:] in {".", "!", "?", "…"}
    too_long = len(words) > _MOST_SCARE_WORDS or sentence or _is_said(words) or _in_headline(text, quote, words)
    return not too_long and not _is_from_document(text, quote, words) and not _is_heading(text, quote, words)


def _in_headline(text: str, quote: Quotation, words: list[str]) -> bool:
    """Whether single marks stand in a line without a full stop, where papers quote rather than doubt."""
    if text[quote.start] not in "'‘" or len(words) < 2:
        return False
    end = text.find("\n\n", quote.end) % (len(text) + 1)
    start = text.rfind("\n\n", 0, quote.start) + 1
    return end - start < _LONGEST_HEADLINE and not _STOP.search(text, start, end)


def _is_said(words: list[str]) -> bool:
    """Whether some words are a clause or hang on one ("don't work", "outside the EU"): someone's, not a mere label."""
    lows = [word.lower().replace("’", "'") for word in words]
    return len(lows) > 1 and (lows[0] in _HANGS_ON or not _CLAUSE_WORDS.isdisjoint(lows))


def _is_from_document(text: str, quote: Quotation, words: list[str]) -> bool:
    """Whether a phrase is quoted from a text that its sentence names: Section 4 bars "any person"."""
    left = text[max(quote.start - 110, 0) : quote.start]
    return len(words) > 1 and words[0].islower() and _DOCUMENT.search(left) is not None


def _is_heading(text: str, quote: Quotation, words: list[str]) -> bool:
    """Whether some words stand as a sentence of their own, as cross-heads do: someone's words from the story."""
    before, behind = text[max(quote.start - 3, 0) : quote.start].rstrip()[-1:], text[quote.end : quote.end + 3]
    alone = before in '.!?"”' and behind[:1].isspace() and behind.lstrip()[:1].isupper()
    return len(words) > 1 and words[0][0].isupper() and alone


def _is_defined(inner: list[str], left: str, right: str) -> bool:
    """Whether a word or a name is mentioned: its meaning stands beside it, or what bears the name."""
    if len(inner) > 5:
        return False
    named = _NAMED.search(left)
    is_name = named is not None and named[1] not in listed("person_nouns")
    is_name = is_name or (_IS_CALLED.search(left) is not None and _MEANING.match(right) is not None)
    return is_name or _DEFINED.match(right) is not None or _GLOSS.search(left) is not None


def _is_programme(inner: list[str], left: str, right: str) -> bool:
    """Whether a few words name what someone pursues: Norland's "looking north" strategy."""
    return len(inner) <= 4 and _OWNER.search(left) is not None and _PROGRAMME.match(right) is not None


def _is_placard(left: str) -> bool:
    return _PLACARD_VERB.search(left) is not None and _PLACARD.search(left) is not None


def _is_nickname(inner: list[str], left: str, right: str) -> bool:
    if len(inner) == 1 and inner[0][0].isupper() and _TO_FRIENDS.match(right):
        return True
    return (
        len(inner) <= 3
        and (inner[0][0].isupper() or inner[0][0].isdigit())
        and _NAME_BEFORE.search(left) is not None
        and _NAME_AFTER.match(right) is not None
    )


def _is_title(inner: list[str], left: str, right: str, quoted: str) -> bool:
    capitalised = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in inner)
    n_capitals = sum(word[0].isupper() for word in inner)
    if len(inner) > 10 or not (capitalised or (n_capitals == len(inner) - 1 and n_capitals > 1)):
        return False
    if n_capitals == 0 and not inner[0][0].isdigit():
        return False
    if _TITLE_BEFORE.search(left[-_NEAR:]) or _TITLE_AFTER.match(right):
        return True
    if len(inner) == 1 and re.search(r"[!?]", quoted):
        return False
    return (not re.search(r"[:]\s*$", left) and not _TERMINAL.search(quoted)) or (
        len(inner) > 1 and sum(w[0].isupper() for w in inner) > 1
    )
