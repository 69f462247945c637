"""Figures in tables: subject and unit from the heads around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.parsing.figures.metrics import read_metrics, reread
from reports.parsing.types import Metric, ParsedReport


def metrics_of(text: str) -> tuple[Metric, ...]:
    return read_metrics(ParsedReport(text=text, year=2023)).metrics


# rows, then (subject, figure, unit, indicator) of every figure in them
TABLES: list[tuple[str, list[tuple[str, str, str, str | None]]]] = [
    # A column of units.
    ("指标 | 单位 | 数量\n普法宣传活动 | 场 | 12\n发放宣传资料 | 份 | 1,200\n化解率 | % | 98.6", [
        ("普法宣传活动", "12", "场", "publicity_events"), ("发放宣传资料", "1,200", "份", "publicity_materials"),
        ("化解率", "98.6", "%", "dispute_resolution_rate"),
    ]),
    # A head over two columns, whose own heads stand below it.
    ("执法情况（单位：件）\n行政处罚 | | 合计\n警告 | 罚款 | 合计\n4 | 9 | 13", [
        ("警告", "4", "件", None), ("罚款", "9", "件", None), ("", "13", "件", None),
    ]),
    ("行政处罚 | 行政处罚 | 合计\n警告 | 罚款 | 合计\n4件 | 9件 | 13件", [
        ("警告", "4", "件", None), ("罚款", "9", "件", None), ("", "13", "件", None),
    ]),
    # One cell that heads two rows; cells left empty stay in their columns.
    ("类别 | 事项 | 上年 | 数量（件）\n行政处罚 | 警告 | | 4\n行政处罚 | 罚款 | | 9\n其他 | 约谈 | | 2", [
        ("行政处罚警告", "4", "件", "penalties_general"), ("行政处罚罚款", "9", "件", None), ("其他", "2", "件", None),
    ]),
    # One unit above the table for all cells.
    ("附表（单位：件）\n项目 | 受理 | 办结\n信访件 | 30 | 29", [
        ("信访件受理", "30", "件", "petitions_received"), ("信访件办结", "29", "件", "petitions_closed"),
    ]),
    # Two units above the table are none.
    ("附表（单位：件、人）\n项目 | 受理\n信访件 | 30", []),
    # The unit in the column's head: a village's share is of no series, the total is.
    ("村名 | 调解纠纷（件） | 普法讲座(场)\n东村 | 12 | 3\n合计 | 20 | 5", [
        ("东村调解纠纷", "12", "件", None), ("东村普法讲座", "3", "场", None),
        ("调解纠纷", "20", "件", "disputes_mediated"), ("普法讲座", "5", "场", "publicity_events"),
    ]),
    # The unit in the row's head, tabs, no head of columns.
    ("执法人员（人）\t12\n调解员（名）\t30", [
        ("执法人员", "12", "人", "enforcement_officers"), ("调解员", "30", "名", "mediators"),
    ]),
    # Units in the cells, bars at both ends.
    ("| 村名 | 调解纠纷 |\n| 东村 | 12件 |\n| 西村 | 约8 件 |", [
        ("东村调解纠纷", "12", "件", None), ("西村调解纠纷", "约8", "件", None),
    ]),
    # Tens of thousands stay as they are written.
    ("种类 | 金额（万元）\n行政处罚罚款 | 3.6", [("行政处罚罚款金额", "3.6", "万元", None)]),
    # Ordinals, dates and telephone numbers count nothing.
    ("序号 | 时间 | 内容 | 人数（人）\n1 | 2023.6.1 | 宪法宣誓 | 40", [("宪法宣誓人数", "40", "人", None)]),
    ("姓名\t职务\t电话\n张三\t镇长\t62345678", []),
    ("2023年 | 12 | 34\n2022年 | 11 | 30", []),
    # 单位 may be an office.
    ("单位：山前镇\n项目 | 次数\n会议 | 5", []),
    # A paragraph in a layout table is running text.
    ("一、主要做法 | " + "全镇上下扎实推进依法行政各项工作，" * 4 + "召开会议5次\n栏目 | 12", [
        ("会议", "5", "次", "leadership_meetings"),
    ]),
    # A list with units in brackets.
    ("法律咨询（人次）：230\n化解率（%）：98", [
        ("法律咨询", "230", "人次", "legal_consultations"), ("化解率", "98", "%", "dispute_resolution_rate"),
    ]),
    ("（一）12\n参加人员（名单见附件）：30", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figures"), TABLES)
def test_a_cell_counts_what_its_heads_say(text: str, figures: list[tuple[str, str, str, str | None]]) -> None:
    assert [(m.subject, m.figure, m.unit, m.indicator) for m in metrics_of(text)] == figures


def test_a_column_may_be_of_another_year_or_of_a_plan() -> None:
    text = "指标 | 2022年 | 本年计划 | 2023年 | 同比增长（%）\n调解纠纷（件） | 40 | 45 | 48 | 20"
    assert [(m.figure, m.year, m.planned) for m in metrics_of(text)] == [
        ("40", 2022, False),
        ("45", 2023, True),
        ("48", 2023, False),
    ]


@given(st.text(alphabet="项目数量单位：（件）村合计12,.%| \t\n｜约余万", max_size=120))
def test_what_is_read_from_cells_stands_in_the_text(text: str) -> None:
    for metric in metrics_of(text):
        assert text[metric.start : metric.end] == metric.text
        assert text[metric.figure_start : metric.figure_start + len(metric.figure)] == metric.figure
        assert metric.start <= metric.figure_start < metric.end
        assert reread(metric) == metric.value


@pytest.mark.parametrize("word", ["完成数", "完成情况", "辖区内", "镇域内"])
def test_words_repeated_without_end_do_not_keep_the_reader_for_hours(word: str) -> None:
    run = word * 60
    text = f"项目\t{run}Ｘ\t数量\n调解\t35\t20\n组织{run}Ｘ68名干部参加培训，对{run}120家企业检查。\n"
    assert [metric.value for metric in read_metrics(ParsedReport(text=text)).metrics][-2:] == [68, 120]
