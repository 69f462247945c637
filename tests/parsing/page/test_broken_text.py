"""A text broken by hand is the report's text, though its lines show hardly a mark."""

import random

import pytest

from reports.parsing import parse_report
from reports.parsing.types import ParsedReport
from tests.benchmarks.corpus import make_reports
from tests.text.broken_lines import How, broken

HEAD = "首页 > 政务公开 > 法治政府建设\n发布时间：2024-01-12 10:22 来源：青石镇 浏览次数：12\n"
FOOT = "\n上一篇：青石镇2022年总结\n下一篇：没有了\n主办：青石镇人民政府 ICP备12345678号\n"


def reports(how: How, kept: float) -> list[tuple[str, str, str]]:
    """Title, text and signature of reports with the share ``kept`` of their marks, in lines."""
    dice, made = random.Random(f"{how}{kept}"), []
    for report in make_reports(15, seed=12):
        title, *text, organ, day = (line for line in report.text.split("\n") if line.strip())
        plain = "\n".join(text)
        bare = "".join(one for one in plain if one not in "，。；：" or dice.random() < kept)
        lines, _ = broken(bare, dice.choice((14, 16, 20, 28, 40)), dice.choice(("", "　　")), 0, how, dice)
        made.append((title, lines.rstrip("\n"), f"{organ}\n{day}"))
    return made


def text_of(report: ParsedReport) -> str:
    return report.text[report.body_start : report.body_end].strip()


@pytest.mark.parametrize("how", ["characters", "columns", "hand"])
@pytest.mark.parametrize("kept", [0, 0.1, 0.3])
def test_a_text_without_marks_is_read_from_its_first_line_to_its_last(how: How, kept: float) -> None:
    for title, text, signature in reports(how, kept):
        for head, foot in (("", ""), (HEAD, FOOT)):
            read = parse_report(f"{head}{title}\n{text}\n{signature}{foot}")
            assert text_of(read).removesuffix(signature).strip() == text.strip()
            inside = [one for one in read.furniture if read.body_start <= one.start < (read.body_end or 0)]
            assert inside == []
            assert read.issuer is not None
            assert read.issuer.value == signature.split("\n")[0]


SIGNED = """青石镇2023年法治政府建设年度报告
一、主要做法
健全工作机制，压实工作责任，形成工作合力。
二、下一步打算
深入推进法治宣传认真规范行政执法与白桥镇
签订协作协议继续开展基层治理参照河口镇人民政府
的做法加强队伍建设努力提升能力
青石镇人民政府
2024年1月9日
"""


def test_a_line_broken_behind_a_places_name_is_no_signature() -> None:
    read = parse_report(SIGNED)
    assert read.issuer is not None
    assert read.issuer.value == "青石镇人民政府"
    assert text_of(read).endswith("努力提升能力")


# what stands between the title and the first heading, and where the text begins
OPENINGS = [
    ("今年以来扎实推进各项工作任务\n落地见效健全机制压实责任加强\n学习提升能力\n", "今年以来"),
    ("今年以来扎实推进各项工作任务\n落地见效健全机制压实责任加强\n", "今年以来"),
    ("青石镇人民政府\n2024年1月9日\n", "一、"),
    ("（2024年1月9日）\n青石镇司法所\n", "一、"),
    ("——在青石镇第十次会议上\n　　　镇长　王大山\n", "一、"),
    ("县人民政府：\n今年以来扎实推进各项工作任务\n落地见效健全机制压实责任加强\n", "县人民政府"),
]


@pytest.mark.parametrize(("opening", "begins"), OPENINGS)
def test_a_text_begins_with_the_first_of_its_lines(opening: str, begins: str) -> None:
    text = f"青石镇2023年法治政府建设年度报告\n{opening}一、主要做法\n健全工作机制，压实工作责任，形成工作合力。\n"
    read = parse_report(text)
    assert text[read.body_start :].startswith(begins)
