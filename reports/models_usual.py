"""The table behind “far outside the usual” (常见范围)."""

from django.db import models


class UsualRange(models.Model):
    """Between which values an indicator's figures in one unit lie in most reports: its 5th and 95th percentile.

    ``n`` is how many reports have such a figure, ``of`` how many annual reports were published when it was reckoned.
    Derived; :mod:`reports.ingest.ranges` keeps it.
    """

    indicator = models.ForeignKey(
        "Indicator", models.CASCADE, related_name="usual_ranges", verbose_name="指标"
    )
    unit = models.CharField("单位", max_length=20, blank=True)
    low = models.DecimalField("下界", max_digits=20, decimal_places=4)
    high = models.DecimalField("上界", max_digits=20, decimal_places=4)
    n = models.PositiveIntegerField("报告数")
    of = models.PositiveIntegerField("总数")

    class Meta:
        verbose_name = verbose_name_plural = "常见范围"
        constraints = [models.UniqueConstraint(fields=["indicator", "unit"], name="one_range_a_series")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit}"
