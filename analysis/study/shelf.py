"""What questions to the same corpus share: results under the code that makes them."""

from collections import OrderedDict
from collections.abc import Callable

import numpy as np
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
        self._rows: dict[str, tuple[int, int]] = {}  # of each article among the spans

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
        new = articles[~articles.index.isin(self._rows)]
        if len(new):
            self._add(new, split_voices(new))
        return self._of(articles)

    def known_spans(self, articles: pd.DataFrame) -> pd.DataFrame | None:
        """The voices of these articles if all of them have been split before."""
        return self._of(articles) if len(articles) and articles.index.isin(self._rows).all() else None

    def _add(self, articles: pd.DataFrame, spans: pd.DataFrame) -> None:
        sizes = spans["doc_id"].value_counts().reindex(articles.index, fill_value=0)
        ends = len(self._spans) + sizes.cumsum()
        self._rows |= zip(articles.index, zip(ends - sizes, ends, strict=True), strict=True)
        self._spans = pd.concat([self._spans, spans], ignore_index=True)

    def _of(self, articles: pd.DataFrame) -> pd.DataFrame:
        rows = [np.arange(*self._rows[doc_id]) for doc_id in articles.index]
        return self._spans.iloc[np.concatenate(rows)] if rows else self._spans.head(0)


def _kept(results: OrderedDict, key, make: Callable, most: int):
    if key not in results:
        results[key] = made = make()
        while len(results) > most:
            results.popitem(last=False)
        return made
    return results[key]
