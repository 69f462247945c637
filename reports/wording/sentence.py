"""Sentences that code without Django forms for a reader (给读者的话): Chinese, and translatable later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Self

from reports.text.remarks import Remark


class Sentence(str):
    """Chinese text that remembers its pattern and values, so that a page can say it in another language.

    As a ``str`` it is the Chinese sentence. ``pattern`` has ``%(name)s`` for each value and is a msgid of the
    catalogue, so it stands as a literal where the sentence is made, or in a vocabulary. A value may be a sentence
    itself.
    """

    pattern: str
    values: dict[str, object]

    def __new__(cls, pattern: str, /, **values: object) -> Self:
        self = super().__new__(cls, pattern % values if values else pattern)
        self.pattern, self.values = pattern, values
        return self


class Counted(Sentence):
    """A sentence whose form may depend on the number ``n``, as in 1 report, 2 reports."""


def joined(parts: Iterable[str], pattern: str) -> str:
    """The parts in one sentence, two and two by ``pattern``, whose values are ``a`` and ``b``; "" for none."""
    return reduce(lambda a, b: Sentence(pattern, a=a, b=b), parts) if (parts := list(parts)) else ""


def say(text: str, translate: Callable[[str, int | None], str]) -> str:
    """A sentence or remark by way of ``translate``: it is given a pattern and the number its form depends on, or None."""
    if not isinstance(text, Sentence | Remark):
        return translate(text, None) if text else text
    n = text.values.get("n") if isinstance(text, Counted) else None
    pattern = translate(text.pattern, n if isinstance(n, int) else None)
    if not text.values:
        return pattern
    return pattern % {
        key: say(value, translate) if isinstance(value, Sentence | Remark) else value
        for key, value in text.values.items()
    }
