"""Dates and years as reports and pages write them."""

from datetime import date

import pytest

from reports.parsing.page.dates import date_in_url, find_dates, only_date, read_year
from reports.text.view import flatten


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-25 16:36", [date(2024, 3, 25)]),
        ("2024/3/5", [date(2024, 3, 5)]),
        ("2024.1.9", [date(2024, 1, 9)]),
        ("2024年1月9日", [date(2024, 1, 9)]),
        ("2024 年 01 月 09 日", [date(2024, 1, 9)]),
        ("２０２４年１月９日", [date(2024, 1, 9)]),
        ("20240325", [date(2024, 3, 25)]),
        ("二〇二三年十二月三十一日", [date(2023, 12, 31)]),
        ("2024年元月10日", [date(2024, 1, 10)]),
        ("二〇二四年元月十日", [date(2024, 1, 10)]),
        ("二○二四年一月十日", [date(2024, 1, 10)]),
        ("二Ｏ二一年十月廿二日", [date(2021, 10, 22)]),
        ("2024-03-31T18:30:00Z", [date(2024, 4, 1)]),
        ("2024-03-31T18:30:00.000+00:00", [date(2024, 4, 1)]),
        ("2024-12-31 17:00 UTC", [date(2025, 1, 1)]),
        ("2024-04-01T02:00:00+0900", [date(2024, 4, 1)]),
        ("2024-04-01T00:30:00+09:00", [date(2024, 3, 31)]),
        ("2024-03-31T14:00:00-0500", [date(2024, 4, 1)]),
        ("2024-03-31T23:59:59+08:00", [date(2024, 3, 31)]),
        ("2024-03-31 18:30:00", [date(2024, 3, 31)]),
        ("2023年2月30日", []),
        ("2024年1月", []),
        ("2024-13-01", []),
        ("113309210026412824", []),
        ("2021—2025年", []),
        ("自2023年1月1日至2023年12月31日", [date(2023, 1, 1), date(2023, 12, 31)]),
    ],
)
def test_full_dates_are_found(text: str, expected: list[date]) -> None:
    assert [found.value for found in find_dates(flatten(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（2024年1月9日）", date(2024, 1, 9)),
        ("  2024-03-25 16:36:05  ", date(2024, 3, 25)),
        ("2024年1月9日印发", date(2024, 1, 9)),
        ("• 2024-01-09 15:19", date(2024, 1, 9)),
        ("▪ 2024.1.9", date(2024, 1, 9)),
        ("2024-01-09T20:00:00Z", date(2024, 1, 10)),
        ("青石镇 2024年1月9日", None),
        ("", None),
    ],
)
def test_a_line_may_be_a_date_alone(text: str, expected: date | None) -> None:
    found = only_date(flatten(text))
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", 2023),
        ("二〇二三", 2023),
        ("二零一九", 2019),
        ("二○二〇", 2020),
        ("1999", None),
        ("二十三", None),
    ],
)
def test_years_in_either_digits(text: str, expected: int | None) -> None:
    assert read_year(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.example.gov.cn/art/2025/3/21/art_1229621787_4338931.html", date(2025, 3, 21)),
        ("http://www.example.gov.cn/jz/202601/t20260128_15360505.html", date(2026, 1, 28)),
        ("https://www.example.gov.cn/2024-03/25/content_123.htm", date(2024, 3, 25)),
        ("https://www.example.gov.cn/dt/001003/20260127/ad0d2970-dafb-44c5.html", date(2026, 1, 27)),
        ("https://www.example.gov.cn/info/8641/532061.htm", None),
        ("https://www.example.gov.cn/zwgk/2022/273/14421.html", None),
        ("https://www.example.gov.cn/yfxz/202504/8754c6aaf43c446d.shtml", None),
        ("https://www.example.gov.cn/art/2025/13/41/art_1.html", None),
    ],
)
def test_the_day_in_an_address(url: str, expected: date | None) -> None:
    assert date_in_url(url) == expected
