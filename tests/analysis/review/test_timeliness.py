"""In time means public before the day the rule names: 1 April of the next year."""

from datetime import date

import pytest

from reports.analysis.review.rulesets import rules_for
from reports.analysis.review.timeliness import timeliness


@pytest.mark.parametrize(
    ("year", "published", "expected"),
    [
        (2023, date(2024, 3, 31), (date(2024, 4, 1), "on_time")),
        (2023, date(2024, 4, 1), (date(2024, 4, 1), "late")),
        (2023, date(2023, 12, 30), (date(2024, 4, 1), "on_time")),
        (2023, None, (date(2024, 4, 1), "unknown")),
        (None, date(2024, 3, 1), (None, "unknown")),
        (2019, date(2020, 3, 31), (date(2020, 4, 1), "on_time")),
        (2018, date(2019, 3, 1), (None, "unknown")),
        (9999, date(2019, 3, 1), (None, "unknown")),
    ],
)
def test_the_date_of_publication_decides(year, published, expected):
    judged = timeliness(year, published, rules_for(year))
    assert (judged.due, judged.status) == expected
