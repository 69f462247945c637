"""What kind of paper it is."""

import pytest

from reports.parsing.page.genre import genre_of


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("青石镇2023年法治政府建设年度报告", "annual_report"),
        ("青石镇关于2022年法治政府建设情况的报告", "annual_report"),
        ("青石镇2023年推进依法行政工作总结", "annual_report"),
        ("青石镇法治建设工作自查报告", "annual_report"),
        ("青石镇2022年法治政府建设工作总结及2023年工作计划", "annual_report"),
        ("青石镇2023年度法治政府建设暨主要负责人履行第一责任人职责情况报告", "annual_report"),
        ("青石镇2023年法治政府建设工作情况", "annual_report"),
        ("关于印发《青石镇2023年法治政府建设年度报告》的通知", "annual_report"),
        ("青石镇镇长李某2023年述职述法报告", "accountability_statement"),
        ("2023年度个人述法报告", "accountability_statement"),
        ("青石镇党委书记履行推进法治建设第一责任人职责情况报告", "accountability_statement"),
        ("青石镇2024年法治政府建设工作要点", "work_plan"),
        ("青石镇法治政府建设实施方案", "work_plan"),
        ("青石镇2024年普法依法治理工作计划", "work_plan"),
        ("青石镇2023年政府信息公开工作年度报告", "other"),
        ("青石镇2024年部门预算", "other"),
        ("青石镇2023年工作总结", "other"),
        ("关于报送法治政府建设年度报告有关工作的通知", "other"),
        ("青石镇多措并举推进法治政府建设", "other"),
        ("青石镇：召开2023年法治政府建设工作推进会", "other"),
        ("青石镇“三个到位”推动2023年法治政府建设提质增效", "other"),
        ("青石镇2023年法治政府建设推进会情况报告", "annual_report"),
        ("关于开展法治宣传活动的通知", "other"),
    ],
)
def test_the_title_tells_the_genre(title: str, expected: str) -> None:
    assert genre_of(title, "")[0] == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("2023年，我镇坚持依法行政，推进法治政府建设，现报告如下。", "annual_report"),
        ("2023年，本人认真履行推进法治建设第一责任人职责，现述职如下。", "accountability_statement"),
        ("现将本人2022年度履行推进法治建设第一责任人职责情况报告如下。", "accountability_statement"),
        ("根据《政府信息公开条例》，现公布本年度报告。", "other"),
        ("", "other"),
    ],
)
def test_the_opening_tells_it_when_there_is_no_title(opening: str, expected: str) -> None:
    assert genre_of(None, opening)[0] == expected


def test_the_words_it_rests_on_are_given() -> None:
    assert genre_of("青石镇2024年法治建设工作要点", "") == ("work_plan", "工作要点")
