"""Numbers that a page's ordered lists show before their items, where the page itself says which.

Most sites reset the look of lists in a style sheet that is not in the file, so a bare ``<ol>`` proves nothing; a type,
a style in the element or a class of UEditor, the editor of many publishing systems, does.
"""

import re

from selectolax.lexbor import LexborNode

from reports.text.numerals import UP_TO_TEN, numeral, set_apart

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_UEDITOR = re.compile(r"\bcustom_(num|num1|num2|cn|cn1|cn2)\b")
#: Name of a style, a type or UEditor's class → number format and what stands around the number.
_SHOWN = {
    **dict.fromkeys(("decimal", "1", "num"), ("decimal", "{}.")),
    **dict.fromkeys(
        ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cn"),
        ("chineseCounting", "{}、"),
    ),
    **dict.fromkeys(("simp-chinese-formal", "trad-chinese-formal"), ("chineseLegalSimplified", "{}、")),
    **dict.fromkeys(("lower-alpha", "lower-latin", "a"), ("lowerLetter", "{}.")),
    **dict.fromkeys(("upper-alpha", "upper-latin", "A"), ("upperLetter", "{}.")),
    **dict.fromkeys(("lower-roman", "i"), ("lowerRoman", "{}.")),
    **dict.fromkeys(("upper-roman", "I"), ("upperRoman", "{}.")),
    "num1": ("decimal", "{}）"),
    "num2": ("decimal", "（{}）"),
    "cn1": ("chineseCounting", "{}）"),
    "cn2": ("chineseCounting", "（{}）"),
}
_OWN = re.compile(rf"\s*[（(]?[{UP_TO_TEN}\d]{{1,3}}[）)、.．]")


class ListNumbers:
    """Counts the items of a page's lists, asked for in the order of the page."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def marker(self, item: LexborNode) -> str:
        """The number before a list's item; "" for one that shows none, or that holds its own."""
        ordered = item.parent
        if ordered is None or ordered.tag != "ol":
            return ""
        start = _number(ordered.attributes.get("start"), 1)
        given = item.attributes.get("value")
        count = _number(given, 1) if given else self._counts.get(ordered.mem_id, start - 1) + 1
        self._counts[ordered.mem_id] = count
        shown = _shown(ordered)
        if shown is None or _OWN.match(item.text()[:40]):
            return ""
        return set_apart(shown[1].format(numeral(count, shown[0])))


def _shown(ordered: LexborNode) -> tuple[str, str] | None:
    attributes = ordered.attributes
    style = _STYLE.search(attributes.get("style") or "")
    if style:
        return _SHOWN.get(style[1].lower())
    editor = _UEDITOR.search(attributes.get("class") or "")
    return _SHOWN.get(editor[1] if editor else attributes.get("type") or "")


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 6 else default
