"""Tokens with which a program uploads in a person's name.

A token is signed, not stored: it holds the user and ends when that user's password changes or the account is closed.
"""

from django.contrib.auth.models import User
from django.core import signing
from django.utils.crypto import constant_time_compare

_SALT = "reports.uploads"


def token_for(user: User) -> str:
    """A token that uploads as ``user``."""
    return signing.dumps({"user": user.pk, "key": _key(user)}, salt=_SALT)


def user_of(token: str) -> User | None:
    """The active staff member a token speaks for, or None."""
    try:
        held = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=held["user"], is_active=True, is_staff=True).first()
    return user if user is not None and constant_time_compare(held["key"], _key(user)) else None


def _key(user: User) -> str:
    """Changes with the password."""
    return user.get_session_auth_hash()[:20]
