"""Sections of a report (章节) and their topics."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..report import Report
from ..vocabulary import Topic
from .span import Span


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
    # Values of Role, that of the larger part first; several where the heading announces several contents.
    roles = models.JSONField("职能", default=list, blank=True)
    # Its id, which is its anchor on the report's page, and the anchor it had before, see reports.store.anchors.
    anchor = models.CharField("锚点", max_length=48, editable=False)
    former_anchor = models.CharField("原锚点", max_length=48, blank=True, editable=False)
    topics = models.ManyToManyField(
        Topic, through="SectionTopic", related_name="sections", verbose_name="主题"
    )

    class Meta(Span.Meta):
        verbose_name = verbose_name_plural = "章节"

    def __str__(self) -> str:
        return f"{self.marker}{self.heading}"

    @property
    def role_names(self) -> list[str]:
        """The names of its roles, in the reader's language."""
        return [str(self.Role(role).label) for role in self.roles]


class SectionTopic(models.Model):
    """A topic of a section, with the words it rests on: ``evidence`` is a list of ``[start, end]``."""

    section = models.ForeignKey(Section, models.CASCADE)
    topic = models.ForeignKey(Topic, models.PROTECT)
    evidence = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["section", "topic"], name="one_topic_once_a_section")]

    def __str__(self) -> str:
        return f"{self.section}: {self.topic}"
