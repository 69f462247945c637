"""Which numerals of a report count nothing (非统计数字): dates, names, ordinals, slogans, rules.

Chinese official prose is full of numerals that are words (三农, 统一, 七五普法, 一件事一次办, 四个意识). The rule
of thumb kept here: an Arabic figure with a measure word counts unless something speaks against it; a small
Chinese one counts only when something speaks for it.
"""

import re
from bisect import bisect_right
from enum import Enum

from .numbers import Figure


class Standing(Enum):
    """How far a numeral with a unit may be believed to count something."""

    NOT = 0
    #: Only when an indicator's words stand beside it (三个人民调解委员会, but not 三个到位).
    DOUBTFUL = 1
    COUNTS = 2


# Names: whatever numeral stands in a title or in a short quotation is part of it.
_NAMES = re.compile(
    # One look at the first character spares trying each form everywhere.
    r"(?=[《〈“‘「\"〔﹝\[【h\d])(?:"
    r"《[^《》\n]{0,80}(?:《[^《》\n]{0,80}》[^《》\n]{0,40})?》|〈[^〈〉\n]{0,60}〉"
    r"|“[^“”\n]{0,24}”|‘[^‘’\n]{0,24}’|「[^「」\n]{0,24}」|\"[^\"\n]{0,20}\""
    r"|[〔﹝\[【][^〕﹞\]】\n]{0,12}[〕﹞\]】]\s?(?:第\s?)?\d+\s?号"
    r"|https?://[!-~]+|\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?)"
)


class Names:
    """The spans of a text in which numerals belong to a name."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in _NAMES.finditer(text)]
        self._starts = [start for start, _ in self._spans]

    def hold(self, start: int) -> bool:
        """Whether the character at ``start`` stands in a name."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and start < self._spans[index][1]


# What stands right before a numeral that is an ordinal, a rank, an identifier or part of a code.
_BEFORE_NOT = re.compile(
    r"(?:第(?:[\d一二三四五六七八九十]{1,3}[、和及至—-])?|(?<![目当之以此年])前|排名|排在|位居|位列|位次|名列|[A-Za-z_/#№][-—.．]?|\d[:：]"
    r"|\d[-+×xX*]|[+＋×*]|[a-zA-Z]-"
    r"|(?:浏览|阅读|点击|访问|查看|下载|转发|评论)(?:次数|量|数|人数)?[:：]"
    r"|[零〇一二三四五六七八九十百千万亿\d]届|年第|满分|总分|(?<!考核)得分"
    r"|(?:电话|热线|号码|邮编|编号|文号|代码|账号|门牌|邮政编码|传真|微信号)[:：])\s*$"
)
# Slogans: 三个到位, 四个意识, 两个维护; the noun after the measure word tells.
_SLOGAN = re.compile(
    r"个?(?:意识|自信|维护|确立|坚持|统一|到位|结合|转变|务必|必须|确保|基本|全面|一律|一批|绝不|不[^足动]|关键|维度|层面|"
    r"方面|阶段|环节|步骤|重点|目标|原则|服从|机制|体系|强化|突出|提升|抓|聚焦|注重|推进|主动|优化|融合|着力|紧盯|"
    r"清单(?:制度|管理)|如何|有没有|是否|代表|文明|纳入|明确|覆盖|百分|时间节点|自觉|走在前|更加|更好|只要|能否|现代化|千万|"
    r"层级|角度|第一|一[^定\d]|先|度|靠前|严格|严禁|规范化|同步|到底|清零|大局|问题清单)"
)
# 8项突出问题, 12个重点难点问题: after an Arabic figure such words belong to the things that are counted.
_THINGS = re.compile(
    r"个?(?:突出|重点|难点|热点|关键|主要|现代化|主动|规范化|文明|优化|提升|全面|基本|目标|融合|强化|推进|清单)[\u4e00-\u9fff]{0,8}?"
    r"(?:问题|任务|工程|项目|点|事项|隐患|措施|举措|案件|场所|区域|村|社区|企业|单位|部位|指标|平台|站|室|中心|基地|岗|线索|活动|品牌)"
)
# 五次、六次会议, 镇人大五次会议: which of its meetings.
_MEETING = re.compile(
    r"(?:[、和及](?:[一二三四五六七八九十]{1,3}|\d{1,2})次)*(?:全体|全会|[^，,。；;、]{0,4}会议)"
)
_BODY = re.compile(
    r"(?:人大|代表大会|党代会|全委会|常委会|届|[一二三四五六七八九十\d]次[、和及])[^，,。；;、]{0,3}$|(?<=[人大届])$"
)
# 位于村委会北100米: where something lies; 碰一次头: a verb with its object; 超过87%的乡镇: how others did.
_WHERE = re.compile(
    r"(?:位于|坐落|地处|毗邻|距离?)[^，,。；;]{0,20}$|[东南西北](?:[侧边面方]|方向)?(?:约|近)?$"
)
_LENGTHS = frozenset({"米", "公里", "千米"})
_SPLIT_VERB = re.compile(r"[头账面心门路脸手底](?=[，,、。；;”]|$)")
_OTHERS = re.compile(r"\s?的(?:乡镇|镇街|街道|镇乡|村|社区|单位|县|区|城市|地区)")
_FIXED = re.compile(
    r"[三3]项(?:制度|机制|改革|清单|监督)|[八8]项规定|[四4]套班子|[两2]个责任|[三3]个(?:责任|规定|清单|办法|区分|全覆盖)|"
    r"[五5]个(?:一|振兴)|[两2]个(?:大局|一百年|毫不动摇|先行|至上)|[一1]个(?:中心|目标|口子|窗口|平台|标准|主题|规划|样|新台阶|时期|重要|声音|个)|"
    r"[一二两三四五]件事|[一1](?:件|项|个|户|人|次)不[落漏少]|[一1]件(?:小事|大事)|[一1](?:次性|期工程|家人|面旗帜|张蓝图|张网|支队伍|类事项)|[二2]次(?:供|污|审|创|分|开发)|"
    r"[一1]支队伍|[一1]套(?:班子|机制|体系)|[七三五六八]支队伍|[一1]项(?:重要|基础|系统|重大|长期|政治)|[两2二]件大事|"
    r"[两2二三3](?:名|人|位)(?:及)?以上(?:的)?(?:具[有备][^，。]{0,6})?(?:持证|行政)?(?:执法|检查|办案|调查)|(?:[两2二]人)(?:一组|同时)|[一1](?:名|人)(?:以上|一[档策])|"
    r"[一1]次(?:办|告知|办好|办成|办结|跑|都不|不用|不跑|就好|申请|申报|受理|审批|审核|采集|查|检查到位|到位|缴|评价|录入|评审|通过)"
)
# 2名以上执法人员, 综合查一次, 最多跑一次: rules and names, read together with what stands before.
_SMALL = frozenset("一二三四五六七八两12345678")
_CAMPAIGN = re.compile(
    r"(?:查|飞|航|跑|办|管|检|巡|看|评|来|进|再|又|更|同|每一|这|那|上|下|头|首|新|任何|逐)$"
)
_OFFICERS_RULE = re.compile(r"[两2二三3](?:名|人|位)(?:及)?以上")
_BARE = re.compile(r"[十百千万亿]+")

#: Measure words that make a small Chinese numeral a count (两次, 三场); with others (个, 项, 支) it is often a slogan.
_FIRM_UNITS = frozenset({
    "次", "场", "名", "件", "起", "份", "例", "宗", "轮", "期", "户", "册", "元", "辆", "位",
    "场次", "人次", "件次", "条次", "批次",
})  # fmt: skip
# 调解了一起土地纠纷 tells a story; only 发生一起, 共一件 count.
_CASES = frozenset({"起", "件", "宗", "例", "份"})
_COUNTED = re.compile(r"(?:共|仅|有|发生|受理|收到|不少于|至少|[年月周季度]|每[^，,。]{1,12})$")
# 一次, 一名 and 一场 count something only after these.
_DONE = re.compile(
    r"(?:召开|开展|组织|举办|举行|进行|开办|听取|报告|汇报|不少于|至少|不低于|最少|聘请|聘用|聘任|配备|配齐|选派|配|选聘|确定|了|"
    r"共|仅|有|收到|受理|发生|办理|查处|调解|化解|处置|为|签订|出具|印发|培训|学习|研究|讲授|参加|巡查|检查|更新|轮训|排查|会商|"
    r"通报|调度|督查|督导|评查|分析|研判|走访|宣讲|普法|授课|述法|服务|坐班|值班|会议|例会|活动|考试|体检|"
    r"(?:每|每个)[^，,。；;一]{1,12}|(?:月|季度|季|周|年|半年|半月)[^，,。；;一]{0,6})$"
)


def standing(text: str, figure: Figure, unit: str | None, end: int, names: Names) -> Standing:
    """How far ``figure`` with ``unit``, which ends at ``end``, may be believed to count something."""
    start = figure.start
    before = text[max(0, start - 14) : start].rstrip()
    if names.hold(start) or _BEFORE_NOT.search(before):
        return Standing.NOT
    # 确保没有一件上行: none is wished for. Where it is told as a fact it is a zero statement.
    if figure.text in ("一", "1") and before.endswith(("没有", "无")):
        return Standing.NOT
    if _FIXED.match(text, figure.start) and figure.text in _SMALL:
        return Standing.NOT
    if (
        unit in ("个", "项", "大", "条", "种", "类")
        and figure.quantity.value < 20
        and _SLOGAN.match(text, end)
        and (figure.chinese or not _THINGS.match(text, end))
    ):
        return Standing.NOT
    if _is_no_count(text, figure, unit, end, before):
        return Standing.NOT
    if unit in ("栋", "幢", "座") and re.search(r"(?:[区苑城路号巷院庭府]|(?<![公果乐游田])园)$", before):
        return Standing.NOT
    if not figure.chinese:
        return Standing.COUNTS
    return _chinese(text, figure, unit, end, before)


def _is_no_count(text: str, figure: Figure, unit: str | None, end: int, before: str) -> bool:
    """Whether the words on both sides of ``figure`` make it an ordinal, a place, a manner of speaking or a comparison."""
    if unit == "次":
        which = _BODY.search(before) or text[end : end + 1] in ("、", "和", "及")
        if which and _MEETING.match(text, end):
            return True
        return figure.text in ("一", "1") and bool(_SPLIT_VERB.match(text, end))
    if unit in _LENGTHS:
        return bool(_WHERE.search(before))
    if unit == "%":
        return figure.quantity.bound is not None and bool(_OTHERS.match(text, end))
    # 包括……等六项内容: what a paper is made of.
    return unit in ("项", "个") and before.endswith("等") and text.startswith(("内容", "方面", "部分"), end)


def _chinese(text: str, figure: Figure, unit: str | None, end: int, before: str) -> Standing:
    """The standing of a figure in Chinese numerals."""
    quantity = figure.quantity
    if quantity.percent or unit in ("%", "‰"):
        return Standing.COUNTS
    if figure.text != figure.text.lstrip("约近超至不最大将接突逾小高低多少≥≧⩾>＞≤≦⩽<＜") or quantity.bound:
        return Standing.COUNTS if unit else Standing.NOT
    if unit is None:
        return Standing.NOT
    if _BARE.fullmatch(figure.text):
        firm = figure.text == "十" and unit in _FIRM_UNITS
        return Standing.COUNTS if firm else (Standing.DOUBTFUL if figure.text == "十" else Standing.NOT)
    if quantity.value_high is not None:
        return Standing.COUNTS if unit in _FIRM_UNITS else Standing.DOUBTFUL
    if quantity.value >= 10:
        return Standing.COUNTS
    if _CAMPAIGN.search(before):
        return Standing.NOT
    if figure.text == "一" and text[end : end + 1] == "的":
        return Standing.NOT
    if figure.text == "一":
        # 年终一起述法, 每周一例会: without a verb before them these are words.
        done = _DONE.search(before)
        if done and unit in ("起", "例") and done[0][0] in "每月季周年半":
            return Standing.NOT
        if done and unit in _CASES and not _COUNTED.search(before):
            return Standing.NOT
        if unit in _FIRM_UNITS and done:
            return Standing.COUNTS
        return Standing.NOT if unit not in ("个", "名") else Standing.DOUBTFUL
    if figure.text == "二" and unit in ("次", "期"):
        return Standing.NOT
    return Standing.COUNTS if unit in _FIRM_UNITS else Standing.DOUBTFUL
