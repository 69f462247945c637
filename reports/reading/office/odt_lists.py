"""Automatic numbering of an OpenDocument text: which marker stands before which paragraph.

Lists are elements around paragraphs, and how their levels count stands in list styles (OpenDocument 1.3 part 3, 5.3
and 16.30 to 16.37); headings outside of lists count by the outline style.
"""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from reports.text.numerals import bullet, numeral, set_apart

T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LEVELS = 10
_OUTLINE = ""
#: No list has this name.
_NONE = " "
#: The first sign of a format, as in ``一, 二, 三, ...``, and its name in ECMA-376.
_FORMATS = {
    "1": "decimal", "一": "chineseCounting", "壹": "chineseLegalSimplified", "①": "decimalEnclosedCircle",
    "⑴": "decimalEnclosedParen", "⒈": "decimalEnclosedFullstop", "甲": "ideographTraditional",
    "子": "ideographZodiac", "１": "decimalFullWidth", "㊀": "ideographEnclosedCircle", "a": "lowerLetter",
    "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip


@dataclass(frozen=True)
class _Level:
    """How a level is shown: ``text`` with %1% … for numbers, or a bullet, which counts nothing."""

    format: str = ""
    text: str = ""
    start: int = 1
    bullet: bool = False


@dataclass
class _Item:
    """An open list: its style, its place among lists in one another, and whether its item has had its paragraph."""

    style: str
    counts: list[int | None]
    level: int
    numbered: bool = True
    start: int | None = None


@dataclass
class Lists:
    """The lists of a document, to be walked through in order."""

    styles: dict[str, dict[int, _Level]] = field(default_factory=dict)
    #: Paragraph style → list style, for lists that name none.
    of_paragraphs: dict[str, str] = field(default_factory=dict)
    _open: list[_Item] = field(default_factory=list)
    _by_id: dict[str, list[int | None]] = field(default_factory=dict)
    _last_of_style: dict[str, list[int | None]] = field(default_factory=dict)
    _outline: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)

    def begin(self, element: Element) -> None:
        """A list, an item of one or a heading of one begins."""
        if element.tag == f"{T}list":
            self._open.append(self._list(element))
        elif self._open:
            item = self._open[-1]
            item.numbered = element.tag == f"{T}list-header"
            item.start = _number(element.get(f"{T}start-value"))

    def end(self, element: Element) -> None:
        """A list ends."""
        if element.tag == f"{T}list" and self._open:
            self._open.pop()

    def marker(self, paragraph: Element) -> str:
        """The marker before ``paragraph``, counted on; "" when it has none. To be asked once a paragraph, in order."""
        if not self._open:
            return self._of_heading(paragraph)
        item = self._open[-1]
        if item.numbered:
            return ""
        item.numbered = True
        style = item.style or self.of_paragraphs.get(paragraph.get(f"{T}style-name", ""), "")
        self._last_of_style[style] = item.counts
        return self._counted(self.styles.get(style, {}), item.counts, item.level, item.start)

    def _list(self, element: Element) -> _Item:
        if self._open:
            outer = self._open[-1]
            style = element.get(f"{T}style-name") or outer.style
            return _Item(style, outer.counts, min(outer.level + 1, _LEVELS - 1))
        style = element.get(f"{T}style-name") or ""
        counts = self._by_id.get(element.get(f"{T}continue-list") or _NONE)
        if counts is None and element.get(f"{T}continue-numbering") == "true":
            counts = self._last_of_style.get(style)
        if counts is None:
            counts = [None for _ in range(_LEVELS)]
        self._by_id[element.get(_ID) or ""] = counts
        return _Item(style, counts, 0)

    def _of_heading(self, paragraph: Element) -> str:
        level = _number(paragraph.get(f"{T}outline-level"))
        if paragraph.tag != f"{T}h" or not level or level > _LEVELS or _OUTLINE not in self.styles:
            return ""
        if paragraph.get(f"{T}is-list-header") == "true":
            return ""
        start = _number(paragraph.get(f"{T}start-value"))
        return self._counted(self.styles[_OUTLINE], self._outline, level - 1, start)

    @staticmethod
    def _counted(levels: dict[int, _Level], counts: list[int | None], level: int, start: int | None) -> str:
        shown = levels.get(level)
        if shown is None:
            return ""
        if shown.bullet:
            return shown.text
        held = counts[level]
        counts[level] = start if start is not None else shown.start if held is None else held + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        text = shown.text
        for at in range(level + 1):
            if f"%{at + 1}%" in text:
                above = levels.get(at, _Level())
                number = counts[at] if counts[at] is not None else above.start
                text = text.replace(f"%{at + 1}%", numeral(number or 0, above.format))
        return set_apart(text)


def read_lists(*parts: Element | None) -> Lists:
    """The list styles of a document's parts: its styles, then its content."""
    lists = Lists()
    parents: dict[str, str] = {}
    for part in parts:
        if part is None:
            continue
        for style in part.iter(f"{T}list-style"):
            lists.styles[style.get(f"{_STYLE}name", "")] = dict(map(_level, style))
        for outline in part.iter(f"{T}outline-style"):
            lists.styles[_OUTLINE] = dict(map(_level, outline))
        for style in part.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            parents[name] = style.get(f"{_STYLE}parent-style-name", "")
            named = style.get(f"{_STYLE}list-style-name")
            if named:
                lists.of_paragraphs[name] = named
    for name in parents:
        at, steps = name, 0
        while at and at not in lists.of_paragraphs and steps < 20:
            at, steps = parents.get(at, ""), steps + 1
        if at in lists.of_paragraphs:
            lists.of_paragraphs[name] = lists.of_paragraphs[at]
    return lists


def _level(element: Element) -> tuple[int, _Level]:
    """A level of a list style, counted from 0."""
    at = (_number(element.get(f"{T}level")) or 1) - 1
    if element.tag == f"{T}list-level-style-bullet":
        return at, _Level(text=bullet(element.get(f"{T}bullet-char", "")), bullet=True)
    format_ = element.get(f"{_STYLE}num-format", "")
    if not format_:
        # What is around a number that is not shown is not shown either.
        return at, _Level("none")
    text = element.get(f"{_LOEXT}num-list-format")
    if text is None:
        levels = max(1, min(_number(element.get(f"{T}display-levels")) or 1, at + 1))
        numbers = ".".join(f"%{number}%" for number in range(at + 2 - levels, at + 2))
        text = f"{element.get(f'{_STYLE}num-prefix', '')}{numbers}{element.get(f'{_STYLE}num-suffix', '')}"
    start = _number(element.get(f"{T}start-value"))
    return at, _Level(_FORMATS.get(format_[0], "decimal"), text, 1 if start is None else start)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 6 else None
