"""Reports: one issuer, one year, one original."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .addresses import address
from .public_ids import candidates, public_id
from .region import Region
from .source import SourceFile


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

    class Returned(models.TextChoices):
        """Why a report that had been published waits for a review again."""

        INCOMPLETE = "incomplete", _("没有认出地区、年度或文种")
        HELD = "held", _("同一地区、年度和文种已有对外的报告")

    # What stands in its address, see reports.models.public_ids; given when the row is first saved, and never changed.
    public_id = models.CharField("编号", max_length=64, unique=True, editable=False)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="地区"
    )
    # The code of ``region``, or "": what lies in a place is asked for by a range of codes, which no join does as fast.
    region_code = models.CharField("地区代码", max_length=12, blank=True, default="", editable=False)
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
    # Set while one that readers had seen is withdrawn; its address then says so. The reason is public.
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField("撤下原因", max_length=200, blank=True, editable=False)
    returned = models.CharField(
        "退回原因", max_length=10, choices=Returned, blank=True, default="", editable=False
    )
    # Invented, to show the archive at work: marked wherever it is shown, counted nowhere (see reports.queries.samples).
    sample = models.BooleanField("示例", default=False, editable=False)
    supersedes = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="superseded_by", verbose_name="取代"
    )
    created_at = models.DateTimeField("入库时间", auto_now_add=True)
    # When it was last published after readers could not see it: its arrival, by which the feed is ordered.
    released_at = models.DateTimeField("发布时间", null=True, blank=True, editable=False)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    # The index outbox: set in the transaction that changes the row; cleared by the index writer for the revision it saw.
    revision = models.PositiveIntegerField("修订号", default=1)
    # reports.store.asking.doubt.Doubt, kept by the transaction that changes the row: the order of the review queue.
    doubt = models.PositiveSmallIntegerField("疑问", default=0, editable=False)
    search_dirty = models.BooleanField("待索引", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "报告"
        ordering = ["-year", "region_code", "pk"]
        indexes = [
            models.Index(fields=["status", "region_code", "year", "sample"], name="report_place"),
            models.Index(fields=["status", "sample"], condition=Q(sample=True), name="report_sample"),
            models.Index(fields=["status", "released_at"], name="report_arrival"),
            models.Index(fields=["updated_at"]),
            # All that coverage counts by, so that it need not visit the rows with their long texts.
            models.Index(
                fields=["status", "genre", "year", "region_code", "published", "sample", "public_id"],
                name="report_coverage",
            ),
            # The keeper's list in its order, with all it is filtered and searched by: rows are visited to be shown only.
            models.Index(
                fields=["doubt", "id", "status", "year", "genre", "region_code", "source", "title", "issuer"],
                name="report_queue",
            ),
            models.Index(fields=["search_dirty"], condition=Q(search_dirty=True), name="report_dirty"),
        ]
        constraints = [
            models.CheckConstraint(
                name="published_is_complete",
                condition=~Q(status="published") | Q(region__isnull=False, year__isnull=False) & ~Q(genre=""),
            ),
            models.UniqueConstraint(
                fields=["region", "year", "genre"],
                condition=Q(status="published"),
                name="one_published_a_place_year_and_genre",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("report", self.public_id)

    def save(self, **kwargs: Any) -> None:
        """Saved without an id, it is given one; ``region_code`` is always its region's."""
        self.region_code = self.place
        if kwargs.get("update_fields") is not None and "region" in kwargs["update_fields"]:
            kwargs["update_fields"] = {*kwargs["update_fields"], "region_code"}
        if not self.public_id:
            sha256 = self.source.sha256
            held = Report.objects.filter(public_id__in=candidates(sha256))
            self.public_id = public_id(sha256, set(held.values_list("public_id", flat=True)))
        super().save(**kwargs)

    @property
    def is_traced(self) -> bool:
        """Whether readers had seen it before it was withdrawn: its address then answers with a trace of it."""
        return self.status == self.Status.WITHDRAWN and self.withdrawn_at is not None

    @property
    def place(self) -> str:
        """The code of its region as that is set now, saved or not; "" without one."""
        return self.region.code if self.region else ""

    @property
    def is_public(self) -> bool:
        """Whether its address answers to everyone: what was superseded still does, and says so."""
        return self.status in (self.Status.PUBLISHED, self.Status.SUPERSEDED)
