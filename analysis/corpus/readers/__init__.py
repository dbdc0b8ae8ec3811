"""Files -> records: one reader per format, found by the ending of the name.

========================================  ============================================
.txt .md .html                            one file, one article
.csv .tsv .parquet                        one row, one article
.json .jsonl                              one object, one article
.zip .gz .tar .tar.gz                     any of these inside
========================================  ============================================
"""

from analysis.corpus.readers.source import Source, sources
from analysis.corpus.readers.text import unpack
from analysis.corpus.readers.walk import KINDS, read_articles

__all__ = ["KINDS", "Source", "read_articles", "sources", "unpack"]
