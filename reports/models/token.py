"""Tokens (令牌) with which a program speaks for a person; only their hashes are kept."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ApiToken(models.Model):
    """A token of a person's for one program.

    ``account`` changes with the person's password: a new one ends all tokens.
    """

    class Scope(models.TextChoices):
        UPLOAD = "upload", "上传和读取"
        READ = "read", "只读取"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name="用户"
    )
    name = models.CharField("用途", max_length=80)
    scope = models.CharField("权限", max_length=10, choices=Scope, default=Scope.UPLOAD)
    digest = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    account = models.CharField(max_length=20, editable=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)
    expires_at = models.DateTimeField("到期时间")
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField("作废时间", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "API 令牌"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name}（{self.user}）"

    @property
    def state(self) -> str:
        """What it is worth now, in Chinese."""
        if self.revoked_at:
            return "已作废"
        return "有效" if self.expires_at > timezone.now() else "已到期"
