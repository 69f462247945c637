"""Hints on figures that do not add up."""

from decimal import Decimal

import pytest

from reports.analysis.review.consistency import consistency_hints
from reports.analysis.review.facts import Fact, Usual
from reports.parsing.figures.metrics import read_metrics
from reports.parsing.types import ParsedReport


def facts_of(text: str, year: int = 2023) -> list[Fact]:
    return [Fact.of(metric) for metric in read_metrics(ParsedReport(text=text, year=year)).metrics]


CASES = [
    ("全年办结行政处罚案件50件，其中普通程序12件、简易程序40件。", ["parts_exceed_total"]),
    ("全年办结行政处罚案件52件，其中普通程序12件、简易程序40件。", []),
    # A sum may stand behind its parts, which may leave their unit to it.
    ("调解纠纷，其中邻里20件、婚姻60件、土地30件，共120件。", ["sum_differs"]),
    ("调解纠纷，其中邻里20、婚姻60、土地30，共120件。", ["sum_differs"]),
    ("开展宣传，其中进校园20场、进企业60场、进村30场，合计120场。", ["sum_differs"]),
    ("调解纠纷，其中邻里20件、婚姻60件、土地40件，共120件。", []),
    ("调解纠纷，其中邻里约20件、婚姻60件，共120件。", []),
    ("调解纠纷，其中邻里20件、成功60件，共120件。", []),
    ("开展培训，其中线上20场、线下60场，共120人次参加。", []),
    ("其中邻里20件、婚姻60件。调解纠纷，共120件。", []),
    # Parts in brackets need no 其中, but what stands beside a total is none of its parts.
    ("行政处罚案件23件（普通程序8件，简易程序18件）。", ["parts_exceed_total"]),
    ("行政处罚案件26件（普通程序8件，简易程序18件）。", []),
    ("受理信访20件（上年同期25件，历年累计60件）。", []),
    ("新聘调解员5名（现有35名，其中专职3名）。", []),
    ("开展宣传5次（发放资料300份，接受咨询60人次）。", []),
    # What was carried over is closed too.
    ("上年结转3件，受理信访30件，办结33件。", []),
    ("受理信访30件，办结33件。", ["part_exceeds_whole"]),
    ("全年办结行政处罚案件50余件，其中普通程序12件、简易程序40件。", []),
    ("调解矛盾纠纷60件，其中邻里纠纷20件，成功化解59件。", []),
    ("检查企业100家，其中规上企业30家；走访商户90家。", []),
    ("开展法治宣传20场，其中线上10场、线下10场，开展法律咨询15场。", []),
    ("开展法治宣传20场，其中线上12场、线下10场，开展法律咨询15场。", ["parts_exceed_total"]),
    ("召开党委会20次，其中研究法治议题6次，中心组学法12次，班子会学法8次。", []),
    ("办结案件50件，其中一般12件，简易40件。", ["parts_exceed_total"]),
    ("调解纠纷90件，其中邻里50件（其中宅基地20件）、婚姻40件。", []),
    ("调解纠纷80件，其中邻里50件（其中宅基地20件）、婚姻40件。", ["parts_exceed_total"]),
    ("培训120人次，其中党员85人次、妇女60人次。", []),
    ("受理信访件40件，其中初访30件、重访10件，办结38件。", []),
    ("受理信访件40件，办结37件，办结率100%。", ["rate_differs_from_counts"]),
    ("受理信访件40件，办结37件，按期办结率100%。", []),
    ("受理信访件40件，办结37件；调解纠纷12件，成功12件，成功率100%。", []),
    ("调处矛盾纠纷80件，成功化解60件，化解率98%。", ["rate_differs_from_counts"]),
    ("调处矛盾纠纷48起，成功化解47起，化解率98%。", []),
    ("调处矛盾纠纷48起，成功化解47起，化解率97%。", []),
    ("调处矛盾纠纷80件，成功化解76件，化解率达95%以上。", []),
    ("调处矛盾纠纷约80件，成功化解60件，化解率98%。", []),
    ("调处矛盾纠纷40件，成功化解45件。", ["part_exceeds_whole"]),
    ("提出审查意见30条，采纳25条，采纳率100%。", ["rate_differs_from_counts"]),
    ("群众满意率102%。", ["rate_over_100"]),
    ("办件量同比增长120%。", []),
    ("2022年，我镇扎实推进各项工作。", ["leftover_year"]),
    ("2023年，我镇扎实推进各项工作。", []),
    ("2022年，我镇受理30件；2023年受理20件。", ["leftover_year"]),
    ("2022年以来，我镇较2021年更进一步。", []),
    ("三、2022年工作计划", ["leftover_year"]),
    ("三、2024年工作计划", []),
    ("三、2023年工作计划", ["leftover_year"]),
    ("一、2023年工作计划完成情况", []),
    ("2023年工作总结及2024年工作计划", []),
    ("一、2023年重点工作", []),
    ("一、2022年工作情况", ["leftover_year"]),
    ("一、2022年反馈问题整改情况", []),
    ("按照2023年工作计划，逐项抓落实。", []),
]


@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_only_what_cannot_be_right_is_remarked_on(text: str, kinds: list[str]) -> None:
    assert [hint.kind for hint in consistency_hints(text, facts_of(text), 2023)] == kinds


def test_a_hint_shows_its_sentence_and_the_words_it_rests_on() -> None:
    text = "调处矛盾纠纷80件，成功化解60件，化解率98%。"
    (hint,) = consistency_hints(text, facts_of(text), 2023)
    assert hint.sentence == "文中写98%，按60/80计算是75%。"
    assert [text[start:end] for start, end in hint.spans] == ["调处矛盾纠纷80件", "成功化解60件", "化解率98%"]


@pytest.mark.parametrize(
    ("now", "before", "kinds"),
    [
        ("发放宣传资料3260份。", "发放宣传资料3260份。", ["same_as_last_year"]),
        ("发放宣传资料3260份。", "发放宣传资料3100份。", []),
        ("召开党委专题会研究法治4次。", "召开党委专题会研究法治4次。", []),
        ("现有法律明白人60名。", "现有法律明白人60名。", []),
        ("召开党委专题会研究法治12次。", "召开党委专题会研究法治12次。", []),
        ("调解成功率98%。", "调解成功率98%。", []),
        ("去年同期受理信访件30件。", "受理信访件30件。", []),
    ],
)
def test_the_figure_of_the_last_report_is_remarked_on(now: str, before: str, kinds: list[str]) -> None:
    hints = consistency_hints(
        now, facts_of(now), 2023, last_year=facts_of(before, 2022), stock=frozenset({"law_savvy_persons"})
    )
    assert [hint.kind for hint in hints] == kinds


@pytest.mark.parametrize(
    ("text", "n", "kinds"),
    [
        ("发放宣传资料900000份。", 60, ["out_of_range"]),
        ("发放宣传资料12份。", 60, ["out_of_range"]),
        ("发放宣传资料3000份。", 60, []),
        ("发放宣传资料3000份，其中在车站发放宣传资料12份。", 60, []),
        ("发放宣传资料900000份。", 5, []),
        ("发放宣传资料900000册。", 60, []),
    ],
)
def test_values_far_outside_the_usual_range_are_remarked_on(text: str, n: int, kinds: list[str]) -> None:
    usual = {("publicity_materials", "份"): Usual(Decimal(200), Decimal(20000), n)}
    assert [hint.kind for hint in consistency_hints(text, facts_of(text), 2023, usual=usual)] == kinds


def test_next_years_plan_is_compared_with_nothing() -> None:
    text = "2024年计划调处矛盾纠纷80件，预计成功化解90件。"
    assert consistency_hints(text, facts_of(text), 2023) == ()
