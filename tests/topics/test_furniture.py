"""Planted corpora: which topics are one outlet's furniture, and which are subjects that one outlet covers."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis import fit_topics
from analysis.terms import DocumentTerms

WORDS, OTHER = 800, 150


def corpus(plant: Callable, seed=0, n=80, length=200, outlets="xyz"):
    """Articles that mix five subjects, 80 of each outlet; ``plant`` draws the further words of an article of x.

    It is called with the generator, the number of the article and the article's length, and returns counts of the
    planted words and the share of the article that they take the place of.
    """
    rng = np.random.default_rng(seed)
    subjects = rng.dirichlet(np.full(WORDS, 0.05), 5)
    rows = []
    for outlet in outlets:
        for i in range(n):
            words = max(30, int(length * rng.lognormal(0, 0.6)))
            mix = rng.dirichlet(np.full(5, 0.25)) @ subjects
            planted, share = plant(rng, i, words) if outlet == "x" else (np.zeros(OTHER, int), 0)
            rows.append(np.r_[rng.multinomial(round(words * (1 - share)), mix), planted])
    names = [f"w{i:03d}" for i in range(WORDS)] + [f"z{i:03d}" for i in range(OTHER)]
    documents = pd.DataFrame({"outlet": np.repeat(list(outlets), n)}, index=[f"d{i:03d}" for i in range(len(rows))])
    documents["date"] = np.tile(pd.date_range("2017-01-01", periods=n), len(outlets))
    return DocumentTerms(sparse.csr_array(np.array(rows)), documents, pd.Index(names, dtype="str", name="term"))


def block(counts: list[int], articles: int) -> Callable:
    """The same words in the first so many articles."""
    words = np.pad(counts, (0, OTHER - len(counts)))
    return lambda rng, i, length: (words * (i < articles), 0)


def style(rates: list[float]) -> Callable:
    """Turns of phrase in every article, the more the longer it is."""
    per_word = np.pad(rates, (0, OTHER - len(rates))) / 40
    return lambda rng, i, length: (rng.poisson(length * per_word), 0)


def subject(articles: int, words: int = OTHER, seed: int = 5) -> Callable:
    """Three quarters of the first so many articles are on one subject, with as many words of its own."""
    rate = np.pad(np.random.default_rng(seed).dirichlet(np.full(words, 0.5)), (0, OTHER - words))

    def plant(rng, i, length):
        share = rng.beta(6, 2) if i < articles else 0
        bursty = rng.gamma(2, rate / 2) + 1e-12
        return rng.multinomial(round(length * share), bursty / bursty.sum()), share

    return plant


def signs(terms: DocumentTerms, k=6) -> pd.Series:
    """The signs of the topic that the planted words lead."""
    topics = fit_topics(terms, k)
    ten = topics.terms[topics.terms["rank"] <= 10]
    planted = ten["term"].str.startswith("z").groupby(ten["topic"]).mean()
    assert planted.max() > 0.6, "the planted words make no topic"
    assert not topics.furniture["furniture"].drop(planted.idxmax()).any()
    return topics.furniture.loc[planted.idxmax()]


FURNITURE = {
    "a footer in 40 articles": block([1] * 15, 40),
    "a long footer that repeats some words": block([1, 2, 1, 1, 3, 1] * 5, 40),
    "a footer in all articles": block([1] * 15, 80),
    "turns of phrase in every article": style([2, 2, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]),
}
SUBJECTS = {
    "a subject of one outlet": subject(40),
    "a subject with few words": subject(40, words=12),
    "a subject with forty words": subject(40, words=40),
    "a small subject": subject(10),
    "an outlet that writes of nothing else": subject(80),
}


@pytest.mark.parametrize("name", FURNITURE)
@pytest.mark.parametrize("seed", [0, 1])
def test_furniture_is_flagged(name, seed):
    found = signs(corpus(FURNITURE[name], seed))
    assert found["furniture"]
    assert found["owner"] == "x"


@pytest.mark.parametrize("name", SUBJECTS)
@pytest.mark.parametrize("seed", [0, 1])
def test_a_subject_that_one_outlet_covers_is_not(name, seed):
    assert not signs(corpus(SUBJECTS[name], seed))["furniture"]


def test_short_articles_and_a_single_outlet():
    assert not signs(corpus(subject(40), length=35))["furniture"]
    assert not signs(corpus(subject(40), outlets="x"))["furniture"]
    assert signs(corpus(block([1] * 15, 40), outlets="xy"))["furniture"]


def test_a_footer_of_all_outlets_is_nobodys():
    terms = corpus(lambda rng, i, length: (np.zeros(OTHER, int), 0))
    counts = terms.counts.tolil()
    counts[::2, WORDS : WORDS + 15] = 1
    found = signs(DocumentTerms(sparse.csr_array(counts.tocsr()), terms.documents, terms.terms))
    assert found["dispersion"] == 0
    assert found["own"] == pytest.approx(0.5)
    assert not found["furniture"]


def test_signs_by_hand():
    terms = corpus(block([1] * 10 + [2] * 5, 40))
    found = signs(terms)
    assert found["carriers"] == 40
    assert found["own"] == 1
    assert found["dispersion"] == 0
    sizes = terms.counts[:40].sum(axis=1)
    assert (1 - 20 / sizes).min() < found["left"] < 1


def test_copies_and_row_order_change_no_sign():
    terms = corpus(block([1] * 15, 40))
    rows = np.random.default_rng(2).permutation(np.r_[np.arange(240), np.repeat([3, 50, 90], 4)])
    documents = terms.documents.assign(story=terms.documents.index).iloc[rows]
    documents.index = [f"c{i:03d}" for i in range(len(rows))]
    first, again = signs(terms), signs(DocumentTerms(terms.counts[rows], documents, terms.terms))
    assert first[["owner", "carriers", "own", "furniture"]].tolist() == (
        again[["owner", "carriers", "own", "furniture"]].tolist()
    )
    np.testing.assert_allclose(first["likeness"], again["likeness"], atol=1e-3)


def test_the_card_carries_flag_stability_and_titles():
    terms = corpus(block([1] * 15, 40), n=40)
    documents = terms.documents.assign(title=[f"Title {i}" for i in range(120)])
    card = fit_topics(DocumentTerms(terms.counts, documents, terms.terms), 6).card
    assert card["furniture"].sum() == 1
    assert card["stability"].between(0, 1).all()
    titles = dict(zip(documents.index, documents["title"], strict=True))
    assert [[titles[i] for i in ids] for ids in card["typical"]] == card["titles"].tolist()


def test_without_a_known_outlet_nothing_is_flagged():
    terms = corpus(block([1] * 15, 40), n=30)
    topics = fit_topics(DocumentTerms(terms.counts, terms.documents.assign(outlet="unknown"), terms.terms), 4)
    assert not topics.furniture["furniture"].any()
    assert (topics.furniture["carriers"] == 0).all()
