"""The numbers that the README quotes are those of the committed tables."""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis import load_corpus, split_voices
from analysis.corpus.fetch import fetched_store
from tests.corpus.unseen_pages import part, score, totals
from tests.text.gold.evaluate import evaluate
from tests.text.gold.voices_gold import both, load_passages, load_sentences

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
METHODS = {
    "stories": "permuting stories (this library)",
    "Welch": "Welch on rates per story",
    "log-odds z": "log-odds z-score",
    "G2": "G2 (log-likelihood)",
}
# Rows of the table on the parts that read text, and the rows of `evaluate`; each tells two sets, in this order.
PARTS = {
    "words of quotations": "quoted",
    "reported clauses": "reported",
    "speaker of a quotation": "speaker",
    "scare quotes": "scare quotes",
}
SETS = ("held-out", "last")
UNREAD_PAGES = "blind"
# These have been read since: only their first run, which tests/corpus/test_unseen_pages.py tells, was unseen.
PAGES, FIRST_RUN = "last", {"precision": 0.726, "recall": 1.0}
needs_news2017 = pytest.mark.skipif(
    not fetched_store("news2017").is_dir(), reason="news2017 is not at hand: framing fetch news2017"
)


@pytest.mark.parametrize("method", METHODS)
def test_the_table_of_false_findings(method):
    table = pd.read_csv(ROOT / "figures" / "06-null-splits.csv").query("method == @method")
    share, hits, family = (table[name].mean() for name in ("below_05", "false_hits", "family_wise"))
    assert f"| {METHODS[method]} | {100 * share:.1f} % | {hits:.0f} | {100 * family:.0f} % |" in README


def test_the_power():
    planted = pd.read_csv(ROOT / "figures" / "06-planted.csv").groupby("method")
    found = planted[["true_hits", "false_hits"]].sum()
    sentence = "it finds {} with {} false ones, Welch's test {} with {};".format(
        *found.loc["stories"], *found.loc["Welch"]
    )
    words = " ".join(README.split())
    assert sentence in words
    false_share = planted["false_share"].mean()
    assert f"{100 * false_share['stories']:.0f} % of its finds at q < .05 are false on average" in words
    assert (false_share[["G2", "log-odds z"]].round(2) >= 0.66).all()


def told(row):
    """What the README's table says in a row that begins so."""
    [line] = [line for line in README.splitlines() if line.startswith(f"| {row}")]
    return line.split("|")[2]


def numbers(pattern, text):
    return [float(number) for number in re.findall(pattern, text)]


@pytest.mark.slow
@needs_news2017
@pytest.mark.parametrize("which", SETS)
def test_how_well_voices_are_told_apart(which):
    gold = both(load_sentences(which), load_passages(which, load_corpus("news2017")))
    assert gold.missing == ()
    found, at = evaluate(gold, split_voices(gold.documents)), SETS.index(which)
    said = {row: numbers(r"(?<!\d)(?:1\.00|\.\d\d)", told(row))[at] for row in PARTS}
    assert said == {row: pytest.approx(found.at[name, "f1"], abs=0.005) for row, name in PARTS.items()}
    texts, scare = numbers(r"on (\d+) ", told("words of quotations")), numbers(r"of (\d+)", told("scare quotes"))
    assert (texts[at], scare[at]) == (len(gold.read), found.at["scare quotes", "read"])


@needs_news2017
@pytest.mark.slow
def test_how_well_an_article_is_cut_out_of_an_unseen_page():
    said = told("article cut out of a page")
    (recall, first_recall), (precision, first_precision) = (
        numbers(rf"{name}(?: of words,)? (\d?\.\d\d)", said) for name in ("recall", "precision")
    )
    unread = part(UNREAD_PAGES)
    found = totals([score(page) for page in unread])
    assert (recall, precision) == (round(found["recall"], 2), round(found["precision"], 2))
    assert "on 16 pages" in said
    assert len(unread) == 16
    assert (first_recall, first_precision) == (round(FIRST_RUN["recall"], 2), round(FIRST_RUN["precision"], 2))
    pages = part(PAGES)
    found = totals([score(page) for page in pages])
    assert {name: found[name] >= first - 0.001 for name, first in FIRST_RUN.items()} == dict.fromkeys(FIRST_RUN, True)
    assert "on ten pages" in said
    assert len(pages) == 10


@needs_news2017
def test_how_many_articles_there_are():
    words = " ".join(README.split())
    syria = load_corpus("news2017", about="Syria")
    assert f"# {len(syria)} articles of nine outlets" in words
    assert syria["outlet"].nunique() == 9
    assert f"news2017 ({len(load_corpus('news2017')):,} articles" in words


def test_the_share_of_the_russian_state():
    table = pd.read_csv(ROOT / "figures" / "08-speakers.csv").query("group == 'Russian state'").set_index("outlet")
    tass, others = table.loc["tass"], table.drop(index="tass")
    low, high = (round(100 * tass[name]) for name in ("low", "high"))
    words = " ".join(README.split())
    assert f"TASS gives {100 * tass['share']:.0f} % to the Russian state (interval {low} to {high} %)" in words
    assert f"no other of {len(table)} outlets".replace("9", "nine") in words
    assert f"more than {100 * others['share'].max():.0f} %" in words
