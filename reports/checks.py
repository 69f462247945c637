"""What must be right before the archive starts; run by Django's commands and by the WSGI entry point."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured

HINT = (
    "`make run` writes a private one to .env; elsewhere set the variable to a long random string "
    "(python -c 'import secrets; print(secrets.token_urlsafe(48))'), or DEBUG=1 for trying things out."
)


@register()
def secret_key(**_: Any) -> list[Error]:
    """An error with a hint when SECRET_KEY is missing."""
    try:
        settings.SECRET_KEY  # noqa: B018
    except ImproperlyConfigured:
        return [Error("SECRET_KEY is not set.", hint=HINT, id="archive.E001")]
    return []
