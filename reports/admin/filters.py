"""The side filters of the report list."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from reports.models import Flag, Report

from .names import flag_name
from .queue import QUEUE_NAMES, by_doubt, counted, with_doubt

Choices = list[tuple[str, str]]


class CountedFilter(ABC, admin.SimpleListFilter):
    """A filter whose choices say how many reports they leave beside what else is chosen."""

    @abstractmethod
    def counts(self, reports: QuerySet[Report]) -> dict[str, int]:
        """Value → number; "" for all."""

    def choices(self, changelist: Any) -> Any:
        numbers = self.counts(changelist.get_queryset(self.request, exclude_parameters=[self.parameter_name]))
        yield self._choice(changelist, None, "全部", numbers.get("", 0))
        for value, label in self.lookup_choices:
            if numbers.get(str(value), 0) or self.value() == value:
                yield self._choice(changelist, str(value), str(label), numbers.get(str(value), 0))

    def _choice(self, changelist: Any, value: str | None, label: str, number: int) -> dict[str, Any]:
        address = (
            changelist.get_query_string({self.parameter_name: value})
            if value
            else changelist.get_query_string(remove=[self.parameter_name])
        )
        return {
            "selected": self.value() == value or (value is None and not self.value()),
            "query_string": address,
            "display": f"{label} {number:,}",
        }

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.request = request
        super().__init__(request, params, model, model_admin)


class StatusFilter(CountedFilter):
    """What became of it: waiting, published, superseded, withdrawn."""

    title = "状态"
    parameter_name = "status__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(value, str(label)) for value, label in Report.Status.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        return queryset.filter(status=self.value()) if self.value() in Report.Status.values else queryset

    def counts(self, reports: QuerySet[Report]) -> dict[str, int]:
        found = dict(reports.order_by().values_list("status").annotate(n=Count("pk")))
        return found | {"": sum(found.values())}


class DoubtFilter(CountedFilter):
    """What of the reading asks for a person: the queues of :mod:`.queue`."""

    title = "疑问"
    parameter_name = "doubt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(queue, name) for queue, name in QUEUE_NAMES.items() if queue]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        return with_doubt(queryset, self.value() or "")

    def counts(self, reports: QuerySet[Report]) -> dict[str, int]:
        return counted(by_doubt(reports))


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
