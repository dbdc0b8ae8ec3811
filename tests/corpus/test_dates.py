import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.identity.dates import date_from_html, date_from_url, find_date, parse_date

TODAY = dt.date(2017, 4, 1)
DAYS = st.dates(dt.date(1900, 1, 1), TODAY)


@pytest.mark.parametrize(
    "spelling",
    [
        "2016-10-13",
        " 2016/10/13 ",
        "2016.10.13",
        "20161013",
        "2016-10-13T23:59:59-11:00",
        "2016-10-13T00:00:01+14:00",
        "2016-10-13 00:30:00Z",
        "October 13, 2016",
        "Oct. 13, 2016",
        "13 October 2016",
        "13-Oct-2016",
        "13th of October, 2016",
        "Thursday, 13 October 2016, 14:02",
        "Thu, 13 Oct 2016 23:30:00 GMT",
        "13.10.2016",
        "13/10/2016",
        "10/13/2016",
        "13.10.16",
        "13 октября 2016",
        "13 октября 2016 г., 14:02",
        "2016年10月13日",
        "13 octobre 2016",
        "13. Oktober 2016",
        "13 de octubre de 2016",
        "By Ann Lee October 13, 2016",
        dt.date(2016, 10, 13),
        dt.datetime(2016, 10, 13, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=-11))),
        pd.Timestamp("2016-10-13 23:59"),
    ],
    ids=str,
)
def test_one_day_in_many_spellings(spelling):
    reading = parse_date(spelling, today=TODAY)
    assert (reading.date, reading.refusal) == (pd.Timestamp("2016-10-13"), "")


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("2017-02-30", "does not exist"),
        ("31 April 2016", "does not exist"),
        ("2016-13-01", "does not exist"),
        ("2017-04-02", "future"),
        ("2999-01-01", "future"),
        ("1066-10-14", "before"),
        ("07/02/2017", "two days"),
        ("yesterday", "cannot be read"),
        ("October 2016", "cannot be read"),
        ("2 hours ago", "cannot be read"),
        ("no date here", "cannot be read"),
        ("=1+1", "cannot be read"),
    ],
)
def test_what_states_no_day_is_refused_in_words(value, word):
    reading = parse_date(value, today=TODAY)
    assert reading.date is pd.NaT
    assert word in reading.refusal


@pytest.mark.parametrize("value", [None, float("nan"), pd.NaT, "", "  ", "nan", "NaT", "not stated"])
def test_nothing_stated_is_no_refusal(value):
    assert parse_date(value) == (pd.NaT, "")


@pytest.mark.parametrize(("month_first", "day"), [(True, "2017-07-02"), (False, "2017-02-07")])
def test_numbers_with_strokes_need_to_know_the_country(month_first, day):
    assert parse_date("07/02/2017", month_first=month_first, today=dt.date(2017, 12, 1)).date == pd.Timestamp(day)


def test_points_are_day_first_everywhere():
    assert parse_date("07.02.2017", month_first=True, today=TODAY).date == pd.Timestamp("2017-02-07")


@given(DAYS, st.integers(-14, 14), st.times())
def test_a_time_zone_never_moves_the_day(day, hours, time):
    stamp = dt.datetime.combine(day, time, dt.timezone(dt.timedelta(hours=hours)))
    assert parse_date(stamp.isoformat(), today=TODAY).date == pd.Timestamp(day)


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%B %d, %Y", "%d %b %Y", "%A, %d %B %Y", "%Y%m%d"]))
def test_every_day_is_read_back(day, spelling):
    assert parse_date(day.strftime(spelling), today=TODAY).date == pd.Timestamp(day)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    reading = parse_date(text, today=TODAY)
    assert reading.date is pd.NaT or reading.date <= pd.Timestamp(TODAY)
    assert find_date(text, today=TODAY).date is pd.NaT or not find_date(text, today=TODAY).refusal


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2010/11/21/happy-hour-a3127", "2010-11-21"),
        ("https://example.org/news/2017/0314/859675-brexit/", "2017-03-14"),
        ("https://example.org/epaper/2016-12/09/content_1.htm", "2016-12-09"),
        ("https://example.org/a-20161013-b", "2016-10-13"),
        ("https://example.org/world/2017/mar/14/talks", "2017-03-14"),
        ("https://example.org/2017/3/14/talks", "2017-03-14"),
        ("https://example.org/a/27949174.html", None),
        ("https://example.org/2017/03/talks", None),
        ("https://example.org/2017/13/45/x", None),
        ("https://example.org/id=45813699", None),
    ],
)
def test_days_in_addresses(url, day):
    date = date_from_url(url, today=TODAY).date
    assert date is pd.NaT if day is None else date == pd.Timestamp(day)


def test_days_in_html_tags():
    tag = '<meta property="article:published_time" content="2016-10-13T22:00:00Z">'
    page = f"<html><head>{tag}</head><body><p>Nothing.</p></body></html>"
    assert date_from_html(page) == "2016-10-13"
    assert date_from_html("<html><body><p>Nothing.</p></body></html>") is None
