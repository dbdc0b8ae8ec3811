"""What a coded sample says about word lists: agreement, errors, and prevalence with the errors taken off."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import FramingError
from analysis.framing.frames_agreement import alpha_interval, krippendorff_alpha
from analysis.inference import MIN_STORIES, percentiles, redraws

__all__ = ["CodedSample", "corrected_prevalence", "prevalence_rows", "validation_row"]

CODER, DOC_ID = "coder", "doc_id"


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
        share = self.codes(frame).mean(axis=1) if frame in self.table else pd.Series(dtype=float)
        return (share[share.notna() & (share != 0.5)] > 0.5).astype(bool)


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
        "precision": _share(both, hits.sum()),
        "recall": _share(both, truth.sum()),
        "specificity": _share((~hits & ~truth.to_numpy()).sum(), (~truth).sum()),
    }


def prevalence_rows(
    frame: str,
    by: str,
    stories: pd.DataFrame,
    coded: pd.DataFrame,
    groups: list[str],
    n_bootstraps: int,
    rng: np.random.Generator,
) -> list[dict]:
    """Share of the stories in which the frame stands, as the list finds it and with the list's errors taken off.

    Parameters
    ----------
    stories : DataFrame
        Columns group, found (share of the copies in which the list finds the frame).
    coded : DataFrame
        Columns found, truth; one row per coded story.
    """
    drawn = _redrawn_errors(coded, n_bootstraps, rng)
    truth, hits = coded["truth"].to_numpy(dtype=bool), coded["found"].to_numpy(dtype=float)
    errors = _share(hits[truth].sum(), truth.sum()), _share((1 - hits[~truth]).sum(), (~truth).sum())
    return [
        {
            "frame": frame,
            by: group,
            "stories": len(values),
            "found": _share(values.sum(), len(values)),
            "corrected": float(corrected_prevalence(_share(values.sum(), len(values)), *errors)),
            **_interval(values, drawn, errors, int(min(truth.sum(), (~truth).sum())), n_bootstraps, rng),
        }
        for group in groups
        for values in [stories.loc[stories["group"] == group, "found"].to_numpy(dtype=float)]
    ]


def corrected_prevalence(found, sensitivity, specificity):
    """Prevalence behind an apparent one, kept between 0 and 1.

    Notes
    -----
    (found + specificity - 1) / (sensitivity + specificity - 1) (Rogan and Gladen 1978, American Journal of Epidemiology
    107(1)). Missing where the test is no better than chance.

    Examples
    --------
    >>> round(float(corrected_prevalence(0.35, 0.8, 0.9)), 4)
    0.3571
    """
    gain = np.asarray(sensitivity, dtype=float) + specificity - 1
    better = gain > 1e-9
    return np.where(better, np.clip((found + specificity - 1) / np.where(better, gain, 1), 0, 1), np.nan)


def _interval(values: np.ndarray, drawn, errors, n_coded: int, n_bootstraps: int, rng: np.random.Generator) -> dict:
    """Percentiles over redraws of the stories and of the coded sample together."""
    n = len(values)
    if min(n, n_coded) < MIN_STORIES or drawn is None:
        return {"low": np.nan, "high": np.nan}
    times = redraws(np.ones(n, dtype=bool), n_bootstraps, rng)
    # Half a story on each side: a list without an error in the sample is not a list without errors.
    found = (values @ times + 0.5) / (n + 1)
    prevalence = corrected_prevalence(found, *drawn)
    if np.isnan(prevalence).mean() > 0.05:
        return {"low": 0.0, "high": 1.0}
    low, high = np.nanpercentile(prevalence, percentiles(min(n, n_coded)))
    return {"low": float(low), "high": float(high)}


def _redrawn_errors(coded: pd.DataFrame, n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray] | None:
    """Sensitivity and specificity in redraws of the coded stories."""
    truth, hits = coded["truth"].to_numpy(dtype=bool), coded["found"].to_numpy(dtype=float)
    if len(coded) < MIN_STORIES or truth.all() or not truth.any():
        return None
    times = redraws(np.ones(len(coded), dtype=bool), n, rng).astype(float)
    positives, negatives = truth.astype(float) @ times, (~truth).astype(float) @ times
    sensitivity = ((hits * truth) @ times + 0.5) / (positives + 1)
    specificity = (((1 - hits) * ~truth) @ times + 0.5) / (negatives + 1)
    return sensitivity, specificity


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else np.nan
