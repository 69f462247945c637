"""What a page hides beside its report (menus, notices, leads of news, copies) keeps no clean report from readers."""

import re
from html import escape
from pathlib import Path

import pytest

from reports.ingest.intake import Defaults, take_in
from reports.models import Report
from reports.parsing.place.gazetteer import gazetteer
from tests.benchmarks.corpus import YEARS, MadeReport, make_reports
from tests.factories import make_region

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = sorted(Path(__file__).with_name("clean_pages").glob("*.html"))
_EACH = re.compile("<!--each-->(.*?)<!--end-->", re.S)
_NAME = re.compile(r"\{\{(\w+)\}\}")


def filled(template: str, made: MadeReport, place: str) -> str:
    """A page around a made report, whose place is named in full in its title."""
    town, year = made.title.partition(str(made.year))[0], made.year
    lines = [escape(line) for line in made.text.split("\n")[1:]]
    values = {
        "title": f"{place}{year}年法治政府建设年度报告",
        "town": town,
        "site": f"{place.removesuffix(town)}人民政府网",
        "day": f"{year + 1}-03-15",
        "day_cn": f"{year + 1}年3月15日",
        "year": str(year),
        "text": "".join(lines),
        "state": "dDwtMTUxMjM0NTY3ODk7Oz4=" * 300,
    }
    whole = _EACH.sub(lambda each: "".join(each[1].replace("{{line}}", line) for line in lines), template)
    return _NAME.sub(lambda name: values[name[1]], whole)


def test_clean_pages_of_many_content_systems_are_published_without_a_hand_and_whole() -> None:
    held = []
    reports = list(make_reports(2 * len(PAGES) * len(YEARS), seed=29))[:: len(YEARS)]
    towns = (made for made in reports if re.match(r"[^\d]{2,6}(?:镇|乡|街道)\d", made.title))
    for path, made in zip(PAGES, towns, strict=False):
        make_region(made.region, made.title.partition(str(made.year))[0])
        page = filled(path.read_text("utf-8"), made, gazetteer().full_name(made.region))
        charset = "gb18030" if "gb2312" in page or "gb18030" in page else "utf-8"
        outcome = take_in(page.encode(charset), "报告.html", Defaults(publish=True))
        report = Report.objects.get(pk=outcome.report)
        if report.status != "published":
            held.append((path.stem, outcome.reason))
        missing = [line for line in made.text.split("\n")[1:] if line not in report.text]
        assert (path.stem, missing) == (path.stem, [])
    assert len(PAGES) == 37
    assert len(held) <= len(PAGES) / 20, held
