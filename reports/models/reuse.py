"""The tables behind copied text (雷同): an index of the sentences of published reports, and of near copies.

A report has rows here while it is published, and none otherwise; :mod:`reports.store.reports` sees to it.
"""

from django.db import models


class SentenceHash(models.Model):
    """A sentence of a published report; the hashes are those of :class:`reports.analysis.copied.masking.Print`.

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
