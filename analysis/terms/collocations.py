"""Words that stand together more often than their frequencies say."""

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.terms.document_terms import DocumentTerms

__all__ = ["collocations"]


def collocations(terms: DocumentTerms, *, min_stories: int = 5) -> pd.DataFrame:
    """Two-word terms scored by log-Dice.

    Parameters
    ----------
    terms : DocumentTerms
        Counted with ``ngram_range=(1, 2)``.
    min_stories : int
        Only pairs that stand in at least this many stories, so that a phrase of one article is none of the language.

    Returns
    -------
    DataFrame
        Columns term, n, n_first, n_second (weighted counts of the pair and of its words), stories, log_dice; sorted by
        log_dice, then term.

    Notes
    -----
    log-Dice = 14 + log2(2 n(xy) / (n(x) + n(y))): at most 14, and two points less mean a quarter of the strength. It
    does not grow with the corpus, as G2 and MI do (Rychly 2008, RASLAN). A score, not a test.

    Examples
    --------
    >>> from analysis import count_terms
    >>> texts = ["air strike hit", "an air strike", "hot air"]
    >>> documents = pd.DataFrame({"outlet": "x", "text": texts}, index=list("abc"))
    >>> collocations(count_terms(documents, ngram_range=(1, 2)), min_stories=2)[["term", "n", "log_dice"]].round(2)
             term    n  log_dice
    0  air strike  2.0     13.68
    """
    pairs = terms.terms[terms.terms.str.count(" ") == 1]
    if not len(pairs):
        raise FramingError("there are no two-word terms: count with ngram_range=(1, 2)")
    total = pd.Series(terms.counts.T @ terms.weights, index=terms.terms)
    table = pd.DataFrame({"term": pairs, "n": total[pairs].to_numpy()})
    for position, name in enumerate(("n_first", "n_second")):
        table[name] = total.reindex(pairs.str.split(" ").str[position]).to_numpy()
    table["stories"] = terms.document_frequency()[pairs].to_numpy()
    table["log_dice"] = 14 + np.log2(2 * table["n"] / (table["n_first"] + table["n_second"]))
    frequent = table[(table["stories"] >= min_stories) & table["log_dice"].notna()]
    order = np.lexsort((frequent["term"].to_numpy(dtype=object), -frequent["log_dice"].round(9)))
    return frequent.iloc[order].reset_index(drop=True)
