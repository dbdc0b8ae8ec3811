"""What a coded sample says about word lists: agreement, errors, and prevalence with the errors taken off."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.framing.frames.agreement import alpha_interval, krippendorff_alpha
from analysis.framing.frames.prevalence import prevalence_rows, share
from analysis.terms import doc_ids, story_of

__all__ = ["CodedSample", "check_lists"]

CODER, DOC_ID = "coder", "doc_id"
VALIDATION = [
    "frame", "coders", "articles", "coded_present", "alpha", "alpha_low", "alpha_high", "precision", "recall",
    "specificity",
]  # fmt: skip
PREVALENCE = ["frame", "stories", "found", "corrected", "low", "high"]


@dataclass(frozen=True, eq=False)
class CodedSample:
    """Codes of articles by one or more coders.

    Parameters
    ----------
    table : DataFrame
        Columns doc_id, coder and one per frame: 1 where the coder saw the frame, 0 where not, missing where not coded.
    """

    table: pd.DataFrame

    @classmethod
    def read(cls, coded: pd.DataFrame, frames: list[str], known: pd.Index) -> "CodedSample":
        """Check a table of codes; articles are its index or its column doc_id, coders its column coder."""
        table = coded.reset_index(names=DOC_ID) if DOC_ID not in coded else coded.reset_index(drop=True)
        table = table if CODER in table else table.assign(**{CODER: "1"})
        named = [key for key in frames if key in table]
        others = [str(name) for name in table if name not in {*frames, DOC_ID, CODER}]
        if not named or others:
            what = f"column {others[0]!r} is not a frame" if others else "no column is named like a frame"
            raise FramingError(f"coded sample: {what}: name the columns after frames such as {', '.join(frames[:3])}")
        values = table[named].to_numpy(dtype=float, na_value=np.nan)
        if not np.isin(values[~np.isnan(values)], [0, 1]).all():
            raise FramingError("coded sample: codes must be 0, 1 or missing")
        if table.duplicated([DOC_ID, CODER]).any():
            twice = table.loc[table.duplicated([DOC_ID, CODER]), DOC_ID].iloc[0]
            raise FramingError(
                f"coded sample: article {twice!r} stands twice for one coder: name coders in a column coder"
            )
        if not table[DOC_ID].isin(known).any():
            raise FramingError("coded sample: none of its articles is among the counted ones: its index must be doc_id")
        table = table[table[DOC_ID].isin(known)].sort_values([DOC_ID, CODER], ignore_index=True)
        return cls(table)

    def codes(self, frame: str) -> pd.DataFrame:
        """One row per article, one column per coder."""
        if frame not in self.table:
            return pd.DataFrame(index=pd.Index([], name=DOC_ID))
        return self.table.pivot(index=DOC_ID, columns=CODER, values=frame).astype(float)

    def verdict(self, frame: str) -> pd.Series:
        """What most coders say of each article; ties are left out."""
        part = self.codes(frame).mean(axis=1) if frame in self.table else pd.Series(dtype=float)
        return (part[part.notna() & (part != 0.5)] > 0.5).astype(bool)


def validation_row(frame: str, sample: CodedSample, found: pd.Series, rng: np.random.Generator) -> dict:
    """Agreement of the coders and errors of the word list in the coded articles.

    Parameters
    ----------
    frame : str
    sample : CodedSample
    found : Series of bool
        Whether the list finds the frame in each article, by doc_id.
    rng : Generator
    """
    codes, truth = sample.codes(frame), sample.verdict(frame)
    hits = found.reindex(truth.index).to_numpy(dtype=bool)
    several = codes[codes.notna().sum(axis=1) > 1]
    low, high = alpha_interval(several, rng)
    both = (hits & truth.to_numpy()).sum()
    return {
        "frame": frame,
        "coders": codes.shape[1],
        "articles": len(truth),
        "coded_present": int(truth.sum()),
        "alpha": krippendorff_alpha(several) if len(several) else np.nan,
        "alpha_low": low,
        "alpha_high": high,
        "precision": share(both, hits.sum()),
        "recall": share(both, truth.sum()),
        "specificity": share((~hits & ~truth.to_numpy()).sum(), (~truth).sum()),
    }


def check_lists(
    terms, frames, coded, articles, by, groups, cut, n_bootstraps, rng
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Errors of the word lists in a coded sample, and prevalence with them taken off; parameters as in frame_scores."""
    columns = [PREVALENCE[0], by, *PREVALENCE[1:]]
    if coded is None:
        return pd.DataFrame(columns=VALIDATION), pd.DataFrame(columns=columns)
    scored = [key for key in frames if key in coded]
    sample = CodedSample.read(coded, list(frames), articles.index)
    facts = terms.documents.assign(doc_id=doc_ids(terms.documents), story=story_of(terms.documents).to_numpy())
    facts = facts.drop_duplicates("doc_id").set_index("doc_id")[[by, "story"]]
    rows, shares = [], []
    for key, stream in zip(scored, rng.spawn(len(scored)), strict=True):
        level = cut.get(key, 5.0) if isinstance(cut, Mapping) else cut
        found = articles[key] >= level
        rows.append(validation_row(key, sample, found, stream))
        if frames[key].words:
            stories = _by_story(facts.assign(found=found), by, groups)
            truth = facts.assign(found=found).join(sample.verdict(key).rename("truth"), how="inner")
            shares += prevalence_rows(key, by, stories, truth.drop_duplicates("story"), groups, n_bootstraps, stream)
    return pd.DataFrame(rows, columns=VALIDATION), pd.DataFrame(shares, columns=columns)


def _by_story(facts: pd.DataFrame, by: str, groups: list[str]) -> pd.DataFrame:
    """Share of a story's copies in which the frame is found, per story and outlet."""
    kept = facts[facts[by].isin(groups)]
    mean = kept.groupby([by, "story"], sort=True)["found"].mean()
    return mean.reset_index().rename(columns={by: "group"})
