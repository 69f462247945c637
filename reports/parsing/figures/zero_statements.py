"""Statements that something did not happen (零报告): 未发生“民转刑”案件 counts as 0 of them.

Only what a report could have counted is taken: rules (未经审核不得提交), aims (确保不发生) and the names of
honours (零犯罪社区, 无讼村) state nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OBJECT_END = (
    r"(?:案件|案|事故|事件|纠纷|申请|诉讼|复议|上访|信访|投诉|举报|情况|现象|问题|规范性文件|行为|"
    r"舆情|灾害|火灾|伤亡|聚集|败诉|警情|公开|积案)"
)
_ZERO = re.compile(
    # One look at the first character spares trying both branches everywhere.
    r"(?=[未没无])(?:(?P<verb>未发生|没有发生|未曾发生|未再发生|未出现|没有出现|未产生|未收到|没有收到|未接到|未接收到|未受理|"
    r"(?:未|没有)(?=新?制定|新增|出台|制发|印发|发布))"
    r"(?P<thing>过?(?:任何)?(?P<one>(?:一|1)\s?(?P<unit>起|件|例|宗|次|份))?(?:有关|相关|涉及)?"
    rf"(?P<object>[^，,。；;！？\n：:]{{0,36}}?{_OBJECT_END})(?!{_OBJECT_END})(?:的?发生)?)"
    r"|(?<![毫并若绝有暂])(?P<none>无)(?P<none_thing>(?P<none_one>(?:一|1)\s?(?P<none_unit>起|件|例|宗|次))?"
    r"(?P<none_object>(?:行政|“?民转刑|重大|较大|群体性|越级|涉[法诉访]|刑事|依申请|重特大|集体|安全(?:生产)?事故|命案|"
    r"败诉|被?纠错|被?撤销|进京|赴[省京市]|规范性文件|复议|诉讼)"
    rf"[^，,。；;！？\n：:]{{0,20}}?{_OBJECT_END}|败诉|被?纠错|被?撤销)(?:的?发生)?(?=[，,。；;、）)！？\n]|$))"
    # 无一人重新犯罪, 没有一件转为诉讼: whatever is counted by one. 无一例外 is a word.
    r"|(?P<not_one>(?<![毫并若绝有暂])无|(?<!有)没有)(?P<not_one_thing>[一1]\s?(?P<not_one_unit>起|件|例|宗|次|人|名|户)"
    r"(?P<not_one_object>(?!外|不|知|一)[^，,。；;！？\n：:]{2,24}?)(?=[，,。；;！？\n]|$)))"
)
# 确保未发生, 如未收到, 对未发生…的: no statement of fact.
_NOT_A_FACT = re.compile(
    r"(?:确保|力争|防止|避免|如|若|凡|对(?!象)|因|是否|保证|实现|争取|杜绝)[^，,。；;]{0,6}$"
)
#: The groups of what denies, what is denied and its unit in each form of :data:`_ZERO`.
_KINDS = (
    ("verb", "object", "unit"),
    ("none", "none_object", "none_unit"),
    ("not_one", "not_one_object", "not_one_unit"),
)
_AFTER_OF = re.compile(r"\s?的(?!发生)")


@dataclass(frozen=True, slots=True)
class ZeroStatement:
    """``[start, end)`` the statement, ``[start, figure_end)`` the words for zero, ``object_start`` what is denied."""

    start: int
    figure_end: int
    object_start: int
    object_end: int
    end: int
    unit: str | None


def zero_statements(text: str) -> Iterator[ZeroStatement]:
    """Every zero statement of ``text`` in order."""
    for match in _ZERO.finditer(text):
        if _NOT_A_FACT.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        if _AFTER_OF.match(text, match.end()):
            continue
        kind, thing, unit = next(names for names in _KINDS if match[names[0]])
        yield ZeroStatement(
            match.start(),
            match.end(kind),
            match.start(thing),
            match.end(thing),
            match.end(),
            match[unit],
        )


def is_zero_words(figure: str) -> bool:
    """Whether ``figure``, as stored, is the verb of a zero statement (未发生, 无) rather than a numeral."""
    return figure[:1] in "未没无" and bool(figure)
