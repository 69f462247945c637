"""Labels and values of info tables and bylines, line by line."""

import pytest

from reports.parsing.page.infotable import label_behind, read_fields


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "文号  成文日期  发布日期 2024-12-31",
            [("doc_no", ""), ("written", ""), ("published", "2024-12-31")],
        ),
        ("索 引 号：0001/2024-12　　发布机构：青石镇", [("index_no", "0001/2024-12"), ("body", "青石镇")]),
        (
            "索引号 | 0001/2024-12 | 生成日期 | 2024-03-25 |",
            [("index_no", "0001/2024-12"), ("generated", "2024-03-25")],
        ),
        (
            "来源:青石镇发布时间:2024-01-12浏览次数:12",
            [("source", "青石镇"), ("published", "2024-01-12"), ("views", "12")],
        ),
        ("【来源：青石镇】【时间：2024-01-12】", [("source", "青石镇"), ("day", "2024-01-12")]),
        ("[ 发布机构 ] 青石镇 [ 有效性 ]", [("body", "青石镇"), ("other", "")]),
        ("2024-01-12 10:20  来源：青石镇 打印", [("day", "2024-01-12 10:20"), ("source", "青石镇")]),
        ("来源：青石镇    打印", [("source", "青石镇")]),
        ("文号：无", [("doc_no", "无")]),
        ("来源于群众的意见", []),
        ("时间安排合理，效果明显。", []),
        ("时间：2024年1月9日 地点：会议室", []),
        ("2024年1月12日，镇党委召开会议。", []),
        ("", []),
    ],
)
def test_pairs_are_read(line: str, expected: list[tuple[str, str]]) -> None:
    fields = read_fields(line, 0)
    assert [(field.name, field.value) for field in fields] == expected


def test_values_carry_their_place_in_the_text() -> None:
    (field,) = read_fields("发布机构：青石镇", 100)
    assert (field.start, field.end) == (105, 108)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("青石镇2023年法治政府建设年度报告 发布时间：2024-01-12", 19),
        ("青石镇2023年法治政府建设年度报告", None),
        ("青石镇关于信息来源管理的报告", None),
    ],
)
def test_a_byline_may_stand_behind_the_title(line: str, expected: int | None) -> None:
    assert label_behind(line, 0) == expected
