"""What kind of paper it is (体裁): a report, a person's account of duties, a plan, or something else."""

import re

from .dates import YEAR
from .view import flatten

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
#: How a report begins, whatever its title.
_ANNOUNCED = re.compile("(?:报告|汇报|总结|通报)如下|情况报告")
#: The subject of the archive, with which a paper of another name may still be a report.
_SUBJECT = re.compile("法治政府|法治建设|依法行政|依法治")


def genre_of(title: str | None, opening: str) -> tuple[str, str]:
    """The genre and the words it rests on (in flattened text; empty when the genre is only assumed).

    ``opening`` is the first paragraphs; it decides when there is no title.
    """
    if title:
        plain = "".join(flatten(title).split())
        return _by_title(plain, "".join(flatten(opening[:600]).split()))
    plain = "".join(flatten(opening[:600]).split())
    personal = re.search("述职述法|述职报告|本人(?:履行|认真|严格|切实|述|作为)", plain)
    if personal:
        return "accountability_statement", personal.group()
    subject = _SUBJECT.search(plain)
    other = re.search("(?:政府信息公开工作年度报告|信息公开条例)", plain)
    if other and (subject is None or plain.index(other.group()) < 120):
        return "other", other.group()
    return ("annual_report", subject.group()) if subject else ("other", "")


def _by_title(plain: str, opening: str) -> tuple[str, str]:
    law = _LAW.search(plain)
    government = re.search("法治政府|依法行政|法治建设(?!第一责任人)", plain)
    personal = _PERSONAL.search(plain)
    duty = _FIRST_PERSON.search(plain)
    if personal and not (government and "暨" in plain):
        return "accountability_statement", personal.group()
    if duty and not government:
        return "accountability_statement", duty.group()
    plan, report = _PLAN.search(plain), _REPORT.search(plain)
    if plan and (report is None or (plan.end() > report.end() and "和" not in plain and "及" not in plain)):
        return "work_plan", plan.group()
    order = _ORDER.search(plain)
    if order:
        return "other", order.group()
    other = _OTHER.search(plain)
    if other and not government:
        return "other", other.group()
    if law and report:
        return "annual_report", law.group()
    if government and not other and (re.search(YEAR, plain) or _ANNOUNCED.search(opening)):
        return "annual_report", government.group()
    return "other", plain[-4:]
