"""The reader's language (读者的语言): what it is, and sentences said in it."""

from __future__ import annotations

from django.utils.translation import get_language, gettext, ngettext

from . import sentence
from .markup import Reader


def is_chinese() -> bool:
    """Whether the page is the Chinese one."""
    return (get_language() or "zh").startswith("zh")


def said(text: str) -> str:
    """A sentence, or a word of the vocabularies, in the reader's language; what has no translation stays as it is."""
    # As a string a sentence is the Chinese one.
    return str(text) if is_chinese() else sentence.say(text, _translated)


def _translated(pattern: str, number: int | None) -> str:
    return gettext(pattern) if number is None else ngettext(pattern, pattern, number)


def reader() -> Reader:
    """The reader of a page as the set text needs to know them."""
    return Reader() if is_chinese() else Reader(said, get_language() or "en")
