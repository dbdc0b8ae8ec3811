"""Do the error bars hold? Two random halves of one outlet differ in nothing, so whatever is found there is noise."""

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.compare.one_word import partisanship
from analysis.compare.token_level import g2
from analysis.errors import FramingError
from analysis.inference import Cells, Contrast, LogOdds, bootstrap_interval, permutation_family, story_cells
from analysis.terms import DocumentTerms

__all__ = ["null_splits"]

HALVES = Contrast("first", ("second",))
A0 = 500.0
LEVEL = 0.05


def null_splits(
    terms: DocumentTerms,
    *,
    by: str = "outlet",
    groups: list[str] | None = None,
    n_stories: int = 100,
    n_splits: int = 4,
    n_planted: int = 0,
    n_permutations: int = 500,
    n_bootstraps: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare random halves of single outlets, with our tests and with those of other tools.

    Parameters
    ----------
    terms : DocumentTerms
    by : str
    groups : list of str, optional
        Outlets to split; by default all with twice ``n_stories`` stories.
    n_stories : int
        Stories in each half, drawn without replacement.
    n_splits : int
        Splits per outlet.
    n_planted : int
        Terms, drawn from those in a tenth of the stories or more, that are counted twice in the first half: true
        differences, to see how many of them are found.
    n_permutations, n_bootstraps, seed : int

    Returns
    -------
    DataFrame
        One row per outlet, split and method ("stories": ours; "log-odds z" of Monroe, Colaresi and Quinn 2008; "G2" of
        Dunning 1993; "Welch" on the rates of stories). tested: terms in a twentieth of the stories, or more.
        below_05: share of them with p < .05. false_hits, true_hits: terms with q < .05 that were not, or were, planted
        (Benjamini-Hochberg for the other methods). family_wise: whether any term that was not planted is below .05
        after correction for all of them (Bonferroni for the others). covered: share of the intervals that hold the true
        difference, 0. pi and pi_plug_in: distance of the halves with and without leaving the story out. Planted terms
        take no part in tested, below_05 and covered.

    Raises
    ------
    FramingError
        When no outlet has enough stories.

    Examples
    --------
    >>> from analysis import count_terms
    >>> rng = np.random.default_rng(0)
    >>> texts = [" ".join(rng.choice(list("abcdefghijklmnop"), 60)) for _ in range(60)]
    >>> documents = pd.DataFrame({"outlet": "x", "text": texts}, index=[f"d{i:02d}" for i in range(60)])
    >>> terms = count_terms(documents, token_pattern=r"\\w")
    >>> table = null_splits(terms, n_stories=30, n_splits=2, n_permutations=100, n_bootstraps=50)
    >>> table.groupby("method").size().to_dict()
    {'G2': 2, 'Welch': 2, 'log-odds z': 2, 'stories': 2}
    """
    cells = story_cells(terms, by, groups)
    names, sizes = np.unique(cells.group.astype(str), return_counts=True)
    large = names[sizes >= 2 * n_stories]
    if not len(large):
        raise FramingError(f"no outlet has {2 * n_stories} stories to split: lower n_stories or give more articles")
    rng = np.random.default_rng(seed)
    rows = []
    for outlet in large:
        for split in range(n_splits):
            halves = _halves(cells.where(cells.group == outlet), n_stories, rng)
            planted = rng.choice(np.flatnonzero(halves.frequency() >= n_stories / 5), n_planted, replace=False)
            found = _methods(_doubled(halves, planted), planted, n_permutations, n_bootstraps, int(rng.integers(2**32)))
            rows += [{by: str(outlet), "split": split, **row} for row in found]
    return pd.DataFrame(rows)


def _halves(cells: Cells, n_stories: int, rng: np.random.Generator) -> Cells:
    picked = np.zeros(len(cells.story), dtype=bool)
    picked[rng.choice(len(picked), 2 * n_stories, replace=False)] = True
    halves = rng.permutation(np.repeat(np.array(["first", "second"], dtype=object), n_stories))
    return replace(cells.where(picked), group=halves, shared=np.zeros(2 * n_stories, dtype=bool))


def _doubled(cells: Cells, planted: np.ndarray) -> Cells:
    """Count the planted terms twice in the first half."""
    first = HALVES.sides(cells.group)[0].astype(float)
    chosen = np.isin(np.arange(cells.counts.shape[1]), planted).astype(float)
    extra = sparse.diags_array(first) @ cells.counts @ sparse.diags_array(chosen)
    counts = sparse.csr_array(cells.counts + extra)
    return replace(cells, counts=counts, size=np.asarray(counts.sum(axis=1)).ravel())


def _methods(cells: Cells, planted: np.ndarray, n_permutations: int, n_bootstraps: int, seed: int) -> list[dict]:
    tested = np.flatnonzero(cells.frequency() >= len(cells.story) / 20)
    known = np.isin(tested, planted)
    first, second = HALVES.sides(cells.group)
    effect = LogOdds.of_cells(cells, A0)
    null = permutation_family(cells, [HALVES], effect, [tested], n_permutations, seed)[0]
    low, high = bootstrap_interval(cells, HALVES, effect, tested, n_bootstraps, seed)
    intervals = {
        "covered": ((low <= 0) & (high >= 0))[~known].mean(),
        "pi": partisanship(cells, first),
        "pi_plug_in": partisanship(cells, first, leave_out=False),
    }
    a, b = cells.where(first), cells.where(second)
    others = {"log-odds z": _z_test(a, b, effect, tested), "G2": _g2_test(a, b, tested), "Welch": _welch(a, b, tested)}
    rows = [_row("stories", known, null.p, null.q, null.p_fwer) | intervals]
    return rows + [_row(name, known, p, *_corrected(p)) for name, p in others.items()]


def _row(method: str, known: np.ndarray, p: np.ndarray, q: np.ndarray, p_fwer: np.ndarray) -> dict:
    return {
        "method": method,
        "tested": int((~known).sum()),
        "below_05": (p[~known] < LEVEL).mean(),
        "false_hits": int((q[~known] < LEVEL).sum()),
        "true_hits": int((q[known] < LEVEL).sum()),
        "family_wise": bool((p_fwer[~known] < LEVEL).any()),
    }


def _corrected(p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Benjamini-Hochberg and Bonferroni."""
    from scipy.stats import false_discovery_control

    return false_discovery_control(p), np.minimum(p * len(p), 1)


def _z_test(a: Cells, b: Cells, effect: LogOdds, tested: np.ndarray) -> np.ndarray:
    from scipy.stats import norm

    counts = a.pooled()[tested], b.pooled()[tested]
    d = effect(counts[0], a.size.sum(), counts[1], b.size.sum(), tested)
    variance = sum(1 / (count + effect.prior[tested]) for count in counts)
    return 2 * norm.sf(np.abs(d) / np.sqrt(variance))


def _g2_test(a: Cells, b: Cells, tested: np.ndarray) -> np.ndarray:
    from scipy.stats import chi2

    return chi2.sf(np.abs(g2(a.pooled(), b.pooled()))[tested], df=1)


def _welch(a: Cells, b: Cells, tested: np.ndarray) -> np.ndarray:
    from scipy.stats import ttest_ind

    rates = [side.counts[:, tested].toarray() / np.maximum(side.size, 1)[:, None] for side in (a, b)]
    return np.nan_to_num(ttest_ind(*rates, equal_var=False).pvalue, nan=1.0)
