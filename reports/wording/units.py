"""Units of figures (计量单位) in the reader's language: the Chinese stays, since unlike units are not to be mixed up."""

from __future__ import annotations

from reports.parsing.vocab import load

from .translation import is_chinese


def unit_in_english(unit: str) -> str:
    """What ``unit`` is called beside the Chinese on an English page; "" on a Chinese one, and where it has no name."""
    if is_chinese():
        return ""
    named: str = load("unit_names")["english"].get(unit, "")
    return named
