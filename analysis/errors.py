"""The one error that users are meant to read."""

__all__ = ["FramingError", "expect"]


class FramingError(ValueError):
    """Something in the input or the question cannot be used as given.

    The message is one sentence or two: what was found and where, what is allowed, what to do.
    The command line prints it without a traceback and ends with exit code 2.

    Examples
    --------
    >>> raise FramingError("folder 'articles' does not exist: give the folder that holds your articles")
    Traceback (most recent call last):
    analysis.errors.FramingError: folder 'articles' does not exist: give the folder that holds your articles
    """


def expect(value, kind: type, maker: str) -> None:
    """Refuse what a step before this one has to make first, such as documents where counted terms are needed.

    Examples
    --------
    >>> expect("news2017", dict, "load_corpus")
    Traceback (most recent call last):
    analysis.errors.FramingError: this needs a dict, which load_corpus makes, and was given a str
    """
    if not isinstance(value, kind):
        given = type(value).__name__
        raise FramingError(f"this needs a {kind.__name__}, which {maker} makes, and was given a {given}")
