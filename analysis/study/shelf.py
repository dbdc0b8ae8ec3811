"""What questions to the same corpus share: results under the code that makes them."""

from collections import OrderedDict
from collections.abc import Callable

import pandas as pd

from analysis.text import split_voices

__all__ = ["Shelf"]

KEPT = 64
KEPT_COUNTS = 3  # large: of 100,000 articles some 300 MB


class Shelf:
    """Results of earlier questions to one corpus, the last 64 of them; and voices, split once per article."""

    def __init__(self, documents):
        self.documents = documents
        self._results: OrderedDict = OrderedDict()
        self._counts: OrderedDict = OrderedDict()
        self._spans = pd.DataFrame()

    def __contains__(self, key) -> bool:
        return key in self._results

    def get(self, key, make: Callable):
        """The result under this key; made where there is none."""
        return _kept(self._results, key, make, KEPT)

    def counted(self, key, make: Callable):
        """The same for counts, of which fewer are kept."""
        return _kept(self._counts, key, make, KEPT_COUNTS)

    def spans(self, articles: pd.DataFrame) -> pd.DataFrame:
        """The voices of these articles; those not split before are split now."""
        known = self._spans["doc_id"].unique() if len(self._spans) else []
        new = articles[~articles.index.isin(known)]
        if len(new):
            self._spans = pd.concat([self._spans, split_voices(new)], ignore_index=True)
        return self._spans[self._spans["doc_id"].isin(articles.index)]


def _kept(results: OrderedDict, key, make: Callable, most: int):
    if key not in results:
        results[key] = made = make()
        while len(results) > most:
            results.popitem(last=False)
        return made
    return results[key]
