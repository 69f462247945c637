"""References after GB/T 7714—2015."""

from datetime import date

import pytest

from reports.wording.citation import gb7714


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"issuer": "某镇人民政府", "published": date(2024, 3, 25), "year": 2023},
            "某镇人民政府. 年度报告[R/OL]. (2024-03-25)[2026-11-22]. https://a.gov.cn/1.",
        ),
        (
            {"issuer": "某镇人民政府", "published": None, "year": 2023},
            "某镇人民政府. 年度报告[R/OL]. [2023][2026-11-22]. https://a.gov.cn/1.",
        ),
        (
            {"issuer": "", "published": None, "year": None},
            "年度报告[R/OL]. [2026-11-22]. https://a.gov.cn/1.",
        ),
    ],
)
def test_what_is_unknown_is_left_out(fields, expected):
    entry = gb7714(title="年度报告", accessed=date(2026, 11, 22), url="https://a.gov.cn/1", **fields)
    assert entry == expected
