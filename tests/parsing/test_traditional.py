"""A report in traditional characters is read exactly as the same report in simplified ones, and quoted as written."""

from functools import cache
from typing import Any

import pytest
from opencc import OpenCC

from reports.parsing import parse_report
from reports.parsing.figures.metrics import reread
from reports.text.folding import simplify
from tests.parsing.evaluation import TWINS, annotated

REPORT = """白橋鎮2024年法治政府建設年度報告
2024年，白橋鎮認真貫徹落實上級部署，紮實推進法治政府建設，現將有關情況報告如下。
一、主要舉措和成效
（一）強化普法宣傳。舉辦普法宣傳活動12場，發放宣傳資料1.8萬餘份，諮詢30人次。
（二）規範行政執法。辦理行政許可21件，公開信息118條，聘請法律顧問2名。
（三）化解矛盾糾紛。調解糾紛33個，全年未發生民轉刑案件。
二、存在的問題
執法隊伍還比較薄弱，學法培訓不夠經常。
三、下一步計劃
2025年計劃開展培訓3場，進一步規範執法。
"""
TEXTS = {"own": simplify(REPORT)} | {one.name: one.text for one in annotated(*TWINS)}


@cache
def _one_for_one() -> OpenCC:
    return OpenCC("s2t")


def in_traditional(text: str) -> str:
    """``text`` with each character that comes back as itself written in its traditional form."""
    written = {character: _one_for_one().convert(character) for character in set(text)}
    return text.translate(
        {ord(old): new for old, new in written.items() if len(new) == 1 and simplify(new) == old}
    )


def plainly(value: Any) -> Any:
    """``value`` with every text in it in simplified characters."""
    if isinstance(value, str):
        return simplify(value)
    if isinstance(value, list):
        return [plainly(item) for item in value]
    return {key: plainly(item) for key, item in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_everything_is_read_as_in_simplified_characters(text: str) -> None:
    found, wanted = parse_report(in_traditional(text)).to_dict(), parse_report(text).to_dict()
    found["flags"] = [flag for flag in found["flags"] if flag["kind"] != "traditional_characters"]
    assert plainly(found) == wanted


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_quoted_stands_in_the_text(text: str) -> None:
    report = parse_report(in_traditional(text))
    text = report.text
    for metric in report.metrics:
        assert metric.text == text[metric.start : metric.end]
        assert metric.figure == text[metric.figure_start : metric.figure_start + len(metric.figure)]
        assert reread(metric) == metric.value
    for section in report.sections:
        assert set(section.heading) <= set(text[section.heading_start : section.heading_end])
    for value in (report.title, report.index_no, report.doc_no):
        if value and value.start is not None:
            assert set(value.value) - set(" 、") <= set(text[value.start : value.end])
    for evidence in (one for spans in report.evidence.values() for one in spans):
        assert evidence.text == text[evidence.start : evidence.end]


def test_figures_roles_and_topics_of_a_report_in_traditional_characters() -> None:
    report = parse_report(REPORT)
    assert report.title
    assert report.title.value == "白橋鎮2024年法治政府建設年度報告"
    assert report.issuer
    assert report.issuer.value == "白桥镇"
    assert [(one.heading, one.role) for one in report.sections if one.level == 1] == [
        ("主要舉措和成效", "achievements"),
        ("存在的問題", "problems"),
        ("下一步計劃", "plan"),
    ]
    assert [one.topics for one in report.sections if one.level == 2] == [
        ("publicity",),
        ("enforcement", "government_functions", "decision_making"),
        ("disputes",),
    ]
    assert [(one.figure, one.unit, one.indicator, one.planned) for one in report.metrics] == [
        ("12", "场", "publicity_events", False),
        ("1.8萬餘", "份", "publicity_materials", False),
        ("30", "人次", "legal_consultations", False),
        ("21", "件", "services_handled", False),
        ("118", "条", "information_disclosed", False),
        ("2", "名", "legal_advisers", False),
        ("33", "个", "disputes_mediated", False),
        ("未發生", None, "civil_to_criminal_cases", False),
        ("3", "场", "training_sessions", True),
    ]
    assert [flag.note for flag in report.flags if flag.kind == "traditional_characters"] == [
        "全文为繁体字：解析和检索按简体进行，引文保留原样。"
    ]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("杭州市建德市乾潭镇", "330182102"),
        ("杭州市临安区於潜镇", "330112104"),
        ("湖州市德清县乾元镇", "330521101"),
    ],
)
def test_a_place_whose_name_keeps_an_old_character_is_known_in_both_scripts(place, code):
    text = f"{place}2023年法治政府建设年度报告\n2023年，{place[-3:]}推进依法行政，全年调解纠纷12件。\n"
    for written in (text, in_traditional(text)):
        region = parse_report(written).region
        assert region is not None
        assert (region.code, region.gazetteer_name) == (code, place[-3:])
