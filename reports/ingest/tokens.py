"""Tokens with which a program speaks for a person: made, told apart, revoked.

A token is shown once; what is kept is its hash. It ends at its date, when it is revoked, when its person's password
changes or the account is closed.
"""

import hashlib
import logging
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import DatabaseError
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from reports.models import ApiToken

Scope = ApiToken.Scope
#: How long a token lasts unless something else is said.
DAYS = 365
#: Known by where one is found by accident, in a file or a log.
_PREFIX = "tra_"
#: The last use is written down once in so long: reading stays reading.
_USED_EVERY = timedelta(hours=1)
logger = logging.getLogger(__name__)


def make(user: User, name: str, scope: str = Scope.UPLOAD, days: int = DAYS) -> tuple[str, ApiToken]:
    """A new token of ``user``, which is kept nowhere else, and its row; ``name`` says what it is for."""
    token = _PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=user,
        name=name,
        scope=scope,
        digest=_digest(token),
        account=_account(user),
        expires_at=timezone.now() + timedelta(days=days),
    )
    return token, row


def user_of(token: str, scope: str = Scope.UPLOAD) -> User | None:
    """The active staff member a token speaks for where ``scope`` is asked for, or None."""
    if not token.startswith(_PREFIX):
        return None
    now = timezone.now()
    held = ApiToken.objects.select_related("user").filter(digest=_digest(token)).first()
    if held is None or held.revoked_at or held.expires_at <= now or scope not in (held.scope, Scope.READ):
        return None
    user = held.user
    if not (user.is_active and user.is_staff and constant_time_compare(held.account, _account(user))):
        return None
    if held.last_used_at is None or now - held.last_used_at >= _USED_EVERY:
        try:
            ApiToken.objects.filter(pk=held.pk).update(last_used_at=now)
        except DatabaseError:
            # A database that cannot be written to is no reason to refuse who may read.
            logger.warning("the last use of token %d cannot be written down", held.pk)
    return user


def revoke(token: ApiToken) -> None:
    """End a token for good; one that has ended stays as it ended."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _account(user: User) -> str:
    """Changes with the password."""
    return user.get_session_auth_hash()[:20]
