"""That a restoration from a backup (恢复) is under way."""

from django.db import models


class Restoration(models.Model):
    """A backup whose rows are all here while something made of them may not be: broken off, it is gone on with.

    Written with the rows, in their transaction, and taken away at the end.
    """

    #: SHA-256 of the backup's manifest.
    manifest = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "恢复"

    def __str__(self) -> str:
        return self.manifest
