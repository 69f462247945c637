"""One report in every format reads as the same lines, so that the parser finds the same in each."""

import pytest

from reports.reading import read
from tests.reading.documents import docx, level, num, numbered, p
from tests.reading.office.test_rtf import gbk
from tests.reading.ole import doc
from tests.reading.pdfs import paragraphs, pdf
from tests.reading.test_odt_and_mhtml import odt

LINES = [
    "青山镇人民政府2023年法治政府建设年度报告",
    "一、主要举措",
    "全年调解矛盾纠纷35件，成功率98%，群众满意度不断提高，依法行政水平稳步提升，法治宣传教育深入人心。",
    "二、存在不足",
    "队伍力量不足。",
]
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + "</w:abstractNum>"
    + num(1, 0)
)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("\r\n".join(LINES).encode("gb18030"), id="txt"),
        pytest.param(
            f"<html><body>{''.join(f'<p>　　{line}</p>' for line in LINES)}</body></html>".encode(), id="html"
        ),
        pytest.param(docx("".join(p(line) for line in LINES)), id="docx"),
        pytest.param(
            docx(
                p(LINES[0]) + numbered("主要举措") + p(LINES[2]) + numbered("存在不足") + p(LINES[4]),
                numbering=NUMBERING,
            ),
            id="docx-numbered",
        ),
        pytest.param(doc("".join(f"{line}\r" for line in LINES)), id="doc"),
        pytest.param(
            rf"{{\rtf1\ansicpg936 {''.join(gbk(line) + chr(92) + 'par ' for line in LINES)}}}".encode(),
            id="rtf",
        ),
        pytest.param(odt("".join(f"<text:p>{line}</text:p>" for line in LINES)), id="odt"),
        pytest.param(pdf([paragraphs(LINES)]), id="pdf"),
    ],
)
def test_the_same_report_reads_the_same_in_every_format(data: bytes) -> None:
    assert read(data, "报告").text.split("\n") == LINES
