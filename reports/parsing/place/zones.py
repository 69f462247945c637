"""Where a report names its issuer (落款与题头的位置): spans of the text that speak of the report itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..types import ParsedReport

#: A report of more characters names its issuer at its ends: what lies between them is not read for places.
READ_HEAD, READ_TAIL = 60_000, 5_000

#: How far into a text its head, and back from its end its foot, may lie.
_HEAD = 3000
_FOOT = 2500

#: A heading's number ends the head: from there on the report tells, it no longer names itself.
_BODY = re.compile(r"^[ \t　]*(?:一[、．.]|[(（]一[)）]|第一[、，]|1[、．.])", re.MULTILINE)
_TITLE = re.compile(
    r"^[^\n。；]{0,60}?(?:法治|法制|依法行政|依法治|法律)[^\n。；]{0,25}(?:报告|总结|情况|汇报|要点|计划|安排|述职|述法)[^\n。；]{0,20}$",
    re.MULTILINE,
)
_FIELD = re.compile(
    r"(?P<label>发\s*布\s*机\s*构|发\s*布\s*单\s*位|发\s*文\s*机\s*关|发\s*文\s*单\s*位|发\s*布\s*部\s*门|公\s*开\s*机\s*构|"
    r"公\s*开\s*主\s*体|公\s*开\s*单\s*位|责\s*任\s*单\s*位|责\s*任\s*部\s*门|制\s*发\s*机\s*关|制\s*发\s*单\s*位|"
    r"成\s*文\s*单\s*位|所\s*属\s*机\s*构|所\s*属\s*单\s*位|报\s*送\s*单\s*位|供\s*稿\s*单\s*位|单\s*位\s*名\s*称|"
    r"信\s*息\s*来\s*源|稿\s*件\s*来\s*源|文\s*章\s*来\s*源|数\s*据\s*来\s*源|来\s*源|发\s*布\s*者|发\s*布\s*人|作\s*者|署\s*名|"
    r"主\s*办\s*单\s*位|主\s*办|承\s*办\s*单\s*位|承\s*办|版\s*权\s*所\s*有|网\s*站\s*名\s*称)"
    r"[ \t　]*[】\]]?[ \t　]*[:：|｜丨]?[ \t　]*(?P<value>[^\n|｜丨]{2,40})"
)
_STRONG = re.compile("发布|发文|公开|责任|制发|成文|所属|报送|单位名称|署名")
_SITE = re.compile("主办|承办|版权|网站")
_TRAIL = re.compile("[^ >＞›»][ \t　]*[>＞›»]")
#: Lines that name other reports.
_OTHER = re.compile(r"^[\s　]*(?:上一[篇条页]|下一[篇条页]|前一篇|后一篇|相关|推荐|友情链接|抄送|主送|印发)")
_OFFICE = re.compile(
    r"(?:人民政府|党委|党工委|委员会|办事处|政府|管委会|管理委员会|人民政府办公室|党政办公室)[、\s　]*$"
)


@dataclass(frozen=True, slots=True)
class Zone:
    """``[start, end)`` of the text, and what kind of place it is: title, issuer, field, source, signature …"""

    start: int
    end: int
    kind: str


def zones(report: ParsedReport, text: str) -> list[Zone]:
    """The zones of ``report``; ``text`` is its text in simplified characters. They may overlap."""
    head = head_end(text)
    foot = max(head, len(text) - _FOOT)
    found = []
    for value, kind in ((report.title, "title"), (report.issuer, "issuer")):
        if value is not None and value.start is not None and value.end is not None:
            # An issuer taken from a sentence may be any place the report tells of.
            told = kind == "issuer" and _is_told(text, value.start, value.end, head)
            found.append(Zone(value.start, value.end, "mentioned_issuer" if told else kind))
    if not any(zone.kind == "title" for zone in found):
        found += _title_zones(text, head)
    for start, end in ((0, head), (foot, len(text))):
        for match in _FIELD.finditer(text, start, end):
            label = re.sub(r"\s", "", match["label"])
            kind = "site" if _SITE.match(label) else "field" if _STRONG.match(label) else "source"
            found.append(Zone(match.start("value"), match.end("value"), kind))
    found += _lines(text, 0, head, "head")
    found += _lines(text, foot, len(text), "signature")
    return found


def head_end(text: str) -> int:
    """Where the head ends: at the first numbered heading, or some way into the text."""
    limit = min(len(text), _HEAD)
    match = _BODY.search(text, 0, limit)
    return match.start() if match else min(limit, 1000)


def _is_told(text: str, start: int, end: int, head: int) -> bool:
    """Whether ``[start, end)`` lies in a sentence of the body rather than in a line or field of its own."""
    if start < head:
        return False
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return len(line.strip()) > 12 or bool(re.match(r"[^\n]{0,60}[。；]", text[end : end + 61]))


def _title_zones(text: str, head: int) -> list[Zone]:
    """The first line that reads like a title, and the lines before it that it may have been broken from."""
    match = _TITLE.search(text, 0, max(head, 400))
    if match is None:
        return []
    start = match.start()
    for _ in range(3):
        above = text[:start].rstrip()
        line = above.rfind("\n") + 1
        if not above or not _OFFICE.search(above[line:]) or len(above) - line > 30:
            break
        start = line
    return [Zone(start, match.end(), "title")]


def _lines(text: str, start: int, end: int, kind: str) -> list[Zone]:
    """Lines of ``[start, end)`` that may name the issuer: in the foot only short ones that end with an office."""
    found = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        if line.strip() and not _OTHER.match(line):
            if kind == "head":
                found.append(Zone(at, min(stop, at + 300), "trail" if _TRAIL.search(line[:300]) else kind))
            elif len(line.strip()) <= 40 and _OFFICE.search(line):
                found.append(Zone(at, stop, kind))
        at = stop + 1
    return found
