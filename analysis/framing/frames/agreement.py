"""Do coders agree? Krippendorff's alpha for nominal codes."""

import numpy as np
import pandas as pd

from analysis.errors import FramingError

__all__ = ["krippendorff_alpha"]

N_BOOTSTRAPS = 1000


def krippendorff_alpha(codes: pd.DataFrame) -> float:
    """Agreement of any number of coders on nominal codes, chance taken off.

    Parameters
    ----------
    codes : DataFrame
        One row per unit (article), one column per coder; missing where a coder did not code the unit.

    Returns
    -------
    float
        1 for full agreement, 0 for what chance gives; missing where no unit has two codes or all codes are alike.

    Notes
    -----
    alpha = 1 - D_o / D_e. With n_uc codes c in unit u, m_u = sum_c n_uc codes in it, units with m_u < 2 left out,
    n = sum_u m_u and n_c = sum_u n_uc: D_o = (1 / n) sum_u (m_u^2 - sum_c n_uc^2) / (m_u - 1) and
    D_e = (n^2 - sum_c n_c^2) / (n (n - 1)) (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability).

    Examples
    --------
    >>> codes = pd.DataFrame({"ann": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], "ben": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]})
    >>> round(krippendorff_alpha(codes), 3)
    0.095
    """
    return float(_alpha(_tallies(codes), np.ones((len(codes), 1)))[0])


def alpha_interval(
    codes: pd.DataFrame, rng: np.random.Generator, n_bootstraps: int = N_BOOTSTRAPS
) -> tuple[float, float]:
    """95 % percentile interval of alpha, units redrawn; missing with fewer than 5 units."""
    n = len(codes)
    if n < 5:
        return np.nan, np.nan
    times = rng.multinomial(n, np.full(n, 1 / n), size=n_bootstraps).T.astype(float)
    drawn = _alpha(_tallies(codes), times)
    if np.isnan(drawn).all():
        return np.nan, np.nan
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def _tallies(codes: pd.DataFrame) -> np.ndarray:
    """How often each code stands in each unit, shape (n_units, n_codes); units with one code count as empty."""
    if not isinstance(codes, pd.DataFrame):
        raise FramingError("codes must be a table with one row per article and one column per coder")
    values = np.sort(pd.unique(codes.to_numpy().ravel()))
    tallies = np.column_stack(
        [(codes == value).sum(axis=1) for value in values if not pd.isna(value)] or [[0] * len(codes)]
    )
    return np.where(tallies.sum(axis=1, keepdims=True) > 1, tallies, 0).astype(float)


def _alpha(tallies: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Alpha of many redraws at once; ``times`` has the shape (n_units, n_draws)."""
    per_unit = tallies.sum(axis=1)
    pairs = np.maximum(per_unit - 1, 1)
    observed = ((per_unit**2 - (tallies**2).sum(axis=1)) / pairs) @ times
    n = per_unit @ times
    expected = n**2 - ((tallies.T @ times) ** 2).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - observed * (n - 1) / expected, np.nan)
