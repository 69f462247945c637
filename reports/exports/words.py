"""The columns of tables of words (用词): frequency, lines, keyness, collocates, panels.

Names are Chinese for everyone, as data; definitions are said in the reader's language.
"""

from __future__ import annotations

from reports.wording.sentence import Sentence
from reports.wording.translation import said

from .typed import Column, Kind

#: Name, type and definition.
_Column = tuple[str, Kind, str]
_OCCURRENCES: _Column = (
    Sentence("出现（处）"),
    "integer",
    Sentence("词语按检索的写法出现的次数；网页杂项和混入文字里的不算"),
)
_REPORTS: _Column = (Sentence("有它的报告（篇）"), "integer", Sentence("至少出现一次的报告篇数"))
_HELD: _Column = (Sentence("馆藏（篇）"), "integer", Sentence("照所选条件，本馆收有的报告篇数：占比的分母"))
_SHARE: _Column = (
    Sentence("占报告（%）"),
    "number",
    Sentence("有它的报告占馆藏报告的百分数；馆藏不是抽样"),
)
_CHARACTERS: _Column = (
    Sentence("字数"),
    "integer",
    Sentence("馆藏报告的字数，标点在内，网页杂项和混入文字不在内"),
)
_MILLION: _Column = (Sentence("每百万字"), "number", Sentence("出现次数除以字数，乘一百万"))
_BODIES: _Column = (
    Sentence("现有乡镇街道"),
    "integer",
    Sentence("这个地区今天有多少乡镇街道，一年各应有一篇；当年可能不同"),
)
_YEAR: _Column = (
    Sentence("报告年度"),
    "year",
    Sentence("报告所写的年度，不是发布的年份；空为不详"),
)
_CODE: _Column = (
    Sentence("地区代码"),
    "string",
    Sentence("统计用区划代码，乡镇街道为 9 位；空为未识别"),
)
_PLACE: _Column = (Sentence("地区"), "string", Sentence("从省到乡镇街道的全称"))
_SHORT_PLACE: _Column = (Sentence("地区"), "string", Sentence("简称"))
_PHRASE: _Column = (Sentence("词语"), "string", Sentence("照读者写的"))
_G2: _Column = ("G²", "number", Sentence("对数似然（Dunning 1993），越大越不像巧合"))
_COUNTS = (_OCCURRENCES, _REPORTS, _HELD, _SHARE, _CHARACTERS, _MILLION)

_TABLES: dict[str, tuple[_Column, ...]] = {
    "years": (_PHRASE, _YEAR, *_COUNTS, _BODIES),
    "places": (_PHRASE, _CODE, _SHORT_PLACE, _YEAR, *_COUNTS, _BODIES),
    "lines": (
        ("报告", "string", Sentence("报告编号：原件 SHA-256 的前 12 位")),
        ("网址", "string", Sentence("在本馆的网址，落在这一处")),
        _YEAR, _CODE, _PLACE,
        ("左文", "string", Sentence("同一段里词语前面至多 20 字，照原文")),
        ("词语", "string", Sentence("照原文，可能与所写的繁简、全半角不同")),
        ("右文", "string", Sentence("同一段里词语后面至多 20 字，照原文")),
        ("起", "integer", Sentence("在正文中的起点，按字符数，从 0 起")),
        ("止", "integer", Sentence("在正文中的终点，不含该字符")),
        ("相同的行", "integer", Sentence("左文、右文都相同的行数，这一行在内")),
    ),
    "keyness": (
        ("词", "string", Sentence("按检索的写法")),
        ("次数", "integer", Sentence("在选出的报告里出现的次数")),
        ("对照次数", "integer", Sentence("在对照的报告里出现的次数")),
        ("有它的报告（篇）", "integer", Sentence("选出的报告里至少出现一次的篇数")),
        _G2,
        ("对数比", "number", Sentence("两边频率之比的二进对数，1 是两倍；没有的按半次算（Hardie 2014）")),
    ),
    "collocates": (
        ("词", "string", Sentence("按检索的写法")),
        ("同现次数", "integer", Sentence("在词语左右所定的几个词以内出现的次数，不出一句")),
        ("总次数", "integer", Sentence("在所选报告里一共出现的次数")),
        _G2,
        ("logDice", "number", Sentence("最高 14，每少 1 是同现少一半（Rychlý 2008）")),
    ),
    "panel": (
        (Sentence("概念"), "string", Sentence("读者起的名，定义见“概念”各行")),
        _CODE, _PLACE, _YEAR,
        ("出现（处）", "integer", Sentence("概念的任何一个词语出现的次数，重叠的只算一次")),
        ("有它的报告（篇）", "integer", Sentence("至少出现其中一个词语的报告篇数")),
        _HELD, _SHARE, _CHARACTERS, _MILLION,
    ),
}  # fmt: skip


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table: years, places, lines, keyness, collocates or panel."""
    return tuple(Column(name, kind, said(definition)) for name, kind, definition in _TABLES[table])
