"""Where the line of a title may end (断行): between its words, so that 法治 is never parted.

The words are those that titles of such reports are made of; what is none of them stays whole, and a browser parts it only
where a line has no room for it.
"""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString

_KINDS = r"特别行政区|自治[区州县旗]|街道|苏木|省|市(?![县区镇乡])|[县区旗盟州镇乡](?![市县区旗镇乡])"
_PLACE = rf"[^\W\d]{{1,14}}?(?:{_KINDS})(?!族)"
_WORDS = (
    r"\d{4}\s*年(?:度|上半年)?|人民政府|街道办事处|办事处|管理委员会|委员会|工作委员会|党工委|党委|法治政府|依法行政|法治建设|法治"
    r"|关于|贯彻|推进|落实|开展|实施|建设|工作|情况|年度|自查|述职述法|述职|述法|报告|总结|计划|要点|安排"
)
_CLOSING = re.compile(r"[”’」』》〉）)\]、，。；：！？,.;:!?%]")
_OPENING = tuple("“‘「『《〈（([")
_PIECE = re.compile(f"{_WORDS}|{_PLACE}(?={_PLACE}|{_WORDS}|$)")


def pieces(title: str) -> list[str]:
    """``title`` cut between its words; joined they are the title again."""
    edges = {edge for found in _PIECE.finditer(title) for edge in found.span()}
    # No line begins with a closing mark or ends with an opening one.
    inner = {
        edge for edge in edges if not (_CLOSING.match(title, edge) or title[edge - 1 : edge] in _OPENING)
    }
    cuts = sorted({0, len(title)} | inner)
    return [title[first:last] for first, last in pairwise(cuts)]


def breakable(title: str) -> SafeString:
    """``title`` as HTML that says where its lines may end."""
    return SafeString("<wbr>".join(map(escape, pieces(title))))
