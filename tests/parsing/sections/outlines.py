"""Sentences to fill an outline with, and an outline told in lines."""

from reports.parsing import parse_report
from reports.parsing.sections.outline import outline
from reports.parsing.types import ParsedReport

BODY = "全镇上下把任务分到每个站所，按月对账，年底逐项验收。"
MORE = "各村轮流值守，遇事先报后办，结果在公示栏张贴。"


def read(text: str) -> list[str]:
    """The outline of a text, one `path marker|heading` a section."""
    return _told(outline(ParsedReport(text)))


def read_whole(text: str) -> list[str]:
    """The same of a text that all steps read."""
    return _told(parse_report(text))


def _told(report: ParsedReport) -> list[str]:
    return [f"{s.path} {s.marker}|{s.heading}" for s in report.sections]
