"""Dates and years as reports and pages write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

#: Zero in years written out: 二〇二三, 二○二三, 二零二三, and the letters typed in its place.
_ZERO = "〇○零０0OoＯОо◯"
_DIGITS = {
    **dict.fromkeys(_ZERO, 0),
    **{digit: value for value, digit in enumerate("一二三四五六七八九", 1)},
}

#: 2019 to 2039 and the years before, in Arabic or Chinese digits, in flattened or raw text.
ARABIC_YEAR = r"(?:20[0-4][0-9])"
CHINESE_YEAR = rf"(?:二[{_ZERO}][{_ZERO}一二三四][{_ZERO}一二三四五六七八九])"
YEAR = rf"(?:{ARABIC_YEAR}|{CHINESE_YEAR})"

_CHINESE_DAY = "(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?|卅一?)"
_DATE = re.compile(
    rf"(?<![0-9])(?:({ARABIC_YEAR}) ?(?:年 ?([01]?[0-9]|元) ?月 ?([0-3]?[0-9]) ?[日号]"
    r"|([-/.]) ?([01]?[0-9]) ?\4 ?([0-3]?[0-9])(?![0-9]))"
    r"|(20[0-4][0-9])([01][0-9])([0-3][0-9])(?![0-9])"
    rf"|({CHINESE_YEAR}) ?年 ?({_CHINESE_DAY}|元) ?月 ?({_CHINESE_DAY}) ?[日号])"
)
_ZONE = r"(?: ?(?:Z|UTC|GMT|[+-][01][0-9]:?[0-5][0-9]))"
_CLOCK = r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.\d+)?)?"
_TIME = re.compile(rf"[ T]{{0,3}}{_CLOCK}{_ZONE}?(?!\d)")
#: A time of day with its zone behind a date: 2024-03-31T18:30:00Z.
_ZONED = re.compile(
    r"[ T]{0,3}([0-2]?[0-9]):([0-5][0-9])(?::[0-5][0-9](?:\.\d+)?)? ?(Z|UTC|GMT|[+-][01][0-9]:?[0-5][0-9])"
)
#: Days are those of China (Asia/Shanghai), which has had no summer time in any report's year.
_CHINA = timedelta(hours=8)


@dataclass(frozen=True)
class FoundDate:
    """A date at ``[start, end)`` of the flattened text; ``written`` is True for the forms of documents (年月日)."""

    value: date
    start: int
    end: int
    written: bool


def read_year(text: str) -> int | None:
    """The year that ``text``, exactly a year in Arabic or Chinese digits, stands for."""
    if re.fullmatch(ARABIC_YEAR, text):
        return int(text)
    if re.fullmatch(CHINESE_YEAR, text):
        return 2000 + _DIGITS[text[2]] * 10 + _DIGITS[text[3]]
    return None


def _read_small(text: str) -> int:
    """A day or month in Chinese numerals, 一 to 三十一."""
    text = text.replace("元", "一").replace("廿", "二十").replace("卅", "三十")
    tens, mark, units = text.partition("十")
    if not mark:
        return _DIGITS[text]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)


def find_dates(flat: str) -> Iterator[FoundDate]:
    """The full dates (year, month, day) in flattened text; impossible ones (2月30日) are passed over.

    Where a time of day in a zone follows, the day is that of Asia/Shanghai.
    """
    for match in _DATE.finditer(flat):
        g = match.groups()
        if g[0] and g[1]:
            year, month, day = int(g[0]), 1 if g[1] == "元" else int(g[1]), int(g[2])
        elif g[0]:
            year, month, day = int(g[0]), int(g[4]), int(g[5])
        elif g[6]:
            year, month, day = int(g[6]), int(g[7]), int(g[8])
        else:
            year, month, day = read_year(g[9]) or 0, _read_small(g[10]), _read_small(g[11])
        try:
            value = date(year, month, day)
        except ValueError:
            continue
        if zoned := _ZONED.match(flat, match.end()):
            value = _day_in_china(value, *zoned.groups())
        yield FoundDate(value, match.start(), match.end(), bool(g[1] or g[9]))


def _day_in_china(day: date, hour: str, minute: str, zone: str) -> date:
    if int(hour) > 23:
        return day
    moment = datetime(day.year, day.month, day.day, int(hour), int(minute))
    if zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        moment += -offset if zone[0] == "+" else offset
    return (moment + _CHINA).date()


def only_date(flat: str) -> FoundDate | None:
    """The date that is all there is in a flattened line, brackets, blanks and a time of day aside."""
    if len(flat) > 60:
        return None
    for found in find_dates(flat):
        rest = flat[: found.start] + _TIME.sub("", flat[found.end :], count=1)
        if not rest.strip(" ()[]【】〔〕*|·•●▪◆■-—>,。.印发"):
            return found
    return None


#: Addresses that hold the day of publication: /art/2025/3/21/, /2024-03/25/, t20260128_15360505.
_URL_DATES = (
    re.compile(r"/art/(20\d\d)/(\d{1,2})/(\d{1,2})/"),
    re.compile(r"/(20\d\d)-?(\d\d)/(\d\d)/"),
    re.compile(r"/t?(20\d\d)(\d\d)(\d\d)_\d+\.s?html?"),
    re.compile(r"/(20\d\d)(\d\d)(\d\d)/[0-9a-f-]{8,}"),
)


def date_in_url(url: str) -> date | None:
    """The day in an address of one of the known patterns: when the page was made, so a last resort."""
    for pattern in _URL_DATES:
        match = pattern.search(url)
        if match:
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                continue
    return None
