"""What a figure counts and which series it belongs to (统计对象、指标): its subject's words, or those it leaves out."""

from __future__ import annotations

import re

from ..types import Metric
from .candidates import Candidate
from .indicators import indicator_of
from .subjects import Subject, clause_start, squeeze
from .surroundings import SENTENCE_START, Surroundings
from .units import unit_family

_AFTER = 80
# 较上年增长12%, 减少3件: a difference, not the thing itself.
_DIFFERENCE = re.compile(
    r"(?:增长|增加|下降|减少|上升|提升|提高|降低|环比|同比|增幅|降幅|权重|占比|占|压降|缩短|减|增|降)"
    r"(?:了|约|近|达|为)?$"
)
# 市级8个, 兼职71人 after a noun that they leave out.
_ELLIPTIC = re.compile(
    r"(?:国家级?|全国|[部省市区县镇乡村]级?|街道级?|社区级?|其中|新增|今年|本年度?|全年|受理|一般|重大|较大|普通|专职|兼职|骨干|[男女]性?|新?取证|"
    r"[已新共均]|废止|修改|修订|移[交送].{0,6}|成功|线[上下]|网上|机关|合计|共计|累计|全[镇乡街县区]|全街道|辖区内?|年内|新(?:增|培育|培养|发展|聘|选聘|制定)|另外?|为|是|达到?|有|优秀|收到|去年|同期|上年)+"
)
# 18次召开会议研究…: the figure stands before the verb that it counts.
_DOING = re.compile(r"(?:召开|主持|研究|部署|开展|组织|专题|听取|举[行办]|集[中体]|深入|赴|到)")
_DONE_AFTER = re.compile(r"(?:开展|组织|召开|举办|举行|进行)(\w{3,})")
_NO_NOUN = re.compile(
    r"^平均|^同比|^(?:去年|上年|上一年|前年)(?:同期|全年|度)?$|^(?:其中|今年|(?:20)?\d\d年度?|本年度?|[的为是])+$|^[比较](?:去年|上年|上一年|前一年|\d{4}年度?)(?:同期|全年)?|^(?:实现|做到|达到|确保)?(?:每|各)(?:个|一)?(?:行政)?(?:[月年季周日村半]|社区|嘎查|居)(?:度|社区|年|月|[、/]社区)?(?:[（(][^（()）]{1,6}[)）])?"
)
# 检查餐饮单位75家、娱乐场所9家: series of whatever kind of thing was checked or mediated, by the verb before them.
_OF_ANY_KIND = {
    "inspections": re.compile("(?:开展|组织)?(?:.{2,4})?(?:检查|巡查)"),
    "disputes_mediated": re.compile("(?:排查|调解|调处|受理)"),
    "disputes_resolved": re.compile("(?:成功)?(?:化解|调解|调处)"),
}
_LINKED = re.compile(r"\s?[、，,和及与]")
#: What may be another deed, and so goes on with no verb before it.
_DEED = re.compile("[劝阻禁扣收拘防整关取责立查停移转未不达涉成办处已下限约打拆新化率]")
_KIND_OF_THING = 8
_VILLAGES = frozenset({"村", "社区", "行政村", "村（社区）", "村(社区)", "村居"})
_COMPARED = re.compile(r"同比|环比|[较比](?:去年|上年|上一年|前一年|\d{4}年|同期)|相比")


class Naming:
    """Names what stands before or after the figures of ``text``, of whose places ``around`` tells more."""

    def __init__(self, text: str, around: Surroundings) -> None:
        self.text = text
        self.around = around

    def series(self, noun: str, start: int, unit: str | None, per: str | None) -> str | None:
        """The indicator that ``noun`` alone means of a figure at ``start``."""
        context = squeeze(self.around.headings(start) + self.around.before(start))
        return indicator_of(noun, unit=unit, wide=noun, context=context, head_last=True, per=per)

    def noun(self, subject: Subject, candidate: Candidate, inherited: str) -> tuple[str, int, int]:
        """The subject's words and the span of the metric."""
        noun = _bare(squeeze(self.text[subject.start : subject.end])).lstrip("和及与、")
        if subject.after_leads:
            return noun, candidate.figure.start, max(subject.end, candidate.end)
        if not noun:
            # 每季度至少一次开展法律知识学习.
            done = _DONE_AFTER.match(subject.after)
            noun = (done[1] if done else "") or inherited or self._clause_before(candidate.figure.start)
            return noun, candidate.figure.start, candidate.end
        return noun, subject.start, candidate.end

    def _clause_before(self, start: int) -> str:
        """The clause before the one that ends at ``start``: 开展宣传活动 in 开展宣传活动，共12场."""
        line = self.text.rfind("\n", 0, start) + 1
        end = clause_start(self.text, start, line)
        while end > line and self.text[end - 1] in " ，,（(：:、":
            end -= 1
        if end <= line or self.text[end - 1] in "。；;！？":
            return ""
        return squeeze(self.text[clause_start(self.text, end, line) : end])

    def indicator(
        self,
        subject: Subject,
        candidate: Candidate,
        noun: str,
        inherited: str,
        per: str | None,
    ) -> str | None:
        """The indicator of the first place whose words mean one."""
        unit = candidate.unit
        before = squeeze(self.text[max(0, candidate.figure.start - 40) : candidate.figure.start])
        if _DIFFERENCE.search(before) and (unit_family(unit) == "rate" or _COMPARED.search(before)):
            return None
        end = min(len(self.text), candidate.end + _AFTER)
        stop = SENTENCE_START.search(self.text, candidate.end, end)
        said = squeeze(
            self.around.headings(candidate.figure.start) + self.around.before(candidate.figure.start)
        )
        context = said + squeeze(self.text[candidate.end : stop.start() if stop else end])
        wide = subject.before + subject.after if subject.after_leads else subject.before
        across = None
        if subject.after_leads:
            places = [(subject.verb + subject.after, False, wide)]
            if unit_family(unit) == "people":
                across = (subject.words + noun, False, subject.before + noun)
                places.append(across)
            elif noun != subject.after:
                # The thing itself before what is told of it: 3项决策均经合法性审查.
                places.insert(0, (subject.verb + noun, False, subject.before + noun))
            if noun in _VILLAGES:
                # 村级法律顾问覆盖11个村: the villages are told by what they have.
                places.append((subject.words, True, wide))
        else:
            places = [(subject.near, True, wide), (subject.words, True, wide)]
            if noun == inherited or subject.start == subject.end:
                places.append((noun, True, noun))
                places.append((subject.after, False, subject.after))
            elif inherited and leaves_out(subject.near):
                places.append((inherited + subject.near, True, inherited + wide))
            elif unit_family(unit) != "count" or _DOING.match(subject.after):
                places.append((subject.after, False, wide + subject.after))
        # Near words are often all the words there are.
        for place in dict.fromkeys(places):
            focus, head_last, around = place
            if focus:
                indicator = indicator_of(
                    focus,
                    unit=unit,
                    wide=around,
                    context=context,
                    head_last=head_last,
                    per=per,
                    at=len(said),
                    across=len(subject.words) if place is across else None,
                )
                if indicator:
                    return indicator
        return None


def carried(first: Metric, other: Metric, between: str) -> str | None:
    """The indicator of ``other``, which stands ``between`` away from the figures that began with ``first``, as of another
    kind of the same (检查餐饮单位75家、娱乐场所9家); None where it is nothing of the kind."""
    verb = _OF_ANY_KIND.get(first.indicator or "")
    alike = first.unit == other.unit and first.per == other.per is None and _LINKED.match(between)
    if not verb or not alike or not verb.match(squeeze(first.text)):
        return None
    kind = 2 <= len(other.subject) <= _KIND_OF_THING and not _DEED.search(other.subject)
    return first.indicator if kind else None


def leaves_out(noun: str) -> bool:
    """Whether ``noun`` only tells of which part of the thing counted before (市级8个, 兼职71人)."""
    return bool(_ELLIPTIC.fullmatch(noun))


def is_difference(before: str) -> bool:
    """Whether a figure after ``before`` tells how much more or less (较上年增长12%)."""
    return bool(_DIFFERENCE.search(before))


def _bare(noun: str) -> str:
    """``noun`` without words of comparison and rate before it: 较上年, 每村."""
    return _NO_NOUN.sub("", _NO_NOUN.sub("", noun))
