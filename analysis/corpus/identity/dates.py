"""Publication days, from whatever spelling they come in; never guessed, never moved by a time zone."""

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

__all__ = ["DateReading", "date_from_html", "date_from_url", "find_date", "parse_date"]

_EARLIEST = 1700
_MONTHS = (
    "jan|январ|янв",
    "feb|феврал|фев",
    "mar|марта|март|мар",
    "apr|апрел|апр",
    "may|мая|май",
    "jun|июня|июнь|июн",
    "jul|июля|июль|июл",
    "aug|август|авг",
    "sep|сентябр|сен",
    "oct|октябр|окт",
    "nov|ноябр|ноя",
    "dec|декабр|дек",
)
_MONTH_OF = {stem: number for number, stems in enumerate(_MONTHS, 1) for stem in stems.split("|")}
_MONTH = (
    r"(?P<month>(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|января|янв|февраля|фев|марта|мар|апреля|апр|мая|июня|июн|июля|июл|"
    r"августа|авг|сентября|сен|октября|окт|ноября|ноя|декабря|дек))\.?"
)
_YEAR, _DAY = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NUMBER = r"(?P<{}>\d{{1,2}})"
_SPELLINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}\s?[-/.\u2013]\s?{_NUMBER.format('monthno')}\s?[-/.\u2013]\s?{_NUMBER.format('day')}(?!\d)",
        rf"(?<!\d){_YEAR}年{_NUMBER.format('monthno')}月{_NUMBER.format('day')}日",
        rf"(?<![\d\w]){_MONTH}\s+{_DAY}(?!\d),?\s+(?:at\s+)?{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}[\s-]+(?:of\s+)?{_MONTH}[,،]?[\s-]+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR},?[\s-]+{_MONTH}[\s-]+{_DAY}(?!\d)",
    )
)
_COMPACT = re.compile(r"(?P<year>(?:17|18|19|20)\d\d)(?P<monthno>\d\d)(?P<day>\d\d)(?:T?\d{4,6}Z?)?")
_DOTTED = re.compile(r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?!\d)")
_URL_NUMBERS = re.compile(
    r"[/_.=-](?P<year>(?:19|20)\d\d)(?P<mark>[/-]?)(?P<monthno>0[1-9]|1[0-2])[/-]?(?P<day>0[1-9]|[12]\d|3[01])(?![\d])"
)
_URL_SHORT = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<monthno>[1-9]|1[0-2])/(?P<day>[1-9]|[12]\d|3[01])(?=/|$)")
_URL_NAMED = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>[a-z]{3})/(?P<day>\d{1,2})(?=/|$)")


class DateReading(NamedTuple):
    """A day, or why there is none: `refusal` is empty when a day was read or there was nothing to read."""

    date: pd.Timestamp
    refusal: str = ""


_NOTHING = DateReading(pd.NaT)


def parse_date(value, *, month_first: bool | None = None, today: dt.date | None = None) -> DateReading:
    """The day that a value of a metadata table or a tag states.

    Parameters
    ----------
    value : str, date, Timestamp or missing
        ISO with or without time and zone, "October 13, 2016", "13 Oct 2016", "Thu, 13 Oct 2016 23:30:00 GMT",
        "13.10.2016", "13 октября 2016", "2016/2/7", "20161013"; stray blanks do no harm. Other languages are tried
        with dateparser.
    month_first : bool, optional
        How to read "07/02/2017". Without it such a date is refused, since it states two days; "07.02.2017", with
        points, is day first everywhere.
    today : date, optional
        The last day that is not in the future; by default tomorrow, since it may be tomorrow elsewhere.

    Returns
    -------
    DateReading

    Examples
    --------
    >>> parse_date("2016-10-13T23:30:00-05:00").date, parse_date(" 2017/2/7 ").date
    (Timestamp('2016-10-13 00:00:00'), Timestamp('2017-02-07 00:00:00'))
    >>> parse_date("31 February 2017").refusal
    "date '31 February 2017' does not exist"
    """
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return _NOTHING
    if isinstance(value, dt.date):
        return _check(value.year, value.month, value.day, str(value), today)
    text = " ".join(str(value).split())
    if text.lower() in ("", "nan", "nat", "none", "null", "n/a", "unknown", "not stated", "-"):
        return _NOTHING
    return _read(text, month_first, today or _tomorrow()) or _read_language(text, today)


def find_date(text: str, *, today: dt.date | None = None) -> DateReading:
    """The first complete day (with its year) that a short text states.

    Examples
    --------
    >>> find_date("By Ann Lee October 13, 2016").date
    Timestamp('2016-10-13 00:00:00')
    """
    return _read(text, None, today or _tomorrow()) or _NOTHING


def date_from_url(url: str, *, today: dt.date | None = None) -> DateReading:
    """The day in the path of a URL, if it stands there with year, month and day.

    Examples
    --------
    >>> date_from_url("https://example.org/news/2017/0314/859675-talks/").date
    Timestamp('2017-03-14 00:00:00')
    >>> date_from_url("https://example.org/2017/03/talks").date
    NaT
    """
    for pattern in (_URL_NUMBERS, _URL_SHORT, _URL_NAMED):
        if match := pattern.search(url):
            reading = _from_match(match, url, today)
            return _NOTHING if reading.refusal and "future" not in reading.refusal else reading
    return _NOTHING


def date_from_html(html: str) -> str | None:
    """The publication day that the tags of an HTML page state, as YYYY-MM-DD, or None (htmldate)."""
    from htmldate import find_date as find_in_html

    return find_in_html(html, extensive_search=False, original_date=True, outputformat="%Y-%m-%d")


def _tomorrow() -> dt.date:
    return dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)


@lru_cache(2**12)  # many articles of one day
def _read(text: str, month_first: bool | None, today: dt.date) -> DateReading | None:
    if match := _COMPACT.fullmatch(text):
        return _from_match(match, text, today)
    found = [match for pattern in _SPELLINGS if (match := pattern.search(text))]
    dotted = _DOTTED.search(text)
    if found and not (dotted and dotted.start() < min(found, key=re.Match.start).start()):
        return _from_match(min(found, key=re.Match.start), text, today)
    return _read_numbers(dotted, text, month_first, today) if dotted else None


def _read_numbers(match: re.Match, text: str, month_first: bool | None, today) -> DateReading:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    if match["mark"] == "." or first > 12 or first == second:
        return _check(year, second, first, text, today)
    if second > 12:
        return _check(year, first, second, text, today)
    if month_first is None:
        return DateReading(pd.NaT, f"date {_quote(text)} states two days, {first}.{second}. and {second}.{first}.")
    month, day = (first, second) if month_first else (second, first)
    return _check(year, month, day, text, today)


def _read_language(text: str, today) -> DateReading:
    """Month names of other languages. Anything relative, or without a year, states no day."""
    refused = DateReading(pd.NaT, f"date {_quote(text)} cannot be read: give it as YYYY-MM-DD")
    if len(text) > 60 or not re.search(r"\d{4}", text) or not re.search(r"[^\W\d_]{3}", text):
        return refused
    import dateparser

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    day = dateparser.parse(text, settings=settings)
    return _check(day.year, day.month, day.day, text, today) if day else refused


def _from_match(match: re.Match, text: str, today) -> DateReading:
    groups = match.groupdict()
    name = (groups.get("month") or "").lower()
    month = int(groups["monthno"]) if groups.get("monthno") else _month_number(name)
    return _check(int(groups["year"]), month, int(groups["day"]), text, today)


def _month_number(name: str) -> int:
    return next((number for stem, number in _MONTH_OF.items() if name.startswith(stem)), 0)


def _check(year: int, month: int, day: int, text: str, today) -> DateReading:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return DateReading(pd.NaT, f"date {_quote(text)} does not exist")
    if year < _EARLIEST:
        return DateReading(pd.NaT, f"date {_quote(text)} is before {_EARLIEST}")
    if date > (today or _tomorrow()):
        return DateReading(pd.NaT, f"date {_quote(text)} is in the future")
    return DateReading(pd.Timestamp(date))


def _quote(text: str) -> str:
    return repr(text if len(text) <= 80 else text[:77] + "...")
