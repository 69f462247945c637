"""What must be right before the archive starts; run by Django's commands and by the WSGI entry point."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured

HINT = (
    "make run 会写一个到 .env；别处请把这个环境变量设为一长串随机字符"
    "（python3 -c 'import secrets; print(secrets.token_urlsafe(48))'），只是试用可设 DEBUG=1。"
)


@register()
def secret_key(**_: Any) -> list[Error]:
    """An error with a hint when SECRET_KEY is missing."""
    try:
        settings.SECRET_KEY  # noqa: B018
    except ImproperlyConfigured:
        return [Error("没有设置 SECRET_KEY。", hint=HINT, id="archive.E001")]
    return []
