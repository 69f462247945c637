"""What a line of a page is by itself: page furniture of some kind, or maybe the report's.

Only short lines and lines in the page's head and foot are asked about; where a line stands is weighed in
:mod:`reports.parsing.page.layout`.
"""

import re
from dataclasses import dataclass
from functools import cache

from reports.text.numerals import NUMBER_WORD, UP_TO_TEN
from reports.text.view import flatten, squeeze

from ..types import Line
from ..vocab import load
from .infotable import read_fields
from .organs import ORGAN

_BARS = re.compile(r"[|:\-—–=_*+~·.•　 ]*")
_PLACE = "(?:您|你)?(?:的)?(?:现在|目前|当前|所在)?(?:所在)?(?:的)?(?:位置|栏目|页面)(?:是|为|在)?"
_BREADCRUMB = re.compile(
    rf"[\[【(]?(?:{_PLACE}|当前(?:所在)?位置)[\]】)]?(?:[:>»›]|$|首页|网站)"
    r"|(?:网站)?首页(?:>|&gt;|»|›|→|\\|/|-|—|·|\||:|::).{0,120}$"
)
_ARROWS = re.compile(r">+|&gt;|»|›|→")
_HEADING = re.compile(
    rf"(?:第?{NUMBER_WORD}[、.,:,]|[(【]{NUMBER_WORD}[)】]|[0-9]{{1,2}}[.、](?![0-9])|[(][0-9]{{1,2}}[)])."
)
_ITEM = re.compile(rf"[{UP_TO_TEN}]{{1,2}}是")
_PAGE_NUMBER = re.compile(
    r"[-—–]{1,2}[0-9]{1,3}[-—–]{1,2}|第[0-9]{1,3}页(?:[,/]?共[0-9]{1,3}页)?|[0-9]{1,3}/[0-9]{1,3}"
)
_HOSTS = re.compile(r"(?:[\u3400-\u9fff]{3,24}(?:主办|承办|协办|运维|版权所有)[,|]?)+")
_ADDRESS = re.compile(r"https?:[!-~]+")
_ATTACHMENT = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|ofd|et|zip|rar)(?:[\[(].{0,12}[)\]])?$", re.IGNORECASE)
_WORD = re.compile("[A-Za-z\u3400-\u9fff]")
_HAN = re.compile("[\u3400-\u9fff]")


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape("".join(word.split())) for word in sorted(words, key=len, reverse=True))


@cache
def _pattern(section: str, name: str) -> re.Pattern[str]:
    return re.compile(_alternatives(load("page")[section][name]))


@cache
def _buttons() -> re.Pattern[str]:
    words = load("page")["buttons"]["share"] + load("page")["buttons"]["header"]
    return re.compile(rf"(?:{_alternatives(words)}|[\W\d_]|TT?|A[+-]?|[hl]tml?)+", re.IGNORECASE)


@cache
def _site() -> re.Pattern[str]:
    return re.compile(rf".{{2,24}}(?:{_alternatives(load('page')['links']['sites'])})(?:链接|导航|群)?")


def is_heading(key: str) -> bool:
    """Does a squeezed line open with a heading's marker (一、 (一) 1. (1)) or an item's (一是)?"""
    return bool(_HEADING.match(key) or _ITEM.match(key))


def is_prose(key: str) -> bool:
    """Is a squeezed line running text: long, with the stops of a sentence?"""
    if len(key) < 18:
        return False
    if "。" in key or key[-1] in ";:":
        return len(key) >= 25 or key[-1] == "。"
    return len(key) >= 45 and "," in key and bool(_HAN.search(key))


def line_kind(line: str) -> str | None:
    """The kind of furniture a line is by its own words, or None when it may belong to the report.

    An empty line is None.
    """
    if len(line) > 600:
        return None
    key = squeeze(line).text
    if not key:
        return None
    if _BARS.fullmatch(key):
        return "table" if "|" in key or len(key) >= 3 else None
    if key in (">", "»", "›", ">>", "→"):
        return "breadcrumb"
    if _PAGE_NUMBER.fullmatch(key):
        return "page_number"
    if _ATTACHMENT.search(key) and len(key) < 100 and "。" not in key:
        return "attachment"
    bare = key.strip("|[]【】()*·•●■◆▪><«»-—")
    if not bare:
        return None
    if _BREADCRUMB.match(bare) and not ("。" in bare and len(bare) > 60):
        return "breadcrumb"
    if len(_ARROWS.findall(bare)) >= 2 and len(bare) < 160 and "。" not in bare:
        return "breadcrumb"
    # An address is long and has commas and stops of its own.
    prose = is_prose(_ADDRESS.sub("", key))
    fields = read_fields(line, 0)
    if fields and not (
        prose and fields[0].name not in ("summary", "title") and len(fields) == 1 and "。" in key
    ):
        names = {field.name for field in fields}
        if names <= {"share"}:
            return "share"
        return "views" if names <= {"views", "share"} else "metadata"
    footers = _pattern("footer", "words").findall(key)
    if prose and len(key) < 120 and _pattern("head", "notices").match(bare):
        return "header"
    if prose:
        return "footer" if len(set(footers)) >= 2 and len(key) < 300 else None
    # A long number with a letter in it is no button A.
    if _WORD.search(bare) and not re.search(r"\d{5}", bare) and _buttons().fullmatch(bare):
        return "share" if re.search("[打关分字收]|[大中小]", bare) else "header"
    if _pattern("links", "openings").match(bare) and len(_ADDRESS.sub("", bare)) <= 80:
        told = _pattern("links", "counted").match(bare) and _COUNTED.search(bare)
        return None if told else "links"
    if footers and len(key) < 200:
        return "footer"
    if re.match(rf"(?:{_pattern('footer', 'openings').pattern})[:|]", bare):
        return "footer"
    if _HOSTS.fullmatch(bare):
        return "footer"
    if _pattern("head", "openings").match(bare) and len(bare) <= 80:
        return "header"
    if _site().fullmatch(bare) and key[0] != "(" and not re.match(r"20\d\d[-/.年]", bare):
        return "links"
    return None


#: 微信公众号发布普法图文85篇: told of the year, no link.
_COUNTED = re.compile(r"\d[余多]?(?:人次|场次|[篇条期次场份件个人名起户项家%])[。;,!]?$")
#: Lines longer than this are running text; only their ends are looked at.
_LONG = 600


@dataclass(frozen=True)
class PageLine:
    """A line that is not blank: its number in the text, itself, its characters without blanks, its own kind."""

    number: int
    line: Line
    key: str
    kind: str | None

    @property
    def start(self) -> int:
        """Where its first character that is not blank stands in the text."""
        return self.line.start + len(self.line.text) - len(self.line.text.lstrip())

    @property
    def is_text(self) -> bool:
        """Is it running text or a heading of the report?"""
        return self.kind is None and (is_prose(self.key) or is_heading(self.key))

    def organ(self) -> tuple[int, int] | None:
        """The span of the organ that is all the line says."""
        if len(self.key) > 60:
            return None
        key = squeeze(self.line.text, self.line.start)
        name = key.text.rstrip("()|,")
        return key.span(0, len(name)) if name and ORGAN.fullmatch(name.replace(",", "、")) else None


#: How much of a page in one line may be its head, and its foot.
_ENDS = 800


def unfold(line: Line) -> list[Line]:
    """A page that was written in one line, parted at its blanks: the head before the text, the foot behind it.

    Blanks stand in justified text too, so a line is only parted where one of the pieces is a page's own.
    """
    size = len(line.text)
    if size < 300:
        return [line]
    head_end = _sentence_start(flatten(line.text[:_ENDS]))
    tail = flatten(line.text[-_ENDS:])
    stop = max(tail.rfind(mark) for mark in "。;!")
    foot_start = max(size - len(tail) + stop + 1, head_end) if stop >= 0 else size
    head = _pieces(line, 0, head_end)
    foot = _pieces(line, foot_start, size)
    if not any(line_kind(piece.text) for piece in head):
        head, head_end = [], 0
    if not any(line_kind(piece.text) for piece in foot):
        foot, foot_start = [], size
    body = Line(line.start + head_end, line.start + foot_start, line.text[head_end:foot_start])
    return [*head, body, *foot]


def _sentence_start(flat: str) -> int:
    """Where the first piece with a full sentence begins, among the pieces that blanks part."""
    start = 0
    for match in re.finditer(" +|$", flat):
        piece = flat[start : match.start()]
        if "。" in piece or (len(piece) >= 25 and "," in piece):
            break
        start = match.end()
    return start


def _pieces(line: Line, start: int, end: int) -> list[Line]:
    found = re.finditer(r"\S+", line.text[start:end])
    return [Line(line.start + start + m.start(), line.start + start + m.end(), m.group()) for m in found]


def page_line(number: int, line: Line) -> PageLine | None:
    """The line as the page's reader sees it; None for a blank one."""
    if not line.text or line.text.isspace():
        return None
    short = line.text if len(line.text) <= _LONG else line.text[: _LONG // 2] + line.text[-_LONG // 2 :]
    key = squeeze(short).text
    return PageLine(number, line, key, line_kind(line.text)) if key else None
