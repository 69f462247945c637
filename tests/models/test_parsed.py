"""What was stored of a reading comes back from the rows as it was read."""

from dataclasses import replace

import pytest

from reports.models import Report
from reports.models.parsed import hidden_spans, parsed_of, parsed_of_many, with_annotations
from reports.parsing import ParsedReport, parse_report
from reports.parsing.place.gazetteer import gazetteer
from reports.parsing.types import Hints, Region, Value
from reports.reading import SourceText
from reports.store import reports as store
from tests.factories import make_region, make_report
from tests.test_contents_agree import TEXTS, stored
from tests.test_contents_agree import parsed as read_once

pytestmark = pytest.mark.django_db


def listed(code: str | None) -> None:
    """Have the archive know a place of the gazetteer and what is above it by their names."""
    places = gazetteer()
    for one in (*places.ancestors(code), places.get(code)) if code else ():
        if one:
            make_region(one.code, one.name, parent=one.parent)


def again(report: Report) -> ParsedReport:
    return parsed_of(with_annotations(Report.objects.all()).get(pk=report.pk))


def kept_of(parsed: ParsedReport, report: Report) -> ParsedReport:
    """``parsed`` without what the archive's columns do not hold."""
    return replace(
        parsed.in_series(),
        title=parsed.title or Value(report.title, None, None, derived=True),
        region=kept_region(parsed.region),
        hints=Hints(),
        body_start=0,
        body_end=None,
    )


def kept_region(region: Region | None) -> Region | None:
    """Of a place above the townships the names are the archive's, its own stands in ``name``."""
    if region is None or region.level == "township":
        return region
    return replace(region, name=None, gazetteer_name=None, township=None, full_name=None)


@pytest.mark.parametrize("texts", TEXTS)
def test_the_rows_of_a_report_give_back_what_was_read(texts) -> None:
    for number, source in enumerate(texts()):
        place = read_once(source.text, source.meta).region
        listed(place.code if place else None)
        report, parsed = stored(source, number, publish=False)
        wanted, found = kept_of(parsed, report), again(report)
        assert replace(found, region=kept_region(found.region)) == wanted
        assert (found.hidden, found.injected) == (parsed.hidden, parsed.injected)
        assert found.readable == parsed.readable


def test_no_query_is_made_for_a_report_with_its_annotations(django_assert_num_queries) -> None:
    text = "一、主要举措\n全年调解纠纷12件。\n"
    section = {"heading": "主要举措", "topics": ["disputes"]}
    metric = {"indicator": "disputes_mediated", "text": "调解纠纷12件", "value": 12}
    for year in (2021, 2022, 2023):
        make_report(text, region="330921106", year=year, sections=[section], metrics=[metric])
    with django_assert_num_queries(6):
        reports = list(with_annotations(Report.objects.all()))
    with django_assert_num_queries(0):
        found = [parsed_of(report) for report in reports]
    assert [len(one.metrics) for one in found] == [1, 1, 1]
    with django_assert_num_queries(5):
        many = parsed_of_many(reports)
    assert many == {report.pk: one for report, one in zip(reports, found, strict=True)}


def test_what_a_person_corrected_is_what_the_rows_tell() -> None:
    text = "墨坪镇2023年法治政府建设年度报告\n一、存在的不足\n干部学法不够经常，全年只培训2次。\n"
    report, parsed = stored(SourceText(text=text, media_type="text/plain"), 1, publish=False)
    corrected = {"title": "墨坪镇法治报告", "issuer": "墨坪镇人民政府", "year": 2022, "region": "330921106"}
    make_report(region="330921106")
    store.correct(report, corrected, by="编辑")
    store.correct_section(report.sections.get(), roles=["plan"], topics=["disputes"], by="编辑")
    store.correct_metric(report.metrics.get(), indicator="", by="编辑")
    found = again(report)
    assert parsed.title is not None
    assert found.title == replace(parsed.title, value="墨坪镇法治报告")
    assert found.issuer is not None
    assert found.issuer.value == "墨坪镇人民政府"
    assert (found.year, found.region and found.region.code) == (2022, "330921106")
    assert [(one.roles, one.topics) for one in found.sections] == [(("plan",), ("disputes",))]
    assert [one.indicator for one in found.metrics] == [None]


def test_hidden_spans_of_a_list_are_those_of_its_reports(django_assert_num_queries) -> None:
    injected = {"kind": "injected_text", "start": 2, "end": 4, "note": ""}
    make_report("首页广告正文在后。", furniture=[(0, 2)], flags=[injected, "empty"])
    make_report("正文在后。")
    reports = list(Report.objects.order_by("pk"))
    with django_assert_num_queries(2):
        found = hidden_spans(reports)
    assert found == {reports[0].pk: [(0, 2), (2, 4)]}
    assert again(reports[0]).hidden == ((0, 2), (2, 4))


def test_the_parser_gives_what_is_compared() -> None:
    """Else the comparison above would hold for nothing."""
    parsed = parse_report("墨坪镇2023年法治政府建设年度报告\n一、主要举措\n一是调解纠纷12件。\n")
    assert all((parsed.title, parsed.sections, parsed.items, parsed.metrics))
