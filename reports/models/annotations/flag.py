"""Remarks on a report's text (标记)."""

from django.db import models

from reports.text.remarks import Remark, from_stored

from ..report import Report


class Flag(models.Model):
    """Something a careful reader would remark on (标记); without a place ``start`` and ``end`` are null."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="flags", verbose_name="报告")
    kind = models.CharField("类别", max_length=40)
    start = models.PositiveIntegerField("起", null=True, blank=True)
    end = models.PositiveIntegerField("止", null=True, blank=True)
    #: ``{"code", "values"}``, see :mod:`reports.text.remarks`.
    remark = models.JSONField("说明")

    class Meta:
        verbose_name = verbose_name_plural = "标记"
        ordering = ["start"]
        indexes = [models.Index(fields=["kind", "report"], name="flag_kind")]

    @property
    def note(self) -> Remark:
        return from_stored(self.remark)

    def __str__(self) -> str:
        return self.kind
