"""Files -> records: one reader per format, found by the name's ending."""

from analysis.corpus.readers.walk import Source, read_articles, sources

__all__ = ["Source", "read_articles", "sources"]
