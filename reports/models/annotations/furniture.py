"""Page furniture (页面杂项)."""

from django.db import models

from ..report import Report
from .span import Span


class Furniture(Span):
    """A span of page furniture (页面杂项): kept in the text, left out of search and reading."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="furniture", verbose_name="报告")
    kind = models.CharField("类别", max_length=30)

    class Meta(Span.Meta):
        verbose_name = verbose_name_plural = "页面杂项"

    def __str__(self) -> str:
        return self.kind
