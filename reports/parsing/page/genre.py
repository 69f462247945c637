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
#: Papers that order or decide; a notice that only publishes a report (印发…报告的通知) is the report.
_ORDER = re.compile("(?<!报告的)(?<!报告》的)(?:通知|公告|意见|批复|决定|办法|清单|预案|名单|规定|制度)$")
#: How a person's account begins.
_IN_PERSON = re.compile(
    rf"述职述法|述职报告|本人(?:{YEAR}年?度?)?(?:以?来)?(?:履行|认真|严格|切实|述|作为|履职|学法|贯彻|落实|推进)"
)
#: What only a headline of news says.
_NEWS = re.compile(
    "召开|举行|举办|推进会|部署会|动员会|培训会|座谈会|调度会|走进|助力|赋能|奏响|擦亮|跑出|绘就|书写"
    "|按下|(?:推动|促进|提升).{0,12}(?:提档|升级|提质|增效|走深|见效)"
)
#: How a report begins, whatever its title.
_ANNOUNCED = re.compile("(?:报告|汇报|总结|通报)如下|情况报告")
#: The subject of the archive, with which a paper of another name may still be a report.
_SUBJECT = re.compile("法治政府|法治建设|依法行政|依法治")


def genre_of(title: str | None, opening: str) -> tuple[str, str]:
    """The genre and the words it rests on (in flattened text; empty when the genre is only assumed).

    ``opening`` is the first paragraphs; it decides when there is no title.
    """
    words = plain(opening[:600])
    return _by_title(plain(title), words) if title else _by_opening(words)


def _by_opening(words: str) -> tuple[str, str]:
    personal = _IN_PERSON.search(words)
    if personal:
        return "accountability_statement", personal.group()
    subject = _SUBJECT.search(words)
    other = re.search("(?:政府信息公开工作年度报告|信息公开条例)", words)
    if other and (subject is None or words.index(other.group()) < 120):
        return "other", other.group()
    return ("annual_report", subject.group()) if subject else ("other", "")


def _by_title(title: str, opening: str) -> tuple[str, str]:
    law = _LAW.search(title)
    government = re.search("法治政府|依法行政|法治建设(?!第一责任人)", title)
    personal = _PERSONAL.search(title)
    duty = _FIRST_PERSON.search(title)
    if personal and not (government and "暨" in title):
        return "accountability_statement", personal.group()
    if duty and not government:
        return "accountability_statement", duty.group()
    plan, report = _PLAN.search(title), _REPORT.search(title)
    if plan and (report is None or (plan.end() > report.end() and "和" not in title and "及" not in title)):
        return "work_plan", plan.group()
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
