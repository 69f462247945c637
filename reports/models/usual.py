"""The tables behind “far outside the usual” (常见范围) and “the same indicator elsewhere” (全省中位数)."""

from django.db import models


class UsualRange(models.Model):
    """Between which values an indicator's figures in one unit lie in most reports: its 5th and 95th percentile.

    ``n`` is how many reports have such a figure, ``of`` how many annual reports were published when it was reckoned.
    Derived; :mod:`reports.store.usual_ranges` keeps it.
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


class ProvinceMedian(models.Model):
    """The median of an indicator's figures in one unit in a province's reports on a year (全省中位数).

    ``n`` is how many reports have such a figure. Derived, reckoned together with the usual ranges: thousands of figures
    are too many to be read for each page.
    """

    province = models.ForeignKey("Region", models.CASCADE, related_name="+", verbose_name="省份")
    year = models.PositiveSmallIntegerField("报告年度")
    indicator = models.ForeignKey("Indicator", models.CASCADE, related_name="+", verbose_name="指标")
    unit = models.CharField("单位", max_length=20, blank=True)
    median = models.DecimalField("中位数", max_digits=20, decimal_places=4)
    n = models.PositiveIntegerField("报告数")

    class Meta:
        verbose_name = verbose_name_plural = "全省中位数"
        constraints = [
            models.UniqueConstraint(
                fields=["province", "year", "indicator", "unit"], name="one_median_a_province_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.province_id} {self.year} {self.indicator_id} {self.unit}"
