"""Lemmas, when the extra ``lemmas`` is installed."""

from analysis.errors import FramingError

__all__ = ["lemma"]


def lemma(term: str, language: str = "en") -> str:
    """Lemma of each word of a term, in lower case.

    >>> lemma("rebels attacked")
    'rebel attack'
    """
    try:
        from simplemma import lemmatize
    except ImportError as error:
        raise FramingError("lemmas need a package more: pip install 'source-framing[lemmas]'") from error
    try:
        return " ".join(lemmatize(word, lang=language).lower() for word in term.split(" "))
    except ValueError as error:
        raise FramingError(f"there are no lemmas for the language {language!r}: {error}") from error
