"""The tables people take away: a row a report, a figure, a section or a flag."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from reports.models import Flag, Indicator, Metric, Report, Section
from reports.models.access.rows import rows_by
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
#: The same where each has dozens of rows: the first bytes go out as soon, and little is held at once.
FEW = 100
Address = Callable[[str], str]
_Placed = TypeVar("_Placed", Section, Metric, Flag)


def _chunks(ids: Iterable[int], size: int = CHUNK) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, size)):
        yield chunk


def pages_of(address: Address) -> Address:
    """The absolute addresses of reports by their public ids: one is looked up, for all others differ by the id alone."""
    before, after = address(reverse("report", args=[_SOME_ID])).rsplit(_SOME_ID, 1)
    return lambda public_id: f"{before}{public_id}{after}"


_SOME_ID = "0" * 12


def report_rows(ids: Iterable[int], address: Address) -> Iterator[tuple[Any, ...]]:
    """A row under ``REPORT_HEADER`` for each report, in the order of ``ids``; ``address`` makes a path absolute."""
    genres = {str(value): str(label) for value, label in Report.Genre.choices}
    page = pages_of(address)
    for chunk in _chunks(ids):
        found = {pk: row for pk, *row in Report.objects.filter(pk__in=chunk).order_by().values_list(*_REPORT)}
        for row in (found[pk] for pk in chunk if pk in found):
            public_id, title, year, code, place, issuer, published, signed, genre, *rest = row
            index_no, doc_no, confidence, digest, source, sample = rest
            yield (
                public_id,
                title,
                year,
                code or None,
                place,
                issuer,
                published,
                signed,
                genres.get(genre, genre),
                index_no,
                doc_no,
                round(confidence, 3),
                digest,
                source,
                page(public_id),
                "是" if sample else "",
            )


#: What a row of a report takes of the tables: no instances, for there may be forty thousand.
_REPORT = (
    "pk", "public_id", "title", "year", "region_code", "region__full_name", "issuer", "published", "signed", "genre",
    "index_no", "doc_no", "region_confidence", "source__sha256", "source__url", "sample",
)  # fmt: skip


def metric_rows(ids: Iterable[int], address: Address) -> Iterator[tuple[Any, ...]]:
    """A row under ``METRIC_HEADER`` for each figure of the reports, in the order of ``ids`` and of the text.

    Forty thousand reports have 640,000 figures: what is a report's own is made once for all of them.
    """
    indicators = Indicator.objects.in_bulk()
    page_of = pages_of(address)
    for chunk in _chunks(ids, FEW):
        reports = Report.objects.filter(pk__in=chunk).order_by()
        owns = {pk: row for pk, *row in reports.values_list("pk", *_OWN, "sample")}
        paths = dict(Section.objects.filter(report__in=chunk).order_by().values_list("pk", "path"))
        metrics = rows_by(Metric, "report_id", chunk, _METRIC, ("start", "pk"))
        for pk in chunk:
            if pk not in owns or pk not in metrics:
                continue
            public_id, code, place, year, sample = owns[pk]
            own, page = (public_id, code or None, place, year), page_of(public_id)
            for metric in metrics[pk]:
                indicator = indicators.get(metric.indicator_id)
                path = paths.get(metric.section_id, "0")
                yield _metric_cells(metric, own, indicator, path, page, sample)


#: What the cells that all figures of a report share, but for its address, are made of.
_OWN = ("public_id", "region_code", "region__full_name", "year")
#: What a row of a figure takes of its table.
_METRIC = (
    "year", "indicator_id", "subject", "figure", "value", "value_high", "unit", "approx", "bound", "per", "planned",
    "negated", "section_id", "text", "start", "end", "anchor",
)  # fmt: skip
_BOUNDS = {"": "", **dict(Metric._meta.get_field("bound").flatchoices)}


def metric_row(metric: Metric, address: Address) -> tuple[Any, ...]:
    """A figure under ``METRIC_HEADER``; expects its report with region, its section and its indicator to be loaded."""
    report = metric.report
    path = metric.section.path if metric.section else "0"
    page = address(report.get_absolute_url())
    return _metric_cells(metric, _own(report), metric.indicator, path, page, report.sample)


def _own(report: Report) -> tuple[Any, ...]:
    """The cells that all figures of a report share, but for its address."""
    return (
        report.public_id,
        report.region_code or None,
        report.region and report.region.full_name,
        report.year,
    )


def _metric_cells(
    metric: Any, own: tuple[Any, ...], indicator: Indicator | None, path: str, page: str, sample: bool
) -> tuple[Any, ...]:
    """``metric`` is a row or its values by name; ``own`` as :func:`_own`, ``path`` that of its section."""
    return (
        *own,
        metric.year,
        metric.indicator_id,
        indicator and indicator.name,
        indicator and _kinds()[indicator.stock_or_flow],
        metric.subject,
        metric.figure,
        metric.value,
        metric.value_high,
        metric.unit,
        "是" if metric.approx else "",
        _BOUNDS[metric.bound],
        metric.per,
        "是" if metric.planned else "",
        "是" if metric.negated else "",
        path,
        metric.text,
        metric.start,
        metric.end,
        f"{page}#{metric.anchor}",
        "是" if sample else "",
    )


@cache
def _kinds() -> dict[str, str]:
    """存量 and 流量 by their codes, in Chinese: data has the same words for everyone."""
    with translation.override(settings.LANGUAGE_CODE):
        return {str(code): str(label) for code, label in Indicator.Span.choices}


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
