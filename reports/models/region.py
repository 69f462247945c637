"""Units of the administrative division (行政区划)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.parsing.place.gazetteer import is_sample_place


class Region(models.Model):
    """A unit of the administrative division (行政区划), keyed by its code of 2, 4, 6 or 9 digits."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("省级")
        CITY = "city", _("地级")
        COUNTY = "county", _("县级")
        TOWNSHIP = "township", _("乡级")

    code = models.CharField("代码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=8, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    full_name = models.CharField("全称", max_length=160)
    pinyin = models.CharField("拼音", max_length=200, blank=True)
    initials = models.CharField("拼音首字母", max_length=60, blank=True)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_until = models.DateField("废止日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="后继区划"
    )

    class Meta:
        verbose_name = verbose_name_plural = "地区"
        ordering = ["code"]
        indexes = [
            models.Index(fields=["name"]),
            models.Index(fields=["pinyin"]),
            models.Index(fields=["initials"]),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("region", args=[self.code])

    @property
    def is_sample(self) -> bool:
        """Whether it is an invented place, 示例省 or one in it."""
        return is_sample_place(self.code)
