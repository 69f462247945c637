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
    # Numerals say it too.
    "其中未办结信访件0件。",
    "第三季度行政诉讼0件。",
    "春节前后无信访事项发生。",
    "石门村、白沙村无矛盾纠纷发生。",
    "村级调委会无越级上报纠纷。",
    "未发生企业投诉行政检查事项。",
    "未发生行政许可被复议撤销的情况。",
    "一般程序案件中被申请听证0件。",
    "当场处罚案件无一申请复议。",
    "全年无一件合同纠纷诉讼。",
    "无行政应诉败诉情形。",
    "未发生规范性文件漏报备案问题。",
    "重大决策后评估发现问题0个。",
    "未发生公开信息内容错误事件。",
    "未收到针对依申请公开答复的复议申请。",
    "调解成功后反悔0件。",
    "民转刑苗头性案件0起。",
    "信访老户重复上访为0。",
    "12345热线不满意工单0件。",
    "被退回的热线工单0件。",
    "未受理的法律援助申请0件。",
    "被撤换的法律顾问0名。",
    "执法人员被投诉0人次。",
    "培训缺席0人。",
    "考试不及格0人。",
    "未开展过一次运动式执法。",
    "无执法争议案件。",
    "没有出现一例执法过错案件。",
    "未发生行政强制被申请国家赔偿案件。",
    "全年未发生一起因重大行政决策引发的群体性事件。",
    "行政处罚文书错误0处。",
    "罚款未缴0元。",
    "案卷评查不合格0件。",
    "普法宣传投诉0件。",
    "集中学法无故缺席0人次。",
    "联合检查发现重大隐患0处。",
    "无效调解0件。",
    "流标合同0份。",
    "法治督察反馈问题未整改0项。",
    "应公开未公开信息0条。",
    "村（社区）法律顾问未到岗0次。",
    "未化解的信访积案0件。",
    "不予受理的复议申请0件。",
    "诉前调解失败0件。",
    "外来人员纠纷0件。",
    "刑事附带民事诉讼案件0件。",
    "劳动仲裁诉讼案件0件。",
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
    "绝不允许出现零普法村。",
    "对零学法干部进行提醒。",
    "消除法律顾问零覆盖的村。",
    "破除零处罚就是不作为的观念。",
    "做到小事零等待、大事零拖延。",
    "“零投诉”是我们的目标。",
    "承诺全年不发生民转刑案件。",
    "历史上从未发生行政诉讼案件。",
    "行政处罚案件数由零变为3件。",
    "行政复议案件不为零。",
    "不能没有法律顾问。",
    "无论有无行政诉讼案件,都要上报。",
    "若全年无信访事项则加5分。",
    "考核要求未发生民转刑案件。",
    "上级要求未经审查的合同不得签订。",
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
