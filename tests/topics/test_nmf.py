"""The factorisation, held against scikit-learn's."""

import numpy as np
import pytest
from scipy import sparse
from sklearn.decomposition import NMF

from analysis.topics import nmf as module
from analysis.topics.nmf import nmf, nndsvda, truncated_svd


def matrix(n=80, m=60, seed=0):
    """Sparse and non-negative, with an empty row and an empty column."""
    rng = np.random.default_rng(seed)
    dense = rng.gamma(0.3, 1, (n, 4)) @ rng.gamma(0.3, 1, (4, m)) * (rng.random((n, m)) < 0.4)
    dense[3], dense[:, 5] = 0, 0
    return sparse.csr_array(dense)


def started(x, k):
    return nndsvda(truncated_svd(x, k, 0), k, x.mean())


def error(x, rows, columns):
    return np.linalg.norm(x.toarray() - rows @ columns.T)


@pytest.mark.parametrize("n_iter", [1, 7])
@pytest.mark.parametrize("k", [2, 5])
def test_the_iterates_are_scikit_learns(n_iter, k):
    x = matrix()
    rows, columns = started(x, k)
    witness = NMF(k, init="custom", max_iter=n_iter, tol=1e-12)
    with pytest.warns(match="Maximum number of iterations"):
        theirs = witness.fit_transform(x, W=rows.copy(), H=columns.T.copy())
    ours = nmf(x, (rows, columns), n_iter, 1e-12)
    np.testing.assert_allclose(ours[0], theirs, atol=1e-12)
    np.testing.assert_allclose(ours[1].T, witness.components_, atol=1e-12)
    assert not ours[2]


def test_the_iterations_stop_where_scikit_learns_do():
    x = matrix()
    witness = NMF(3, init="nndsvda", random_state=0, tol=1e-4, max_iter=1000).fit(x)
    assert nmf(x, started(x, 3), witness.n_iter_, 1e-4)[2]
    assert not nmf(x, started(x, 3), witness.n_iter_ - 1, 1e-4)[2]
    rows, columns, _ = nmf(x, started(x, 3), 1000, 1e-4)
    assert error(x, rows, columns) == pytest.approx(witness.reconstruction_err_, rel=1e-9)


def test_a_decomposition_for_many_topics_starts_few():
    x = matrix()
    one, several = (nndsvda(truncated_svd(x, d, 0), 3, x.mean()) for d in (3, 8))
    for a, b in zip(one, several, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-6)


def test_single_precision_finds_the_same():
    x = matrix()
    double, single = (nmf(x.astype(kind), started(x, 4), 100, 1e-4) for kind in (np.float64, np.float32))
    assert single[0].dtype == single[1].dtype == np.float32
    assert error(x, *single[:2]) == pytest.approx(error(x, *double[:2]), rel=1e-4)


def test_threads_change_nothing(monkeypatch):
    x = matrix()
    whole = nmf(x, started(x, 4), 50, 1e-6)
    monkeypatch.setattr(module, "BLOCK", 100)
    one, two = (nmf(x, started(x, 4), 50, 1e-6, workers) for workers in (1, 2))
    for factor in (0, 1):
        np.testing.assert_array_equal(one[factor], two[factor])
        np.testing.assert_array_equal(one[factor], whole[factor])


def test_an_exact_factorisation_is_found():
    rng = np.random.default_rng(1)
    rows, columns = (np.where(rng.random((n, 2)) < 0.5, 0, rng.random((n, 2))) for n in (30, 20))
    x = sparse.csr_array(rows @ columns.T)
    found = nmf(x, started(x, 2), 5000, 1e-9)
    assert error(x, *found[:2]) < 1e-4 * np.linalg.norm(x.toarray())


def test_nothing_to_factorise_gives_zeros():
    x = sparse.csr_array(np.zeros((6, 5)))
    rows, columns, converged = nmf(x, (np.zeros((6, 2)), np.zeros((5, 2))), 10, 1e-4)
    assert converged
    assert not rows.any()
    assert not columns.any()
