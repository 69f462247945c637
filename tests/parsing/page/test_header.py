"""Hints of the page, spans and evidence of the header."""

from datetime import date

import pytest

from reports.parsing.pipeline import parse_report
from reports.parsing.types import Evidence

TEXT = "2023年，青石镇坚持依法行政，健全机制，扎实推进各项工作，现将有关情况报告如下。\n一、主要做法\n组织集中学法6次。"


def test_meta_tags_stand_in_for_what_the_text_does_not_say() -> None:
    report = parse_report(
        TEXT, meta=(("articletitle", "青石镇2023年法治政府建设年度报告"), ("pubdate", "2024-03-05 10:00:00"))
    )
    assert report.title is not None
    assert (report.title.value, report.title.start) == ("青石镇2023年法治政府建设年度报告", None)
    assert report.published == date(2024, 3, 5)
    assert report.evidence["published"] == (Evidence(0, 0, "", "网页元数据 PubDate"),)
    assert [flag.kind for flag in report.flags if flag.kind == "missing_title"] == []


def test_the_page_beats_its_meta_tags_and_its_address() -> None:
    page = "青石镇2023年法治政府建设年度报告\n发布日期：2024-02-01\n" + TEXT
    report = parse_report(
        page, url="https://example.cn/art/2024/3/9/a.html", meta=(("pubdate", "2024-03-05"),)
    )
    assert report.published == date(2024, 2, 1)


@pytest.mark.parametrize(
    ("table", "index_no", "doc_no"),
    [
        ("| 索引号 | 发文字号 |\n| 0001/2024-12 | 青政〔2024〕3号 |", "0001/2024-12", "青政〔2024〕3号"),
        ("[ 索引号 ] | [ 发文字号 ]\n0001/2024-12 |", "0001/2024-12", None),
        ("索引号\t发文字号\t发布日期\n\t青政〔2024〕3号\t2024-01-12", None, "青政〔2024〕3号"),
        ("索引号 | 发文字号\n青石镇 | 平川县", None, None),
    ],
)
def test_a_row_of_values_stands_below_a_row_of_labels(
    table: str, index_no: str | None, doc_no: str | None
) -> None:
    report = parse_report(
        f"{table}\n青石镇2023年法治政府建设年度报告\n现将有关情况报告如下。\n一、主要做法\n开展宣传3场。"
    )
    read = [value and value.value for value in (report.index_no, report.doc_no)]
    assert read == [index_no, doc_no]


def test_evidence_names_the_words_and_the_reason() -> None:
    page = (
        "青石镇2023年法治政府建设年度报告\n发布日期：2024-02-01\n" + TEXT + "\n青石镇人民政府\n2024年1月9日"
    )
    evidence = parse_report(page).evidence
    assert {
        key: [(item.text, item.why) for item in evidence[key]] for key in ("year", "published", "signed")
    } == {
        "year": [("2023", "标题里的年度")],
        "published": [("2024-02-01", "“发布日期”一栏")],
        "signed": [("2024年1月9日", "落款日期")],
    }
    assert [item.text for item in evidence["genre"]] == ["法治"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("青石镇2023年法治政府建设年度报告\n" + TEXT + "\n青石镇人民政府\n2024年1月9日", TEXT),
        ("青石镇2023年法治政府建设年度报告\n县政府：\n" + TEXT, "县政府：\n" + TEXT),
        (TEXT + "\n\n\n扫一扫在手机打开当前页\n", TEXT),
        (TEXT + "\n二、其他情况\n无\n\n打印 关闭", TEXT + "\n二、其他情况\n无"),
    ],
)
def test_the_body_lies_between_title_and_signature(text: str, body: str) -> None:
    report = parse_report(text)
    assert text[report.body_start : report.body_end] == body


def test_a_year_that_nothing_names_rests_on_the_day_of_issue() -> None:
    page = "青石镇法治政府建设情况报告\n发布日期：2021-02-20\n今年以来，青石镇坚持依法行政，健全机制，现将情况报告如下。"
    report = parse_report(page)
    assert report.year == 2020
    assert [(item.text, item.why) for item in report.evidence["year"]] == [
        ("2021-02-20", "没有写明年度，由“发布日期”一栏推算")
    ]


def test_injected_words_are_no_part_of_the_title() -> None:
    report = parse_report("青石镇2023年法治政府乐鱼体育_竞彩网建设年度报告\n" + TEXT)
    assert report.title is not None
    assert report.title.value == "青石镇2023年法治政府建设年度报告"
