"""Figures in running text: what is counted, how many, in which unit, for which time."""

import random
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.parsing import parse_report
from reports.parsing.figures.metrics import read_metrics, reread
from reports.parsing.types import Flag, Furniture, Metric, ParsedReport, Section
from reports.text.remarks import words
from tests.benchmarks.corpus import make_reports
from tests.text.broken_lines import How, broken


def metrics_of(text: str, **known: object) -> tuple[Metric, ...]:
    return read_metrics(ParsedReport(text=text, year=2023, **known)).metrics  # type: ignore[arg-type]


def plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


# text, then (subject, value, indicator, year) of every figure in it
CHANGED: list[tuple[str, list[tuple[str, str, str | None, int | None]]]] = [
    ("信访量由上年的45件下降到38件，降幅15.6%。", [
        ("信访量", "45", "petitions_received", 2022), ("信访量", "38", "petitions_received", 2023),
        ("降幅", "15.6", None, 2023),
    ]),
    # The figure before is of no known year.
    ("调解成功率从96%提升至99%。", [
        ("调解成功率", "96", "dispute_resolution_rate", None), ("调解成功率", "99", "dispute_resolution_rate", 2023),
    ]),
    ("调委会由8个增加到10个，调解员由原来的32名增至40名。", [
        ("调委会", "8", "mediation_committees", None), ("调委会", "10", "mediation_committees", 2023),
        ("调解员", "32", "mediators", None), ("调解员", "40", "mediators", 2023),
    ]),
    ("群众满意率由年初的92%上升为97.5%。", [
        ("群众满意率", "92", "satisfaction_rate", None), ("群众满意率", "97.5", "satisfaction_rate", 2023),
    ]),
    ("案件数由2021年的45件降至2023年的38件。", [("案件数", "45", None, 2021), ("案件数", "38", None, 2023)]),
    # No change: 从 and 由 tell where and who.
    ("由司法所开展宣传9场，从镇到村发放资料300份。", [
        ("宣传", "9", "publicity_events", 2023), ("资料", "300", "publicity_materials", 2023),
    ]),
    # Of several years together.
    ("近三年来共调解纠纷120件，其中2023年45件。", [
        ("调解纠纷", "120", "disputes_mediated", None), ("调解纠纷", "45", "disputes_mediated", 2023),
    ]),
    ("今年来调解纠纷120件。", [("调解纠纷", "120", "disputes_mediated", 2023)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figures"), CHANGED)
def test_a_figure_before_and_after_a_change_count_the_same_at_their_times(
    text: str, figures: list[tuple[str, str, str | None, int | None]]
) -> None:
    assert [(m.subject, plain(m.value), m.indicator, m.year) for m in metrics_of(text)] == figures


# text, then (subject, value, unit) of every figure in it
FIGURES: list[tuple[str, list[tuple[str, str, str | None]]]] = [
    ("召开党委会6次、镇长办公会9次、专题会3次。", [("党委会", "6", "次"), ("镇长办公会", "9", "次"), ("专题会", "3", "次")]),
    ("全年共排查矛盾纠纷326件，成功化解321件。", [("排查矛盾纠纷", "326", "件"), ("成功化解", "321", "件")]),
    ("发放普法宣传资料1.2万余份。", [("普法宣传资料", "12000", "份")]),
    ("受理热线工单1,286件。", [("受理热线工单", "1286", "件")]),
    ("受理热线工单 2 050 余件。", [("受理热线工单", "2050", "件")]),
    ("安排专项经费叁万贰仟元，组建调解队伍3支。", [("专项经费", "32000", "元"), ("调解队伍", "3", "支")]),
    ("接受群众咨询 ２００ 余人次。", [("群众咨询", "200", "人次")]),
    ("检查经营单位247件（家）次。", [("检查经营单位", "247", "件（家）次")]),
    ("参与群众近3000人（次）。", [("群众", "3000", "人（次）")]),
    ("聘请3名律师担任法律顾问。", [("律师", "3", "名")]),
    ("组织全镇68名机关干部参加考试。", [("机关干部", "68", "名")]),
    ("下辖8个行政村和2个社区居委会。", [("行政村", "8", "个"), ("社区居委会", "2", "个")]),
    ("在全镇11个村（社区）设置法治宣传栏22块。", [("村（社区）", "11", "个"), ("法治宣传栏", "22", "块")]),
    ("全镇12个村（社区）全部成立调委会。", [("村（社区）", "12", "个")]),
    ("新增2个省级法治村、3个市级法治村。", [("省级法治村", "2", "个"), ("市级法治村", "3", "个")]),
    ("组织3名律师开展法治讲座5场。", [("律师", "3", "名"), ("法治讲座", "5", "场")]),
    ("接待来访215批次460人次。", [("接待来访", "215", "批次"), ("接待来访", "460", "人次")]),
    ("法治宣传20余，群众反响良好。", [("法治宣传", "20", None)]),
    ("调解成功率达98.5%。", [("调解成功率", "98.5", "%")]),
    ("调解成功率达98.5％。", [("调解成功率", "98.5", "%")]),
    ("满意率百分之九十八。", [("满意率", "98", "%")]),
    ("群众满意度提升2.3个百分点。", [("群众满意度", "2.3", "个百分点")]),
    ("落实普法经费5万元。", [("普法经费", "50000", "元")]),
    ("检查药店、商超57家次。", [("检查药店、商超", "57", "家次")]),
    ("罚款12,500元。", [("罚款", "12500", "元")]),
    ("投入资金1.2亿元。", [("资金", "120000000", "元")]),
    ("举办培训班三期，邀请专家讲座两场。", [("培训班", "3", "期"), ("专家讲座", "2", "场")]),
    ("巡查十余次，走访近百户。", [("巡查", "10", "次"), ("走访", "100", "户")]),
    ("宣传活动12至15次。", [("宣传活动", "12", "次")]),
    ("通过审查的合同32件。", [("合同", "32", "件")]),
    (
        "行政处罚案件23件（其中普通程序5件，简易程序18件）。",
        [("行政处罚案件", "23", "件"), ("普通程序", "5", "件"), ("简易程序", "18", "件")],
    ),
    ("现有法律明白人156名（其中骨干32名）。", [("法律明白人", "156", "名"), ("骨干", "32", "名")]),
    ("开展“法律六进”宣传活动12场（次）。", [("“法律六进”宣传活动", "12", "场（次）")]),
    ("制定《2023年工作要点》等文件5个。", [("《2023年工作要点》等文件", "5", "个")]),
    ("1.3个村完成了整治任务。", [("村", "3", "个")]),
    ("我镇签订承诺书600余份。", [("承诺书", "600", "份")]),
    ("出庭应诉1次，败诉率为0。", [("出庭应诉", "1", "次"), ("败诉率", "0", None)]),
    ("平均每月走访5户。", [("走访", "5", "户")]),
    ("上级交办案件0件。", [("上级交办案件", "0", "件")]),
    ("行政处罚、行政许可分别为12件和56件。", [("行政处罚", "12", "件"), ("行政许可", "56", "件")]),
    ("先后6次召开会议研究法治建设。", [("召开会议研究法治建设", "6", "次")]),
    ("14名村居法律顾问累计提供咨询686人次。", [("村居法律顾问", "14", "名"), ("咨询", "686", "人次")]),
    ("村规民约15份。", [("村规民约", "15", "份")]),
    ("线上考试2次，在编干部14名。", [("线上考试", "2", "次"), ("在编干部", "14", "名")]),
    ("处理行政复议、行政诉讼案件4件。", [("处理行政复议、行政诉讼案件", "4", "件")]),
    ("审核租赁合同48份（其中村级12份）。", [("审核租赁合同", "48", "份"), ("村级", "12", "份")]),
    ("建成法治公园1座。", [("法治公园", "1", "座")]),
    ("清退非法营运三轮车8辆。", [("清退非法营运三轮车", "8", "辆")]),
]  # fmt: skip


# text, then (subject, value, indicator, year) of every figure of what is listed before it
LISTED: list[tuple[str, list[tuple[str, str, str | None, int]]]] = [
    ("干部学法考试参考率、合格率均达100%。", [
        ("干部学法考试参考率", "100", "law_exam_participation_rate", 2023), ("合格率", "100", "law_exam_pass_rate", 2023),
    ]),
    ("执法人员持证率和面商率都达到了百分之百。", [
        ("执法人员持证率", "100", "certification_rate", 2023), ("面商率", "100", None, 2023),
    ]),
    ("干部学法考试参考率、合格率100%。", [
        ("干部学法考试参考率", "100", "law_exam_participation_rate", 2023), ("合格率", "100", "law_exam_pass_rate", 2023),
    ]),
    ("诉求按期办结率和学法考试合格率均在98%以上。", [
        ("诉求按期办结率", "98", "satisfaction_rate", 2023), ("学法考试合格率", "98", "law_exam_pass_rate", 2023),
    ]),
    ("学法考试参与率和优秀率分别为98%和76%。", [
        ("学法考试参与率", "98", "law_exam_participation_rate", 2023), ("优秀率", "76", "law_exam_pass_rate", 2023),
    ]),
    # Nothing is listed.
    ("诉求办结率稳步提升，均达100%。", [("诉求办结率稳步提升", "100", "satisfaction_rate", 2023)]),
    ("均100%。", [("", "100", None, 2023)]),
    # Of one series: one figure.
    ("合同审查率、文件审查率均为100%。", [("合同审查率、文件审查率", "100", "legality_review_rate", 2023)]),
    ("行政复议、行政诉讼均为0件。", [
        ("行政复议", "0", "reconsideration_cases", 2023), ("行政诉讼", "0", "litigation_cases", 2023),
    ]),
    # What is not of a series of its own is no subject of its own.
    ("综治办、司法所均开展普法宣传12场。", [("普法宣传", "12", "publicity_events", 2023)]),
    ("法治讲座、法律咨询、送法入户活动分别为12场、20场和35次。", [
        ("法治讲座", "12", "publicity_events", 2023), ("法律咨询", "20", None, 2023),
        ("送法入户活动", "35", "publicity_events", 2023),
    ]),
    # A sum of unlike things is of no series.
    ("法律顾问参与合同审查、纠纷调解、信访接待等共计86件。", [("合同审查、纠纷调解、信访接待", "86", None, 2023)]),
    ("排查、调解矛盾纠纷共86件。", [("排查、调解矛盾纠纷", "86", "disputes_mediated", 2023)]),
    # A head at the last alone is of all.
    ("调处婚姻家庭、邻里、土地纠纷分别为3件、5件、8件。", [
        ("调处婚姻家庭", "3", "disputes_mediated", 2023), ("邻里", "5", "disputes_mediated", 2023),
        ("土地纠纷", "8", "disputes_mediated", 2023),
    ]),
    ("受理申请数、调解成功数、协议履行数分别是45件、44件、40件。", [
        ("受理申请数", "45", None, 2023), ("调解成功数", "44", "disputes_resolved", 2023),
        ("协议履行数", "40", None, 2023),
    ]),
    # More things than figures: nothing is dealt out.
    ("婚姻、邻里、土地纠纷分别为3件、5件。", [
        ("婚姻、邻里、土地纠纷", "3", "disputes_mediated", 2023),
        ("婚姻、邻里、土地纠纷", "5", "disputes_mediated", 2023),
    ]),
    ("2022年、2023年分别调解纠纷30件、45件。", [
        ("分别调解纠纷", "30", "disputes_mediated", 2022), ("分别调解纠纷", "45", "disputes_mediated", 2023),
    ]),
    ("全年办件量3200件，去年同期为2860件。", [
        ("办件量", "3200", "services_handled", 2023), ("办件量", "2860", "services_handled", 2022),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figures"), LISTED)
def test_figures_belong_to_what_is_listed_before_them(
    text: str, figures: list[tuple[str, str, str | None, int]]
) -> None:
    assert [(m.subject, plain(m.value), m.indicator, m.year) for m in metrics_of(text)] == figures


@pytest.mark.parametrize(("text", "figures"), FIGURES)
def test_every_figure_has_what_it_counts(text: str, figures: list[tuple[str, str, str | None]]) -> None:
    assert [(m.subject, plain(m.value), m.unit) for m in metrics_of(text)] == figures


# text, then figure, approx, bound of its only metric
QUALIFIERS = [
    ("共开展宣传48场。", "48", False, None),
    ("覆盖率达到90%。", "90", False, None),
    ("法治讲座累计达12场。", "12", False, None),
    ("发放资料4000余份。", "4000余", True, "min"),
    ("解答咨询800多人次。", "800多", True, "min"),
    ("受益群众约2万人次。", "约2万", True, None),
    ("近百场宣讲走进院坝。", "近百", True, "max"),
    ("开展巡查超过1200次。", "超过1200", True, "min"),
    ("点击量突破5万次。", "突破5万", True, "min"),
    ("采纳率95%以上。", "95", True, "min"),
    ("调解纠纷300件左右。", "300", True, None),
    ("数百名群众受益。", "数百", True, "min"),
    ("举办讲座三四场。", "三四", True, None),
    ("调解纠纷约300余件。", "约300余", True, "min"),
]


@pytest.mark.parametrize(("text", "figure", "approx", "bound"), QUALIFIERS)
def test_qualifiers_belong_to_the_figure(text: str, figure: str, approx: bool, bound: str | None) -> None:
    (metric,) = metrics_of(text)
    assert (metric.figure, metric.approx, metric.bound) == (figure, approx, bound)


RATES = [
    ("每月开展一次普法宣传活动。", "月", "1", "publicity_events_per_month"),
    ("每村配备4名法律明白人。", "村", "4", "law_savvy_persons_per_village"),
    ("每嘎查培养2名法律明白人。", "嘎查", "2", "law_savvy_persons_per_village"),
    ("每月结合“以案释法”开展普法宣传2次。", "月", "2", "publicity_events_per_month"),
    ("每村(社)拥有3个法律明白人。", "村(社)", "3", "law_savvy_persons_per_village"),
    ("每季度听取1次工作汇报。", "季度", "1", None),
    ("每半年召开一次联席会议。", "半年", "1", None),
    ("党委每年至少研究两次法治工作。", "年", "2", "leadership_meetings"),
    ("干部人均学习40学时。", "人", "40", None),
    ("法律顾问每周坐班1次。", "周", "1", "legal_service_sessions"),
]


@pytest.mark.parametrize(("text", "per", "value", "indicator"), RATES)
def test_a_rate_keeps_its_base_and_has_a_series_of_its_own_or_none(
    text: str, per: str, value: str, indicator: str | None
) -> None:
    (metric,) = metrics_of(text)
    assert (metric.per, plain(metric.value), metric.indicator) == (per, value, indicator)


ZEROS = [
    ("全年未发生“民转刑”案件。", "未发生", "“民转刑”案件", None, "civil_to_criminal_cases"),
    ("未发生一起民转刑案件。", "未发生", "民转刑案件", "起", "civil_to_criminal_cases"),
    ("无一例民转刑案件发生。", "无", "民转刑案件", "例", "civil_to_criminal_cases"),
    ("本年度无行政复议案件。", "无", "行政复议案件", None, "reconsideration_cases"),
    ("未收到政府信息公开申请。", "未收到", "政府信息公开申请", None, "information_requests"),
    ("全年未发生行政诉讼案件。", "未发生", "行政诉讼案件", None, "litigation_cases"),
    ("安置帮教对象无一人重新犯罪。", "无", "重新犯罪", "人", None),
    ("作坊买卖纠纷没有一件转为诉讼。", "没有", "转为诉讼", "件", None),
    ("补偿协议没有1户申请强制执行。", "没有", "申请强制执行", "户", None),
    ("本年度行政诉讼无败诉。", "无", "败诉", None, None),
    ("未发生重大安全生产事故。", "未发生", "重大安全生产事故", None, None),
    ("本年度未制定行政规范性文件。", "未", "制定行政规范性文件", None, "normative_documents_issued"),
    ("本年度没有制定规范性文件。", "没有", "制定规范性文件", None, "normative_documents_issued"),
    ("未产生新的信访积案。", "未产生", "新的信访积案", None, None),
]


@pytest.mark.parametrize(("text", "figure", "subject", "unit", "indicator"), ZEROS)
def test_a_statement_that_nothing_happened_is_a_zero(
    text: str, figure: str, subject: str, unit: str | None, indicator: str | None
) -> None:
    (metric,) = metrics_of(text)
    assert (metric.figure, metric.subject, metric.unit, metric.indicator) == (
        figure,
        subject,
        unit,
        indicator,
    )
    assert (metric.value, metric.negated) == (0, True)


TIMES = [
    ("今年受理信访件22件。", 2023, False),
    ("去年同期受理信访件30件。", 2022, False),
    ("2021年办理案件35件。", 2021, False),
    ("2021年以来办理案件35件。", 2023, False),
    ("受理案件30件，较2022年有所下降。", 2023, False),
    ("案件量较上年增长12%。", 2023, False),
    ("力争开展普法活动24次。", 2024, True),
    ("2024年计划开展培训12次。", 2024, True),
    ("明年新建法治广场1个。", 2024, True),
    ("按照年度计划开展培训12次。", 2023, False),
    ("举办模拟法庭2场。", 2023, False),
    ("按照《2022年工作要点》开展培训12次。", 2023, False),
    ("2024年1月召开述法会1次。", 2023, False),
]


@pytest.mark.parametrize(("text", "year", "planned"), TIMES)
def test_a_figure_has_the_year_it_speaks_of(text: str, year: int, planned: bool) -> None:
    (metric,) = metrics_of(text)
    assert (metric.year, metric.planned) == (year, planned)


def section(path: str, start: int, end: int, role: str, heading: str = "") -> Section:
    return Section(path, path.count(".") + 1, "一、", heading, start, start, start, end, (role,))


def test_all_figures_of_a_plan_are_planned_for_its_own_year() -> None:
    found = metrics_of("组织执法培训2期，开展普法宣传不少于6场。", genre="work_plan")
    assert [(m.planned, m.year) for m in found] == [(True, 2023), (True, 2023)]


def test_a_figure_belongs_to_the_innermost_section_and_a_plan_is_next_years() -> None:
    text = "共召开会议5次。一、做法（一）开展培训3次。二、打算：聘请法律顾问1名。"
    sections = (
        section("1", 8, 23, "achievements"),
        section("1.1", 12, 23, "achievements"),
        section("2", 23, len(text), "plan"),
    )
    found = metrics_of(text, sections=sections)
    assert [(m.section, m.planned, m.year) for m in found] == [
        ("0", False, 2023),
        ("1.1", False, 2023),
        ("2", True, 2024),
    ]


def test_a_range_has_a_high_end() -> None:
    (metric,) = metrics_of("开展宣传活动12至15次。")
    assert (metric.value, metric.value_high) == (12, 15)


def test_what_was_not_written_for_the_report_is_not_read() -> None:
    text = "访问3次。开展培训5次，会议9场。再印发资料7份。"
    found = metrics_of(
        text,
        furniture=(Furniture(0, 5, "views"),),
        flags=(Flag("injected_text", 12, 17, words("")),),
        body_end=17,
    )
    assert [m.text for m in found] == ["培训5次"]


#: How figures of sentences broken over lines are read: at least so many of them as in whole paragraphs.
ALIKE: dict[How, float] = {"characters": 0.995, "columns": 0.995, "hand": 0.97}


@pytest.mark.parametrize("how", ALIKE)
def test_figures_of_paragraphs_broken_over_lines_are_those_of_whole_ones(how: How) -> None:
    dice = random.Random(how)
    wanted = right = 0
    for made in make_reports(6, seed=4):
        whole = Counter(_told(made.text))
        for width, indent in ((dice.randint(20, 35), "　　"), (dice.randint(35, 60), "")):
            text, _ = broken(made.text, width, indent, 0, how, dice)
            wanted += whole.total()
            right += (whole & Counter(_told(text))).total()
    assert wanted > 400
    assert right >= ALIKE[how] * wanted


def _told(text: str) -> list[tuple[str, Decimal, str | None, str | None]]:
    return [(one.subject, one.value, one.unit, one.indicator) for one in parse_report(text).metrics]


SAID = (
    "今年以来青石镇扎实推进各项工作任务落地见效，深入村组院落开展普法宣传活动12场次，发放普法资料3000份，"
    "派出所和司法所会同村委会受理来信来访件21件，办结20件。"
)


def test_a_figure_over_lines_is_quoted_as_it_stands() -> None:
    lines = [SAID[at : at + 24] for at in range(0, len(SAID), 24)]
    found = parse_report("\n".join(["青石镇2023年法治政府建设年度报告", *lines])).metrics
    assert [(plain(one.value), one.figure, one.text[-8:]) for one in found] == [
        ("12", "12", "宣传活动12场次"),
        ("3000", "3\n000", "资料3\n000份"),
        ("21", "21", "信来访件\n21件"),
        ("20", "20", "办结20件"),
    ]
    assert [reread(one) for one in found] == [one.value for one in found]


def test_a_line_end_between_a_figure_and_its_unit_parts_nothing() -> None:
    found = metrics_of("召开党委会4\n次，开展宣讲\n6\n场\n")
    assert [(m.figure, m.unit, m.subject) for m in found] == [("4", "次", "党委会")]


def test_parts_of_a_sum_inherit_its_noun_one_after_the_other() -> None:
    found = metrics_of("开展普法活动60场，其中线上20场、线下40场。现有调解员12名（专职2名、兼职10名）。")
    assert [m.indicator for m in found] == ["publicity_events"] * 3 + ["mediators"] * 3


def test_an_unknown_year_stays_unknown() -> None:
    (metric,) = read_metrics(ParsedReport(text="开展宣传3场。")).metrics
    assert metric.year is None


ALPHABET = "均计分别全年共召开党委会次场份件人名个，。、；（）“”《》\n 每月村未发生案件其中约近余多万十三两0123789%率达年的"


@given(st.text(alphabet=ALPHABET, max_size=160))
def test_every_stored_span_reads_back_to_its_stored_value(text: str) -> None:
    for metric in metrics_of(text):
        assert (len(metric.text) <= 300, len(metric.subject) <= 200, len(metric.figure) <= 40) == (True,) * 3
        assert metric.value < 10**15
        assert metric.value == round(metric.value, 4)
        assert text[metric.start : metric.end] == metric.text
        assert text[metric.figure_start : metric.figure_start + len(metric.figure)] == metric.figure
        assert metric.start <= metric.figure_start < metric.end
        assert reread(metric) == metric.value


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    places = [(metric.figure_start, metric.start) for metric in metrics_of(text)]
    assert places == sorted(set(places))
