"""Lines as they were printed (行): how wide they are, and what each says of the end of the one before it.

Widths are in columns, of which a Chinese character takes one and a Latin letter or digit half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .numerals import NUMBER_WORD
from .stops import COLONS, COMMAS, PAUSE, STOPS

#: Least and greatest width of lines that were broken to fit.
NARROWEST, WIDEST = 16, 62
#: Characters beyond which a line is too wide without being measured.
LONGEST = 2 * WIDEST + 40

_CLOSING = "”’」』）》)\"'〉】]"
_END = STOPS + COLONS
_PARTS = COMMAS + PAUSE
#: What no paragraph begins with, and what none ends with.
_GOES_ON = frozenset(_END + _PARTS + "?？)）》”’％%.．的了着们之等及与和件次起名份场户项")
_OPEN = frozenset(_PARTS + "（(《“‘【〔的和与及以在对为将把被从向由或并等")
#: A heading's or an item's marker, a bullet, an appendix.
_OPENS = re.compile(
    rf"[（(](?:{NUMBER_WORD}|\d{{1,2}})[）)]|第?{NUMBER_WORD}[、.．]|{NUMBER_WORD}是|第{NUMBER_WORD}[，,章条节]"
    r"|\d{1,2}(?:[、．]|\.(?!\d))|[①-⒛㈠-㈩●○■□◆◇▪▲★※•·*＊—–>＞|｜-]|附件?[：:\d]|[（(]?此[件文]"
)
#: The lines of a signature.
_SIGNED = re.compile(
    r"[12二][0-9〇○零一二三四五六七八九]{3}[年./-].{2,8}日?"
    r"|[\u4e00-\u9fff、（）()]{2,28}(?:人民政府|政府办公室|办事处|委员会|党工委|党委|管委会|司法所|领导小组(?:办公室)?)"
)
_SIGNED_ENDS = frozenset("府室处会委所组）)日0123456789")
#: A table's row, labels with their values, or words that blanks part.
_ROW = re.compile(
    r"[|｜\t]|[ \u3000\xa0]{3}|(?:时间|日期|来源|作者|机构|索引号|[文字]号|浏览|点击|电话|识别码)\s?[:：]"
    rf"|^[^{STOPS}{_PARTS}]*(?: [^{STOPS}{_PARTS} ]+){{3}}$"
)
#: A line without any of these is none.
_PARTED = re.compile(r"[|｜\t:： \u3000\xa0]")
_MARK = re.compile(rf"[{STOPS}{_PARTS}{COLONS}]")
_STOP = re.compile(rf"[{STOPS}]")
_PART = re.compile(rf"[{_PARTS}]")
_STOP_INSIDE = re.compile(rf"[{STOPS}][{re.escape(_CLOSING)}]?[^\s{re.escape(_CLOSING)}]")
_TITLE = re.compile(r"(?:报告|总结|情况|汇报|方案|计划|要点|通知|意见)[）)]?$")
#: What is not parted at a line's end: a figure or word of Latin letters, a mark and what it belongs to.
_ATOM = re.compile(r"[（《“‘【〔(]*(?:[0-9A-Za-z.%]+|.)[，。、；：！？）》”’】〕,.;:!?)%％]*")
#: Words that say something and end with a figure without its unit, or with a comma.
_BROKEN_OFF = re.compile(rf"[{STOPS}{_PARTS}].*[\u4e00-\u9fff]\d[\d,，.]*$|.{{8}}[{_PARTS}]$")
_UNCLOSED = re.compile(r"([《“（(【〔「])[^《“（(【〔「》”）)】〕」]*$")
_CLOSED_BY = dict(zip("《“（(【〔「", "》”）)】〕」", strict=True))
#: Characters of the next line within which brackets are closed, and of a sentence's rest that is no paragraph.
_FURTHEST, _REST = 40, 4
#: Characters on both sides of a line's end within which a word stands elsewhere, so that the time stays linear.
_NEAR = 10_000


def columns(words: str) -> float:
    """How wide ``words`` are set."""
    return len(words) - len(words.encode("latin-1", "ignore")) / 2


@dataclass(slots=True)
class Line:
    """A line that is not blank: ``text`` without the blanks around it stands at ``[start, end)``.

    ``indent`` and ``width`` are columns, ``size`` characters; both with the indent. ``blank_above`` blank lines stand
    above it. A table's row or labels with values (``is_row``) are no words that go on. ``opens``: it begins as a heading or
    an item does, or is a line of a signature; ``stops``: a sentence ends with it, or it announces what is below.
    """

    text: str
    start: int
    end: int
    indent: float
    width: float
    size: int
    blank_above: int
    is_row: bool
    opens: bool
    stops: bool

    @property
    def is_prose(self) -> bool:
        """Whether it has a mark between words."""
        return _MARK.search(self.text) is not None

    @property
    def stop_inside(self) -> bool:
        """Whether a sentence ends in it and another begins."""
        return _STOP_INSIDE.search(self.text) is not None

    @property
    def first_room(self) -> float:
        """The columns of its first word, which is not parted."""
        atom = _ATOM.match(self.text)
        return columns(atom.group()) if atom else 1


def read_line(raw: str, start: int, blank_above: int) -> Line:
    """The line ``raw``, which begins at ``start`` and is not blank."""
    words = raw.strip()
    lead = len(raw) - len(raw.lstrip())
    indent = columns(raw[:lead]) if lead else 0
    start += lead
    is_row = _PARTED.search(words) is not None and _ROW.search(words) is not None
    width, size = indent + columns(words), lead + len(words)
    end = start + len(words)
    return Line(words, start, end, indent, width, size, blank_above, is_row, opens(words), stops(words))


def stops(words: str) -> bool:
    """Whether a sentence ends with ``words``, or they announce what is below."""
    return words[-1] in _END or (words[-1] in _CLOSING and words.rstrip(_CLOSING)[-1:] in _END)


def may_end(words: str) -> bool:
    """Whether a line of ``words`` may be a paragraph's last, by its last character alone: a first, quick look."""
    return words[-1] in _END


def signs(words: str) -> bool:
    """Whether ``words`` are a line of a signature: a date or an organ."""
    return len(words) < 40 and words[-1] in _SIGNED_ENDS and _SIGNED.fullmatch(words) is not None


def opens(words: str) -> bool:
    """Whether ``words`` begin as a heading or an item does, or are a line of a signature."""
    return _OPENS.match(words) is not None or signs(words)


def marker_kind(words: str) -> str:
    """How the marker is written that ``words`` begin with: （一） 1. 一、; "" where they begin with none."""
    marker = _OPENS.match(words)
    if not marker:
        return ""
    return re.sub(r"\d+", "1", re.sub(NUMBER_WORD, "一", marker.group()))


def lists_inside(words: str) -> bool:
    """Whether the marker that ``words`` begin with is one of items in a paragraph: 一是, 二是."""
    return marker_kind(words) == "一是"


def is_title(words: str) -> bool:
    """Whether ``words`` may be the whole of a numbered heading or a title."""
    return not _STOP.search(words) and bool(_OPENS.match(words) or _TITLE.search(words))


def is_like_heading(words: str) -> bool:
    """Whether ``words`` may be the whole of a heading: a title, or no pause in them."""
    return is_title(words) or not (_STOP.search(words) or _PART.search(words))


class Lines(list[Line]):
    """Lines that follow each other, and what is known of the end of each by itself."""

    def __init__(self, text: str, lines: Iterable[Line]) -> None:
        super().__init__(lines)
        self._text = text
        #: Lines with a blank one between each two, paragraphs or not, were doubled by some program.
        self.doubled = len(self) > 5 and all(line.blank_above for line in self[1:])
        #: By number: whether the line ends within a sentence and the next one opens nothing.
        self.torn = [self._is_torn(number) for number in range(len(self) - 1)] + [False]

    def follows(self, number: int) -> bool:
        """Whether no paragraph's gap is below a line."""
        return self[number + 1].blank_above == int(self.doubled)

    def is_broken_off(self, number: int) -> bool:
        """Whether a line ends with a bare figure or a comma after words that say something."""
        return bool(_BROKEN_OFF.search(self[number].text)) and not self[number + 1].opens

    def is_tear(self, number: int) -> bool:
        """Whether a line ends where no paragraph can: at a mark, inside a figure, inside brackets."""
        line, following = self[number].text, self[number + 1].text
        if following[0] in _GOES_ON or line[-1] in _OPEN or self.is_broken_off(number):
            return True
        if line[-1].isdigit() and following[0].isdigit():
            return True
        unclosed = _UNCLOSED.search(line)
        return unclosed is not None and 0 <= following.find(_CLOSED_BY[unclosed[1]]) <= _FURTHEST

    def is_word(self, number: int) -> bool:
        """Whether the characters on both sides of a line's end stand together elsewhere in the text."""
        pair, end = self[number].text[-1] + self[number + 1].text[0], self[number].end
        return self._text.find(pair, max(0, end - _NEAR), end + _NEAR) >= 0

    def is_rest(self, number: int) -> bool:
        """Whether the line below is too short to be a paragraph, but ends one."""
        following = self[number + 1].text
        return len(following) <= _REST and following[-1] in STOPS

    def _is_torn(self, number: int) -> bool:
        line, following = self[number], self[number + 1]
        return (
            self.follows(number)
            and not line.stops
            and not following.opens
            and following.indent <= line.indent + 0.5
            and not line.is_row
            and not following.is_row
        )
