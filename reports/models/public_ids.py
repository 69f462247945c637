"""The public ids of reports (报告编号): what stands in their addresses, and what stood there before.

An id is made of the SHA-256 of a report's original, which no correction, no new reading and no rebuilt archive changes.
"""

from __future__ import annotations

import re
from collections.abc import Container

#: Hex digits of an id, unless that many are another report's already.
SHORTEST = 12
_ID = re.compile(r"[0-9a-f]{12,64}")
# Fewer digits than an id has: an id of decimal digits alone is never taken for a number.
_NUMBER = re.compile(r"[0-9]{1,11}")


class PublicId:
    """Path converter: an id of a report."""

    regex = _ID.pattern

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Number:
    """Path converter: the number (主键) that reports had in their addresses before they had ids."""

    regex = _NUMBER.pattern

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


def is_public_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def candidates(sha256: str) -> tuple[str, ...]:
    """All ids that a report of the original with this hash (64 hex digits) can have, the first choice first."""
    return tuple(sha256[:size] for size in range(SHORTEST, len(sha256) + 1))


def public_id(sha256: str, taken: Container[str]) -> str:
    """The shortest of :func:`candidates` that is not taken.

    Reports are given ids in the order in which they are stored: of several made from one original the first has twelve
    digits, the next thirteen. Raises ValueError where all are taken.
    """
    for one in candidates(sha256):
        if one not in taken:
            return one
    raise ValueError(f"every id made of {sha256} is taken")
