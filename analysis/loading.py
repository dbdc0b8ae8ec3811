"""Term counts of corpora whose texts are not held."""

from analysis.errors import FramingError

__all__ = ["load_counts"]


def load_counts(name: str, unit: str = "article"):
    """Counts that come with the project, ready for the same questions as those of `count_terms`.

    Parameters
    ----------
    name : {"core"}
        The corpus: "core" is held as metadata and term counts per paragraph.
    unit : {"article", "paragraph"}

    Returns
    -------
    DocumentTerms

    Raises
    ------
    FramingError
        Another corpus, or a unit that needs the texts.

    Examples
    --------
    >>> load_counts("core").documents["outlet"].tolist()
    ['moscow-times', 'rferl', 'strategic-culture', 'unknown', 'voa']
    """
    from analysis.corpus import core_counts, load_corpus
    from analysis.terms import terms_from_counts

    if name != "core":
        raise FramingError(f"no counts are held for '{name}', only for 'core': use count_terms(load_corpus('{name}')).")
    return terms_from_counts(load_corpus(name), core_counts(), unit)
