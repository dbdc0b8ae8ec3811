"""Files -> one documents table, one row per article.

Concepts, in the order in which data flows::

    records     what a file holds, as found
    identity    which outlet wrote it, when, who
    cleaning    what of the text is the article; what was cut is kept in an audit
    stories     copies of one text share a story
    store       a folder of Parquet parts and a manifest
    catalog     the corpora that come with the project
"""

from analysis.corpus.catalog import catalog
from analysis.corpus.core import core_counts
from analysis.corpus.fetch import fetch
from analysis.corpus.ingest import ingest
from analysis.corpus.load import corpus_sha256, load_corpus, load_ledger
from analysis.corpus.make_core import make_core
from analysis.corpus.report import IngestReport
from analysis.corpus.schema import empty_documents
from analysis.corpus.select import select_articles
from analysis.corpus.stories.copies import find_stories

__all__ = [
    "IngestReport",
    "catalog",
    "core_counts",
    "corpus_sha256",
    "empty_documents",
    "fetch",
    "find_stories",
    "ingest",
    "load_corpus",
    "load_ledger",
    "make_core",
    "select_articles",
]
