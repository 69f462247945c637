"""The archive's tables.

All ``start`` / ``end`` columns are ``str`` offsets into ``Report.text``, ``end`` exclusive. Rows of reports are
written by :mod:`reports.store.reports` alone.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .batch import Batch as Batch
from .batch import BatchItem as BatchItem
from .public_ids import candidates, public_id
from .reuse import SentenceHash as SentenceHash
from .reuse import Signature as Signature
from .reuse import SignatureBand as SignatureBand
from .usual import ProvinceMedian as ProvinceMedian
from .usual import UsualRange as UsualRange


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
        return reverse("topic", args=[self.slug])


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
        return reverse("indicator", args=[self.slug])

    @property
    def kind(self) -> str:
        """The word beside its figures: 存量 or 流量, and 比率 for what can't be added up at all."""
        return gettext("比率") if self.family == self.Family.RATE else self.get_stock_or_flow_display()


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


class Report(models.Model):
    """One issuer's report for one year (法治政府建设年度报告), as read from one original."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("待审")
        PUBLISHED = "published", _("已发布")
        SUPERSEDED = "superseded", _("已被取代")
        WITHDRAWN = "withdrawn", _("已撤下")

    class Genre(models.TextChoices):
        ANNUAL_REPORT = "annual_report", _("年度报告")
        ACCOUNTABILITY_STATEMENT = "accountability_statement", _("述职述法")
        WORK_PLAN = "work_plan", _("工作计划")
        OTHER = "other", _("其他")

    # What stands in its address, see reports.models.public_ids; given when the row is first saved, and never changed.
    public_id = models.CharField("编号", max_length=64, unique=True, editable=False)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="地区"
    )
    region_confidence = models.FloatField("地区置信度", default=0)
    region_name = models.CharField("报告中的地名", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("报告年度", null=True, blank=True)
    genre = models.CharField("文种", max_length=30, choices=Genre, default=Genre.ANNUAL_REPORT)
    title = models.CharField("标题", max_length=300)
    title_derived = models.BooleanField("标题系推定", default=False)
    issuer = models.CharField("发布机关", max_length=200, blank=True)
    index_no = models.CharField("索引号", max_length=100, blank=True)
    doc_no = models.CharField("文号", max_length=100, blank=True)
    published = models.DateField("发布日期", null=True, blank=True)
    signed = models.DateField("成文日期", null=True, blank=True)
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="reports", verbose_name="原件")
    text = models.TextField("正文")
    # Spans behind title, issuer, year, dates and region, and the 一是/二是 items: as ParsedReport.to_dict has them.
    evidence = models.JSONField("依据", default=dict)
    items = models.JSONField("列举项", default=list)
    parser_version = models.CharField("识别版本", max_length=20)
    # Field name → {"value", "by", "at"}: what a person set by hand, laid over each new reading.
    corrections = models.JSONField("人工更正", default=dict, blank=True)
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.DRAFT)
    # Invented, to show the archive at work: marked wherever it is shown, counted nowhere (see reports.queries.samples).
    sample = models.BooleanField("示例", default=False, editable=False)
    supersedes = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="superseded_by", verbose_name="取代"
    )
    created_at = models.DateTimeField("入库时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    # The index outbox: set in the transaction that changes the row; cleared by the index writer for the revision it saw.
    revision = models.PositiveIntegerField("修订号", default=1)
    # reports.store.doubt.Doubt, kept by the transaction that changes the row: the order of the review queue.
    doubt = models.PositiveSmallIntegerField("疑问", default=0, editable=False)
    search_dirty = models.BooleanField("待索引", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "报告"
        ordering = ["-year", "region", "pk"]
        indexes = [
            models.Index(fields=["status", "region", "year", "sample"], name="report_place"),
            models.Index(fields=["status", "sample"], condition=Q(sample=True), name="report_sample"),
            models.Index(fields=["status", "created_at"]),
            models.Index(fields=["updated_at"]),
            # All that coverage counts by, so that it need not visit the rows with their long texts.
            models.Index(
                fields=["status", "genre", "year", "region", "published", "sample", "public_id"],
                name="report_coverage",
            ),
            # The keeper's list in its order, with all it is filtered and searched by: rows are visited to be shown only.
            models.Index(
                fields=["doubt", "id", "status", "year", "genre", "region", "source", "title", "issuer"],
                name="report_queue",
            ),
            models.Index(fields=["search_dirty"], condition=Q(search_dirty=True), name="report_dirty"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.public_id])

    def save(self, **kwargs: Any) -> None:
        """Saved without an id, it is given one."""
        if not self.public_id:
            sha256 = self.source.sha256
            held = Report.objects.filter(public_id__in=candidates(sha256))
            self.public_id = public_id(sha256, set(held.values_list("public_id", flat=True)))
        super().save(**kwargs)

    @property
    def is_public(self) -> bool:
        """Whether its address answers to everyone: what was superseded still does, and says so."""
        return self.status in (self.Status.PUBLISHED, self.Status.SUPERSEDED)


class Span(models.Model):
    """A range of characters of a report's text."""

    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")

    class Meta:
        abstract = True
        ordering = ["start"]


class Section(Span):
    """A numbered section of a report (章节)."""

    class Role(models.TextChoices):
        OVERVIEW = "overview", _("概述")
        ACHIEVEMENTS = "achievements", _("主要举措和成效")
        PROBLEMS = "problems", _("不足和原因")
        RESPONSIBILITY = "responsibility", _("主要负责人履行第一责任人职责情况")
        PLAN = "plan", _("下一年度安排")
        OTHER = "other", _("其他")

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name="报告")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="上级章节"
    )
    path = models.CharField("编号", max_length=40)
    level = models.PositiveSmallIntegerField("层级")
    marker = models.CharField("序号", max_length=20)
    heading = models.CharField("标题", max_length=300)
    heading_start = models.PositiveIntegerField("标题起")
    heading_end = models.PositiveIntegerField("标题止")
    role = models.CharField("职能", max_length=20, choices=Role, blank=True)
    topics = models.ManyToManyField(
        Topic, through="SectionTopic", related_name="sections", verbose_name="主题"
    )

    class Meta(Span.Meta):
        verbose_name = verbose_name_plural = "章节"

    def __str__(self) -> str:
        return f"{self.marker}{self.heading}"


class SectionTopic(models.Model):
    """A topic of a section, with the words it rests on: ``evidence`` is a list of ``[start, end]``."""

    section = models.ForeignKey(Section, models.CASCADE)
    topic = models.ForeignKey(Topic, models.PROTECT)
    evidence = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "topic"], name="one_topic_once_a_section")]

    def __str__(self) -> str:
        return f"{self.section}: {self.topic}"


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

    @property
    def underline_start(self) -> int:
        """Where its underline begins: at the numeral, or at the first word where a zero is told in words."""
        inside = self.start <= self.figure_start < self.end
        return self.figure_start if inside and not self.negated else self.start

    @property
    def anchor(self) -> str:
        """Its anchor on the report's page, ``#`` not included."""
        return f"m-{self.underline_start}"

    @property
    def underline_end(self) -> int:
        """Where the underline ends: behind the unit where it follows the numeral, else with the figure's words."""
        after = self.text[self.underline_start - self.start + len(self.figure) :]
        blanks = len(after) - len(after.lstrip())
        if self.negated or not self.unit or not after[blanks:].startswith(self.unit):
            return self.end
        return min(self.end, self.underline_start + len(self.figure) + blanks + len(self.unit))


class Flag(models.Model):
    """Something a careful reader would remark on (标记); without a place ``start`` and ``end`` are null."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="flags", verbose_name="报告")
    kind = models.CharField("类别", max_length=40)
    start = models.PositiveIntegerField("起", null=True, blank=True)
    end = models.PositiveIntegerField("止", null=True, blank=True)
    note = models.CharField("说明", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "标记"
        ordering = ["start"]
        indexes = [models.Index(fields=["kind", "report"], name="flag_kind")]

    def __str__(self) -> str:
        return self.kind


class Furniture(Span):
    """A span of page furniture (页面杂项): kept in the text, left out of search and reading."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="furniture", verbose_name="报告")
    kind = models.CharField("类别", max_length=30)

    class Meta(Span.Meta):
        verbose_name = verbose_name_plural = "页面杂项"

    def __str__(self) -> str:
        return self.kind
