"""Topics: which subjects a section has, and the words they rest on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.parsing.sections.items import read_items
from reports.parsing.sections.outline import outline
from reports.parsing.sections.topics import assign_topics, find_words
from reports.parsing.types import ParsedReport


def read(text: str) -> list[tuple[str, list[str]]]:
    report = assign_topics(read_items(outline(ParsedReport(text))))
    return [(section.path, sorted(section.topics)) for section in report.sections]


SECTIONS = [
    ("落实第一责任人职责\n镇党委书记逢会必讲法治，领导小组每季开会。", ["leadership"]),
    ("优化营商环境\n便民服务大厅实行一窗受理，推行帮办代办。", ["government_functions"]),
    ("加强规范性文件管理\n对现行文件逐件清理，制发前送审并备案。", ["normative_documents"]),
    ("坚持依法决策\n重大事项经集体讨论，请法律顾问把关，做好合法性审查。", ["decision_making"]),
    ("规范行政执法\n落实三项制度，执法人员亮证检查，行政处罚上网公示。", ["enforcement"]),
    ("提升应急能力\n修订应急预案，开展防汛演练，盯紧安全生产。", ["emergency"]),
    ("化解矛盾纠纷\n用好人民调解，信访件件有回音，网格员日日走访。", ["disputes"]),
    ("接受各方监督\n办好人大代表建议，做好政务公开，支持行政复议。", ["supervision"]),
    ("建设数字法治政府\n搭建一网统管系统，推动数据共享，用大数据辅助研判。", ["digital"]),
    ("浓厚法治氛围\n在宪法日办宣传活动，发放宣传资料，挂横幅。", ["publicity"]),
    ("完善公共法律服务\n办理法律援助，培养法律明白人，律师驻村解答。", ["legal_services"]),
    ("加强干部学法用法\n办执法培训班，组织学法考试，提高法治思维。", ["capacity"]),
    # Who takes part, and what a meeting was for, is no subject.
    ("提升干部能力\n邀请律师授课，组织平安办、司法所、综合执法大队干部参加法治培训和考试。", ["capacity"]),
    ("现场办公\n针对执法规范化、矛盾纠纷化解、项目审批等问题，镇长带队逐村听取汇报，逐项定下时限。", []),
    ("开展督查\n年中由党政办开展专项督查，督查结果在全镇通报。", ["supervision"]),
    (
        "狠抓落实\n一是规范行政执法。执法人员亮证检查。二是办好法治宣传。宪法日发放宣传资料。",
        ["enforcement", "publicity"],
    ),
    (
        "坚持依法决策\n重大决策先作合法性审查，请法律顾问把关。对行政规范性文件逐件清理。镇里又修好村道两条。",
        ["decision_making", "normative_documents"],
    ),
    (
        "浓厚法治氛围\n办宪法宣传活动，发放宣传资料。各村（社区）法律顾问提供咨询，法律顾问全覆盖。",
        ["legal_services", "publicity"],
    ),
    (
        "存在的问题\n一是执法力量不足，人员流动性大。二是普法形式单一。",
        ["capacity", "enforcement", "publicity"],
    ),
    ("下一步打算\n一是加强培训；二是创新宣传；三是规范执法。", ["capacity", "enforcement", "publicity"]),
    (
        "存在不足\n一是认识不深，重业务轻法治；二是执法手段单一；三是信息孤岛未消除。",
        ["digital", "enforcement", "leadership"],
    ),
    ("律师摆摊\n每周末请律师在广场答疑。", ["legal_services"]),
    ("修好村道\n全年铺设水泥路，安装路灯，疏通沟渠。", []),
    # A watchword in a heading, whose teaching it is, and what is taken as an example are no subjects.
    ("推动执法公正，办好为民服务\n设立公共法律服务工作室，开展法律援助。", ["legal_services"]),
    ("加强领导干部法治宣传\n党委书记带头学法，举办法治培训班。", ["capacity"]),
    ("抓好干部法治宣传\n全年组织会前学法12次。", ["capacity"]),
    ("开展普法宣传\n以邻里纠纷、婚姻纠纷等常见法律问题为切入点，创新宣传形式，开展普法宣传。", ["publicity"]),
    ("开展普法宣传\n把土地纠纷、邻里纠纷等典型案例作为教材，发放宣传资料，举办法治讲座。", ["publicity"]),
]


@pytest.mark.parametrize(("text", "expected"), SECTIONS)
def test_topics_of_a_section(text: str, expected: list[str]) -> None:
    assert read(f"一、{text}") == [("1", expected)]


@pytest.mark.parametrize("heading", ["履行职责情况", "常规工作", "特色亮点"])
def test_a_container_whose_heading_tells_no_subject_has_none(heading: str) -> None:
    found = read(f"一、{heading}\n（一）抓培训\n举办法治培训。\n（二）抓普法\n开展普法宣传。")
    assert found[0] == ("1", [])


def test_a_container_with_a_generic_heading_has_no_topics() -> None:
    text = (
        "一、主要举措和成效\n（一）规范行政执法\n执法人员亮证检查。\n（二）办好法治宣传\n宪法日发放宣传资料。"
    )
    assert read(text) == [("1", []), ("1.1", ["enforcement"]), ("1.2", ["publicity"])]


def test_a_container_whose_heading_names_a_subject_has_it_and_its_subsections_subjects() -> None:
    text = (
        "一、规范行政执法\n（一）强化执法监督\n执法人员亮证检查。\n（二）抓好法治宣传\n宪法日发放宣传资料。"
    )
    assert read(text) == [
        ("1", ["enforcement", "publicity"]),
        ("1.1", ["enforcement"]),
        ("1.2", ["publicity"]),
    ]


@pytest.mark.parametrize("heading", ["主要任务", "下一步打算", "2023年工作开展情况"])
def test_a_heading_that_only_announces_has_no_topics(heading: str) -> None:
    text = f"一、{heading}\n（一）规范行政执法\n执法人员亮证检查。\n（二）办好法治宣传\n宪法日发放宣传资料。"
    assert read(text)[0] == ("1", [])


def test_a_container_of_another_name_has_its_subsections_subjects() -> None:
    text = "一、主要举措\n（一）坚持稳中求进\n1.规范行政执法。执法人员亮证检查。\n2.办好法治宣传。宪法日发放宣传资料。"
    assert read(text)[1] == ("1.1", ["enforcement", "publicity"])


def test_evidence_are_the_words_of_the_topic_in_the_section() -> None:
    text = "一、规范行政执法\n落实三项制度，执法人员亮证检查。\n二、修路\n铺设水泥路。"
    section = assign_topics(outline(ParsedReport(text))).sections[0]
    words = [(found.topic, text[found.start : found.end]) for found in section.topic_evidence]
    assert words == [
        ("enforcement", "行政执法"),
        ("enforcement", "三项制度"),
        ("enforcement", "执法人员"),
        ("enforcement", "检查"),
    ]


@given(
    st.lists(
        st.sampled_from(
            [*"一二、（）。\n1.", "行政执法", "执法", "人员", "法治宣传", "普法", "信访", "存在问题"]
        ),
        max_size=60,
    )
)
@settings(max_examples=200)
def test_evidence_lies_within_its_section(words: list[str]) -> None:
    report = assign_topics(read_items(outline(ParsedReport("".join(words)))))
    for section in report.sections:
        for found in section.topic_evidence:
            assert found.topic in section.topics
            assert section.heading_start <= found.start < found.end <= section.end


def test_the_longest_word_at_a_place_counts() -> None:
    words = find_words("落实谁执法谁普法，防范社会稳定风险评估", 0, 19)
    assert [hit.word for hit in words] == ["谁执法谁普法", "社会稳定风险评估"]


def test_full_and_half_width_spellings_are_one_word() -> None:
    assert [hit.word for hit in find_words("一村（社区）一法律顾问", 0, 11)] == ["一村(社区)一法律顾问"]
