"""What figures count and which series they are of where their clause leaves it out (省略)."""

import pytest

from reports.parsing import parse_report

_HEAD = "白桥镇2024年法治政府建设年度报告\n一、主要工作\n"

#: One verb before several things: each is of the verb's series, whatever it is.
ONE_VERB = [
    ("检查餐饮单位75家、娱乐场所9家、网吧3家。", ["inspections"] * 3),
    ("检查超市5家，小作坊6家。", ["inspections"] * 2),
    ("调解邻里纠纷12件、婚姻家庭8件。", ["disputes_mediated"] * 2),
    # Another deed, another unit.
    ("检查企业12家、整改5家。", ["inspections", None]),
    ("检查企业12家、灯具8起。", ["inspections", None]),
    ("查处案件3起、灯具8起。", ["penalties_general", None]),
]
RATES = [
    ("每季度听取一次法治建设工作汇报。", "季度", "leadership_meetings"),
    ("每月举办执法培训1次。", "月", "training_sessions"),
    ("每周坐班提供法律服务1次。", "周", "legal_service_sessions"),
    ("选聘法律明白人51名，每村均不少于3名。", "村", "law_savvy_persons_per_village"),
    ("培育法律明白人143名，每个社区11名。", "社区", "law_savvy_persons_per_village"),
    # A mean is none of its thing's series.
    ("人均办案18件。", "人", None),
]
#: The noun behind the figure before what is told of it; for persons what both sides say.
BEHIND = [
    ("3项决策均经合法性审查。", ("决策", "major_decisions")),
    ("乡村两级13个调委会化解各类纠纷。", ("调委会", "mediation_committees")),
    ("对历年58件文件开展清理。", ("文件", "normative_documents_issued")),
    ("乡司法所只有1名工作人员。", ("工作人员", "full_time_legal_staff")),
    ("执法队伍16人均持证上岗。", ("执法队伍", "enforcement_officers")),
]


def _found(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.subject, one.indicator, one.per) for one in parse_report(_HEAD + text + "\n").metrics]


@pytest.mark.parametrize(("text", "series"), ONE_VERB)
def test_things_after_one_verb_are_of_its_series(text: str, series: list[str | None]) -> None:
    assert [indicator for _, indicator, _ in _found(text)] == series


@pytest.mark.parametrize(("text", "per", "indicator"), RATES)
def test_a_rate_of_time_is_of_the_series_with_its_base(text: str, per: str, indicator: str | None) -> None:
    assert _found(text)[-1][1:] == (indicator, per)


@pytest.mark.parametrize(("text", "expected"), BEHIND)
def test_a_noun_behind_its_figure_is_what_is_counted(text: str, expected: tuple[str, str]) -> None:
    assert _found(text)[0][:2] == expected


def test_a_heading_is_no_part_of_the_subject_of_the_first_sentence() -> None:
    head = "白桥镇2024年法治政府建设年度报告\n一、2024年法治政府建设的主要举措和成效\n"
    (metric,) = parse_report(head + "办结率98%。\n").metrics
    assert (metric.text, metric.subject) == ("办结率98%", "办结率")
