"""The side filters of the report list."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest

from reports.models import Flag, Report
from reports.search.answer.facets import FLAG_LABELS
from reports.store.doubt import Doubt

Choices = list[tuple[str, str]]
#: What a reviewer calls each doubt, the weightiest first.
DOUBT_NAMES = {
    Doubt.LOST_CORRECTION: "更正没有用上",
    Doubt.NO_REGION: "没有地区",
    Doubt.NO_YEAR: "没有年度",
    Doubt.UNSURE_REGION: "地区没把握",
    Doubt.OTHER_GENRE: "不像年度报告",
    Doubt.REVISION: "修订稿",
    Doubt.FLAGGED: "有标记",
    Doubt.DERIVED_TITLE: "标题系推定",
}


class DoubtFilter(admin.SimpleListFilter):
    """What of the reading asks for a person."""

    title = "疑问"
    parameter_name = "doubt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(doubt.name.lower(), label) for doubt, label in DOUBT_NAMES.items() if doubt.name]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        chosen = (self.value() or "").upper()
        if chosen not in Doubt.__members__:
            return queryset
        return queryset.alias(asked=F("doubt").bitand(Doubt[chosen].value)).filter(asked__gt=0)


class YearFilter(admin.SimpleListFilter):
    """Reports of one year."""

    title = "年度"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        # Of all reports: the years of the chosen ones alone would cost a visit to each of them.
        years = Report.objects.order_by().values_list("year", flat=True).distinct()
        return [(str(year), f"{year}年") for year in sorted(filter(None, years), reverse=True)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        chosen = self.value() or ""
        return queryset.filter(year=int(chosen)) if chosen.isdecimal() and len(chosen) < 6 else queryset


class FlagFilter(admin.SimpleListFilter):
    """Reports with a flag of one kind."""

    title = "标记"
    parameter_name = "flag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        kinds = Flag.objects.values_list("kind").annotate(n=Count("report", distinct=True)).order_by("kind")
        return [(kind, f"{flag_name(kind)}（{n}）") for kind, n in kinds]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        if not self.value():
            return queryset
        return queryset.filter(pk__in=Flag.objects.filter(kind=self.value()).values("report"))


class SampleFilter(admin.SimpleListFilter):
    """The samples alone: a few, which an index of their own finds."""

    title = "示例"
    parameter_name = "sample"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", "示例")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        return queryset.filter(sample=True) if self.value() == "yes" else queryset


def flag_name(kind: str) -> str:
    """A flag's kind in Chinese, or as it is when the parser has learnt a new one."""
    return FLAG_LABELS.get(kind, kind)
