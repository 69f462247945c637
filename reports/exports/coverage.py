"""Coverage (收录情况) as tables to take away: a row a place and year, or a row a body and year."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reports.analysis.coverage import NOT_HELD, STATES, Copy
from reports.queries.coverage import Table

from .tables import Address, pages_of

STATE_NAMES = {"on_time": "按时", "late": "晚于期限", "unknown": "不详", "not_held": "未收录"}
PLACE_HEADER = (
    "地区代码",
    "地区",
    "级别",
    "报告年度",
    "乡镇街道数",
    *(STATE_NAMES[state] for state in STATES),
)
BODY_HEADER = ("地区代码", "地区", "报告年度", "收录情况", "发布日期", "报告编号", "网址")


def place_rows(table: Table) -> Iterator[tuple[Any, ...]]:
    """A row under ``PLACE_HEADER`` for each place of the table and each year."""
    for place in table.coverage.places:
        region = table.places[place.code]
        for year, cells in zip(table.coverage.years, place.by_year, strict=True):
            counts = (getattr(cells, state) for state in STATES)
            yield (region.code, region.full_name, region.get_level_display(), year, place.bodies, *counts)


def body_rows(
    bodies: Iterable[tuple[str, str, Mapping[int, Copy]]], years: Iterable[int], address: Address
) -> Iterator[tuple[Any, ...]]:
    """A row under ``BODY_HEADER`` for each body and each year.

    ``bodies`` are codes and full names, each with the reports that are held by their year.
    """
    span, page, names = tuple(years), pages_of(address), STATE_NAMES
    for code, name, copies in bodies:
        for year in span:
            copy = copies.get(year)
            if copy is None:
                yield (code, name, year, names[NOT_HELD], None, None, None)
            else:
                yield (code, name, year, names[copy.state], copy.published, copy.report, page(copy.report))
