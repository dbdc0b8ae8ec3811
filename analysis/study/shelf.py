"""What questions to the same corpus share: results under the code that makes them."""

from collections import OrderedDict
from collections.abc import Callable

import pandas as pd

from analysis.text import split_voices

__all__ = ["Shelf"]

KEPT = 64


class Shelf:
    """Results of earlier questions to one corpus, the last 64 of them; and voices, split once per article."""

    def __init__(self, documents):
        self.documents = documents
        self._results: OrderedDict = OrderedDict()
        self._spans = pd.DataFrame()

    def __contains__(self, key) -> bool:
        return key in self._results

    def get(self, key, make: Callable):
        """The result under this key; made where there is none."""
        if key not in self._results:
            self._results[key] = make()
            while len(self._results) > KEPT:
                self._results.popitem(last=False)
        return self._results[key]

    def spans(self, articles: pd.DataFrame) -> pd.DataFrame:
        """The voices of these articles; those not split before are split now."""
        known = self._spans["doc_id"].unique() if len(self._spans) else []
        new = articles[~articles.index.isin(known)]
        if len(new):
            self._spans = pd.concat([self._spans, split_voices(new)], ignore_index=True)
        return self._spans[self._spans["doc_id"].isin(articles.index)]
