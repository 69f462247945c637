"""Numerals that count nothing."""

import pytest

from reports.parsing.figures.metrics import read_metrics
from reports.parsing.types import ParsedReport

NO_FIGURE = [
    "推进景区二期重点工作。",
    "2023年12月28日上午9时30分，全镇干部到岗。",
    "二〇二三年十二月底前完成。",
    "截至11月底，2023-2024年度工作有序推进。",
    "依据《法治政府建设实施纲要（2021—2025年）》和《某某条例》第12条、第三十三条第2项。",
    "按照川府发〔2021〕12号、X政办﹝2022﹞5号文件执行。",
    "十四五规划与八五普法规划衔接，七五普法圆满收官。",
    "落实行政执法三项制度，推行行政执法3项制度。",
    "法律七进、法律十进深入人心，开展法律“六进”。",
    "落实一村一法律顾问、一村一警、一户一档。",
    "用好一码通、一网通办、一窗受理、一站式服务。",
    "增强四个意识、坚定四个自信、做到两个维护，拥护两个确立。",
    "增强“4个意识”，做到2个维护。",
    "庆祝建党100周年、新中国成立75周年。",
    "24小时值班，限期15个工作日办理，3个月内答复。",
    "做到小事不出村、大事不出镇。",
    "党政主要负责人履行第一责任人职责。",
    "学习贯彻党的二十大和二十届三中全会精神。",
    "第一季度、第二批、第3次会议精神。",
    "传达第3、4次全会和第五、六次会议精神。",
    "位列全县第2名，综合排名前10名。",
    "确保没有一件上行，有没有一件办不成的事，看看没有一人一岗的村。",
    "拨打12345热线、12348法律服务热线或110报警。",
    "联系电话：0571-86123456，邮编311106。",
    "办公地址：人民路125号3幢302室。",
    "318国道、S203省道、G60高速沿线。",
    "浏览次数：105次 阅读：88次",
    "严格执行两名以上执法人员现场检查。",
    "确保2名以上执法人员同时在场。",
    "创新1+3+N模式、“1234”工作法、365天不打烊。",
    "明确一个目标，围绕两大任务，抓好三个到位，建强四支队伍。",
    "突出五个重点，从3个方面发力，打通4个环节。",
    "八项规定精神、三农工作、两委干部、四套班子。",
    "近3年来，五年内，18周岁以下。",
    "推动高效办成一件事，实现只跑一次、最多跑一次、一次办好。",
    "打造15分钟服务圈，落实7×24小时值守。",
    "统一标准、统一流程，进一步压实责任，一体推进。",
    "综合查一次改革全面铺开。",
    "建设一支队伍，形成一套机制，落实一项重要任务。",
    "百日攻坚、千家万户、万人评议。",
    "每周三夜学，每月例会，每半月研判。",
    "未经合法性审核的，不得提交集体讨论。",
    "确保未发生重大事故。",
    "对未发生纠纷的村予以表扬。",
    "创建无讼村、无访社区、零犯罪学校。",
    "一线执法力量不足，单一的宣传形式有待改善。",
    "5G基站、A4纸、PM2.5监测、4A级景区。",
    "二次供水、二次污染问题。",
    "凡是涉及三重一大的事项，必须集体研究。",
    "成功调解一起多年的土地纠纷，妥善处理了一起赔偿案。",
    "十天内办结，三十分钟内到场。",
    "得到一致好评，取得一定成效，一批典型涌现。",
    "会议强调，一要提高认识，二要压实责任，三要抓好落实。",
    "网格3-2、2组3社、A区5栋。",
    "预约、签约、履约、公约都很重要。",
    "坚持问题导向，做到四有四必。",
    "不满意率、三无小区、四议两公开。",
    "满分100分，考核得分98.5分。",
]


@pytest.mark.parametrize("text", NO_FIGURE)
def test_names_dates_ordinals_and_slogans_are_no_figures(text: str) -> None:
    assert [metric.text for metric in read_metrics(ParsedReport(text=text, year=2023)).metrics] == []


#: After an Arabic figure 重点, 突出 and the like belong to what is counted.
_COUNTED_THINGS = [
    ("全年整改8项突出问题。", ["8"], "problems_resolved"),
    ("研究解决12个重点难点问题。", ["12"], "problems_resolved"),
    ("明确15项重点任务。", ["15"], None),
    ("推进10项重点工程建设。", ["10"], None),
    ("打造3个现代化治理示范点。", ["3"], None),
    ("做到3个坚持、4个确保，3个重点突出。", [], None),
]
#: Which meeting, where something lies, how others did, and manners of speaking.
_COUNT_NOTHING = [
    "镇人大五次、六次会议审议了报告。",
    "召开镇第十九届人大三次会议。",
    "站点位于村委会北100米。",
    "本报告包括总体情况、主动公开情况等六项内容。",
    "人均劝导量超过87%的乡镇街道。",
    "每月碰一次头、每周对一次账。",
]


@pytest.mark.parametrize(("text", "figures", "indicator"), _COUNTED_THINGS)
def test_an_arabic_figure_counts_important_things_too(
    text: str, figures: list[str], indicator: str | None
) -> None:
    metrics = read_metrics(ParsedReport(text=text, year=2023)).metrics
    assert [one.figure for one in metrics] == figures
    assert {one.indicator for one in metrics} <= {indicator}


@pytest.mark.parametrize("text", _COUNT_NOTHING)
def test_ordinals_places_and_manners_of_speaking_count_nothing(text: str) -> None:
    assert read_metrics(ParsedReport(text=text, year=2023)).metrics == ()
