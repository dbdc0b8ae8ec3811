"""How many stories have a frame: what a word list finds, with the errors that a coded sample shows taken off."""

import numpy as np
import pandas as pd

from analysis.inference import MIN_STORIES, percentiles, redraws

__all__ = ["corrected_prevalence", "prevalence_rows", "share"]


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
    errors = share(hits[truth].sum(), truth.sum()), share((1 - hits[~truth]).sum(), (~truth).sum())
    return [
        {
            "frame": frame,
            by: group,
            "stories": len(values),
            "found": share(values.sum(), len(values)),
            "corrected": float(corrected_prevalence(share(values.sum(), len(values)), *errors)),
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


def share(part: float, whole: float) -> float:
    """A part of a whole; missing where the whole is nothing."""
    return float(part / whole) if whole else np.nan
