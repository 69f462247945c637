"""A zero is stated of a thing only by who denies the thing itself, here and now, as a fact."""

import pytest

from reports.parsing import parse_report

_HEAD = "白桥镇2024年法治政府建设年度报告\n一、主要工作\n"

#: The thing is denied for a part of it alone: of a place, a time, a person, a stage or a kind.
OF_A_PART = [
    "桥东村全年未发生矛盾纠纷。",
    "国庆期间未发生信访事项。",
    "其中由上级交办的信访件为0件。",
    "上半年无行政处罚案件。",
    "未发生涉企行政复议案件。",
    "涉及征地拆迁的行政诉讼0件。",
    "未开展夜间联合执法。",
    "对首次轻微违法的商户未作出行政处罚。",
    "对未成年人未实施行政处罚。",
    "未适用听证程序作出行政处罚。",
    "有3个村未发生一起矛盾纠纷。",
    "无重复信访件。",
    "无逾期未办结信访件。",
    "未收到外籍人员的政府信息公开申请。",
    "无需备案的规范性文件0件。",
    "没有一名法律明白人被取消资格。",
    "未成功调解的纠纷0件。",
    "未采纳的审查意见0条。",
    "不合格的执法人员0人。",
    "未参加考试的干部0人。",
    "超期未办结工单0件。",
    "未通过年审的执法证0个。",
]
#: What is denied is what follows from the thing or befalls it.
OF_A_CONSEQUENCE = [
    "全年没有因信访问题被上级通报。",
    "没有因执法检查而影响企业正常经营。",
    "未因行政处罚引起任何争议。",
    "各村未因选举产生矛盾纠纷。",
    "未发生一起因调解不及时导致的民转刑案件苗头。",
    "普法资料未出现错发、漏发。",
    "学法考试无一人补考。",
    "法律顾问无一缺席重大会议。",
    "专题会议议题无一流会。",
    "重大决策无一被撤销。",
    "执法案卷无一被评为不合格。",
    "行政处罚零差错、零撤销。",
    "办件零超时、零投诉。",
    "合同签订后零违约。",
    "行政许可零积压。",
    "政务公开零泄密。",
    "民主法治示范村零退出。",
    "经审查的合同没有发生一起诉讼。",
    "聘请法律顾问以来未打过一场官司。",
]
#: Denied twice, wished for, asked, a slogan or another's: no zero at all.
NO_ZERO = [
    "不是没有行政复议案件,而是发现得晚。",
    "没有哪一件矛盾纠纷不及时调处。",
    "没有一件信访件不落实到人。",
    "无一件合同不经过审查。",
    "群众办事零距离、零跑腿、零障碍。",
    "做到普法宣传零死角。",
    "推行行政检查零打扰。",
    "争取全年不发生行政诉讼案件。",
    "努力做到无民转刑案件。",
    "防止发生民转刑案件。",
    "坚决杜绝民转刑案件发生。",
    "不得无行政执法证执法。",
    "对没有开展普法宣传的村予以通报。",
    "对未制定规范性文件备案制度的单位进行督导。",
    "如未发生行政处罚案件,应当零报告。",
    "解决了以往没有法律顾问的问题。",
    "改变了过去无人民调解员的状况。",
    "结束了多年没有公共法律服务站的历史。",
    "创建无诉讼村、无信访村6个。",
    "落实行政处罚零报告制度。",
    "邻镇未开展法治培训。",
]


def _zeros(sentence: str) -> list[tuple[str, str | None]]:
    found = parse_report(_HEAD + sentence + "\n").metrics
    return [(one.text, one.indicator) for one in found if one.value == 0]


@pytest.mark.parametrize("sentence", [*OF_A_PART, *OF_A_CONSEQUENCE])
def test_a_zero_of_a_part_or_a_consequence_is_no_zero_of_the_thing(sentence: str) -> None:
    assert [zero for zero in _zeros(sentence) if zero[1]] == []


@pytest.mark.parametrize("sentence", NO_ZERO)
def test_what_is_denied_twice_or_wished_for_or_of_another_is_no_zero(sentence: str) -> None:
    assert _zeros(sentence) == []


def test_a_zero_of_the_year_before_is_told_of_that_year() -> None:
    found = parse_report(_HEAD + "去年同期未发生行政复议案件。\n").metrics
    assert [(one.value, one.indicator, one.year) for one in found] == [(0, "reconsideration_cases", 2023)]


def test_a_zero_after_what_is_to_come_is_told_of_the_year_itself() -> None:
    found = parse_report(_HEAD + "清理文件31件，拟废止4件，本年度未制定行政规范性文件。\n").metrics
    assert [(one.value, one.planned) for one in found] == [(31, False), (4, True), (0, False)]


def test_the_places_where_nothing_happened_are_none_of_what_did_not_happen() -> None:
    found = parse_report(_HEAD + "全镇14个村未发生行政诉讼案件。\n").metrics
    assert [(one.value, one.subject, one.indicator) for one in found] == [
        (14, "村", None),
        (0, "行政诉讼案件", None),
    ]
