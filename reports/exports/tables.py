"""The tables people take away: a row a report, a figure, a section or a flag."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from reports.models import Flag, Indicator, Metric, Report, Section
from reports.search.answer.facets import FLAG_LABELS

REPORT_HEADER = (
    "编号", "标题", "报告年度", "地区代码", "地区", "发布机关", "发布日期", "成文日期", "文种",
    "索引号", "文号", "地区置信度", "原件SHA-256", "来源网址", "网址", "示例",
)  # fmt: skip
METRIC_HEADER = (
    "报告编号", "地区代码", "地区", "报告年度", "数值所属年度", "指标", "指标名称", "存量或流量", "对象", "原文数字", "数值",
    "上限", "单位", "约数", "界", "每", "计划数", "未发生", "章节", "原文", "起", "止", "网址", "示例",
)  # fmt: skip

SECTION_HEADER = (
    "报告编号", "地区代码", "报告年度", "章节", "层级", "序号", "标题", "职能", "主题", "起", "止", "网址",
)  # fmt: skip
INDICATOR_HEADER = ("标识", "名称", "单位类别", "存量或流量", "定义", "注意", "网址")
FLAG_HEADER = ("报告编号", "地区代码", "报告年度", "类别", "类别名称", "说明", "起", "止", "网址")

#: Reports read from the database at a time.
CHUNK = 500
Address = Callable[[str], str]
_Placed = TypeVar("_Placed", Section, Metric, Flag)


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def report_rows(ids: Iterable[int], address: Address) -> Iterator[tuple[Any, ...]]:
    """A row under ``REPORT_HEADER`` for each report, in the order of ``ids``; ``address`` makes a path absolute."""
    for chunk in _chunks(ids):
        found = (
            Report.objects.filter(pk__in=chunk)
            .select_related("region", "source")
            .defer("text", "evidence", "items")
            .in_bulk()
        )
        for report in (found[pk] for pk in chunk if pk in found):
            yield (
                report.public_id,
                report.title,
                report.year,
                report.region_code or None,
                report.region and report.region.full_name,
                report.issuer,
                report.published,
                report.signed,
                report.get_genre_display(),
                report.index_no,
                report.doc_no,
                round(report.region_confidence, 3),
                report.source.sha256,
                report.source.url,
                address(report.get_absolute_url()),
                "是" if report.sample else "",
            )


def metric_rows(ids: Iterable[int], address: Address) -> Iterator[tuple[Any, ...]]:
    """A row under ``METRIC_HEADER`` for each figure of the reports, in the order of ``ids`` and of the text.

    A report is read, and its address made, once for all its figures: forty thousand reports have 640,000.
    """
    indicators = Indicator.objects.in_bulk()
    for chunk in _chunks(ids):
        reports = (
            Report.objects.filter(pk__in=chunk)
            .select_related("region")
            .only("public_id", "year", "region", "region_code", "sample")
            .in_bulk()
        )
        sections = Section.objects.filter(report__in=chunk).only("path").in_bulk()
        once = _once(address)
        for metric in _in_order(Metric.objects.filter(report__in=chunk), chunk):
            metric.report = reports[metric.report_id]
            metric.section = sections.get(metric.section_id or 0)
            metric.indicator = indicators.get(metric.indicator_id or "")
            yield metric_row(metric, once)


def _once(address: Address) -> Address:
    """The same addresses, each page's made once whatever the anchors behind it."""
    known = cache(address)

    def absolute(path: str) -> str:
        page, _, anchor = path.partition("#")
        return f"{known(page)}#{anchor}"

    return absolute


def metric_row(metric: Metric, address: Address) -> tuple[Any, ...]:
    """A figure under ``METRIC_HEADER``; expects its report with region, its section and its indicator to be loaded."""
    report = metric.report
    return (
        report.public_id,
        report.region_code or None,
        report.region and report.region.full_name,
        report.year,
        metric.year,
        metric.indicator_id,
        metric.indicator and metric.indicator.name,
        metric.indicator and metric.indicator.get_stock_or_flow_display(),
        metric.subject,
        metric.figure,
        metric.value.normalize() + 0,
        metric.value_high,
        metric.unit,
        "是" if metric.approx else "",
        metric.get_bound_display(),
        metric.per,
        "是" if metric.planned else "",
        "是" if metric.negated else "",
        metric.section.path if metric.section else "0",
        metric.text,
        metric.start,
        metric.end,
        address(f"{report.get_absolute_url()}#{metric.anchor}"),
        "是" if report.sample else "",
    )


def indicator_rows(address: Address) -> Iterator[tuple[Any, ...]]:
    """A row under ``INDICATOR_HEADER`` for each indicator of the catalogue, in its order."""
    for indicator in Indicator.objects.order_by("position"):
        yield (
            indicator.slug,
            indicator.name,
            indicator.get_family_display(),
            indicator.get_stock_or_flow_display(),
            indicator.definition,
            indicator.caveat,
            address(indicator.get_absolute_url()),
        )


def section_rows(ids: Iterable[int], address: Address) -> Iterator[tuple[Any, ...]]:
    """A row under ``SECTION_HEADER`` for each section of the reports, in the order of ``ids`` and of the text."""
    for chunk in _chunks(ids):
        sections = (
            Section.objects.filter(report__in=chunk)
            .select_related("report")
            .prefetch_related("topics")
            .defer("report__text", "report__evidence", "report__items")
        )
        for section in _in_order(sections, chunk):
            yield (
                section.report.public_id,
                section.report.region_code or None,
                section.report.year,
                section.path,
                section.level,
                section.marker,
                section.heading,
                "、".join(section.role_names),
                "、".join(topic.name for topic in section.topics.all()),
                section.start,
                section.end,
                address(f"{section.report.get_absolute_url()}#{section.anchor}"),
            )


def flag_rows(ids: Iterable[int], address: Address) -> Iterator[tuple[Any, ...]]:
    """A row under ``FLAG_HEADER`` for each flag of the reports, in the order of ``ids`` and of the text."""
    for chunk in _chunks(ids):
        flags = (
            Flag.objects.filter(report__in=chunk)
            .select_related("report")
            .defer("report__text", "report__evidence", "report__items")
        )
        for flag in _in_order(flags, chunk):
            yield (
                flag.report.public_id,
                flag.report.region_code or None,
                flag.report.year,
                flag.kind,
                FLAG_LABELS.get(flag.kind, flag.kind),
                flag.note,
                flag.start,
                flag.end,
                address(flag.report.get_absolute_url()),
            )


def _in_order(rows: Iterable[_Placed], chunk: list[int]) -> list[_Placed]:
    place = {pk: number for number, pk in enumerate(chunk)}
    return sorted(rows, key=lambda one: (place[one.report_id], one.start or 0, one.pk))
