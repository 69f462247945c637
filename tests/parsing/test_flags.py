"""Flags over the whole text."""

import pytest

from reports.parsing.pipeline import parse_report

BODY = "2023年，某某镇坚持依法行政，健全工作机制，推动法治政府建设取得实效，现将有关情况报告如下。\n"
REPORT = (
    "某某镇2023年法治政府建设年度报告\n"
    + BODY
    + "一、主要做法\n"
    + "全镇开展法治宣传12场次，化解矛盾纠纷36件。\n" * 2
)


def flags(text: str, kind: str) -> list[str | None]:
    return [
        None if flag.start is None else text[flag.start : flag.end]
        for flag in parse_report(text).flags
        if flag.kind == kind
    ]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("empty", "某某镇2023年法治政府建设年度报告\n附件：报告.pdf", [None]),
        ("empty", "", [None]),
        ("empty", REPORT, []),
        ("mojibake", REPORT + "锟斤拷锟斤拷\ufffd\ufffd文件", ["锟斤拷锟斤拷"]),
        ("mojibake", REPORT, []),
        ("truncated", REPORT + "三是强化保障，" * 30, ["三是强化保障，三是强化保障，"[-12:]]),
        ("truncated", REPORT * 4, []),
        ("personal_data", REPORT + "当事人身份证号110101199003077513。", []),
        ("personal_data", REPORT + "当事人身份证号110101199003077512。", ["110101199003077512"]),
        ("personal_data", REPORT + "联系人张某，电话13812345678。", ["13812345678"]),
        ("personal_data", "索引号：113309210026412824/2024-13812345678\n" + REPORT, []),
        ("traditional_characters", "某鎮2023年法治政府建設年度報告\n" + "為進一步規範執法行為，強化監督。\n" * 8, [None]),
        ("ocr_blanks", REPORT + "，推 进 依 法 行 政。" * 3, ["推 进 依 法 行 政"]),
        ("ocr_blanks", REPORT, []),
        ("placeholder", REPORT + "全年投入普法经费XX万元。", ["XX"]),
        ("placeholder", REPORT + "20xx年，我镇推进依法行政。", ["20xx"]),
        ("placeholder", REPORT + "202×年工作计划如下。", ["202×"]),
        ("placeholder", REPORT + "××镇调解纠纷＊＊件，组织培训__场。", ["××"]),
        ("placeholder", REPORT + "投入经费 XX 万元。", ["XX"]),
        ("placeholder", REPORT + "开展培训（　　）次。", ["（　　）"]),
        ("placeholder", REPORT + "制定行政规范性文件×件。", ["×"]),
        ("placeholder", REPORT + "X月X日，召开专题会议。", ["X"]),
        ("placeholder", REPORT + "推行“1+X”机制，建立“N+X”项清单，调解张××与李××纠纷1件。", []),
        ("placeholder", REPORT + "电话138****1234，尺寸3×4米，XXGK平台，2×2个点位。", []),
        ("placeholder", REPORT, []),
    ],
)  # fmt: skip
def test_flags_say_what_a_reviewer_should_see(kind: str, text: str, expected: list[str | None]) -> None:
    assert flags(text, kind) == expected


@pytest.mark.parametrize(
    ("partial", "notes"),
    [
        ((), []),
        (
            ("embedded_document", "unheard_of"),
            [
                "文件里嵌有另一份文档，其中的文字没有读出，请对照原件。",
                "文件里有一部分没有读出，请对照原件。",
            ],
        ),
    ],
)
def test_each_part_of_the_file_that_was_not_read_is_flagged(
    partial: tuple[str, ...], notes: list[str]
) -> None:
    found = [flag for flag in parse_report(REPORT, partial=partial).flags if flag.kind == "part_not_read"]
    assert [(flag.note, flag.start, flag.end) for flag in found] == [(note, None, None) for note in notes]


def test_a_paragraph_that_stands_twice_is_flagged_where_it_stands_again() -> None:
    text = "某某镇2023年法治政府建设年度报告\n" + BODY + "一、做法\n开展宣传12场次。\n" + BODY
    (flag,) = [flag for flag in parse_report(text).flags if flag.kind == "duplicate_text"]
    assert flag.start == text.rindex(BODY)
