"""Topics and indicators, as the vocabulary files have them."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .addresses import address


class Topic(models.Model):
    """A subject of sections (主题), from parsing/vocab/topics.toml."""

    slug = models.SlugField("标识", primary_key=True)
    name = models.CharField("名称", max_length=40)
    position = models.PositiveSmallIntegerField("次序")

    class Meta:
        verbose_name = verbose_name_plural = "主题"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("topic", self.slug)


class Indicator(models.Model):
    """A series of comparable figures (指标), from parsing/vocab/indicators.toml."""

    class Family(models.TextChoices):
        COUNT = "count", _("件次")
        PEOPLE = "people", _("人数")
        RATE = "rate", _("比率")
        MONEY = "money", _("金额")

    class Span(models.TextChoices):
        """Counted at a date, or over the year."""

        STOCK = "stock", _("存量")
        FLOW = "flow", _("流量")

    slug = models.SlugField("标识", primary_key=True, max_length=60)
    name = models.CharField("名称", max_length=60)
    family = models.CharField("单位类别", max_length=8, choices=Family)
    stock_or_flow = models.CharField("存量或流量", max_length=5, choices=Span, default=Span.FLOW)
    definition = models.TextField("定义", blank=True)
    caveat = models.TextField("注意", blank=True)
    position = models.PositiveSmallIntegerField("次序")

    class Meta:
        verbose_name = verbose_name_plural = "指标"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("indicator", self.slug)

    @property
    def kind(self) -> str:
        """The word beside its figures: 全年 for what a year sums, 年末 for what stands at its end, 比率 for rates."""
        if self.family == self.Family.RATE:
            return gettext("比率")
        return gettext("年末") if self.stock_or_flow == self.Span.STOCK else gettext("全年")
