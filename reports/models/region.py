"""Units of the administrative division (行政区划)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.parsing.place.gazetteer import is_sample_place

from .addresses import address


class Region(models.Model):
    """A unit of the administrative division (行政区划), whatever it is called and numbered at a time.

    ``name``, ``full_name`` and ``code`` (2, 4, 6 or 9 digits) are those of today, or the last it had; what it was called
    and numbered before is in :class:`RegionName` and :class:`RegionCode`. Addresses, the index, the API and exports go
    by codes; rows that belong to a place go by its ``id``.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", _("省级")
        CITY = "city", _("地级")
        COUNTY = "county", _("县级")
        TOWNSHIP = "township", _("乡级")

    class Known(models.TextChoices):
        """How it is known which place followed."""

        SAME_CODE = "same_code", _("代码沿用")
        INFERRED = "inferred", _("推定")
        BY_HAND = "by_hand", _("人工")

    code = models.CharField("代码", max_length=12, unique=True)
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
    successor_known = models.CharField("后继依据", max_length=10, choices=Known, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "地区"
        ordering = ["code"]
        indexes = [
            models.Index(fields=["name"]),
            models.Index(fields=["pinyin"]),
            models.Index(fields=["initials"]),
            models.Index(
                fields=["valid_until", "code"],
                condition=models.Q(valid_until__isnull=False),
                name="region_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return address("region", self.code)

    @property
    def is_sample(self) -> bool:
        """Whether it is an invented place, 示例省 or one in it."""
        return is_sample_place(self.code)


class Dated(models.Model):
    """What holds from a day on (``valid_from``) and until another (``valid_until``), that day not included.

    Null where the day is not known.
    """

    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_until = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        abstract = True


class RegionName(Dated):
    """A name that a place has or had."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="names", verbose_name="地区")
    name = models.CharField("名称", max_length=60)
    full_name = models.CharField("全称", max_length=160)

    class Meta:
        verbose_name = verbose_name_plural = "地区名称"
        indexes = [models.Index(fields=["name"], name="region_name")]

    def __str__(self) -> str:
        return self.full_name


class RegionCode(Dated):
    """A code that a place has or had. A code can be given to another place later."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="codes", verbose_name="地区")
    code = models.CharField("代码", max_length=12)

    class Meta:
        verbose_name = verbose_name_plural = "地区代码"
        indexes = [models.Index(fields=["code"], name="region_code")]

    def __str__(self) -> str:
        return self.code
