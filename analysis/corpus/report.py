"""What one ingest did."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

__all__ = ["UNCUT", "IngestReport"]

UNCUT = "earlier, not cut"


@dataclass(frozen=True, repr=False)
class IngestReport:
    """What was read, kept, cut and refused, and where to look it up.

    Attributes
    ----------
    out : Path
        Folder of the store; ``load_corpus(out)`` reads it.
    counts : DataFrame
        Columns what, n. The row "earlier, not cut" is there when articles of earlier ingests hold passages that are
        only now known to recur: they stay as they are.
    refusals : DataFrame
        Columns input, reason: every input of this ingest that is not in the store as an article of its own.
    notes : DataFrame
        Columns doc_id, input, note: conflicts of evidence, and values that were not believed, of articles kept.
    audit : list of Path
        Parquet files of every span that cleaning removed, flagged or closed up (doc_id, action, start, end, rule,
        text, new); offsets count in the text with its characters repaired.
    """

    out: Path
    counts: pd.DataFrame
    refusals: pd.DataFrame
    notes: pd.DataFrame
    audit: list[Path]

    def __repr__(self) -> str:
        width = max(len(what) for what in self.counts["what"])
        lines = [f"{what:<{width}}  {n:>9,}" for what, n in self.counts.itertuples(index=False)]
        reasons = self.refusals["reason"].map(_alike).value_counts(sort=False)
        lines += [f"refused {n:,}: {reason}" for reason, n in sorted(reasons.items())[:10]]
        if UNCUT in set(self.counts["what"]):
            lines += [
                f"{UNCUT}: they hold passages now known to recur; ingest all anew into a fresh folder to cut them"
            ]
        ledgers = f'what was cut, refused or doubted: load_ledger("{self.out}", "audit"), "refusals" or "notes"'
        return "\n".join([f"Corpus in {self.out}", *lines, ledgers])


def _alike(reason: str) -> str:
    """A reason without the numbers and ids of one case, so that cases can be counted."""
    return re.sub(r"\b\d+\b(?! MB)", "N", re.sub(r"[\w-]+-[0-9a-f]{12}\b", "another article", reason))
