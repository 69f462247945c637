"""Which time a figure speaks of: the report's year, the year before, the next year's plan, or each month (每月).

Relative words (去年同期) count from the year reported on. All functions look at one sentence only.
"""

import re

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?年(?!版|修订|来|以来|起|至|-|—|底前)(?:度)?")
# A title's year is the title's: 按照《2022年工作要点》.
_TITLE = re.compile(r"《[^》]*》|“[^”]*”|[（(][^（()）]{0,12}年[^（()）]{0,8}[）)]")
_SINCE = re.compile(r"\s?(?:以来|来|起|至今|修订|版)")
_MONTH = re.compile(r"\s?\d{1,2}\s?月")
_LAST = re.compile(r"(?:去年|上年)(?!结转|[末底]|遗留)|上一年|前一年|同期(?!相比|比|增|下|上|减|持平|提)")
_THIS = re.compile(r"今年|本年|全年|年内")
# 近三年来共办理120件: the figure of several years is none of one.
_YEARS = re.compile(r"(?:近|过去|最近)[两二三四五六七八九十\d]{1,2}年|(?<![一\d])[两二三四五六七八九十]年来")
_COMPARED = re.compile(
    r"(?:比|较|与|相较于?|相比于?|对比)\s?(?:去年|上年|上一年|前一年|\d{4}年)(?:度|同期|全年)?"
)
_PLAN = re.compile(
    r"(?:^|[，,。；;：:、\s])(?:[^，,。；;]{0,6})?(?:计划(?=在|于|开展|召开|组织|新|建|完成|举办|实现|投入|培训)|(?<![模虚比代草])拟(?!定|制)|力争|争取在|预计|将于|将在|"
    r"下一步|下步|明年|下一年|来年|到\d{4}年底?[，,]?(?:实现|力争|确保|达到)?)"
)
# 拟废止4件，本年度未制定规范性文件: back at what was done.
_BACK = re.compile(r"[，,](?:本年度?|今年(?![底内])|目前|现已|已)")
_DONE_PLAN = re.compile(r"(?:已|按|根据|依据|圆满|超额)[^，,。；;]{0,4}计划$")

_PER = re.compile(
    r"(?:每(?P<base>(?:个|一)?(?:半年|半月|季度|季|月|周|年度?|天|日|旬|学期|星期|两个?月|双月|(?:行政)?村(?:\s?[（(][^（()）]{1,6}[)）]|[、/]?社区|居)?|"
    r"社区|嘎查|网格|片区|楼栋|小区|名[^\d，,。；;]{1,8}|户|人|家[^\d，,。；;]{0,4}|所[^\d，,。；;]{0,4}|站所|支部|组|小组|场|次))"
    r"|(?P<mean>[人户村月年日周]均)|(?P<one>[一1](?:年|季度|季|月|周))(?=[一两二三\d]))"
)
# What may stand between 每月 and its figure; not the end of a name that 每月 belongs to (“一月一主题”).
_PER_GAP = re.compile(r"(?:“[^“”]*”|《[^《》]*》|[^，,。；;！？\n0-9\uff10-\uff19“”《》]){0,18}$")


def year_of(before: str, year: int | None) -> int | None:
    """The year of a figure after ``before``, the sentence up to it; ``year`` is the report's.

    The nearest time expression rules: 去年 the year before, a named year itself (not 2021年以来), 近三年 none. A year
    that the figure is only compared with (较2022年增长12%) is not its own.
    """
    text = _COMPARED.sub(_blank, _TITLE.sub(_blank, before))
    found: tuple[int, int | None] = (-1, year)
    for match in _YEAR.finditer(text):
        # 2024年1月 in a report on 2023 dates something that was done before it was written.
        late = year is not None and int(match[1]) > year and _MONTH.match(text, match.end())
        if not late and not _SINCE.match(text, match.end()):
            found = max(found, (match.start(), int(match[1])), key=lambda pair: pair[0])
    for match in _LAST.finditer(text):
        found = max(found, (match.start(), year - 1 if year else None), key=lambda pair: pair[0])
    for match in _THIS.finditer(text):
        found = max(found, (match.start(), year), key=lambda pair: pair[0])
    for match in _YEARS.finditer(text):
        found = max(found, (match.start(), None), key=lambda pair: pair[0])
    named = found[1]
    if named is not None and year is not None and not year - 12 <= named <= year + 12:
        return year
    return named


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def is_planned(before: str) -> bool:
    """Whether ``before``, the sentence up to a figure, announces it rather than reports it."""
    matches = list(_PLAN.finditer(before))
    if not matches or _BACK.search(before, matches[-1].end()):
        return False
    return not _DONE_PLAN.search(before[: matches[-1].end()])


def per_of(before: str) -> tuple[str, int] | None:
    """The base of a rate (月 in 每月开展) and where 每 stands in ``before``, the words of the clause up to a figure.

    村(社) is kept as written; 人均 gives 人.
    """
    last = None
    for match in _PER.finditer(before):
        last = match
    if last is None or not _PER_GAP.fullmatch(before[last.end() :]):
        return None
    base = last["base"] or (last["mean"] or "")[:1] or (last["one"] or "")[1:]
    base = base.removeprefix("个").removeprefix("一")
    return base, last.start()
