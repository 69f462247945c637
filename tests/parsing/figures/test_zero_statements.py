"""What is said not to have happened (零报告): a zero of a series only where the thing itself is denied."""

import pytest

from reports.parsing import parse_report

_HEAD = "白桥镇2024年法治政府建设年度报告\n一、主要工作\n"

#: What is denied here is a part, a fault or a consequence of what an indicator counts.
QUALIFIED = [
    "未发生重大行政决策失误。",
    "全年没有出现因决策不当引发的上访事件。",
    "未发生因合同审查把关不严造成的损失情况。",
    "无行政处罚被复议撤销案件。",
    "未发生行政复议维持以外的案件。",
    "未出现行政诉讼败诉后不履行判决的行为。",
    "未发生涉及普法活动的举报。",
    "未发生因法律顾问履职不力引发的纠纷。",
    "未发生因执法检查引发的投诉事件。",
    "未收到对政务公开工作的投诉。",
    "全年无执法人员违纪违法案件。",
    "未发生规范性文件被撤销情况。",
    "无规范性文件被上级责令纠正情况。",
    "未发生重大决策社会稳定风险评估缺项问题。",
    "未发生调解协议反悔案件。",
    "未发生调解员违规行为。",
    "未发生调解不当引发的民事诉讼。",
    "未出现行政许可超期办理现象。",
    "未发生因行政许可引起的行政争议案件。",
    "未发生培训安全事故。",
    "未发生专题会议缺席情况。",
    "未发生执法活动中的安全事故。",
    "未发生联合检查扰企现象。",
    "未发生群众集中宣传活动安全事故。",
    "未收到关于法律援助的投诉。",
    "未发生法律援助案件质量投诉。",
    "未发生信访件超期办理情况。",
    "未发生信访工作人员失职行为。",
    "未收到因热线工单办理不力的督办举报。",
    "未发生合同违约纠纷。",
    "未发生法治督察反馈问题整改不到位情况。",
    "未出现罚没款物管理混乱问题。",
    "无一件行政处罚案件被提起诉讼。",
    "没有一件重大行政决策因程序违法被撤销。",
    "没有一份合同因未经审查引发纠纷。",
    "无一起调解案件反悔起诉。",
    "未发生未经合法性审查上会的情况。",
    "未发生审查意见错误的情况。",
    "未发生履职事项清单外事项转嫁基层的现象。",
    "未发生线索瞒报情况。",
    "未发生案卷评查不合格情况。",
    "未发生负责人应出庭未出庭情况。",
    "未发生主动公开信息泄密事件。",
    "无政府信息公开引发的行政复议、诉讼案件。",
    "未发生依申请公开超期答复情况。",
    "无因信息公开被申请行政复议或提起诉讼的情况。",
    "未发生投入资金挪用现象。",
    "未发生考试作弊现象。",
    "未出现执法过程中的不文明行为。",
    "未发生旁听庭审违纪现象。",
    "未发生因矛盾纠纷激化引发的刑事案件。",
    "未发生矛盾纠纷升级事件。",
    "未发生社区矫正对象脱管漏管现象。",
    "未发生专栏内容错误情况。",
    "未发生短信内容差错问题。",
    "无行政执法过错责任追究案件。",
    "未发生公共法律服务投诉案件。",
    "未发生执法人员无证执法现象。",
    "未发生司法所长应列席未列席会议的情况。",
    "未发生网格员失职情况。",
    "全年未发生重大行政决策失误行为。",
    "未发生因政府合同审查不严引发的案件。",
    "无行政处罚被撤销案件。",
    "全年未发生行政复议变更、撤销案件。",
    "未发生涉及普法宣传的投诉。",
    "本年度无行政诉讼败诉案件。",
    "无行政诉讼、行政复议败诉案件。",
    # Numerals say it as words do.
    "行政诉讼败诉案件0件。",
    "行政复议被撤销0件。",
    "法律援助投诉0件。",
    "行政复议、行政诉讼败诉案件均为0。",
]
WHOLE = [
    ("全年未发生行政复议案件。", ["reconsideration_cases"]),
    ("没有发生行政诉讼和行政复议案件。", ["litigation_cases", "reconsideration_cases"]),
    ("本年度无行政复议、行政诉讼案件发生。", ["reconsideration_cases", "litigation_cases"]),
    ("全年没有发生一起涉我镇的行政诉讼案件。", ["litigation_cases"]),
    ("未收到依申请公开事项，", ["information_requests"]),
    ("2024年未收到政府信息公开申请。", ["information_requests"]),
    ("未制定行政规范性文件。", ["normative_documents_issued"]),
    ("未作出重大行政决策。", ["major_decisions"]),
    ("全年无民转刑案件发生。", ["civil_to_criminal_cases"]),
    ("未发生行政处罚案件且满意率为100%。", ["penalties_general", "satisfaction_rate"]),
    ("未发生行政复议、行政诉讼和越级上访案件。", ["reconsideration_cases", "litigation_cases"]),
]
NUMERALS = [
    ("本年度行政复议、行政诉讼均为0件。", ["reconsideration_cases", "litigation_cases"]),
    ("依申请公开0件，行政复议案件为零。", ["information_requests", "reconsideration_cases"]),
    ("民转刑案件0起。", ["civil_to_criminal_cases"]),
]
OTHERS = [
    ("全年无肇事肇祸事件发生。", [("无", "肇事肇祸事件")]),
    ("全年无非正常上访发生。", [("无", "非正常上访")]),
    ("全镇实现零事故、零上访。", [("零", "事故"), ("零", "上访")]),
]
#: Aims, honours and slogans state nothing.
NO_FACTS = [
    "力争实现零事故、零上访。",
    "实现“零上访”。",
    "实现零犯罪社区全覆盖。",
    "确保全年无刑事案件发生。",
]


@pytest.mark.parametrize("sentence", QUALIFIED)
def test_a_zero_of_something_qualified_is_no_zero_of_the_thing(sentence: str) -> None:
    found = parse_report(_HEAD + sentence + "\n").metrics
    assert [(one.value, one.indicator) for one in found if one.indicator or one.value] == []


@pytest.mark.parametrize(("sentence", "indicators"), [*WHOLE, *NUMERALS])
def test_what_is_denied_whole_is_a_zero_of_each_of_its_series(sentence: str, indicators: list[str]) -> None:
    found = parse_report(_HEAD + sentence + "\n")
    assert [one.indicator for one in found.metrics] == indicators
    assert [found.text[one.start : one.end] for one in found.metrics] == [one.text for one in found.metrics]


@pytest.mark.parametrize(("sentence", "figures"), OTHERS)
def test_other_things_denied_are_zeros_of_no_series(sentence: str, figures: list[tuple[str, str]]) -> None:
    found = parse_report(_HEAD + sentence + "\n").metrics
    assert [(one.figure, one.subject) for one in found] == figures
    assert {(one.value, one.negated, one.indicator) for one in found} == {(0, True, None)}


@pytest.mark.parametrize("sentence", NO_FACTS)
def test_an_aim_is_no_zero(sentence: str) -> None:
    assert parse_report(_HEAD + sentence + "\n").metrics == ()
