import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.identity.identity import Identity, identify

TODAY = dt.date(2017, 4, 1)
PROSE = "The two ministers met on Friday in the capital and agreed that they would speak about the river again in June."
FIELDS = ("text", "title", "author", "date", "url", "outlet", "republished_by", "language", "genre", "html_meta")
VALUES = st.one_of(st.none(), st.text(max_size=60), st.integers(), st.floats(), st.dates())


def tell(**record) -> Identity:
    return identify({"text": PROSE} | record, today=TODAY)


def test_nothing_found_means_unknown():
    found = tell()
    assert (found.outlet, found.date, found.title, found.author, found.url) == ("unknown", pd.NaT, None, None, None)
    assert (found.evidence, found.conflicts, found.refusals) == ("", (), ())


@pytest.mark.parametrize(
    ("record", "outlet", "kind"),
    [
        ({"outlet": "RFE/RL"}, "rferl", "metadata"),
        ({"outlet": "The  Moscow Times"}, "moscow-times", "metadata"),
        ({"outlet": "Valley Gazette"}, "valley-gazette", "metadata"),
        ({"url": "http://www.dw.com/en/x/a-1?maca=en-rss"}, "dw", "url"),
        ({"url": "https://en.svoboda.org/a/1.html"}, "rferl", "url"),
        ({"url": "https://web.archive.org/web/20170301/http://tass.com/world/1"}, "tass", "url"),
        ({"url": "https://news.valley-gazette.co.uk/a"}, "valley-gazette-co-uk", "url"),
        ({"html_meta": {"og:url": "https://www.bbc.com/news/1"}}, "bbc", "url"),
        ({"html_meta": {"og:site_name": "Al Jazeera"}}, "aljazeera", "tags"),
        ({"text": f"MOSCOW, March 3. /TASS/. {PROSE}"}, "tass", "byline"),
        ({"text": f"{PROSE}\n\nThis article was originally published by Deutsche Welle."}, "dw", "byline"),
        ({"author": "Ann Lee (VOA)"}, "voa", "byline"),
        ({"text": f"{PROSE} Source: Al Jazeera"}, "aljazeera", "byline"),
    ],
)
def test_outlet_from_each_kind_of_evidence(record, outlet, kind):
    found = tell(**record)
    assert (found.outlet, found.evidence) == (outlet, f"outlet:{kind}")


def test_the_stronger_evidence_is_taken_and_the_conflict_listed():
    found = tell(
        outlet="dw",
        url="http://tass.com/world/1",
        date="2017-03-03",
        text=f"Talks go on\n\nBy Ann Lee March 4, 2017\n\n{PROSE}",
    )
    assert (found.outlet, found.date, found.evidence) == (
        "dw",
        pd.Timestamp("2017-03-03"),
        "outlet:metadata,date:metadata",
    )
    assert found.conflicts == (
        "outlet: metadata says dw, url says tass",
        "date: metadata says 2017-03-03, byline says 2017-03-04",
    )


def test_a_reprint_keeps_the_writer_and_the_site():
    page = f"{PROSE}\n\nOriginal url: <https://www.themoscowtimes.com/2010/11/21/a-a1>"
    found = tell(text=page, url="https://carnegie.ru/2010/11/23/a-pub-1")
    assert (found.outlet, found.republished_by) == ("moscow-times", "carnegie")
    assert found.url == "https://www.themoscowtimes.com/2010/11/21/a-a1"
    assert found.conflicts == ("date: url says 2010-11-23, byline says 2010-11-21",)
    banner = "The Largest Security-Cleared Career Network for Defense and Intelligence Jobs - JOIN NOW"
    assert tell(text=f"{banner}\n\n{PROSE}").republished_by == "globalsecurity"
    assert tell(text=f"{banner}\n\n{PROSE}", outlet="voa").outlet == "voa"
    foreign = {"canonical": "https://www.rferl.org/a/1.html"}
    crossed = tell(url="https://www.globalsecurity.org/x", html_meta=foreign)
    assert (crossed.outlet, crossed.republished_by) == ("rferl", "globalsecurity")


def test_refused_dates_are_told_and_the_next_evidence_taken():
    found = tell(date="2017-02-30", url="http://example.org/2017/03/03/a", html_meta={"date": "2999-01-01"})
    assert (found.date, found.evidence) == (pd.Timestamp("2017-03-03"), "outlet:url,date:url")
    assert found.refusals == ("date '2017-02-30' does not exist", "date '2999-01-01' is in the future")


def test_numbers_are_read_as_the_outlets_country_writes_them():
    assert tell(outlet="abc", date="03/02/2017").date == pd.Timestamp("2017-03-02")
    assert tell(outlet="rte", date="03/02/2017").date == pd.Timestamp("2017-02-03")
    assert "two days" in tell(date="03/02/2017").refusals[0]


@pytest.mark.parametrize(
    ("text", "title", "author", "date"),
    [
        (f"Menu\n\nTalks go on\n\nBy Ann Lee October 13, 2016\n\n{PROSE}", "Talks go on", "Ann Lee", "2016-10-13"),
        (f"# Talks go on\n\nBy [Ann Lee](#)\n\nMarch 3, 2017\n\n{PROSE}", "Talks go on", "Ann Lee", "2017-03-03"),
        (f"Talks go on\n\nTalks go on\n\n{PROSE}", "Talks go on", None, None),
        (f"Talks to go on in June\nPublished: 3 March 2017\n{PROSE}", "Talks to go on in June", None, "2017-03-03"),
        (PROSE, None, None, None),
    ],
)
def test_title_author_and_day_from_the_text(text, title, author, date):
    found = tell(text=text)
    assert (found.title, found.author) == (title, author)
    assert pd.isna(found.date) if date is None else found.date == pd.Timestamp(date)


@pytest.mark.parametrize(
    ("record", "language"),
    [
        ({}, "en"),
        ({"language": "EN-us"}, "en"),
        ({"html_meta": {"og:locale": "ru_RU"}}, "ru"),
        (
            {
                "text": "Министры обеих стран встретились в пятницу и договорились снова поговорить о воде этой реки "
                * 2
            },
            "ru",
        ),
        (
            {"text": "Die Minister beider Länder haben sich am Freitag getroffen und wollen im Juni weiter reden " * 2},
            "de",
        ),
        ({"text": "Too short."}, None),
    ],
)
def test_language(record, language):
    assert tell(**record).language == language


@pytest.mark.parametrize(
    ("record", "genre"),
    [
        ({}, None),
        ({"genre": "Opinion"}, "opinion"),
        ({"url": "https://example.org/opinions/a"}, "opinion"),
        ({"url": "https://example.org/news/a"}, "news"),
        ({"text": f"KABUL (Reuters) - {PROSE}"}, "news"),
        ({"text": f"{PROSE}\n\nThe views expressed in this article are the author's own."}, "opinion"),
    ],
)
def test_genre(record, genre):
    assert tell(**record).genre == genre


@given(st.dictionaries(st.sampled_from(FIELDS[:-1]), VALUES))
def test_any_record_is_told_or_left_unknown(record):
    found = identify(record, today=TODAY)
    assert found.outlet
    assert found.date is pd.NaT or found.date <= pd.Timestamp(TODAY)
