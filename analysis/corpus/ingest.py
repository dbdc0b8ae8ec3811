"""Files -> store: records, identity, cleaning, doc_id, stories."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from analysis.corpus.columns import check_columns
from analysis.corpus.core import core_sources, keep_core_text
from analysis.corpus.metadata import Metadata
from analysis.corpus.outlets import load_registry
from analysis.corpus.readers import read_articles, sources
from analysis.corpus.records import Record, Refusal
from analysis.corpus.report import IngestReport
from analysis.corpus.run import Run
from analysis.corpus.staging import Staging
from analysis.corpus.workers import make_articles
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

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> _ = (folder / "rows.csv").write_text("outlet,text\\ntass,The ministers met on Friday.\\ntass,\\n")
    >>> report = ingest(folder / "rows.csv", folder / "store")
    >>> report.refusals.to_dict("list")
    {'input': ['rows.csv#2'], 'reason': ['the text is empty']}
    """
    path, out = Path(path), Path(out)
    check_columns(columns)
    described = Metadata(Path(metadata) if metadata else None)
    _check_outlet(outlet, outlets)
    with Staging(out) as staging:
        run = Run(staging)
        records = _records(path, described, columns, outlet, run)
        for found in make_articles(tqdm(records, desc="reading", unit=" articles", disable=None), outlets, min_words):
            run.take(found)
        described.check_used()
        run.cut_recurring(outlets, min_words)
        run.finish(path)
        return run.report()


def _check_outlet(outlet: str | None, outlets) -> None:
    registry = load_registry(outlets)
    if outlet is not None and outlet not in registry:
        raise FramingError(
            f"outlet '{outlet}' is not known: give one of {', '.join(known.slug for known in registry)}, "
            "or describe it in a TOML file of [[outlet]] tables (--outlets)."
        )


def _records(path: Path, described: Metadata, columns, outlet: str | None, run: Run) -> Iterator[Record | Refusal]:
    """Records of all files, with what the user and corpus `core` say about them filled in."""
    for source in sources(path, skip=run.staging.folder):
        if isinstance(source, Refusal):
            yield source
        elif not described.is_file(source.path):
            sha256 = None
            for found in read_articles(source, columns):
                if isinstance(found, Record):
                    sha256 = found.sha256 if found.input == source.name else None
                    found = _described(found, described, source.name, outlet)
                yield found
            run.note_input(source, sha256)


def _described(record: Record, described: Metadata, name: str, outlet: str | None) -> Record:
    """What the user says wins over what the input says, and that over what is known of corpus `core`."""
    keep_core_text(record.sha256, record.content)
    said = described.fields(record.fields["file"]) or described.fields(name)
    fields = {**core_sources().get(record.sha256, {}), **record.fields, **said}
    return replace(record, fields=fields, otherwise={"outlet": outlet} if outlet else {})
