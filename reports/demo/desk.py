"""What the keeper of the demonstration finds on the desk: an account, and an upload that needs looking at."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model

from reports.ingest.batches import Brought, bring, work_off
from reports.models import Batch
from reports.store import originals

from .corpus import MadeFile

KEEPER = "demo"
_NOTE = "演示：各区县交来的一批文件"


def set_the_desk(uploads: Sequence[MadeFile]) -> None:
    """Make the keeper's account and bring the files as an upload, as far as that has not been done."""
    keeper, _ = get_user_model().objects.get_or_create(
        username=KEEPER, defaults={"is_staff": True, "is_superuser": True}
    )
    if not keeper.has_usable_password() or not _password().exists():
        password = secrets.token_urlsafe(12)
        _password().parent.mkdir(parents=True, exist_ok=True)
        _password().touch(mode=0o600)
        _password().write_text(f"{password}\n", "ascii")
        keeper.set_password(password)
        keeper.save()
    batch, new = Batch.objects.get_or_create(note=_NOTE, defaults={"created_by": keeper, "publish": True})
    if new:
        bring(batch, [Brought(file.name, originals.keep(file.data)) for file in uploads])
    work_off(batch)


def _password() -> Path:
    return Path(settings.ARCHIVE_ROOT) / "tmp" / "demo-keeper"


def keeper_password() -> str:
    """The password of the keeper's account, made up when the demonstration was; "" where there is none."""
    return _password().read_text("ascii").strip() if _password().exists() else ""
