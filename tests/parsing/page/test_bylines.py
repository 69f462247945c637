"""Who issued a report and when, where a page says it in its own way."""

from datetime import date

import pytest

from reports.parsing import parse_report

_BODY = (
    "2024年，白桥镇扎实推进法治建设。\n一、主要工作\n召开法治专题会议4次。\n二、存在问题\n执法力量不足。\n"
)
_TITLE = "白桥镇2024年法治政府建设年度报告\n"


@pytest.mark.parametrize("line", ["（白桥镇人民政府　2025年1月9日）", "(白桥镇人民政府 2025年1月9日)"])
def test_a_line_in_brackets_below_the_title_is_the_signature(line: str) -> None:
    found = parse_report(f"{_TITLE}{line}\n{_BODY}")
    assert found.issuer is not None
    assert (found.issuer.value, found.signed) == ("白桥镇人民政府", date(2025, 1, 9))


def test_attachments_stand_above_the_signature() -> None:
    foot = "附件：1.白桥镇法治建设台账.xlsx\n附件：2.任务分解表.doc\n白桥镇人民政府\n2025年1月9日\n"
    found = parse_report(_TITLE + _BODY + foot)
    assert found.signed == date(2025, 1, 9)
    assert found.issuer is not None
    assert found.issuer.value == "白桥镇人民政府"
    assert found.text[: found.body_end].endswith("执法力量不足。")


@pytest.mark.parametrize(
    "source",
    [
        "来源：皇冠体育投注|白桥镇人民政府",
        "来源：白桥镇人民政府|皇冠体育投注",
        "来源：某某网| 白桥镇人民政府",
    ],
)
def test_a_source_beside_foreign_text_names_the_issuer(source: str) -> None:
    found = parse_report(f"{_TITLE}{source}\n{_BODY}")
    assert found.issuer is not None
    assert found.issuer.value == "白桥镇人民政府"


@pytest.mark.parametrize("line", ["文    号 白政字〔2024〕8号", "备注/文号：白政字〔2024〕8号"])
def test_a_label_is_no_part_of_the_number(line: str) -> None:
    found = parse_report(f"{line}\n{_TITLE}{_BODY}")
    assert found.doc_no is not None
    assert found.doc_no.value == "白政字〔2024〕8号"


def test_a_last_line_on_what_was_published_is_the_reports_own() -> None:
    found = parse_report(f"{_TITLE}{_BODY}三、普法工作\n微信公众号发布普法图文85篇\n")
    assert [(one.value, one.indicator) for one in found.metrics][-1] == (85, "sms_sent")
    assert found.furniture == ()


def test_a_link_to_a_social_channel_is_the_pages_own() -> None:
    found = parse_report(f"{_TITLE}{_BODY}微信公众号\n")
    assert [one.kind for one in found.furniture] == ["header"]


def test_a_short_report_with_sections_and_a_figure_is_not_empty() -> None:
    short = "白桥镇2024年法治政府建设年度报告\n一、主要成效\n成功调解48起。\n二、存在的不足\n形式单一。\n"
    assert "empty" not in [flag.kind for flag in parse_report(short).flags]
    assert "empty" in [flag.kind for flag in parse_report("白桥镇2024年法治政府建设年度报告\n略。\n").flags]
