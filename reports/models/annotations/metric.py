"""Figures of a report (数值)."""

from django.db import models

from ..report import Report
from ..vocabulary import Indicator
from .section import Section
from .span import Span


class Metric(Span):
    """A figure of a report (数值) with the words around it; fields as in the parse contract."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="metrics", verbose_name="报告")
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="metrics", verbose_name="章节"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="metrics", verbose_name="指标"
    )
    text = models.CharField("原文", max_length=300)
    subject = models.CharField("对象", max_length=200)
    figure = models.CharField("数字", max_length=40)
    figure_start = models.PositiveIntegerField("数字起")
    value = models.DecimalField("数值", max_digits=20, decimal_places=4)
    value_high = models.DecimalField("上限", max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    approx = models.BooleanField("约数", default=False)
    bound = models.CharField("界", max_length=3, blank=True, choices=[("min", "不少于"), ("max", "不超过")])
    per = models.CharField("每", max_length=20, blank=True)
    planned = models.BooleanField("计划数", default=False)
    negated = models.BooleanField("未发生", default=False)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    # As a section's.
    anchor = models.CharField("锚点", max_length=48, editable=False)
    former_anchor = models.CharField("原锚点", max_length=48, blank=True, editable=False)

    class Meta(Span.Meta):
        verbose_name = verbose_name_plural = "数值"
        indexes = [
            models.Index(fields=["indicator", "year"]),
            # All that the spread of an indicator reads of the table.
            models.Index(
                fields=["indicator", "unit", "report", "year", "planned", "per", "value"],
                name="metric_series",
            ),
        ]

    def __str__(self) -> str:
        return self.text
