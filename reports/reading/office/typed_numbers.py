"""Numbers that stand in a paragraph as text (手打序号), beside those that a program counts."""

import re

from reports.text.remarks import Remark

#: Said where a paragraph shows both.
TWICE = Remark("numbers_twice")
_TYPED = re.compile(
    r"\s*(?:第?([〇零一二三四五六七八九十百]{1,5}|\d{1,3})(、|[.．](?!\d)|章|节)"
    r"|[（(]([〇零一二三四五六七八九十百]{1,5}|\d{1,3})[）)])"
)


def form(text: str) -> str:
    """The form of the number ``text`` begins with (``一、``, ``（1）``), whatever the number; "" when there is none."""
    found = _TYPED.match(text[:20])
    if not found:
        return ""
    number = found[1] or found[3]
    return f"{'1' if number.isdecimal() else '一'}{(found[2] or '（）').replace('．', '.')}"
