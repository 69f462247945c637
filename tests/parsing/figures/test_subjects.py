"""What a figure counts is a thing's name: that it is there, or was made, is no part of it."""

import pytest

from reports.parsing.figures.metrics import read_metrics
from reports.parsing.types import ParsedReport

SUBJECTS = [
    ("镇调委会有专职调解员2名。", ["专职调解员"]),
    ("我镇有专职调解员2名。", ["专职调解员"]),
    ("全年共建法律援助工作室12个。", ["法律援助工作室"]),
    ("我镇建了法律援助工作室12个。", ["法律援助工作室"]),
    ("目前建有公共法律服务站9个。", ["公共法律服务站"]),
    ("选优配强专职法治工作人员13名。", ["专职法治工作人员"]),
    ("配强专职法治工作人员13名。", ["专职法治工作人员"]),
    ("配足配优人民调解员30名。", ["人民调解员"]),
    ("开办普法夜校3次。", ["普法夜校"]),
    ("设人民调解委员会8个，聘人民调解员24名。", ["人民调解委员会", "人民调解员"]),
    ("增设法治宣传栏6处。", ["法治宣传栏"]),
    # Names that begin alike.
    ("组织有关人员30名参加。", ["有关人员"]),
    ("建设项目12个。", ["建设项目"]),
    ("设施设备40台。", ["设施设备"]),
    ("配套设施7处。", ["配套设施"]),
    ("建档立卡户15户。", ["建档立卡户"]),
    # What is put together by 的, and what a noun consists of.
    ("打造1处集休闲、普法于一体的主题公园。", ["主题公园"]),
    ("开展普法宣讲、合同把关等法律服务70余次。", ["法律服务"]),
    ("4批次邀请律师为镇村干部进行专题讲座。", ["专题讲座"]),
    ("按上级要求，每季度至少一次开展法律知识学习。", ["法律知识学习"]),
    ("推动80余名主要负责人完成述法，细化了12项工作任务。", ["主要负责人", "工作任务"]),
    ("修订工作规则3项，公示率均已达到100%。", ["工作规则", "公示率"]),
    (
        "受理法律援助案件13件，提出审查意见96条，办结行政处罚案件7件。",
        ["法律援助案件", "审查意见", "行政处罚案件"],
    ),
    ("通过政府信息公开平台公开信息60余条，发起联合会商4次。", ["公开信息", "联合会商"]),
    # Deeds decide what is counted.
    ("受理信访28件，办结信访28件。", ["受理信访", "办结信访"]),
    ("成功调解矛盾纠纷91件。", ["成功调解矛盾纠纷"]),
]


@pytest.mark.parametrize(("text", "subjects"), SUBJECTS)
def test_subjects_keep_no_verb_of_being_there_or_of_making(text: str, subjects: list[str]) -> None:
    metrics = read_metrics(ParsedReport(text=text, year=2023)).metrics
    assert [metric.subject for metric in metrics] == subjects
    for metric in metrics:
        assert text[metric.start : metric.end] == metric.text


CONSULTATIONS = [
    ("全年解答法律咨询15次。", "legal_consultations"),
    ("接待群众法律咨询40余起。", "legal_consultations"),
    ("受理法律咨询36件。", "legal_consultations"),
    ("解答群众咨询300人次。", "legal_consultations"),
    # Events at which it is asked, and what is handed out there.
    ("开展法律咨询活动15场。", "publicity_events"),
    ("解答法律咨询并发放宣传资料500份。", "publicity_materials"),
]


@pytest.mark.parametrize(("text", "indicator"), CONSULTATIONS)
def test_questions_answered_are_consultations_whatever_they_are_counted_in(text: str, indicator: str) -> None:
    (metric,) = read_metrics(ParsedReport(text=text, year=2023)).metrics
    assert metric.indicator == indicator


def test_a_figure_without_a_unit_is_counted_with_no_others() -> None:
    text = "进行法治宣传20余，开展普法宣传活动8次，未发生民转刑案件。"
    report = read_metrics(ParsedReport(text=text, year=2023))
    assert [(one.figure, one.indicator) for one in report.in_series().metrics] == [
        ("20余", None),
        ("8", "publicity_events"),
        ("未发生", "civil_to_criminal_cases"),
    ]
