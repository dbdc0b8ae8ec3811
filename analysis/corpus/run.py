"""One ingest from the first article to the commit: each article once, everything else listed."""

import hashlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import Article
from analysis.corpus.content import parts_sha256
from analysis.corpus.readers import Source
from analysis.corpus.records import Refusal
from analysis.corpus.report import UNCUT, IngestReport
from analysis.corpus.second_look import count_uncut, cut_recurring, learn
from analysis.corpus.staging import Staging
from analysis.corpus.stories.copies import fingerprint, name_stories
from analysis.corpus.stories.fingerprints import Fingerprints
from analysis.corpus.texts import StoredTexts
from analysis.errors import FramingError

__all__ = ["Run"]


class Run:
    """Articles on their way to the store, and the tally of what became of each input."""

    def __init__(self, staging: Staging):
        self.staging = staging
        self.stored = set(_doc_ids(staging.paths("documents")))
        self.met = set()
        self.counts = Counter()
        self.refusals, self.notes, self.inputs, self.fingerprints = [], [], [], Fingerprints()

    def note_input(self, source: Source, sha256: str | None) -> None:
        """List a file that was read, with its checksum, which is taken here unless reading gave it."""
        if sha256 is None:
            try:
                with source.open() as file:
                    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError:  # refused already when it was to be read
                return
        self.inputs.append({"input": source.name, "sha256": sha256})

    def take(self, found: Article | Refusal) -> None:
        """Stage an article, or list why it is none."""
        self.counts["read"] += 1
        if isinstance(found, Refusal):
            return self.refuse(found)
        doc_id = found.row["doc_id"]
        if doc_id in self.met:
            return self.refuse(Refusal(found.row["input"], f"a repeat of {doc_id}: text and metadata are the same"))
        self.met.add(doc_id)
        if doc_id in self.stored:
            self.counts["already in the store"] += 1
            return None
        self.notes += found.notes
        self._count(found, 1)
        self.staging.add_article(found.row, found.audit)
        return None

    def _count(self, article: Article, by: int) -> None:
        """Add an article to the tally, or take it back."""
        self.counts["new"] += by
        self.counts["spans removed"] += by * article.audit.column("action").count("removed")
        if by > 0:
            self.fingerprints[article.row["doc_id"]] = article.fingerprint

    def cut_recurring(self, outlets, min_words: int) -> None:
        """Clean again what holds passages that recur in many stories of its outlet, and count what stays uncut."""
        self.staging.flush_articles()
        if not self.staging.staged_articles():
            return
        learned = learn(self.staging.paths("documents"))
        if n_uncut := count_uncut(self.staging, learned):
            self.counts[UNCUT] = n_uncut
        for old, new in cut_recurring(self.staging, learned, outlets, min_words):
            self._count(old, -1)
            if isinstance(new, Refusal):
                self.refuse(new)
            else:
                self._count(new, 1)

    def refuse(self, refusal: Refusal) -> None:
        """List an input that is not an article of its own."""
        self.counts["refused"] += 1
        self.refusals.append({"input": refusal.input, "reason": refusal.reason})

    def finish(self, path: Path) -> None:
        """Find the stories of everything in the store, and commit."""
        if not self.counts["new"] + self.counts["already in the store"]:
            raise FramingError(_nothing(path, self.refusals))
        for table, rows in (("refusals", self.refusals), ("notes", self.notes), ("inputs", self.inputs)):
            self.staging.extend(table, rows)
        paths = self.staging.paths("documents")
        documents = pd.concat([pd.read_parquet(part, columns=["doc_id", "outlet"]) for part in paths])
        texts = StoredTexts(paths)
        for row, doc_id in enumerate(documents["doc_id"]):
            if doc_id not in self.fingerprints:  # of an earlier ingest
                self.fingerprints[doc_id] = fingerprint(texts[row])
        with ThreadPoolExecutor(1) as beside:
            sha256 = beside.submit(parts_sha256, paths)
            documents["story"] = name_stories(texts, documents["doc_id"], self.fingerprints)
        self.staging.replace("stories", documents[["doc_id", "story"]])
        self.counts.update(_copies(documents))
        self.staging.commit(sha256=sha256.result(), counts=dict(self.counts))

    def report(self) -> IngestReport:
        """What this ingest did."""
        return IngestReport(
            out=self.staging.folder,
            counts=pd.DataFrame({"what": list(self.counts), "n": list(self.counts.values())}),
            refusals=pd.DataFrame(self.refusals, columns=["input", "reason"], dtype="str"),
            notes=pd.DataFrame(self.notes, columns=["doc_id", "input", "note"], dtype="str"),
            audit=[self.staging.folder / name for name in self.staging.parts["audit"]],
        )


def _doc_ids(paths: list[Path]) -> list[str]:
    return [doc_id for path in paths for doc_id in pd.read_parquet(path, columns=["doc_id"])["doc_id"]]


def _copies(documents: pd.DataFrame) -> dict[str, int]:
    """Articles, stories, articles beyond the first of their story, and stories that several outlets printed."""
    outlets = documents.groupby("story")["outlet"].nunique()
    return {
        "articles in the store": len(documents),
        "stories": len(outlets),
        "copies": len(documents) - len(outlets),
        "shared stories": int((outlets > 1).sum()),
    }


def _nothing(path: Path, refusals: list[dict]) -> str:
    if not refusals:
        return f"'{path}' holds no file to read: give a folder with .txt or .csv files, or one such file."
    first, more = refusals[0], f" ({len(refusals)} inputs were refused)" if len(refusals) > 1 else ""
    return f"no article could be read from '{path}': {first['input']}: {first['reason']}{more}."
