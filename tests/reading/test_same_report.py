"""One report, laid out in several ways, is understood the same in every format: title, year, outline and figures."""

from collections.abc import Callable
from email.message import EmailMessage
from html import escape

import pytest

from reports.parsing import parse_report
from reports.reading.by_format import read_here
from tests.reading.documents import docx
from tests.reading.documents import p as paragraph
from tests.reading.office.test_rtf import gbk
from tests.reading.ole import doc
from tests.reading.pdfs import paragraphs, pdf
from tests.reading.test_odt_and_mhtml import odt

_TITLES = ("岱山县衢山镇2023年法治政府建设年度报告", "衢山镇人民政府关于2023年度法治政府建设情况的报告")
_OPENING = "2023年，衢山镇深入学习贯彻习近平法治思想，扎实推进依法行政，现将有关情况报告如下。"
#: What stands under the first heading.
_BODIES = (
    ("（一）化解矛盾纠纷。全年调解矛盾纠纷35件，调解成功率98%。", "（二）开展法治宣传。举办普法讲座12场。"),
    ("一是化解矛盾。全年调解矛盾纠纷1,035件。", "二是法治宣传。发放宣传资料3000余份，受教育群众4500人次。"),
    ("1.化解矛盾纠纷。全年受理矛盾纠纷三十五件，成功调解35件。", "2.法治宣传。开展宣传活动20余次。"),
    ("全年召开专题会议4次，审查合同28份，未发生行政复议案件。",),
    ("（1）依法行政。办理行政处罚案件28件。", "（2）政务公开。公开信息163条，按时公开率100%。"),
)
_END = (
    "二、存在的不足和原因",
    "执法力量不足，普法形式单一。",
    "三、下一年度工作安排",
    "继续加强法治宣传，开展培训10场。",
)
REPORTS = [
    [title, _OPENING, heading, *body, *_END]
    for title, heading in zip(_TITLES, ("一、主要举措和成效", "第一部分 主要举措和成效"), strict=True)
    for body in _BODIES
]


def _mhtml(lines: list[str]) -> bytes:
    message = EmailMessage()
    message.set_content("saved page")
    message.add_alternative(
        "".join(f"<p>{escape(line)}</p>" for line in lines), subtype="html", charset="gb18030"
    )
    return message.as_bytes()


def _page(lines: list[str]) -> bytes:
    """A page as an old publishing system makes it: tables in tables, font tags, paragraphs parted by <br>."""
    body = "<br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(line)}" for line in lines[1:])
    return (
        f"<table><tr><td><table><tr><td align=center><font size=4><b>{lines[0]}</b></font></td></tr>"
        f"<tr><td><font face=仿宋>{body}</font></td></tr></table></td></tr></table>"
    ).encode("gbk")


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "txt in GB18030": lambda lines: "\r\n".join(lines).encode("gb18030"),
    "txt in UTF-16": lambda lines: "\n".join(lines).encode("utf-16"),
    "html": lambda lines: f"<html>{''.join(f'<p>　　{escape(line)}</p>' for line in lines)}</html>".encode(),
    "html of tables": _page,
    "mhtml": _mhtml,
    "docx": lambda lines: docx("".join(paragraph(escape(line)) for line in lines)),
    "doc": lambda lines: doc("".join(f"{line}\r" for line in lines)),
    "odt": lambda lines: odt("".join(f"<text:p>{escape(line)}</text:p>" for line in lines)),
    "rtf": lambda lines: (
        rf"{{\rtf1\ansicpg936 {''.join(gbk(line) + chr(92) + 'par ' for line in lines)}}}".encode()
    ),
    "pdf": lambda lines: pdf([paragraphs(lines)]),
}


def understood(text: str) -> dict[str, object]:
    """What the parser makes of ``text``, without places, which depend on how lines end."""
    report = parse_report(text)
    return {
        "title": report.title and report.title.value,
        "year": report.year,
        "region": report.region and report.region.code,
        "genre": report.genre,
        "sections": [(one.path, one.heading, one.role, one.topics) for one in report.sections],
        "items": [(one.section, one.marker) for one in report.items],
        "metrics": [(one.figure, one.value, one.unit, one.subject, one.indicator) for one in report.metrics],
    }


@pytest.mark.parametrize("lines", REPORTS, ids=range(len(REPORTS)))
def test_a_report_is_understood_the_same_in_every_format(lines: list[str]) -> None:
    plain = understood("\n".join(lines))
    assert plain["year"] == 2023
    assert plain["region"] == "330921106"
    found = {
        name: understood(read_here(make(lines), name.startswith("txt")).text)
        for name, make in FORMATS.items()
    }
    assert found == dict.fromkeys(FORMATS, plain)
