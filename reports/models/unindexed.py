"""The reports that could not be indexed."""

from django.db import models


class Unindexed(models.Model):
    """A report whose indexing raised (搁置): it is left out, named, and tried again after a pause or when it changes.

    Derived; :mod:`reports.search.index.aside` keeps it. ``revision`` is the report's that was tried, ``error`` what was
    raised, ``tries`` how often, ``again`` when it is tried the next time.
    """

    report = models.OneToOneField(
        "Report", models.CASCADE, primary_key=True, related_name="unindexed", verbose_name="报告"
    )
    revision = models.PositiveIntegerField("修订次数")
    error = models.TextField("错误")
    tries = models.PositiveIntegerField("试过几次")
    again = models.DateTimeField("下次再试")

    class Meta:
        verbose_name = verbose_name_plural = "未能索引"

    def __str__(self) -> str:
        return f"{self.report_id} {self.error}"
