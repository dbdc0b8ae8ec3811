"""Files -> store: records, identity, cleaning, doc_id, stories."""

from collections.abc import Iterator
from pathlib import Path

from analysis.corpus.articles import make_article
from analysis.corpus.columns import check_columns
from analysis.corpus.core import core_sources, keep_core_text
from analysis.corpus.metadata import Metadata
from analysis.corpus.readers import read_articles, sources
from analysis.corpus.records import Record, Refusal
from analysis.corpus.report import IngestReport
from analysis.corpus.run import Run
from analysis.corpus.store import Staging
from analysis.errors import FramingError

__all__ = ["ingest"]


def ingest(path, out, metadata=None, columns=None, outlet=None, outlets=None, min_words=1) -> IngestReport:
    """Read articles as they come into a store that `load_corpus` reads.

    Parameters
    ----------
    path : str or Path
        A file or a folder; folders are read recursively.
    out : str or Path
        Folder of the store. Ingesting into it again adds what is new and leaves the rest as it is.
    metadata : str or Path, optional
        CSV with a column file and any of outlet, title, author, date, url, republished_by, language, genre.
    columns : dict, optional
        Field to column name, where the names in a table are not recognised: ``{"text": "story_body"}``.
    outlet : str, optional
        Slug of the outlet of every article for which none is stated.
    outlets : str or Path, optional
        TOML file that adds outlets to the known ones.
    min_words : int
        Texts with fewer words after cleaning are refused.

    Returns
    -------
    IngestReport
        Counts, refusals with their reasons, and where the audit of removed spans is.

    Raises
    ------
    FramingError
        Nothing could be read, or a name given is not known. The store is then as it was.
    """
    path, out = Path(path), Path(out)
    check_columns(columns)
    described = Metadata(Path(metadata) if metadata else None)
    registry = _registry(outlet, outlets)
    with Staging(out) as staging:
        run = Run(staging)
        for found in _records(path, described, columns, outlet, run):
            run.take(found if isinstance(found, Refusal) else make_article(found, registry, min_words), found.input)
        described.check_used()
        run.finish(path)
    return run.report()


def _registry(outlet: str | None, outlets):
    from analysis.corpus.outlets import load_registry

    registry = load_registry(outlets)
    if outlet is not None and outlet not in registry:
        raise FramingError(
            f"outlet '{outlet}' is not known: give one of {', '.join(known.slug for known in registry)}, "
            "or describe it in a TOML file of [[outlet]] tables (--outlets)."
        )
    return registry


def _records(path: Path, described: Metadata, columns, outlet: str | None, run) -> Iterator[Record | Refusal]:
    """Records with what the user and corpus `core` say about them filled in."""
    for source in sources(path):
        if described.path and source.path.samefile(described.path):
            continue
        sha256 = source.sha256()
        run.staging.add("inputs", [{"input": source.name, "sha256": sha256}])
        known = core_sources().get(sha256, {})
        if known:
            keep_core_text(sha256, source.path.read_bytes())
        for found in read_articles(source, columns):
            if isinstance(found, Record):
                said = described.fields(found.fields.get("file", source.name)) or described.fields(source.name)
                found.fields.update({**known, **found.fields, **said})
                if outlet:
                    found.fields.setdefault("outlet", outlet)
            yield found
