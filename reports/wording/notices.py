"""What a reader is told of an address that is not understood as it stands."""

from __future__ import annotations

from .sentence import Sentence


def not_taken(value: str, name: str) -> str:
    """Of a parameter's value that is none of those there are, and is left out: ``name`` is the parameter's."""
    return Sentence("“%(value)s”不是有效的%(name)s，未采用。", value=value[:40], name=name)
