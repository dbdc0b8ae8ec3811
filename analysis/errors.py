"""The one error that users are meant to read."""

__all__ = ["FramingError"]


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
