"""Pages in the manner of 30 sites, written before the rules were read: the rates that are reached are held.

First run: tuned half precision .910, recall .996; half held out .932, .981. After tuning on the first half alone:
.994, .996 and .940, .981. Then the half held out was read too, and what cut an article there was mended.
Twenty fresh pages of 20 other sites were written after that: at their first run precision .821, recall .960. All were
read after that. Twenty `further` pages, rich in appeals, boxes and notices: .651, .989 at their first run, .899, .988
after rules for these were written. The ten `last` pages came after that: .726, 1.000 at their first run, where the
rules before would have reached .693, 1.000: what asks, sells and signs is worded anew on each site. No rate above tells
of pages that nobody has seen: only the first runs do.

Those pages are short, so that each wrong word weighs heavily. The `study` and `blind` pages lend whole articles from
news2017, cut into paragraphs, with the furniture of the sites around and between them. First runs: study .932, .999;
blind .906, .969. After rules were written on the study pages: .989, .999; and blind, at its second and last run,
.953, .999. Its errors were not read; only one of its pages was seen to lose text at a button "Leave a comment".
"""

import pytest
from unseen_pages import FIELDS, agrees, has_bodies, part, read_pages, score, totals

from analysis.corpus.cleaning.article import clean, restore

PAGES = read_pages()
HELD = {
    "tuned": {"precision": 0.993, "recall": 0.999, "outlet": 0.99, "date": 0.96, "title": 0.99, "author": 0.96},
    "held": {"precision": 0.98, "recall": 0.999, "outlet": 0.93, "date": 0.93, "title": 0.87, "author": 0.81},
    "further": {"precision": 0.901, "recall": 0.988, "outlet": 0.99, "date": 0.95, "title": 0.8, "author": 0.9},
    "last": {"precision": 0.763, "recall": 0.999, "outlet": 0.99, "date": 0.8, "title": 0.9, "author": 0.9},
    "fresh": {"precision": 0.94, "recall": 0.999, "outlet": 0.95, "date": 0.9, "title": 0.95, "author": 0.75},
    "study": {"precision": 0.988, "recall": 0.999, "outlet": 0.87, "date": 0.78, "title": 0.99, "author": 0.71},
    "blind": {"precision": 0.952, "recall": 0.998, "outlet": 0.87, "date": 0.93, "title": 0.87, "author": 0.62},
}
LENT = ("study", "blind")


@pytest.fixture(scope="module")
def scores():
    return {page.name: score(page) for page in PAGES}


def test_the_parts_hold_every_page_once():
    assert sorted(page.name for name in HELD for page in part(name)) == sorted(page.name for page in PAGES)
    assert len({page.name for page in PAGES}) == len(PAGES) >= (164 if has_bodies() else 116)


@pytest.mark.parametrize("name", HELD)
def test_rates_of_each_part(name, scores):
    if name in LENT and not has_bodies():
        pytest.skip("these pages lend articles of news2017, which is not at hand: run `framing fetch news2017`")
    found = totals([scores[page.name] for page in part(name)])
    assert {key: found[key] for key in HELD[name] if found[key] < HELD[name][key]} == {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_cleaning_twice_is_cleaning_once_and_the_audit_puts_back(page):
    cleaned = clean(page.content)
    assert restore(cleaned) == page.content
    assert clean(cleaned.text).text == cleaned.text


def test_the_measure_sees_a_lost_word_a_wrong_word_and_a_wrong_field():
    page = next(page for page in PAGES if page.name == "p21.txt")
    kept = score(page)
    assert kept.recall == 1
    lost = score(type(page)(page.name, page.stated, page.content.replace("bring?", ""), page.words))
    assert lost.lost_words == ("bring",)
    wrong = score(
        type(page)(page.name, page.stated, page.content, tuple((w, m) for w, m in page.words if w != "bring"))
    )
    assert wrong.precision < 1
    assert not agrees("date", "2017-04-05", None)
    assert agrees("author", "Laura Fennick, Omar Said", "Laura Fennick and Omar Said")
    assert set(kept.fields) == set(FIELDS)
