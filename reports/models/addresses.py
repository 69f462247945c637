"""Addresses of pages that lists lead to by the hundred (地址)."""

from __future__ import annotations

from functools import cache

from django.urls import get_script_prefix, reverse

_ANY = "0" * 12


def address(name: str, value: str) -> str:
    """``reverse(name, args=[value])`` for a value of letters, digits and ``_-``; the pattern is looked up once."""
    before, after = _around(name, get_script_prefix())
    return f"{before}{value}{after}"


@cache
def _around(name: str, prefix: str) -> tuple[str, str]:
    """What stands before and behind the value; Django puts the script's prefix before all."""
    before, _, after = reverse(name, args=[_ANY]).partition(_ANY)
    return before, after
