"""What was uploaded together, and what became of each file."""

from django.conf import settings
from django.db import models

from reports.text.remarks import Remark, from_stored, words


class Batch(models.Model):
    """Files brought together (批次), with the defaults they share."""

    created_at = models.DateTimeField("时间", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="上传人"
    )
    note = models.CharField("说明", max_length=200, blank=True)
    publish = models.BooleanField("识别后直接发布", default=False)
    region = models.ForeignKey(
        "reports.Region", models.PROTECT, null=True, blank=True, verbose_name="所属地区"
    )
    url = models.URLField("来源网址", max_length=1000, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "批次"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"批次 {self.pk}"


class BatchItem(models.Model):
    """One file of a batch and what became of it; ``reason`` is for the person who brought it."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待"
        STORED = "stored", "已入库"
        DUPLICATE = "duplicate", "重复"
        REVISION = "revision", "修订稿"
        UNDECIDED = "undecided", "待定"
        REFUSED = "refused", "未收"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items", verbose_name="批次")
    name = models.CharField("文件名", max_length=255)
    # Where the bytes wait: the SHA-256 of the stored original.
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    state = models.CharField("结果", max_length=10, choices=State, default=State.WAITING)
    #: ``{"code", "values"}``, see :mod:`reports.text.remarks`.
    remark = models.JSONField("原因", null=True, blank=True)
    report = models.ForeignKey(
        "reports.Report",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="batch_items",
        verbose_name="报告",
    )
    #: How often it was begun and nothing came of it, as when the process ended at it.
    attempts = models.PositiveSmallIntegerField("没有做完的次数", default=0)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "批次文件"
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "attempts"], name="batch_item_attempts")]

    @property
    def reason(self) -> Remark:
        return from_stored(self.remark) if self.remark else words("")

    def __str__(self) -> str:
        return self.name
