"""Original files (原件)."""

from django.conf import settings
from django.db import models


class SourceFile(models.Model):
    """An original file (原件), stored once under its SHA-256 and never changed."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    name = models.CharField("文件名", max_length=255)
    media_type = models.CharField("格式", max_length=100)
    encoding = models.CharField("编码", max_length=40, blank=True)
    size = models.PositiveBigIntegerField("字节数")
    url = models.URLField("来源网址", max_length=1000, blank=True)
    received_at = models.DateTimeField("收到时间", auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="上传人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "原件"

    def __str__(self) -> str:
        return self.name
