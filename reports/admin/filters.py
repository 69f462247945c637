"""The side filters of the report list."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from reports.ingest.decide import SURE_REGION
from reports.models import Flag, Report
from reports.search.facets import FLAG_LABELS

Choices = list[tuple[str, str]]


class DoubtFilter(admin.SimpleListFilter):
    """What of the reading asks for a person."""

    title = "疑问"
    parameter_name = "doubt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [
            ("region", "没有地区"),
            ("unsure", "地区把握不足"),
            ("year", "没有年度"),
            ("title", "标题系推定"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        chosen: dict[str, dict[str, Any]] = {
            "region": {"region__isnull": True},
            "unsure": {"region__isnull": False, "region_confidence__lt": SURE_REGION},
            "year": {"year__isnull": True},
            "title": {"title_derived": True},
        }
        return queryset.filter(**chosen.get(self.value() or "", {}))


class FlagFilter(admin.SimpleListFilter):
    """Reports with a flag of one kind."""

    title = "标记"
    parameter_name = "flag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        kinds = Flag.objects.values_list("kind").annotate(n=Count("report", distinct=True)).order_by("kind")
        return [(kind, f"{flag_name(kind)}（{n}）") for kind, n in kinds]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        return queryset.filter(flags__kind=self.value()).distinct() if self.value() else queryset


def flag_name(kind: str) -> str:
    """A flag's kind in Chinese, or as it is when the parser has learnt a new one."""
    return FLAG_LABELS.get(kind, kind)
