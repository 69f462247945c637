"""The tables behind copied text (雷同): an index of the sentences of published reports, and of near copies.

A report has rows here while it is published, and none otherwise; :mod:`reports.store.reports` sees to it. How much of
each report is copied, and from which, is reckoned from them; :mod:`reports.store.copied_rows` sees to that.
"""

from django.db import models


class SentenceHash(models.Model):
    """A sentence of a published report; the hashes are those of :class:`reports.analysis.compared_sentences.Print`.

    ``body`` (the region's code as a number) and ``year`` repeat the report's, so that who else has a sentence is
    answered without touching the reports, whose rows are large.
    """

    report = models.ForeignKey("Report", models.CASCADE, related_name="sentence_hashes", verbose_name="报告")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    hash = models.BigIntegerField("逐字")
    masked_hash = models.BigIntegerField("略去数字与地名")
    body = models.PositiveIntegerField("地区代码")
    year = models.PositiveSmallIntegerField("报告年度")

    class Meta:
        verbose_name = verbose_name_plural = "句"
        # What is equal word for word is equal masked, so this one finds both. Each index more costs a page a sentence.
        indexes = [models.Index(fields=["masked_hash", "body"], name="sentence_masked")]

    def __str__(self) -> str:
        return f"{self.report_id}:{self.start}"


class Signature(models.Model):
    """That a report's sentences are in the index, and its MinHash signature, empty for a very short text."""

    report = models.OneToOneField("Report", models.CASCADE, primary_key=True, verbose_name="报告")
    sentences = models.PositiveIntegerField("句数")
    minhash = models.BinaryField("签名")

    class Meta:
        verbose_name = verbose_name_plural = "签名"

    def __str__(self) -> str:
        return str(self.report_id)


class SignatureBand(models.Model):
    """One band of a signature: reports with a key in common are likely near copies."""

    report = models.ForeignKey("Report", models.CASCADE, verbose_name="报告")
    key = models.BigIntegerField("键")

    class Meta:
        verbose_name = verbose_name_plural = "签名段"
        indexes = [models.Index(fields=["key", "report"], name="band_key")]

    def __str__(self) -> str:
        return f"{self.report_id}:{self.key}"


class CopiedShare(models.Model):
    """How much of a report stands in others that are not known to be later (雷同占比).

    ``sentences`` are those compared, ``copied`` those that stand elsewhere, exact or but for figures and names, in a
    report public earlier or of unknown order. ``share`` is their share, 0 to 1.
    """

    report = models.OneToOneField("Report", models.CASCADE, primary_key=True, verbose_name="报告")
    sentences = models.PositiveIntegerField("可比句数")
    copied = models.PositiveIntegerField("雷同句数")
    share = models.FloatField("占比", db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "雷同占比"

    def __str__(self) -> str:
        return f"{self.report_id}: {self.share}"


class CopiedFrom(models.Model):
    """The report that has most of another's sentences (雷同来源), one of each kind at most, none that is later."""

    class Kind(models.TextChoices):
        OWN = "own", "本地往年"
        COUNTY = "county", "同县"
        ELSEWHERE = "elsewhere", "外县"

    report = models.ForeignKey("Report", models.CASCADE, related_name="copied_from", verbose_name="报告")
    source = models.ForeignKey("Report", models.CASCADE, related_name="+", verbose_name="来源")
    kind = models.CharField("类别", max_length=9, choices=Kind)
    earlier = models.BooleanField("较早", help_text="来源公开较早；否则先后不详")
    sentences = models.PositiveIntegerField("相同句数")
    share = models.FloatField("占本篇")

    class Meta:
        verbose_name = verbose_name_plural = "雷同来源"
        indexes = [models.Index(fields=["kind", "share"], name="copied_from_order")]
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="one_source_a_kind")]

    def __str__(self) -> str:
        return f"{self.report_id} ← {self.source_id}"


class CopiedState(models.Model):
    """One row: of which state of the sentences the shares were reckoned, when, and how long that took."""

    state = models.CharField("状态", max_length=60)
    at = models.DateTimeField("时间")
    seconds = models.FloatField("用时")

    class Meta:
        verbose_name = verbose_name_plural = "雷同计算状态"

    def __str__(self) -> str:
        return self.state
