"""Who issued a report."""

import pytest

from reports.parsing import parse_report
from reports.parsing.page.issuer import find_issuer
from reports.parsing.page.layout import read_layout

REST = "\n一、主要做法\n组织集中学法6次，开展宣传12场。\n二、下一步打算\n继续加强学习，健全制度。"


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (
            "2025年，西坪镇人民政府在县委、县政府的领导下，坚持依法行政，现将有关情况报告如下。",
            "西坪镇人民政府",
        ),
        (
            "在区委、区政府的坚强领导下，人民路街道办事处坚持依法行政，现将有关情况报告如下。",
            "人民路街道办事处",
        ),
        ("今年以来，黄岗街道坚持依法行政，健全工作机制，现将有关情况报告如下。", "黄岗街道"),
        ("按照县委依法治县办要求，现将安宁镇2024年法治政府建设工作情况报告如下。", "安宁镇"),
        ("2024年，我镇坚持依法行政，全镇上下齐心协力，安宁镇法治水平不断提升，现报告如下。", "安宁镇"),
        ("一年来，在和平镇党委的领导下，扎实推进各项工作，现将有关情况报告如下。", "和平镇党委"),
        ("2023年度平川县向阳乡坚持依法行政，健全工作机制，现将有关情况报告如下。", "平川县向阳乡"),
        # What stands before the name: verbs, headings, words of a list.
        ("组织各支部学习文件，结合沙溪镇的实际，学以致用，现将有关情况报告如下。", "沙溪镇"),
        ("一年来成效明显，立足马安乡实际，推进各项工作，现将有关情况报告如下。", "马安乡"),
        ("现将有关情况报告如下。全文包括沙溪镇人民政府依法行政等部分，欢迎监督。", "沙溪镇人民政府"),
        ("现将情况报告如下。\n（一）健全机制，压实法治责任\n街道制定清单，明确分工，逐项落实到人。", None),
        ("现将情况报告如下。\n2.强化依法执政意识\n镇党委、政府专题研究，逐项落实到人。", None),
        (
            "北关街道推进依法行政，现将情况报告如下。\n（一）提升决策公信力\n街道党工委及各社区集体讨论重大事项。",
            "北关街道",
        ),
        ("现将情况报告如下。（一）强化执法监督 街道绘制流程图，规范执法行为，落实责任到人。", None),
        ("沙溪镇党委、政府落实区委部署，推进依法行政，现将有关情况报告如下。", "沙溪镇党委、政府"),
        ("2024年，马安乡党委政府高度重视依法行政工作，现将有关情况报告如下。", "马安乡党委政府"),
        ("街道办事处坚持依法行政，街道党工委专题研究，现将有关情况报告如下。", None),
        ("2024年，和顺镇坚持依法行政，现将有关情况报告如下。", "和顺镇"),
        ("2024年，将乐县古镛镇坚持依法行政，现将有关情况报告如下。", "将乐县古镛镇"),
        ("2024年在县委的领导下石门镇坚持依法行政，现将有关情况报告如下。", "石门镇"),
        ("各项工作持续深化，以石门镇创建为契机，现将有关情况报告如下。", "石门镇"),
        ("一年来，石门镇党工委、办事处坚持依法行政，现将有关情况报告如下。", "石门镇党工委、办事处"),
        ("2024年，平川县坚持依法行政，全县在石门镇召开现场会，现将有关情况报告如下。", "平川县"),
        # No names: 城镇化, 送法下乡, 各乡镇.
        ("2023年，我镇围绕新型城镇化，开展送法下乡，深入各村镇，推动乡村振兴，现报告如下。", None),
    ],
)
def test_the_opening_names_the_township(opening: str, expected: str | None) -> None:
    text = opening + REST
    issuer = find_issuer(read_layout(text), text, None)
    assert (issuer.value if issuer else None) == expected
    if issuer and issuer.start is not None:
        assert text[issuer.start : issuer.end] == issuer.value


@pytest.mark.parametrize(
    ("title", "byline", "expected"),
    [
        ("青石镇人民政府2023年法治政府建设年度报告", "来源：青石镇", "青石镇人民政府"),
        ("青石镇2023年法治政府建设年度报告", "来源：青石镇人民政府", "青石镇人民政府"),
        (
            "青石镇2023年法治政府建设年度报告",
            "发布机构：平川县青石镇人民政府　来源：青石镇",
            "平川县青石镇人民政府",
        ),
        ("青石镇2023年法治政府建设年度报告", "来源：平川县司法局", "青石镇"),
        ("青石镇2023年法治政府建设年度报告", "来源：本站原创", "青石镇"),
        ("青石镇2023年法治政府建设年度报告", "来源：白沙镇人民政府", "青石镇"),
        (
            "平川市白沙街道2023年法治政府建设年度报告",
            "发布机构：平川市人民政府白沙街道办事处",
            "平川市人民政府白沙街道办事处",
        ),
        ("西区街道2023年法治政府建设年度报告", "来源：西区街道办事处", "西区街道办事处"),
        ("2023年法治政府建设年度报告", "来源：青石镇", "青石镇"),
        ("青石镇党委、青石镇政府2023年法治政府建设年度报告", "来源：青石镇", "青石镇党委、青石镇政府"),
        ("青石镇党委、政府关于2023年法治政府建设情况的报告", "来源：青石镇", "青石镇党委、政府"),
        ("关于推进青石镇法治政府建设情况的报告", "来源：本站", "青石镇"),
        ("关于印发《青石镇2023年法治政府建设年度报告》的通知", "来源：本站", "青石镇"),
        ("平川县2023年法治政府建设年度报告", "发布机构：平川县人民政府门户网站", "平川县人民政府"),
        ("平川县2023年法治政府建设年度报告", "来源：本站", "平川县"),
        ("平川县司法局2023年法治政府建设年度报告", "来源：平川县人民政府网", "平川县司法局"),
        ("2023年法治政府建设年度报告", "发布机构：平川县交通运输局", "平川县交通运输局"),
        ("青石镇2023年法治政府建设年度报告", "来源：街道办事处", "青石镇"),
        ("平川县2023年法治政府建设年度报告", "发布机构：平川县人民政府办公室", "平川县人民政府办公室"),
    ],
)
def test_the_fullest_official_name_of_the_same_place_is_taken(title: str, byline: str, expected: str) -> None:
    text = f"{title}\n{byline}\n坚持把依法行政贯穿各项工作始终，现将有关情况报告如下。{REST}"
    issuer = find_issuer(read_layout(text), text, None)
    assert issuer is not None
    assert issuer.value == expected


def test_the_townships_own_site_gives_the_bare_name_of_its_title_in_full() -> None:
    text = (
        "平川县青石镇人民政府\n首页 | 政务公开 | 办事服务\n平川县青石镇2023年法治政府建设年度报告\n"
        f"坚持把依法行政贯穿各项工作始终，现将有关情况报告如下。{REST}"
    )
    issuer = find_issuer(read_layout(text), text, None)
    assert issuer is not None
    assert issuer.value == "平川县青石镇人民政府"


def test_a_hint_of_the_page_stands_in_for_a_byline() -> None:
    text = f"青石镇2023年法治政府建设年度报告\n坚持把依法行政贯穿各项工作始终，现将有关情况报告如下。{REST}"
    issuer = find_issuer(read_layout(text), text, "平川县青石镇人民政府")
    assert issuer is not None
    assert (issuer.value, issuer.start, issuer.derived) == ("平川县青石镇人民政府", None, True)


@pytest.mark.parametrize(
    ("title", "byline", "expected"),
    [
        ("乡镇镇长2023年述法报告", "来源：本站", None),
        ("各乡镇2023年法治政府建设情况汇总报告", "来源：本站", None),
        ("2023年法治政府建设年度报告", "来源：街道办事处", None),
        ("2023年法治政府建设年度报告", "来源：开云体育官网入口@马安乡", "马安乡"),
        ("2023年法治政府建设年度报告", "发布机构：沙溪镇人民政府 雷速体育直播", "沙溪镇人民政府"),
        ("雷速体育直播沙溪镇2023年法治政府建设年度报告", "来源：本站", "沙溪镇"),
    ],
)
def test_what_names_no_place_and_foreign_text_are_no_issuer(
    title: str, byline: str, expected: str | None
) -> None:
    report = parse_report(f"{title}\n{byline}\n坚持把依法行政贯穿各项工作始终，现将有关情况报告如下。{REST}")
    assert (report.issuer.value if report.issuer else None) == expected


def test_a_county_with_towns_in_its_text_is_the_issuer() -> None:
    text = (
        "2023年法治政府建设年度报告\n发布机构：平川县人民政府\n"
        f"我县坚持依法行政，在全县推广青石镇经验，青石镇做法获好评，现将有关情况报告如下。{REST}"
    )
    report = parse_report(text)
    assert report.issuer
    assert report.issuer.value == "平川县人民政府"


def test_a_county_signs_its_own_report() -> None:
    signature = "平川县人民政府\n2024年3月8日"
    text = (
        f"平川县2023年法治政府建设年度报告\n坚持把依法行政贯穿各项工作始终，现报告如下。{REST}\n{signature}"
    )
    report = parse_report(text)
    assert report.issuer
    assert (report.issuer.value, str(report.signed)) == ("平川县人民政府", "2024-03-08")
