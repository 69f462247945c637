"""What Haystack indexes: the published reports."""

from typing import Any

from django.db.models import QuerySet
from haystack import indexes

from reports.models import Report
from reports.search.index.documents import documents, indexed_reports


class ReportIndex(indexes.SearchIndex, indexes.Indexable):
    """The fields a ``SearchQuerySet`` of reports knows; ``text`` and ``title`` are found by what they contain."""

    text = indexes.CharField(document=True)
    title = indexes.CharField()
    region = indexes.CharField(indexed=False)
    year = indexes.IntegerField(null=True)
    published = indexes.DateField(null=True)
    genre = indexes.CharField()
    roles = indexes.MultiValueField()
    topics = indexes.MultiValueField()
    indicators = indexes.MultiValueField()
    flags = indexes.MultiValueField()
    sample = indexes.BooleanField()

    def get_model(self) -> type[Report]:
        return Report

    def get_updated_field(self) -> str:
        return "updated_at"

    def index_queryset(self, using: str | None = None) -> QuerySet[Report]:
        return indexed_reports()

    def prepare(self, obj: Report) -> dict[str, Any]:
        """The values of a published report; of any other none, so that it is not indexed."""
        values: dict[str, Any] = super().prepare(obj)
        for document in documents([obj.pk]):
            values |= {"text": document.body, **document.fields()}
        self.prepared_data = values
        return values
