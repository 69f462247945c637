"""What kind of paper it is (体裁): a report, a person's account of duties, a plan, or something else."""

import re

from .dates import YEAR
from .organs import plain

_PERSONAL = re.compile("述职述法|述职述德|述责述廉|述法|述职")
_FIRST_PERSON = re.compile("第一责任人.{0,8}(?:情况|报告|总结|汇报)")
_REPORT = re.compile("报告|总结|汇报|小结|年报|情况|自评|自查|综述")
_PLAN = re.compile(
    "工作(?:计划|要点|安排|打算)|实施方案|工作方案|行动方案|实施计划|规划|普法计划|(?:计划|要点|方案)$"
)
_LAW = re.compile("法治|法制|依法行政|依法治|述法")
_OTHER = re.compile(
    "信息公开|政务公开|预算|决算|预决算|采购|招标|中标|公示$|通知$|公告$|招聘|权责清单|资产|财政|绩效|政府工作报告"
)
#: Papers that order, decide, record or explain; a notice that only publishes a report (印发…报告的通知) is the report.
_ORDER = re.compile(
    "(?<!报告的)(?<!报告》的)(?:通知|公告|意见|批复|决定|办法|清单|预案|名单|规定|制度|纪要|会议记录|解读|图解|问答|简报"
    "|倡议书|承诺书|责任书|章程|台账|目录|汇编|复函|讲话|致辞|议程|须知|指南|一图读懂|问卷|工作动态|简讯"
    "|(?:亮点|特色|典型|创新)(?:做法|案例|经验|工作)|经验(?:做法|材料))$"
)
#: What joins the second subject of a title to the first: …情况报告暨2025年工作要点.
_JOINT = re.compile(rf"暨|和|及|与|、|,|/|并|{YEAR}")
#: How a person's account begins. 述职 in passing (班子成员述职述法) is no account.
_IN_PERSON = re.compile(
    rf"本人(?:{YEAR}年?度?)?(?:以?来)?(?:履行|认真|严格|切实|述|作为|履职|学法|贯彻|落实|推进)"
    "|(?:现|我)[^。;:]{0,40}?(?:述职|述法|述责|述德)[^。;:]{0,10}如下|(?:述职|述法)(?:述[廉德法职])?(?:报告)?(?:情况)?如下"
)
#: How a plan begins.
_PLANNING = re.compile(
    "[制拟][定订](?:了?如下|以下|本)(?:年度|工作|实施|行动)?(?P<made>计划|要点|方案|规划|安排)"
    "|(?<!总结)(?<!情况)(?:工作|实施|普法|年度)(?P<told>计划|要点|方案|安排|打算)(?:安排|制[定订])?如下"
)
#: A report that announces a plan too: 现将…总结及2025年工作计划.
_REPORT_WITH = re.compile(r"(?:总结|报告|汇报|情况)(?:及|和|与|暨|、|以及)[^,。;]{0,24}$")
#: How another paper begins that decides: 特制定本办法.
_RULING = re.compile(
    "制[定订](?:本|如下)(?:办法|意见|制度|规定|细则|预案|规程|规则)|(?:提出|制定)(?:如下|以下)(?:实施)?意见"
)
#: How a report on open government begins, title or none.
_OPEN_GOVERNMENT = re.compile(
    "(?:政府信息|政务|信息)公开(?:工作)?(?:情况)?(?:的)?(?:年度报告|年报|年度工作报告|工作总结)|信息公开条例"
    "|主动公开政府信息(?:的)?情况|收到和处理政府信息公开申请"
    "|(?:主动公开|依申请公开|信息公开申请)[^。]{0,60}?(?:行政复议|监督保障|平台建设|信息管理)"
)
#: How a piece of news begins: what for, a day or 近日, and somebody who holds or attends something.
_LATELY = rf"(?:(?:{YEAR}年)?[01]?\d月[0-3]?\d日(?!至|[-—–~到])|近日|日前|近期|连日来|近段时间|今[日天]|昨[日天]|[本上]周)"
_HOLDS = "(?:召开|举行|举办|开展|组织|走进|联合|赴|深入|邀请|来到)"
_NEWS_BEGINS = re.compile(rf"(?:为[^。;:]{{4,60}}?,)?{_LATELY}[^。]{{0,60}}?{_HOLDS}|[^。]{{0,12}}讯[(:,]")
_NEWS_SAYS = re.compile("会议(?:强调|指出|要求|认为|传达|听取|审议)|会上|活动(?:现场|中)|活动当天|培训会")
#: What only a headline of news says.
_NEWS = re.compile(
    "召开|举行|举办|推进会|部署会|动员会|培训会|座谈会|调度会|走进|助力|赋能|奏响|擦亮|跑出|绘就|书写"
    "|按下|(?:推动|促进|提升).{0,12}(?:提档|升级|提质|增效|走深|见效)"
)
#: A headline that ends with the meeting it tells of, be that one of reports (召开…情况汇报会).
_MEETING = re.compile("(?:召开|举行|举办|组织|参加|出席|开展).{0,40}(?:会|会议|活动|仪式|培训班?|讲座)$")
#: How a report begins, whatever its title.
_ANNOUNCED = re.compile("(?:报告|汇报|总结|通报)如下|情况报告")
#: The subject of the archive, with which a paper of another name may still be a report.
_SUBJECT = re.compile("法治政府|法治建设|依法行政|依法治")
#: Less than a year: a half, a quarter, some months; ten months and more are an annual report written early.
_PART = "(?:上半年|下半年|半年度?|年中|前?[一二三四1-4]个?季度|[1一](?:月份?)?[-—–~至到](?:[2-9]|[二三四五六七八九])月份?)"
_PART_IN_TITLE = re.compile(_PART)
_PART_IN_OPENING = re.compile(
    rf"(?:{YEAR}年|今年|本年度?){_PART}[,以来]|现[将就][^。]{{0,24}}?(?P<announced>{_PART})[^。]{{0,50}}?如下"
)


def genre_of(title: str | None, opening: str) -> tuple[str, str]:
    """The genre and the words it rests on (in flattened text; empty when the genre is only assumed).

    ``opening`` is the first paragraphs; it decides when there is no title.
    """
    words = plain(opening[:600])
    return _by_title(plain(title), words) if title else _by_opening(words)


def part_of_year(title: str | None, opening: str) -> str:
    """The words that say that a report tells of less than a year (上半年); empty when it tells of a whole one.

    A half of a year that a plan in the title is for says nothing of the report.
    """
    said = plain(title or "")
    report = _REPORT.search(said)
    joint = _JOINT.search(said, report.end()) if report else None
    if found := _PART_IN_TITLE.search(said, 0, joint.start() if joint else len(said)):
        return found.group()
    if re.search(f"年度|全年|{YEAR}年.{{0,20}}(?:年度报告|年报)", said):
        return ""
    begun = _PART_IN_OPENING.search(plain(opening[:300]))
    return begun.group() if begun and (begun["announced"] or begun.start() < 12) else ""


def _by_opening(words: str) -> tuple[str, str]:
    announced = _ANNOUNCED.search(words)
    personal = _IN_PERSON.search(words)
    if personal:
        return "accountability_statement", personal.group()
    subject = _SUBJECT.search(words)
    other = _OPEN_GOVERNMENT.search(words[:300])
    if other and (subject is None or other.start() < subject.start()):
        return "other", other.group()
    news = _NEWS_BEGINS.match(words)
    if news and not announced and (len(news.group()) < 40 or _NEWS_SAYS.search(words)):
        return "other", news.group()
    plan = _PLANNING.search(words)
    if plan and not _REPORT_WITH.search(words[: plan.start()]):
        return "work_plan", plan.group()
    ruling = _RULING.search(words)
    if ruling and not announced:
        return "other", ruling.group()
    return ("annual_report", subject.group()) if subject else ("other", "")


def _by_title(title: str, opening: str) -> tuple[str, str]:
    law = _LAW.search(title)
    government = re.search("法治政府|依法行政|法治建设(?!第一责任人)", title)
    personal = _PERSONAL.search(title)
    duty = _FIRST_PERSON.search(title)
    if personal and not (government and ("暨" in title or _joined(title, government, personal))):
        return "accountability_statement", personal.group()
    if duty and not government:
        return "accountability_statement", duty.group()
    plan, report = _PLAN.search(title), _REPORT.search(title)
    if plan and (report is None or (plan.end() > report.end() and not _joined(title, report, plan))):
        return "work_plan", plan.group()
    meeting = _MEETING.search(title)
    if meeting:
        return "other", meeting.group()
    news = _NEWS.search(title)
    if news and not report:
        return "other", news.group()
    order = _ORDER.search(title)
    if order:
        return "other", order.group()
    other = _OTHER.search(title)
    if other and not government:
        return "other", other.group()
    if law and report:
        return "annual_report", law.group()
    if government and not other and (re.search(YEAR, title) or _ANNOUNCED.search(opening)):
        return "annual_report", government.group()
    return "other", title[-4:]


def _joined(title: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Does the title name two subjects, ``second`` after ``first`` and joined to it?"""
    return _JOINT.search(title, first.end(), second.start()) is not None
